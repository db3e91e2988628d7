//! One room: its log and its members.

use std::{
    mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use bytes::Bytes;
use tokio::{runtime::Handle, sync::Notify, task::yield_now, time::sleep_until};

use super::{
    News,
    elsewhere::{Change, Elsewhere, remove},
    log::{Lagging, Log, Position},
    turns::{Behind, Turn, Turns},
};
use crate::protocol::{DeflateTerms, Deflater, FIN, Message, RSV1};

/// Names that an announcement lists before it only counts.
const NAMES_SHOWN: usize = 50;

/// A room, shared by the connections of its members.
#[derive(Debug)]
pub(crate) struct Room {
    state: Mutex<State>,
    /// There is more to take.
    said: Notify,
    /// Fewer members are behind.
    heard: Notify,
    /// Whether any are.
    behind: AtomicBool,
}

#[derive(Debug)]
struct State {
    plain: Log,
    /// The same, compressed: each message by itself, so that all members can share it.
    deflated: Log,
    deflater: Option<Deflater>,
    turns: Turns,
    /// Whether what was said is about to be passed on.
    passing_on: bool,
    /// Whether so much was said that it should not wait for that.
    is_full: bool,
    members: usize,
    /// Those of them who do not read what they were sent.
    deaf: usize,
    /// The named members, in the order in which they joined.
    names: Vec<String>,
    elsewhere: Elsewhere,
}

/// Where a member is in what its room has said.
#[derive(Debug)]
pub(crate) struct Place {
    compressed: bool,
    position: Position,
}

/// A member who does not read, as its room knows it.
#[derive(Debug)]
#[must_use = "dropping it says that the member reads again"]
pub(crate) struct Deaf(Arc<Room>);

impl Room {
    pub(crate) fn new(lag_bytes: usize) -> Self {
        let state = State {
            plain: Log::new(lag_bytes),
            deflated: Log::new(lag_bytes),
            deflater: None,
            turns: Turns::new(lag_bytes),
            passing_on: false,
            is_full: false,
            members: 0,
            deaf: 0,
            names: Vec::new(),
            elsewhere: Elsewhere::default(),
        };
        let (said, heard) = (Notify::new(), Notify::new());
        Self { state: Mutex::new(state), said, heard, behind: AtomicBool::new(false) }
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

    /// Whether nobody is behind, so that anything may be said.
    pub(crate) fn is_free(&self) -> bool {
        !self.behind.load(Relaxed)
    }

    /// Waits until a member may say its next message.
    pub(crate) async fn turn(&self) {
        while !self.is_free() {
            // Listening begins before the look, so that no news are slept through.
            let heard = self.heard.notified();
            let turn = self.state().turn();
            match turn {
                Turn::Now => return,
                Turn::Later => heard.await,
                Turn::At(time) => tokio::select! {
                    () = heard => {}
                    () = sleep_until(time) => {}
                },
            }
        }
    }

    /// Notes a member who does not read what it was sent, until that is dropped.
    pub(crate) fn deaf(self: &Arc<Self>) -> Deaf {
        let mut state = self.state();
        state.deaf += 1;
        self.note(&state);
        Deaf(Arc::clone(self))
    }

    /// Says a message to everyone.
    pub(crate) fn say(self: &Arc<Self>, message: &Message) {
        let mut state = self.state();
        if !self.is_free() {
            state.turns.said(message.payload.len());
        }
        state.append(message);
        self.pass_on(state);
    }

    /// Has what was said passed on, once all that can be read at this moment has been read: what many members say at
    /// the same time is then one piece, one wakeup and one write for each of them.
    fn pass_on(self: &Arc<Self>, mut state: MutexGuard<'_, State>) {
        self.note(&state);
        let is_full = mem::take(&mut state.is_full);
        // A member who comes or goes without a name has nothing said, and nobody is woken for it.
        let is_first = state.has_news() && !mem::replace(&mut state.passing_on, true);
        drop(state);
        if is_full {
            self.said.notify_waiters();
        }
        // Without a runtime the lab is at its end, and nobody is there to hear.
        let Some(runtime) = Handle::try_current().ok().filter(|_| is_first) else { return };
        let room = Arc::clone(self);
        runtime.spawn(async move {
            // Goes on after the runtime has looked for new input.
            yield_now().await;
            let mut state = room.state();
            state.seal();
            room.note(&state);
            drop(state);
            room.said.notify_waiters();
        });
    }

    /// Lets those who want to speak know how many are behind.
    fn note(&self, state: &State) {
        self.behind.store(state.behind() != Behind::Nobody, Relaxed);
        self.heard.notify_waiters();
    }

    /// Takes in what another lab tells.
    pub(crate) fn hear(self: &Arc<Self>, lab: u64, news: &News) {
        let mut state = self.state();
        let change = match news {
            News::Said(message) => {
                state.append(message);
                return self.pass_on(state);
            }
            News::Joined(name) => state.elsewhere.join(lab, name),
            News::Left(name) => state.elsewhere.leave(lab, name),
            News::Here(names) => state.elsewhere.set(lab, names),
            News::Gone => state.elsewhere.forget(lab),
            News::Who | News::Hello(_) => return,
        };
        self.announce(state, &change);
    }

    /// Forgets the members at labs that have told nothing for so long.
    pub(crate) fn forget_silent(self: &Arc<Self>, time: Duration) {
        let mut state = self.state();
        let change = state.elsewhere.forget_silent(time);
        self.announce(state, &change);
    }

    fn announce(self: &Arc<Self>, mut state: MutexGuard<'_, State>, change: &Change) {
        for (names, what) in [(&change.joined, "joined"), (&change.left, "left")] {
            if !names.is_empty() {
                state.announce(&names.join(", "), what);
            }
        }
        if *change != Change::default() {
            self.pass_on(state);
        }
    }

    /// The named members of this lab.
    pub(crate) fn names(&self) -> Vec<String> {
        self.state().names.clone()
    }

    /// Waits for the next frames.
    pub(crate) async fn take(&self, place: &mut Place) -> Result<Bytes, Lagging> {
        loop {
            let said = self.said.notified();
            if let Some(frames) = self.take_now(place)? {
                return Ok(frames);
            }
            said.await;
        }
    }

    fn take_now(&self, place: &mut Place) -> Result<Option<Bytes>, Lagging> {
        let mut state = self.state();
        let before = state.behind();
        let taken = state.log(place.compressed).take(&mut place.position);
        if state.behind() != before {
            self.note(&state);
        }
        taken
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Deaf {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.deaf -= 1;
        self.0.note(&state);
    }
}

impl State {
    fn log(&mut self, compressed: bool) -> &mut Log {
        if compressed { &mut self.deflated } else { &mut self.plain }
    }

    fn behind(&self) -> Behind {
        let [plain, deflated] = [&self.plain, &self.deflated];
        // Who has missed something is about to go, and is waited for no longer.
        let deaf = self.deaf.saturating_sub(plain.lost() + deflated.lost());
        Behind::new(plain.behind() + deflated.behind(), plain.keeping_up() + deflated.keeping_up(), deaf)
    }

    fn turn(&self) -> Turn {
        self.turns.next(self.behind())
    }

    fn append(&mut self, message: &Message) {
        let first = FIN | message.kind.opcode() as u8;
        if self.plain.has_members() {
            self.is_full |= self.plain.append(first, &message.payload);
        }
        if self.deflated.has_members() {
            let deflater = self.deflater.get_or_insert_with(|| Deflater::new(DeflateTerms::SHARED));
            self.is_full |= self.deflated.append(first | RSV1, &deflater.deflate(&message.payload));
        }
    }

    /// Whether something was said that nobody can take yet.
    fn has_news(&self) -> bool {
        self.plain.is_open() || self.deflated.is_open()
    }

    fn seal(&mut self) {
        self.passing_on = false;
        self.plain.seal();
        self.deflated.seal();
    }

    fn announce(&mut self, names: &str, what: &str) {
        let here = || self.names.iter().chain(self.elsewhere.names());
        let shown = here().take(NAMES_SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
        let here = match here().count() {
            0 => "nobody with a name".to_owned(),
            more if more > NAMES_SHOWN => format!("{shown} and {} more", more - NAMES_SHOWN),
            _ => shown,
        };
        self.append(&Message::text(format!("* {names} {what}. Here: {here}")));
    }
}
