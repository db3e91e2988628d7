//! Numbers that are names: of sessions, of their attempts to connect and of what is asked, so that a late event or answer cannot
//! be taken for a fresh one; of rows and of messages, so that none is taken for another.

use std::{
    fmt,
    ops::{Add, Range, Sub},
};

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

/// The number of a row of the log: of messages and notes alike, counted from the beginning of the session, from 0. It is never used
/// again, unlike a row's position in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RowNumber(pub u64);

/// The number of a message, counted from the beginning of the session, from 0; never used again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MessageNumber(pub u64);

impl RowNumber {
    /// Each of these rows.
    pub fn each(rows: Range<Self>) -> impl DoubleEndedIterator<Item = Self> {
        (rows.start.0..rows.end.0).map(Self)
    }
}

impl Add<u64> for RowNumber {
    type Output = Self;

    /// The row so many rows after it.
    fn add(self, rows: u64) -> Self {
        Self(self.0 + rows)
    }
}

impl Sub<u64> for RowNumber {
    type Output = Self;

    /// The row so many rows before it; the first when there is none.
    fn sub(self, rows: u64) -> Self {
        Self(self.0.saturating_sub(rows))
    }
}

impl Sub for RowNumber {
    type Output = u64;

    /// How many rows it comes after another; 0 when it does not.
    fn sub(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for MessageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ConnectionId {
    /// The id of the attempt after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}
