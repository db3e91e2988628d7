//! The log of a session: every message and note in order, within a budget of bytes, with a ledger that always adds up.
//!
//! Payloads lie behind each other in large [`segment`]s, with one small entry each. Appending copies a payload once
//! and allocates nothing in the steady state. When the budget is used up, the oldest segment goes, whole, and its
//! memory is used again. The same happens when the browser has no more memory, whatever the budget says: see `room`.
//!
//! A message need not have all its bytes here:
//!
//! - *truncated*: only its beginning is kept, the rest is gone. A file that was sent, or a message larger than the
//!   whole budget: of that, as much as half the budget is kept.
//! - *held*: it stays with the browser, whole, and can be read there while its row is kept. It counts as kept and not
//!   as truncated, and towards the budget; its bytes are in [`Ledger::held`] and not in [`Ledger::bytes`].
//! - *reserved*: its bytes are on their way, and its place is kept for them.

mod bits;
mod chart;
mod clear;
mod finding;
mod ndjson;
mod note;
mod report;
pub mod rescue_map;
mod room;
mod row;
mod same_kind;
mod seek;
mod segment;
pub mod shares;
mod sieve;
mod source;
mod sweep;
mod tags;
// Natively only: proptest needs a source of randomness that the browser does not give it.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use std::{collections::VecDeque, ops::Range};

use serde::{Deserialize, Serialize};

use self::{
    chart::Traffic,
    finding::Finding,
    segment::{EntryKind, Segment},
};
pub use self::{
    chart::{Bucket, Chart, Span},
    ndjson::Lines,
    note::Note,
    report::{
        Answer, Cut, Extent, Found, LinesFormat, LinesPart, ListReport, MatchPlace, Place, Progress, SearchReport, Seek,
    },
    row::{Mark, PREVIEW_BYTES, Preview, Row, RowItem},
    same_kind::Before,
    source::{Blank, Source},
};
use super::{
    id::{MessageNumber, RowNumber},
    message::{Direction, Kind},
    time::Timestamp,
};

/// What marking the rows in view may take, in bytes that a small regular expression goes through: beyond that, rows stay
/// without marks. Only expressions that take long come so far.
const MARKING: usize = 160 * 1024;

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
    /// Its number in the map.
    number: u32,
    segments: VecDeque<Segment>,
    /// Those that Clear dropped and that can be brought back.
    cleared: VecDeque<Segment>,
    /// An evicted segment, empty, so that the next one costs no allocation.
    spare: Option<Segment>,
    budget: usize,
    /// So many bytes there was memory for, when it was less than the budget.
    found: usize,
    /// It has found no memory, since somebody asked.
    is_short: bool,
    /// Beyond so many bytes there is no memory, as if the browser had said so: for tests.
    ceiling: usize,
    ledger: Ledger,
    /// The number of the next row, counted from the beginning of the session and never used again.
    end: RowNumber,
    /// The number of the next message, counted likewise.
    next_message: MessageNumber,
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
            number: rescue_map::number(),
            segments: VecDeque::new(),
            cleared: VecDeque::new(),
            spare: None,
            budget,
            found: usize::MAX,
            is_short: false,
            ceiling: usize::MAX,
            ledger: Ledger::default(),
            end: RowNumber(0),
            next_message: MessageNumber(0),
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
    pub fn rows(&self) -> Range<RowNumber> {
        self.segments.front().map_or(self.end, |segment| segment.first_row)..self.end
    }

    /// Bytes of memory in use for payloads and entries.
    pub fn memory(&self) -> usize {
        // What the browser holds may be more than this machine can count.
        let segments = self.cleared.iter().chain(&self.segments).map(Segment::memory).fold(0, usize::saturating_add);
        segments.saturating_add(self.finding.memory())
    }

    /// Whether it has come to use more memory since this was asked last: worth a look at the budget of all sessions.
    /// Between two segments it grows by so little that nobody need look, and a flood does not wait for the sum.
    pub fn take_growth(&mut self) -> bool {
        std::mem::take(&mut self.has_grown)
    }

    /// Appends a message. Of one that is larger than the budget only the beginning is kept; of one for which there is
    /// no memory, what there is memory for.
    pub fn append(&mut self, direction: Direction, kind: Kind, payload: &[u8], now: Timestamp) {
        self.put(direction, kind, &mut { payload }, None, now);
    }

    /// Appends a message of this length, of which only the head came here.
    pub fn append_head(&mut self, direction: Direction, kind: Kind, head: &[u8], length: u64, now: Timestamp) {
        self.put(direction, kind, &mut { head }, Some(length), now);
    }

    /// Appends a message that lies elsewhere: it is written where it is to lie. Answers its row, unless there is no
    /// memory even for an entry.
    pub fn append_from(
        &mut self,
        direction: Direction,
        kind: Kind,
        source: &mut dyn Source,
        now: Timestamp,
    ) -> Option<RowNumber> {
        self.put(direction, kind, source, None, now)
    }

    fn put(
        &mut self,
        direction: Direction,
        kind: Kind,
        source: &mut dyn Source,
        length: Option<u64>,
        now: Timestamp,
    ) -> Option<RowNumber> {
        let most = self.make_room_for(source, now);
        let row = EntryKind::Message(direction, kind);
        let kept = self.segments.back_mut().map(|segment| segment.append(row, now, source, most) as u64);
        let length = length.unwrap_or_else(|| kept.unwrap_or_default() + source.pass());
        self.count(direction, length, now);
        let (Some(kept), Some(segment)) = (kept, self.segments.back_mut()) else {
            // There is not even memory for an entry: counted, and gone.
            self.ledger.evicted += 1;
            return None;
        };
        let is_large = segment.is_large();
        if kept < length {
            segment.set_full_length(length);
            self.ledger.truncated += 1;
        }
        self.ledger.kept += 1;
        self.ledger.bytes += kept;
        self.appended(now);
        if is_large {
            self.stay_within_budget();
        }
        Some(self.end - 1)
    }

    /// Appends a received message that stays with the browser. Answers its row, unless there is no memory even for it.
    pub fn append_held(&mut self, kind: Kind, length: u64, now: Timestamp) -> Option<RowNumber> {
        self.make_room(0, now);
        self.count(Direction::Received, length, now);
        let Some(segment) = self.segments.back_mut() else {
            self.ledger.evicted += 1;
            return None;
        };
        segment.append(EntryKind::Message(Direction::Received, kind), now, &mut Blank(0), 0);
        segment.set_held(length);
        self.has_grown = true;
        self.ledger.kept += 1;
        self.ledger.held = self.ledger.held.saturating_add(length);
        self.appended(now);
        Some(self.end - 1)
    }

    /// Puts the bytes of a message in the place that was reserved for them, by appending as many others. Nothing
    /// happens when its row is evicted, or of another length.
    pub fn fill(&mut self, row: RowNumber, payload: &[u8]) {
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
            segment.append(EntryKind::Note, now, &mut &bytes[..], bytes.len());
            self.appended(now);
        }
    }

    /// The rows at these positions of the list, as far as they are there, with a preview of each message.
    pub fn window(&self, positions: Range<u64>) -> Vec<Row> {
        let there = self.list().positions;
        let positions = positions.start.max(there.start)..positions.end.min(there.end);
        let mut effort = MARKING;
        positions.filter_map(|position| self.row(position, &mut effort)).collect()
    }

    /// The payload of the message in this row, as far as it is kept.
    pub fn payload(&self, row: RowNumber) -> Option<&[u8]> {
        let (segment, index) = self.find(row)?;
        Some(segment.payload(index))
    }

    /// The payload of the message in this row, as far as it is kept. `None` for what is no message.
    pub fn message(&self, row: RowNumber) -> Option<&[u8]> {
        let (segment, index) = self.find(row)?;
        segment.message(index).map(|(_, payload)| payload)
    }

    /// How often these bytes are in what is kept, for the measurements: the least that looking at all of it costs.
    #[cfg(feature = "trial")]
    pub fn occurrences(&self, needle: &[u8]) -> usize {
        let finder = memchr::memmem::Finder::new(needle);
        self.segments.iter().map(|segment| finder.find_iter(segment.bytes()).count()).sum()
    }

    /// How much came and went when. Neither eviction nor Clear changes it.
    pub fn chart(&self, span: Span) -> Chart {
        self.traffic.chart(span)
    }

    /// Whether the message in this row stays with the browser.
    pub fn is_held(&self, row: RowNumber) -> bool {
        self.find(row).is_some_and(|(segment, index)| segment.held_length(index).is_some())
    }

    /// How many kept messages stay with the browser.
    pub(super) fn held_messages(&self) -> u64 {
        self.segments.iter().map(Segment::held_messages).sum()
    }

    fn count(&mut self, direction: Direction, bytes: u64, now: Timestamp) {
        self.traffic.count(direction, bytes, now);
        match direction {
            Direction::Sent => self.ledger.sent += 1,
            Direction::Received => self.ledger.received += 1,
        }
        self.next_message.0 += 1;
    }

    fn appended(&mut self, now: Timestamp) {
        self.end = self.end + 1;
        if self.finding.is_on {
            self.finding.append(&self.segments, now);
        }
    }

    /// The row with this number, whether the list shows it or not. Its position is not told.
    pub fn row_numbered(&self, number: RowNumber) -> Option<Row> {
        let (place, index) = self.place(number)?;
        self.row_in(place, index, 0, &mut 0)
    }

    fn row(&self, position: u64, effort: &mut usize) -> Option<Row> {
        let (place, index) = self.at_position(position)?;
        self.row_in(place, index, position, effort)
    }

    fn row_in(&self, place: usize, index: usize, position: u64, effort: &mut usize) -> Option<Row> {
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
            self.adorn(&mut row, place, index, effort);
        }
        Some(row)
    }

    fn find(&self, row: RowNumber) -> Option<(&Segment, usize)> {
        let (segment, index) = self.place(row)?;
        Some((&self.segments[segment], index))
    }

    /// In which segment the row is, and where in it.
    fn place(&self, row: RowNumber) -> Option<(usize, usize)> {
        place_in(&self.segments, row)
    }
}

/// In which of the segments a row is, and where in it.
fn place_in(segments: &VecDeque<Segment>, row: RowNumber) -> Option<(usize, usize)> {
    let segment = segments.partition_point(|segment| segment.first_row <= row).checked_sub(1)?;
    let index = usize::try_from(row - segments[segment].first_row).ok()?;
    (index < segments[segment].len()).then_some((segment, index))
}
