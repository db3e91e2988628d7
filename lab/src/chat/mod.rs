//! Chat rooms: who is in them, and what everyone in them is to receive.
//!
//! A message is encoded once, into its room's log. A member is a position in that log: it sleeps until there is more,
//! takes what came since as one shared piece of bytes, and writes it with one write. So a broadcast to a hundred members
//! copies nothing a hundred times. What is said is passed on when the runtime has read all that there is to read, so that
//! a busy room costs a write per member and round, and not per member and message.
//!
//! A member who does not listen loses its place and never slows the room. Who speaks faster than most can hear waits.

mod elsewhere;
mod log;
mod news;
mod relay;
mod room;
mod rooms;
mod turns;

pub(crate) use log::Lagging;
use news::News;
pub(crate) use relay::Relay;
pub(crate) use rooms::{JoinError, Membership, Rooms, Speaker};
