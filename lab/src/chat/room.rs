//! One room: its log and its members.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::{runtime::Handle, sync::Notify, task::yield_now};

use super::{
    log::{Lagging, Log, Position},
    relay::News,
};
use crate::protocol::{DeflateTerms, Deflater, FIN, Message, RSV1};

/// Names that an announcement lists before it only counts.
const NAMES_SHOWN: usize = 50;

/// A room, shared by the connections of its members.
#[derive(Debug)]
pub(crate) struct Room {
    state: Mutex<State>,
    said: Notify,
}

#[derive(Debug)]
struct State {
    plain: Log,
    /// The same, compressed: each message by itself, so that all members can share it.
    deflated: Log,
    deflater: Option<Deflater>,
    /// Whether what was said is about to be passed on.
    passing_on: bool,
    members: usize,
    /// The named members, in the order in which they joined.
    names: Vec<String>,
    /// Those at other labs, as far as they have told.
    elsewhere: Vec<String>,
}

/// Where a member is in what its room has said.
#[derive(Debug)]
pub(crate) struct Place {
    compressed: bool,
    position: Position,
}

impl Room {
    pub(crate) fn new(lag_bytes: usize) -> Self {
        let state = State {
            plain: Log::new(lag_bytes),
            deflated: Log::new(lag_bytes),
            deflater: None,
            passing_on: false,
            members: 0,
            names: Vec::new(),
            elsewhere: Vec::new(),
        };
        Self { state: Mutex::new(state), said: Notify::new() }
    }

    pub(crate) fn members(&self) -> usize {
        self.state().members
    }

    /// The bytes that wait for the slowest member.
    pub(crate) fn waiting_bytes(&self) -> usize {
        let state = self.state();
        state.plain.bytes() + state.deflated.bytes()
    }

    /// Lets a member in, and tells the room if it has a name.
    pub(crate) fn join(self: &Arc<Self>, name: &str, compressed: bool) -> Place {
        let mut state = self.state();
        state.members += 1;
        let position = state.log(compressed).join();
        if !name.is_empty() {
            state.names.push(name.to_owned());
            state.announce(name, "joined");
        }
        self.pass_on(state);
        Place { compressed, position }
    }

    /// Lets a member go, and tells the room if it had a name.
    pub(crate) fn leave(self: &Arc<Self>, name: &str, place: Place) {
        let mut state = self.state();
        state.members -= 1;
        state.log(place.compressed).leave(place.position);
        if remove(&mut state.names, name) {
            state.announce(name, "left");
        }
        self.pass_on(state);
    }

    /// Says a message to everyone.
    pub(crate) fn say(self: &Arc<Self>, message: &Message) {
        let mut state = self.state();
        state.append(message);
        self.pass_on(state);
    }

    /// Has what was said passed on, once all that can be read at this moment has been read: what many members say at
    /// the same time is then one piece, one wakeup and one write for each of them.
    fn pass_on(self: &Arc<Self>, mut state: MutexGuard<'_, State>) {
        if state.passing_on {
            return;
        }
        // Without a runtime the lab is at its end, and nobody is there to hear.
        let Ok(runtime) = Handle::try_current() else { return };
        state.passing_on = true;
        let room = Arc::clone(self);
        runtime.spawn(async move {
            // Goes on after the runtime has looked for new input.
            yield_now().await;
            room.state().seal();
            room.said.notify_waiters();
        });
    }

    /// Takes in what another lab tells.
    pub(crate) fn hear(self: &Arc<Self>, news: &News) {
        let mut state = self.state();
        match news {
            News::Said(message) => state.append(message),
            News::Joined(name) => {
                state.elsewhere.push(name.clone());
                state.announce(name, "joined");
            }
            News::Left(name) => {
                remove(&mut state.elsewhere, name);
                state.announce(name, "left");
            }
            News::Here(names) => {
                let unknown: Vec<String> =
                    names.iter().filter(|name| !state.elsewhere.contains(name)).cloned().collect();
                if unknown.is_empty() {
                    return;
                }
                state.elsewhere.extend_from_slice(&unknown);
                state.announce(&unknown.join(", "), "joined");
            }
            News::Who | News::Hello(_) => return,
        }
        self.pass_on(state);
    }

    /// The named members of this lab.
    pub(crate) fn names(&self) -> Vec<String> {
        self.state().names.clone()
    }

    /// Waits for the next frames.
    pub(crate) async fn take(&self, place: &mut Place) -> Result<Bytes, Lagging> {
        loop {
            // Listening begins before the look, so that nothing said in between is slept through.
            let said = self.said.notified();
            if let Some(frames) = self.state().log(place.compressed).take(&mut place.position)? {
                return Ok(frames);
            }
            said.await;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn log(&mut self, compressed: bool) -> &mut Log {
        if compressed { &mut self.deflated } else { &mut self.plain }
    }

    fn append(&mut self, message: &Message) {
        let first = FIN | message.kind.opcode() as u8;
        if self.plain.has_members() {
            self.plain.append(first, &message.payload);
        }
        if self.deflated.has_members() {
            let deflater = self.deflater.get_or_insert_with(|| Deflater::new(DeflateTerms::SHARED));
            self.deflated.append(first | RSV1, &deflater.deflate(&message.payload));
        }
    }

    fn seal(&mut self) {
        self.passing_on = false;
        self.plain.seal();
        self.deflated.seal();
    }

    fn announce(&mut self, name: &str, what: &str) {
        let here = self.names.iter().chain(&self.elsewhere);
        let shown = here.take(NAMES_SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
        let here = match self.names.len() + self.elsewhere.len() {
            0 => "nobody with a name".to_owned(),
            more if more > NAMES_SHOWN => format!("{shown} and {} more", more - NAMES_SHOWN),
            _ => shown,
        };
        self.append(&Message::text(format!("* {name} {what}. Here: {here}")));
    }
}

/// Removes one of these names; whether there was one.
fn remove(names: &mut Vec<String>, name: &str) -> bool {
    let found = names.iter().position(|present| present == name);
    found.map(|index| names.remove(index)).is_some()
}
