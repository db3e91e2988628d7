//! How rows come into a segment: memory is reserved before anything is written, and nothing is written twice.

use super::{BYTES, ENTRIES, Entry, EntryKind, HELD_BYTES, SMALL, Segment, UNITS_PER_MS, as_u32};
use crate::model::{
    id::{MessageNumber, RowNumber},
    log::source::Source,
    time::Timestamp,
};

impl Segment {
    /// Begins a new, empty stretch. False when there is no memory for a payload of this length.
    ///
    /// With `whole`, all memory is reserved at once, for about so many rows; else it grows with use, so that a quiet
    /// session stays small. A payload that needs a segment of its own gets no more than it needs.
    pub(in crate::model::log) fn begin(
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
    pub(in crate::model::log) fn has_room(&mut self, length: usize, now: Timestamp) -> bool {
        self.bytes.len().saturating_add(length) <= BYTES
            && self.entries.len() < ENTRIES
            && self.held_bytes < HELD_BYTES
            && now.since(self.began) * UNITS_PER_MS < f64::from(u32::MAX)
            && self.reserve(length)
            && self.reserve_entry()
    }

    /// Grows to the double, but not beyond an ordinary segment; what is larger gets no more than it needs.
    pub(in crate::model::log) fn reserve(&mut self, length: usize) -> bool {
        let (used, wanted) = (self.bytes.len(), self.bytes.len().saturating_add(length));
        let least = if wanted > BYTES { wanted } else { (2 * self.bytes.capacity()).clamp(wanted, BYTES) };
        wanted <= self.bytes.capacity() || self.bytes.try_reserve_exact(least - used).is_ok()
    }

    /// Grows by a quarter, not to the double: what is reserved and never used would weigh more than an entry itself.
    pub(in crate::model::log) fn reserve_entry(&mut self) -> bool {
        let length = self.entries.len();
        (length < self.entries.capacity() || self.entries.try_reserve_exact((length / 4).max(64)).is_ok())
            && self.notes.try_reserve(1).is_ok()
            && self.truncated.try_reserve(1).is_ok()
            && self.held.try_reserve(1).is_ok()
    }

    /// Appends a row, for which `has_room` or `begin` made room. At most so many bytes of it are kept: answers how many.
    pub(in crate::model::log) fn append(
        &mut self,
        kind: EntryKind,
        now: Timestamp,
        source: &mut dyn Source,
        most: usize,
    ) -> usize {
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
    pub(in crate::model::log) fn write(&mut self, source: &mut dyn Source, mut most: usize) {
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
    pub(in crate::model::log) fn is_large(&self) -> bool {
        self.bytes.capacity() > BYTES
    }

    /// The last message was this long before it was cut.
    pub(in crate::model::log) fn set_full_length(&mut self, length: u64) {
        self.truncated.push((as_u32(self.entries.len() - 1), length));
        self.mark_last(Entry::CUT);
    }

    /// The last message stays with the browser, and is this long.
    pub(in crate::model::log) fn set_held(&mut self, length: u64) {
        self.held.push((as_u32(self.entries.len() - 1), length));
        self.held_bytes = self.held_bytes.saturating_add(length);
        self.mark_last(Entry::HELD);
    }

    pub(in crate::model::log) fn mark_last(&mut self, bit: u32) {
        if let Some(entry) = self.entries.last_mut() {
            entry.kind |= bit;
        }
    }

    /// Puts the bytes of a message in the place that was reserved for them. False when they do not fit exactly.
    pub(in crate::model::log) fn fill(&mut self, index: usize, payload: &[u8]) -> bool {
        let entry = self.entries[index];
        let place = entry.offset as usize..entry.offset as usize + entry.length as usize;
        let fits = entry.kind() != EntryKind::Note && place.len() == payload.len();
        if fits {
            self.bytes[place].copy_from_slice(payload);
        }
        fits
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
