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

mod append;
mod bits;
mod chart;
mod clear;
mod finding;
mod ledger;
mod matches;
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
mod source;
mod tags;
// Natively only: proptest needs a source of randomness that the browser does not give it.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use std::{collections::VecDeque, ops::Range};

use self::{
    chart::Traffic,
    finding::Finding,
    segment::{EntryKind, Segment},
};
pub use self::{
    chart::{Bucket, Chart, Span},
    ledger::Ledger,
    ndjson::Lines,
    note::Note,
    report::{
        Answer, Cut, Extent, Found, LinesFormat, LinesPart, ListReport, MatchPlace, Place, Progress, SearchReport, Seek,
    },
    row::{Mark, PREVIEW_BYTES, Preview, Row, RowItem},
    same_kind::Before,
    source::{Blank, Source},
};
use super::id::{MessageNumber, RowNumber};

/// What marking the rows in view may take, in bytes that a small regular expression goes through: beyond that, rows stay
/// without marks. Only expressions that take long come so far.
const MARKING: usize = 160 * 1024;

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
