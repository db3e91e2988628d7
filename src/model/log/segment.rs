//! A stretch of the log: payloads behind each other in one buffer, and a small entry of fixed size for each.

use std::ops::Range;

use super::{rescue_map::Slot, source::Source};
use crate::model::{
    id::{MessageNumber, RowNumber},
    message::{Direction, Kind},
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

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    Message(Direction, Kind),
    Note,
}

/// What is known of a row; `engine.js` reads it, too, when the program has broken down (see [`super::map`]).
#[derive(Clone, Copy, Debug)]
#[repr(C)]
struct Entry {
    /// Units of 10 µs since the segment's beginning: 32 bits last for 11 hours, then a new segment begins.
    at: u32,
    offset: u32,
    length: u32,
    /// [`EntryKind::code`], and what is less than a message: [`Entry::CUT`], [`Entry::HELD`].
    kind: u32,
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
    fn code(self) -> u32 {
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
    const CUT: u32 = 8;
    /// Its payload stays with the browser.
    const HELD: u32 = 16;

    fn kind(&self) -> EntryKind {
        EntryKind::KINDS.get((self.kind & Self::CODE) as usize).copied().unwrap_or(EntryKind::Note)
    }
}

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

    /// Begins a new, empty stretch. False when there is no memory for a payload of this length.
    ///
    /// With `whole`, all memory is reserved at once, for about so many rows; else it grows with use, so that a quiet
    /// session stays small. A payload that needs a segment of its own gets no more than it needs.
    pub(super) fn begin(
        &mut self,
        length: usize,
        whole: Option<usize>,
        first: (RowNumber, MessageNumber),
        now: Timestamp,
    ) -> bool {
        (self.first_row, self.first_message) = first;
        self.began = now;
        let reserve = if whole.is_some() { length.max(BYTES) } else { length };
        let rows = if length > BYTES { 0 } else { whole.unwrap_or(0).min(ENTRIES) };
        u32::try_from(length).is_ok()
            && self.bytes.try_reserve_exact(reserve).is_ok()
            && self.entries.try_reserve_exact(rows).is_ok()
            && self.reserve_entry()
    }

    /// Whether one more payload of this length fits; reserves the memory for it.
    pub(super) fn has_room(&mut self, length: usize, now: Timestamp) -> bool {
        self.bytes.len().saturating_add(length) <= BYTES
            && self.entries.len() < ENTRIES
            && self.held_bytes < HELD_BYTES
            && now.since(self.began) * UNITS_PER_MS < f64::from(u32::MAX)
            && self.reserve(length)
            && self.reserve_entry()
    }

    /// Grows to the double, but not beyond an ordinary segment; what is larger gets no more than it needs.
    fn reserve(&mut self, length: usize) -> bool {
        let (used, wanted) = (self.bytes.len(), self.bytes.len().saturating_add(length));
        let least = if wanted > BYTES { wanted } else { (2 * self.bytes.capacity()).clamp(wanted, BYTES) };
        wanted <= self.bytes.capacity() || self.bytes.try_reserve_exact(least - used).is_ok()
    }

    /// Grows by a quarter, not to the double: what is reserved and never used would weigh more than an entry itself.
    fn reserve_entry(&mut self) -> bool {
        let length = self.entries.len();
        (length < self.entries.capacity() || self.entries.try_reserve_exact((length / 4).max(64)).is_ok())
            && self.notes.try_reserve(1).is_ok()
            && self.truncated.try_reserve(1).is_ok()
            && self.held.try_reserve(1).is_ok()
    }

    /// Appends a row, for which `has_room` or `begin` made room. At most so many bytes of it are kept: answers how many.
    pub(super) fn append(&mut self, kind: EntryKind, now: Timestamp, source: &mut dyn Source, most: usize) -> usize {
        let offset = self.bytes.len();
        self.write(source, most);
        let length = self.bytes.len() - offset;
        if kind == EntryKind::Note {
            self.notes.push(as_u32(self.entries.len()));
        }
        let (offset, kept) = (as_u32(offset), as_u32(length));
        self.entries.push(Entry { at: self.units(now), offset, length: kept, kind: kind.code() });
        self.slot.set(&self.bytes, self.entries.as_ptr().addr(), self.entries.len());
        length
    }

    /// Writes from the source until nothing is left, or there is no room for more.
    fn write(&mut self, source: &mut dyn Source, mut most: usize) {
        let mut is_first = true;
        while let (least @ 1.., at_most) = source.left() {
            // Text may need more room than it has units: what is little gets all that it may need, and so does the rest
            // of what turned out to need more.
            let generous = if at_most <= SMALL || !is_first { at_most.min(most) } else { least.min(most) };
            let room = if self.reserve(generous) { generous } else { least.min(most) };
            if room == 0 || !self.reserve(room) {
                break;
            }
            let from = self.bytes.len();
            put_blank(&mut self.bytes, room);
            let written = source.write(&mut self.bytes[from..]).min(room);
            self.bytes.truncate(from + written);
            if written == 0 {
                break;
            }
            most -= written;
            is_first = false;
        }
        if self.is_large() {
            // In place: the allocator takes back the end.
            self.bytes.shrink_to_fit();
        }
    }

    /// Whether it has outgrown an ordinary segment.
    pub(super) fn is_large(&self) -> bool {
        self.bytes.capacity() > BYTES
    }

    /// The last message was this long before it was cut.
    pub(super) fn set_full_length(&mut self, length: u64) {
        self.truncated.push((as_u32(self.entries.len() - 1), length));
        self.mark_last(Entry::CUT);
    }

    /// The last message stays with the browser, and is this long.
    pub(super) fn set_held(&mut self, length: u64) {
        self.held.push((as_u32(self.entries.len() - 1), length));
        self.held_bytes = self.held_bytes.saturating_add(length);
        self.mark_last(Entry::HELD);
    }

    fn mark_last(&mut self, bit: u32) {
        if let Some(entry) = self.entries.last_mut() {
            entry.kind |= bit;
        }
    }

    /// Puts the bytes of a message in the place that was reserved for them. False when they do not fit exactly.
    pub(super) fn fill(&mut self, index: usize, payload: &[u8]) -> bool {
        let entry = self.entries[index];
        let place = entry.offset as usize..entry.offset as usize + entry.length as usize;
        let fits = entry.kind() != EntryKind::Note && place.len() == payload.len();
        if fits {
            self.bytes[place].copy_from_slice(payload);
        }
        fits
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

/// Appends so many bytes to be written over. Copied in pieces: set one by one, they take long in a build for tests.
fn put_blank(bytes: &mut Vec<u8>, mut count: usize) {
    const BLANK: [u8; 4096] = [0; 4096];
    while count > 0 {
        let piece = count.min(BLANK.len());
        bytes.extend_from_slice(&BLANK[..piece]);
        count -= piece;
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
