//! Names for sessions, for their attempts to connect and for what is asked, so that a late event or answer cannot be taken for
//! a fresh one.

use serde::{Deserialize, Serialize};

/// What the person sees as one tab: its form, its draft, its log. It goes on through close and Connect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SessionId(pub u32);

/// One attempt of a session to connect. Every socket event carries the id of its attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConnectionId(pub u32);

/// A number that the page gives to each message that it hands over and to each question, counted up from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ticket(pub u32);

impl ConnectionId {
    /// The id of the attempt after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}
