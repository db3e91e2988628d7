//! What is known of one row of a segment.

use crate::model::message::{Direction, Kind};

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model::log) enum EntryKind {
    Message(Direction, Kind),
    Note,
}

/// What is known of a row; `engine.js` reads it, too, when the program has broken down (see [`super::map`]).
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub(super) struct Entry {
    /// Units of 10 µs since the segment's beginning: 32 bits last for 11 hours, then a new segment begins.
    pub(super) at: u32,
    pub(super) offset: u32,
    pub(super) length: u32,
    /// [`EntryKind::code`], and what is less than a message: [`Entry::CUT`], [`Entry::HELD`].
    pub(super) kind: u32,
}

impl EntryKind {
    const KINDS: [Self; 5] = [
        Self::Note,
        Self::Message(Direction::Sent, Kind::Text),
        Self::Message(Direction::Sent, Kind::Binary),
        Self::Message(Direction::Received, Kind::Text),
        Self::Message(Direction::Received, Kind::Binary),
    ];

    /// Its place among all kinds.
    pub(super) fn code(self) -> u32 {
        match self {
            Self::Note => 0,
            Self::Message(Direction::Sent, Kind::Text) => 1,
            Self::Message(Direction::Sent, Kind::Binary) => 2,
            Self::Message(Direction::Received, Kind::Text) => 3,
            Self::Message(Direction::Received, Kind::Binary) => 4,
        }
    }
}

impl Entry {
    /// The bits of the code.
    const CODE: u32 = 7;
    /// It was longer than what is kept of it.
    pub(super) const CUT: u32 = 8;
    /// Its payload stays with the browser.
    pub(super) const HELD: u32 = 16;

    pub(super) fn kind(&self) -> EntryKind {
        EntryKind::KINDS.get((self.kind & Self::CODE) as usize).copied().unwrap_or(EntryKind::Note)
    }
}
