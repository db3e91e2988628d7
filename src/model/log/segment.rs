//! A stretch of the log: payloads behind each other in one buffer, and a small entry of fixed size for each.

mod entry;
mod sweep;
mod write;

use std::ops::Range;

use self::entry::Entry;
pub(super) use self::entry::EntryKind;
use super::rescue_map::Slot;
use crate::model::{
    id::{MessageNumber, RowNumber},
    message::Direction,
    time::Timestamp,
};

/// Payload bytes of an ordinary segment. A larger message gets a segment of its own size.
pub(super) const BYTES: usize = 1024 * 1024;
/// At most so many rows in one segment, so that small messages are evicted in small portions, too.
pub(super) const ENTRIES: usize = 64 * 1024;
/// A segment takes no further row when so many bytes of its messages stay with the browser: they go with it.
const HELD_BYTES: u64 = 32 * 1024 * 1024;
/// Text that needs no more room than this is written in one go.
pub(super) const SMALL: usize = 16 * 1024;
/// Memory of one entry.
pub(super) const ENTRY_BYTES: usize = size_of::<Entry>();

const UNITS_PER_MS: f64 = 100.0;

/// Messages, those of them that are truncated, their bytes here, and their bytes with the browser.
pub(super) struct Totals {
    pub(super) messages: u64,
    pub(super) truncated: u64,
    pub(super) bytes: u64,
    pub(super) held: u64,
}

#[derive(Debug, Default)]
pub(super) struct Segment {
    pub(super) first_row: RowNumber,
    first_message: MessageNumber,
    began: Timestamp,
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    /// Which entries are notes, and so have no message number.
    notes: Vec<u32>,
    /// Which entries are the beginning of a longer message, and how long that is.
    truncated: Vec<(u32, u64)>,
    /// Which entries are messages that stay with the browser, and how long they are.
    held: Vec<(u32, u64)>,
    held_bytes: u64,
    slot: Slot,
}

impl Segment {
    /// Enters it into the map, as one of this log.
    pub(super) fn enter(&mut self, log: u32) {
        self.slot = Slot::take(log, self.first_message.0, self.began.0);
    }

    /// All its payloads, one behind the other.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the payload of a row lies in [`Self::bytes`].
    pub(super) fn place(&self, index: usize) -> Range<usize> {
        let entry = self.entries[index];
        entry.offset as usize..entry.offset as usize + entry.length as usize
    }

    /// The direction and payload of a row, when it is a message.
    pub(super) fn message(&self, index: usize) -> Option<(Direction, &[u8])> {
        match self.kind(index) {
            EntryKind::Message(direction, _) => Some((direction, self.payload(index))),
            EntryKind::Note => None,
        }
    }

    /// Those of these rows that are notes.
    pub(super) fn notes_in(&self, rows: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let first = self.notes.partition_point(|&note| (note as usize) < rows.start);
        self.notes[first..].iter().map(|&note| note as usize).take_while(move |&note| note < rows.end)
    }

    pub(super) fn first_message(&self) -> MessageNumber {
        self.first_message
    }

    pub(super) fn began(&self) -> Timestamp {
        self.began
    }

    /// The row of this message, or the last one.
    pub(super) fn place_of_message(&self, number: MessageNumber) -> usize {
        self.first_place(&|index| {
            self.message_number(index) < number
                || self.kind(index) == EntryKind::Note && self.message_number(index) <= number
        })
    }

    /// The first row at or after this point in time, or the last one.
    pub(super) fn place_of_time(&self, time: Timestamp) -> usize {
        self.first_place(&|index| self.time(index) < time)
    }

    /// The first row for which this does not hold, or the last one.
    fn first_place(&self, is_before: &dyn Fn(usize) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if is_before(middle) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from.min(self.len().saturating_sub(1))
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn kind(&self, index: usize) -> EntryKind {
        self.entries[index].kind()
    }

    pub(super) fn time(&self, index: usize) -> Timestamp {
        Timestamp(self.began.0 + f64::from(self.entries[index].at) / UNITS_PER_MS)
    }

    pub(super) fn payload(&self, index: usize) -> &[u8] {
        let entry = self.entries[index];
        let offset = entry.offset as usize;
        &self.bytes[offset..offset + entry.length as usize]
    }

    /// The message's number in its session.
    pub(super) fn message_number(&self, index: usize) -> MessageNumber {
        let notes = self.notes.partition_point(|&note| (note as usize) < index);
        MessageNumber(self.first_message.0 + (index - notes) as u64)
    }

    /// The message's length as it came.
    pub(super) fn full_length(&self, index: usize) -> u64 {
        let cut = length_in(&self.truncated, index).or_else(|| self.held_length(index));
        cut.unwrap_or_else(|| u64::from(self.entries[index].length))
    }

    /// The message's length, when it stays with the browser.
    pub(super) fn held_length(&self, index: usize) -> Option<u64> {
        length_in(&self.held, index)
    }

    /// How many of its messages stay with the browser.
    pub(super) fn held_messages(&self) -> u64 {
        self.held.len() as u64
    }

    /// Bytes that count towards the budget: the memory in use, and what the browser holds for this segment.
    pub(super) fn memory(&self) -> usize {
        let held = usize::try_from(self.held_bytes).unwrap_or(usize::MAX);
        (self.bytes.capacity() + self.entries.capacity() * ENTRY_BYTES).saturating_add(held)
    }

    /// What the ledger counts of this segment.
    pub(super) fn totals(&self) -> Totals {
        let notes: u64 = self.notes.iter().map(|&note| u64::from(self.entries[note as usize].length)).sum();
        Totals {
            messages: (self.entries.len() - self.notes.len()) as u64,
            truncated: self.truncated.len() as u64,
            bytes: self.bytes.len() as u64 - notes,
            held: self.held_bytes,
        }
    }

    /// Empties it for use as a new segment. False when its memory is of an unusual size and better given back.
    pub(super) fn recycle(&mut self) -> bool {
        self.slot = Slot::default();
        self.bytes.clear();
        self.entries.clear();
        self.notes.clear();
        self.truncated.clear();
        self.held.clear();
        self.held_bytes = 0;
        self.bytes.capacity() == BYTES
    }

    // A clock that went back is drawn as one that stood still.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
    fn units(&self, now: Timestamp) -> u32 {
        (now.since(self.began) * UNITS_PER_MS).round() as u32
    }
}

fn length_in(lengths: &[(u32, u64)], index: usize) -> Option<u64> {
    let found = lengths.binary_search_by_key(&index, |&(entry, _)| entry as usize).ok()?;
    Some(lengths[found].1)
}

/// Offsets and counts within a segment fit by `begin` and `has_room`.
fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
