//! All rooms by name. A room is there as long as somebody is in it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;

use super::{
    log::Lagging,
    relay::{News, Relay},
    room::{Place, Room},
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
    room_name: String,
    name: String,
    room: Arc<Room>,
    /// Present until the drop.
    place: Option<Place>,
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
        Ok(Membership { rooms: Arc::clone(self), room_name: room_name.to_owned(), name: name.to_owned(), room, place })
    }

    /// Takes in what another lab tells of a room; it matters only if somebody here is in it.
    pub(crate) fn hear(&self, room_name: &str, news: &News) {
        let by_name = self.by_name();
        let Some(room) = by_name.get(room_name) else { return };
        room.hear(news);
        if *news == News::Who {
            self.tell_who_is_here(room_name, room);
        }
        drop(by_name);
    }

    /// Tells the other labs who is here, and asks who is there: after NATS was away.
    pub(crate) fn introduce(&self) {
        for (name, room) in &*self.by_name() {
            self.tell_who_is_here(name, room);
            self.tell(name, &News::Who);
        }
    }

    fn tell_who_is_here(&self, room_name: &str, room: &Room) {
        if let Some(relay) = &self.relay {
            relay.publish_names(room_name, &room.names());
        }
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
    /// Says a message to everyone in the room, this member included.
    pub(crate) fn say(&self, message: &Message) {
        self.room.say(message);
        if let Some(relay) = &self.rooms.relay {
            relay.publish(&self.room_name, &News::Said(message.clone()));
        }
    }

    /// Waits for the frames that this member is to receive next.
    pub(crate) async fn next_frames(&mut self) -> Result<Bytes, Lagging> {
        match &mut self.place {
            Some(place) => self.room.take(place).await,
            None => Err(Lagging),
        }
    }
}

impl Drop for Membership {
    fn drop(&mut self) {
        let mut by_name = self.rooms.by_name();
        if let Some(place) = self.place.take() {
            self.room.leave(&self.name, place);
        }
        if self.room.members() == 0 {
            by_name.remove(&self.room_name);
        }
        if !self.name.is_empty() {
            self.rooms.tell(&self.room_name, &News::Left(self.name.clone()));
        }
        drop(by_name);
    }
}
