//! Room for what is to come: within the budget, and within the memory that there is.
//!
//! Nobody tells how much memory there is. A segment that cannot be had tells it: then the oldest ones go, and what is
//! left is all that this log holds from then on, until somebody lets go of memory ([`MessageLog::try_again`]). So much
//! stays free with it that everything else, which must not fail, finds memory: [`AIR`].

use std::hint::black_box;

use super::{
    MessageLog,
    segment::{BYTES, ENTRIES, ENTRY_BYTES, SMALL},
    source::Source,
};
use crate::model::{id::MessageNumber, time::Timestamp};

/// Bytes that stay free for everything else: a Snapshot, a part of a file, what filters and kinds note of each row.
pub(super) const AIR: usize = 4 * 1024 * 1024;

/// What a segment with one large message takes beside its bytes, generously.
const BESIDE: usize = 4 * 1024;

impl MessageLog {
    /// Holds at most so many bytes from now on.
    pub fn set_budget(&mut self, budget: usize) {
        self.budget = budget;
        self.try_again();
        self.stay_within_budget();
    }

    /// How many bytes it may hold: as many as it was told, or as the browser had memory for.
    pub fn budget(&self) -> usize {
        self.budget.min(self.found)
    }

    /// Whether it has found no memory since this was asked last.
    pub fn take_shortage(&mut self) -> bool {
        std::mem::take(&mut self.is_short)
    }

    /// There may be memory again: somebody has let go of some.
    pub fn try_again(&mut self) {
        self.found = usize::MAX;
    }

    /// Drops the oldest segment for good, because others need its memory. False when there is none.
    pub fn give_back(&mut self) -> bool {
        // What was cleared already goes first.
        if self.forget_cleared() {
            return true;
        }
        let has_some = !self.segments.is_empty();
        self.evict();
        self.spare = None;
        has_some
    }

    /// Gives at least so many bytes to others, as far as it has them, and does not take them back.
    pub fn give_up(&mut self, bytes: usize) {
        let most = self.memory().saturating_sub(bytes);
        while self.memory() > most && self.give_back() {}
        self.found = self.memory();
    }

    /// Sees to it that others find so many bytes in one piece. At most half of what is held goes for it.
    pub fn make_way(&mut self, bytes: usize) -> bool {
        let least = self.memory() / 2;
        loop {
            if self.has_memory(bytes.saturating_add(AIR)) {
                return true;
            }
            self.is_short = true;
            if self.memory() <= least || !self.give_back() {
                return false;
            }
            self.found = self.memory();
        }
    }

    /// Sees to it that everything else finds memory.
    pub(super) fn keep_air(&mut self) {
        while !self.has_memory(AIR) && self.give_back() {
            self.is_short = true;
            self.found = self.memory();
        }
    }

    /// Whether so many bytes can be had in one piece, beside what is held.
    fn has_memory(&self, bytes: usize) -> bool {
        let mut probe = Vec::<u8>::new();
        // Unseen by the compiler, which may leave out memory that nobody uses.
        self.memory().saturating_add(bytes) <= self.ceiling && black_box(&mut probe).try_reserve_exact(bytes).is_ok()
    }

    /// Evicts until the budget holds; text may have taken more than it seemed to need.
    pub(super) fn stay_within_budget(&mut self) {
        if self.memory() > self.budget() {
            self.forget_cleared();
        }
        while self.segments.len() > 1 && self.memory() > self.budget() {
            self.evict();
            self.spare = None;
        }
    }

    /// Makes room for a message, and says how many bytes of it may be kept.
    pub(super) fn make_room_for(&mut self, source: &dyn Source, now: Timestamp) -> usize {
        let (least, at_most) = source.left();
        let whole = self.budget().saturating_sub(BESIDE);
        let most = if least <= whole { whole } else { self.budget() / 2 };
        let first = if at_most <= SMALL { at_most.min(most) } else { least.min(most) };
        if self.make_room(first, now) {
            return most;
        }
        let head = first.min(BYTES);
        if head < first && self.make_room(head, now) {
            return head;
        }
        self.make_room(0, now);
        0
    }

    /// Makes the last segment one with room for a payload of this length, evicting old ones where needed.
    ///
    /// False when there is no memory for it: not even with every other segment gone; or, when the payload is larger than
    /// a segment, with half of what is held gone.
    pub(super) fn make_room(&mut self, length: usize, now: Timestamp) -> bool {
        if self.segments.back_mut().is_some_and(|segment| segment.has_room(length, now)) {
            return true;
        }
        let (need, least) = if length > BYTES {
            self.spare = None;
            (length + BESIDE, self.memory() / 2)
        } else {
            (BYTES + ENTRIES * ENTRY_BYTES, 0)
        };
        if self.memory().saturating_add(need) > self.budget() {
            self.forget_cleared();
        }
        while !self.segments.is_empty() && self.memory().saturating_add(need) > self.budget() {
            self.evict();
        }
        let mut is_tight = false;
        while !self.begin_segment(length, need, now) {
            self.is_short = true;
            is_tight = true;
            if self.memory() <= least || !self.give_back() {
                return false;
            }
        }
        if is_tight {
            self.found = self.memory();
        }
        true
    }

    fn begin_segment(&mut self, length: usize, need: usize, now: Timestamp) -> bool {
        let mut segment = self.spare.take().unwrap_or_default();
        // As many rows as the one before, and a few more.
        let rows = self.segments.back().map_or(0, |last| last.len() + last.len() / 32);
        let whole = (self.next_message > MessageNumber(0)).then_some(rows);
        let is_begun = self.memory().saturating_add(need) <= self.ceiling
            && segment.begin(length, whole, (self.end, self.next_message), now);
        if is_begun {
            segment.enter(self.number);
            self.segments.push_back(segment);
            self.has_grown = true;
            if self.has_memory(AIR) {
                return true;
            }
            // It holds nothing yet.
            self.segments.pop_back();
        }
        false
    }

    fn evict(&mut self) {
        if let Some(mut segment) = self.segments.pop_front() {
            let totals = segment.totals();
            self.finding.evict();
            self.ledger.kept -= totals.messages;
            self.ledger.evicted += totals.messages;
            self.ledger.truncated -= totals.truncated;
            self.ledger.bytes -= totals.bytes;
            self.ledger.held -= totals.held;
            self.spare = segment.recycle().then_some(segment);
        }
    }
}
