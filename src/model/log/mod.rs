//! The log of a session: every message and note in order, within a budget of bytes, with a ledger that always adds up.
//!
//! Payloads lie behind each other in large [`segment`]s, with one small entry each. Appending copies a payload once
//! and allocates nothing in the steady state. When the budget is used up, the oldest segment goes, whole, and its
//! memory is used again.
//!
//! A message need not have all its bytes here:
//!
//! - *truncated*: only its beginning is kept, the rest is gone. Too large a message, or a file that was sent.
//! - *held*: it stays with the browser, whole, and can be read there while its row is kept. It counts as kept and not
//!   as truncated, and towards the budget; its bytes are in [`Ledger::held`] and not in [`Ledger::bytes`].
//! - *reserved*: its bytes are on their way, and its place is kept for them.

mod bits;
mod finding;
mod lines;
mod note;
mod row;
mod seek;
mod segment;
mod sieve;
mod sweep;
mod tags;
mod traffic;
// Natively only: proptest needs a source of randomness that the browser does not give it.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use std::{collections::VecDeque, ops::Range};

use serde::{Deserialize, Serialize};

use self::{
    finding::Finding,
    segment::{ENTRY_BYTES, EntryKind, Segment},
    traffic::Traffic,
};
pub use self::{
    lines::Lines,
    note::Note,
    row::{Mark, PREVIEW_BYTES, Preview, Row, RowItem},
    traffic::{Bucket, Chart, Span},
};
use super::{
    message::{Direction, Kind},
    time::Timestamp,
};

/// What happened to the messages of a session. Notes are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Messages that the browser delivered.
    pub received: u64,
    /// Messages that were handed to `send()`.
    pub sent: u64,
    /// Messages that are in the log.
    pub kept: u64,
    /// Messages that left the log, by the budget or by Clear.
    pub evicted: u64,
    /// Kept messages of which only the beginning is kept.
    pub truncated: u64,
    /// Bytes of payload that are kept.
    pub bytes: u64,
    /// Bytes of kept messages that stay with the browser.
    pub held: u64,
}

/// The messages and notes of a session.
#[derive(Debug)]
pub struct MessageLog {
    segments: VecDeque<Segment>,
    /// An evicted segment, empty, so that the next one costs no allocation.
    spare: Option<Segment>,
    budget: usize,
    /// Beyond so many bytes there is no memory, as if the browser had said so: for tests.
    ceiling: usize,
    ledger: Ledger,
    /// The number of the next row, counted from the beginning of the session and never used again.
    end: u64,
    /// The number of the next message, counted likewise.
    next_message: u64,
    traffic: Traffic,
    finding: Finding,
    /// A segment was begun, or the browser was left with bytes, since somebody asked.
    has_grown: bool,
}

impl MessageLog {
    /// The default budget of one session, for payloads and entries together.
    pub const DEFAULT_BUDGET: usize = 256 * 1024 * 1024;
    /// The default budget of all sessions together.
    pub const DEFAULT_BUDGET_OF_ALL: usize = 1024 * 1024 * 1024;
    /// No budget is larger.
    pub const MOST_BUDGET: usize = 2 * 1024 * 1024 * 1024;
    /// No budget is smaller.
    pub const LEAST_BUDGET: usize = 4 * 1024 * 1024;

    /// An empty log that holds at most `budget` bytes, and never less than one segment.
    pub fn new(budget: usize) -> Self {
        Self {
            segments: VecDeque::new(),
            spare: None,
            budget,
            ceiling: usize::MAX,
            ledger: Ledger::default(),
            end: 0,
            next_message: 0,
            traffic: Traffic::default(),
            finding: Finding::default(),
            has_grown: false,
        }
    }

    /// The counters.
    pub fn ledger(&self) -> Ledger {
        self.ledger
    }

    /// The numbers of the rows that are kept.
    pub fn rows(&self) -> Range<u64> {
        self.segments.front().map_or(self.end, |segment| segment.first_row)..self.end
    }

    /// Bytes of memory in use for payloads and entries.
    pub fn memory(&self) -> usize {
        self.segments.iter().map(Segment::memory).sum::<usize>() + self.finding.memory()
    }

    /// Whether it has come to use more memory since this was asked last: worth a look at the budget of all sessions.
    /// Between two segments it grows by so little that nobody need look, and a flood does not wait for the sum.
    pub fn take_growth(&mut self) -> bool {
        std::mem::take(&mut self.has_grown)
    }

    /// Appends a message. Only its beginning is kept when it is larger than a quarter of the budget, or when there is
    /// no memory for it.
    pub fn append(&mut self, direction: Direction, kind: Kind, payload: &[u8], now: Timestamp) {
        self.append_head(direction, kind, payload, payload.len() as u64, now);
    }

    /// Appends a message of this length, of which only the head came here.
    pub fn append_head(&mut self, direction: Direction, kind: Kind, head: &[u8], length: u64, now: Timestamp) {
        let most = if head.len() > self.budget / 4 { head.len().min(segment::BYTES) } else { head.len() };
        let fits = self.make_room(most, now);
        if !fits {
            self.make_room(0, now);
        }
        let kept = &head[..if fits { most } else { 0 }];
        self.count(direction, length, now);
        let Some(segment) = self.segments.back_mut() else {
            // There is not even memory for an entry: counted, and gone.
            self.ledger.evicted += 1;
            return;
        };
        segment.append(EntryKind::Message(direction, kind), now, kept);
        if (kept.len() as u64) < length {
            segment.set_full_length(length);
            self.ledger.truncated += 1;
        }
        self.ledger.kept += 1;
        self.ledger.bytes += kept.len() as u64;
        self.appended(now);
    }

    /// Appends a received message that stays with the browser. Answers its row, unless there is no memory even for it.
    pub fn append_held(&mut self, kind: Kind, length: u64, now: Timestamp) -> Option<u64> {
        self.make_room(0, now);
        self.count(Direction::Received, length, now);
        let Some(segment) = self.segments.back_mut() else {
            self.ledger.evicted += 1;
            return None;
        };
        segment.append(EntryKind::Message(Direction::Received, kind), now, &[]);
        segment.set_held(length);
        self.has_grown = true;
        self.ledger.kept += 1;
        self.ledger.held += length;
        self.appended(now);
        Some(self.end - 1)
    }

    /// Puts the bytes of a message in the place that was reserved for them, by appending as many others. Nothing
    /// happens when its row is evicted, or of another length.
    pub fn fill(&mut self, row: u64, payload: &[u8]) {
        let Some((segment, index)) = self.place(row) else { return };
        if self.segments[segment].fill(index, payload) && self.finding.is_on {
            self.finding.changed(&self.segments, segment, index);
        }
    }

    /// Appends a row that is no message.
    pub fn note(&mut self, note: &Note, now: Timestamp) {
        let bytes = note.to_bytes();
        if !self.make_room(bytes.len(), now) {
            return;
        }
        if let Some(segment) = self.segments.back_mut() {
            segment.append(EntryKind::Note, now, &bytes);
            self.appended(now);
        }
    }

    /// The rows at these positions of the list, as far as they are there, with a preview of each message.
    pub fn window(&self, positions: Range<u64>) -> Vec<Row> {
        let there = self.list().positions;
        let positions = positions.start.max(there.start)..positions.end.min(there.end);
        positions.filter_map(|position| self.row(position)).collect()
    }

    /// The payload of the message in this row, as far as it is kept.
    pub fn payload(&self, row: u64) -> Option<&[u8]> {
        let (segment, index) = self.find(row)?;
        Some(segment.payload(index))
    }

    /// The payload of the message in this row, as far as it is kept. `None` for what is no message.
    pub fn message(&self, row: u64) -> Option<&[u8]> {
        let (segment, index) = self.find(row)?;
        segment.message(index).map(|(_, payload)| payload)
    }

    /// Holds at most so many bytes from now on.
    pub fn set_budget(&mut self, budget: usize) {
        self.budget = budget;
        while self.memory() > budget && self.segments.len() > 1 {
            self.give_back();
        }
    }

    /// How many bytes it may hold: as many as it was told, or as the browser had memory for.
    pub fn budget(&self) -> usize {
        self.budget
    }

    /// Drops the oldest segment for good, because others need its memory. False when there is none.
    pub fn give_back(&mut self) -> bool {
        let has_some = !self.segments.is_empty();
        self.evict();
        self.spare = None;
        has_some
    }

    /// Drops every row. What was kept counts as evicted from now on.
    pub fn clear(&mut self) {
        self.segments.clear();
        self.spare = None;
        self.finding.clear();
        self.ledger.evicted += self.ledger.kept;
        self.ledger.kept = 0;
        self.ledger.truncated = 0;
        self.ledger.bytes = 0;
        self.ledger.held = 0;
    }

    /// How much came and went when. Neither eviction nor Clear changes it.
    pub fn chart(&self, span: Span) -> Chart {
        self.traffic.chart(span)
    }

    fn count(&mut self, direction: Direction, bytes: u64, now: Timestamp) {
        self.traffic.count(direction, bytes, now);
        match direction {
            Direction::Sent => self.ledger.sent += 1,
            Direction::Received => self.ledger.received += 1,
        }
        self.next_message += 1;
    }

    fn appended(&mut self, now: Timestamp) {
        self.end += 1;
        if self.finding.is_on {
            self.finding.append(&self.segments, now);
        }
    }

    /// The row with this number, whether the list shows it or not. Its position is not told.
    pub fn row_numbered(&self, number: u64) -> Option<Row> {
        let (place, index) = self.place(number)?;
        self.row_in(place, index, 0)
    }

    fn row(&self, position: u64) -> Option<Row> {
        let (place, index) = self.at_position(position)?;
        self.row_in(place, index, position)
    }

    fn row_in(&self, place: usize, index: usize, position: u64) -> Option<Row> {
        let segment = &self.segments[place];
        let payload = segment.payload(index);
        let item = match segment.kind(index) {
            EntryKind::Note => RowItem::Note(Note::from_bytes(payload)?),
            EntryKind::Message(direction, kind) => RowItem::Message {
                index: segment.message_number(index),
                direction,
                kind,
                length: segment.full_length(index),
                kept: segment.held_length(index).unwrap_or(payload.len() as u64),
                named: None,
                preview: Preview::of(kind, payload, segment.full_length(index)),
            },
        };
        let number = segment.first_row + index as u64;
        let mut row = Row { number, position, is_context: false, at: segment.time(index), item };
        if self.finding.is_on {
            self.adorn(&mut row, place, index);
        }
        Some(row)
    }

    fn find(&self, row: u64) -> Option<(&Segment, usize)> {
        let (segment, index) = self.place(row)?;
        Some((&self.segments[segment], index))
    }

    /// In which segment the row is, and where in it.
    fn place(&self, row: u64) -> Option<(usize, usize)> {
        let segment = self.segments.partition_point(|segment| segment.first_row <= row).checked_sub(1)?;
        let index = usize::try_from(row - self.segments[segment].first_row).ok()?;
        (index < self.segments[segment].len()).then_some((segment, index))
    }

    /// Makes the last segment one with room for a payload of this length, evicting old ones where needed.
    ///
    /// False when there is no memory for it, not even with every other segment gone.
    fn make_room(&mut self, length: usize, now: Timestamp) -> bool {
        if self.segments.back_mut().is_some_and(|segment| segment.has_room(length, now)) {
            return true;
        }
        if length > segment::BYTES {
            self.spare = None;
        }
        let need = length.max(segment::BYTES) + segment::ENTRIES * ENTRY_BYTES;
        while !self.segments.is_empty() && self.memory() + need > self.budget {
            self.evict();
        }
        loop {
            let mut segment = self.spare.take().unwrap_or_default();
            let is_allowed = self.memory() + need <= self.ceiling;
            // As many rows as the one before, and a few more.
            let rows = self.segments.back().map_or(0, |last| last.len() + last.len() / 32);
            let whole = (self.next_message > 0).then_some(rows);
            if is_allowed && segment.begin(length, whole, [self.end, self.next_message], now) {
                self.segments.push_back(segment);
                self.has_grown = true;
                return true;
            }
            drop(segment);
            if self.segments.is_empty() {
                return false;
            }
            // There is no more memory. One segment's worth stays free for everything else that needs some.
            self.give_back();
            self.evict();
            self.budget = self.budget.min(self.memory() + need);
        }
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
