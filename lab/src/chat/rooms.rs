//! All rooms by name. A room is there as long as somebody is in it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;

use super::{
    News, Relay,
    log::Lagging,
    room::{Deaf, Place, Room},
};
use crate::{config::Limits, protocol::Message};

/// Every room of this lab.
#[derive(Debug)]
pub(crate) struct Rooms {
    by_name: Mutex<HashMap<String, Arc<Room>>>,
    limits: Limits,
    /// The way to other labs, if there is one.
    relay: Option<Arc<Relay>>,
}

/// Why nobody more gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum JoinError {
    #[error("the room has its {0} members already; try again later")]
    RoomIsFull(usize),
    #[error("the lab has its {0} rooms already; try again later")]
    TooManyRooms(usize),
}

/// A place in a room; dropping it leaves.
#[derive(Debug)]
#[must_use = "dropping a membership leaves the room"]
pub(crate) struct Membership {
    rooms: Arc<Rooms>,
    name: String,
    speaker: Speaker,
    /// Present until the drop.
    place: Option<Place>,
}

/// A member's voice.
#[derive(Clone, Debug)]
pub(crate) struct Speaker {
    room_name: String,
    room: Arc<Room>,
    relay: Option<Arc<Relay>>,
}

impl Rooms {
    pub(crate) fn new(limits: Limits, relay: Option<Arc<Relay>>) -> Self {
        Self { by_name: Mutex::new(HashMap::new()), limits, relay }
    }

    /// What `/stats` says of the rooms.
    pub(crate) fn stats(&self) -> serde_json::Value {
        let by_name = self.by_name();
        serde_json::json!({
            "rooms": by_name.len(),
            "members": by_name.values().map(|room| room.members()).sum::<usize>(),
            "lagging_bytes": by_name.values().map(|room| room.waiting_bytes()).sum::<usize>(),
        })
    }

    /// Enters a room, and opens it if need be.
    pub(crate) fn join(
        self: &Arc<Self>,
        room_name: &str,
        name: &str,
        compressed: bool,
    ) -> Result<Membership, JoinError> {
        let mut by_name = self.by_name();
        let room = match by_name.get(room_name) {
            Some(room) if room.members() >= self.limits.members => {
                return Err(JoinError::RoomIsFull(self.limits.members));
            }
            Some(room) => Arc::clone(room),
            None if by_name.len() >= self.limits.rooms => return Err(JoinError::TooManyRooms(self.limits.rooms)),
            None => {
                let room = Arc::new(Room::new(self.limits.lag_bytes));
                by_name.insert(room_name.to_owned(), Arc::clone(&room));
                self.tell(room_name, &News::Who);
                room
            }
        };
        let place = Some(room.join(name, compressed));
        if !name.is_empty() {
            self.tell(room_name, &News::Joined(name.to_owned()));
        }
        drop(by_name);
        let speaker = Speaker { room_name: room_name.to_owned(), room, relay: self.relay.clone() };
        Ok(Membership { rooms: Arc::clone(self), name: name.to_owned(), speaker, place })
    }

    /// Takes in what another lab tells of a room; it matters only if somebody here is in it.
    pub(crate) fn hear(&self, room_name: &str, lab: u64, news: &News) {
        let by_name = self.by_name();
        let Some(room) = by_name.get(room_name) else { return };
        room.hear(lab, news);
        if *news == News::Who {
            self.tell(room_name, &News::Here(room.names()));
        }
        drop(by_name);
    }

    /// Takes in that another lab has ended.
    pub(crate) fn hear_the_end_of(&self, lab: u64) {
        self.by_name().values().for_each(|room| room.hear(lab, &News::Gone));
    }

    /// Tells the other labs who is here.
    pub(crate) fn tell_who_is_here(&self) {
        self.by_name().iter().for_each(|(name, room)| self.tell(name, &News::Here(room.names())));
    }

    /// Asks the other labs who is there.
    pub(crate) fn ask_who_is_there(&self) {
        self.by_name().keys().for_each(|name| self.tell(name, &News::Who));
    }

    /// Forgets the members at labs that have told nothing for so long.
    pub(crate) fn forget_silent(&self, time: Duration) {
        self.by_name().values().for_each(|room| room.forget_silent(time));
    }

    /// Who comes and goes is told while the rooms are locked: others hear it in the order in which it happened here.
    fn tell(&self, room_name: &str, news: &News) {
        if let Some(relay) = &self.relay {
            relay.publish(room_name, news);
        }
    }

    fn by_name(&self) -> MutexGuard<'_, HashMap<String, Arc<Room>>> {
        self.by_name.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Membership {
    /// This member's voice.
    pub(crate) fn speaker(&self) -> Speaker {
        self.speaker.clone()
    }

    /// Waits for the frames that this member is to receive next.
    pub(crate) async fn next_frames(&mut self) -> Result<Bytes, Lagging> {
        match &mut self.place {
            Some(place) => self.speaker.room.take(place).await,
            None => Err(Lagging),
        }
    }
}

impl Speaker {
    /// Whether there is room for another message at once.
    pub(crate) fn is_free(&self) -> bool {
        self.room.is_free() && self.relay.as_ref().is_none_or(|relay| relay.is_free())
    }

    /// Waits until there is room for another message, here and on its way to other labs.
    pub(crate) async fn turn(&self) {
        self.room.turn().await;
        if let Some(relay) = &self.relay {
            relay.turn().await;
        }
    }

    /// Notes that this member does not read what it was sent, until that is dropped.
    pub(crate) fn deaf(&self) -> Deaf {
        self.room.deaf()
    }

    /// Says a message to everyone in the room, this member included.
    pub(crate) fn say(&self, message: &Message) {
        self.room.say(message);
        if let Some(relay) = &self.relay {
            relay.publish(&self.room_name, &News::Said(message.clone()));
        }
    }
}

impl Drop for Membership {
    fn drop(&mut self) {
        let Speaker { room_name, room, .. } = &self.speaker;
        let mut by_name = self.rooms.by_name();
        if let Some(place) = self.place.take() {
            room.leave(&self.name, place);
        }
        if room.members() == 0 {
            by_name.remove(room_name);
        }
        if !self.name.is_empty() {
            self.rooms.tell(room_name, &News::Left(self.name.clone()));
        }
        drop(by_name);
    }
}
