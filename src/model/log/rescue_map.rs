//! Where the segments of all logs lie in memory: when this program has broken down and cannot run any more, `engine.js`
//! still holds its memory, and saves the messages by this map.
//!
//! The map lies at one place for the whole life of the program: [`SLOTS`] slots of [`WORDS`] words of 32 bits. The words
//! of a slot are:
//!
//! | word | holds |
//! |---|---|
//! | 0 | the log's number from 1 on; 0 in a slot that is free |
//! | 1 | the address of the payloads |
//! | 2 | the address of the entries: 16 bytes each, `at`, `offset`, `length`, `kind` (see `segment::Entry`) |
//! | 3 | how many entries there are |
//! | 4, 5 | the number of the first message, low word first |
//! | 6, 7 | when the segment began: the bits of a float, in milliseconds since 1970, low word first |
//!
//! It is written with each row: three stores, which the measurements do not see.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// More segments than the greatest budget has.
pub const SLOTS: usize = 4_096;
/// Words of a slot.
pub const WORDS: usize = 8;

static MAP: [[AtomicU32; WORDS]; SLOTS] = [const { [const { AtomicU32::new(0) }; WORDS] }; SLOTS];
static LOGS: AtomicU32 = AtomicU32::new(0);
/// Where a free slot is looked for first.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The address of the map in this program's memory.
pub fn address() -> usize {
    MAP.as_ptr().addr()
}

/// A number for a new log.
pub(super) fn number() -> u32 {
    LOGS.fetch_add(1, Relaxed).wrapping_add(1).max(1)
}

/// A segment's slot in the map, as long as it lives. Without a free one the segment is left out: it is kept as before,
/// but could not be saved from a broken program.
#[derive(Debug, Default)]
pub(super) struct Slot(Option<usize>);

impl Slot {
    /// A slot for a segment that begins with this message, at this time.
    pub(super) fn take(log: u32, first_message: u64, began: f64) -> Self {
        let from = NEXT.load(Relaxed) as usize;
        let is_free = |place: &usize| MAP[*place][0].load(Relaxed) == 0;
        let Some(place) = (0..SLOTS).map(|step| (from + step) % SLOTS).find(is_free) else { return Self(None) };
        NEXT.store(u32::try_from((place + 1) % SLOTS).unwrap_or_default(), Relaxed);
        let slot = &MAP[place];
        slot[3].store(0, Relaxed);
        for (word, number) in [(4, first_message), (6, began.to_bits())] {
            slot[word].store(low(number), Relaxed);
            slot[word + 1].store(low(number >> 32), Relaxed);
        }
        slot[0].store(log, Relaxed);
        Self(Some(place))
    }

    /// The segment has a further row, and may have moved.
    pub(super) fn set(&self, bytes: &[u8], entries: usize, count: usize) {
        if let Some(slot) = self.0.map(|place| &MAP[place]) {
            slot[1].store(low(bytes.as_ptr().addr() as u64), Relaxed);
            slot[2].store(low(entries as u64), Relaxed);
            slot[3].store(low(count as u64), Relaxed);
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some(place) = self.0 {
            MAP[place][0].store(0, Relaxed);
        }
    }
}

/// The lower 32 bits: all of an address or a count in WebAssembly's memory.
#[expect(clippy::cast_possible_truncation, reason = "that is what it is for")]
fn low(number: u64) -> u32 {
    number as u32
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_taken_while_its_segment_lives() {
        let log = number();
        let mine = || MAP.iter().filter(|slot| slot[0].load(Relaxed) == log).count();
        let (one, other) = (Slot::take(log, 7, 1.5), Slot::take(log, 1 << 40, 1.5));
        one.set(b"abc", 16, 2);
        assert_eq!(mine(), 2);
        let words = |slot: &Slot| slot.0.map(|place| MAP[place].each_ref().map(|word| word.load(Relaxed)));
        assert_eq!(words(&one).map(|words| (words[2], words[3], words[4])), Some((16, 2, 7)));
        assert_eq!(words(&other).map(|words| (words[4], words[5])), Some((0, 256)));
        drop((one, other));
        assert_eq!(mine(), 0);
    }
}
