//! What is asked about the log and told of it: which rows the list has, what is searched for, how far the looking has come.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::{
    find::pattern::Problem,
    id::{MessageNumber, RowNumber, Ticket},
    time::Timestamp,
};

/// How the list stands that the filter leaves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListReport {
    /// Counts up whenever another filter takes effect: positions of before mean nothing in this list.
    pub version: u32,
    /// The positions of its rows. Without a filter they are the rows' numbers. With one, a row keeps its position while
    /// newer rows are appended and older ones are found or evicted.
    pub positions: Range<u64>,
    /// The kept messages that pass: `shown` in the ledger.
    pub messages: u64,
    /// A filter is in effect.
    pub is_filtered: bool,
    /// How far it has come; `None` when all kept rows were looked at.
    pub progress: Option<Progress>,
    /// Why the filter that was wanted last is not in effect; the one before still is.
    pub problem: Option<Problem>,
    /// The messages that were too long for the pattern.
    pub cut: Option<Cut>,
    /// Kept messages that stay with the browser, and were not looked into.
    pub unread: u64,
}

/// Messages that are too long for a pattern: only their beginning was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// How much of each was looked at.
    pub bytes: u64,
    /// How many they are.
    pub messages: u64,
}

/// How far the looking has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Rows that are yet to be looked at. The newest are looked at first.
    pub left: u64,
    /// Rows that the log holds.
    pub of: u64,
}

/// How the search stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchReport {
    /// Messages that have it, so far, of those that the filter shows.
    pub matches: u64,
    /// Those that have it and that the filter hides.
    pub hidden: u64,
    /// How far it has come; `None` when all kept rows were looked at.
    pub progress: Option<Progress>,
    /// Why the pattern that was wanted last is not searched for.
    pub problem: Option<Problem>,
    /// The messages that were too long for the pattern.
    pub cut: Option<Cut>,
    /// Kept messages that stay with the browser, and were not looked into.
    pub unread: u64,
    /// The match to which the last step went, when it is kept and all kept rows were looked at.
    pub at: Option<MatchPlace>,
}

/// Which of the matches one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchPlace {
    /// Its row.
    pub row: RowNumber,
    /// Its place among the matches that the filter shows; the oldest is 1.
    pub place: u64,
}

/// A step from one match of the search to another, among the rows that the filter shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seek {
    /// The row from which the step goes.
    pub from: RowNumber,
    /// Towards the newest; it goes on at the other end.
    pub forward: bool,
}

/// A place in the log.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Place {
    /// This row.
    Row(RowNumber),
    /// This message.
    Message(MessageNumber),
    /// This point in time.
    Time(Timestamp),
    /// The next row that is of this one's kind (true), or the one before: of the same direction, text or
    /// binary as well, with the same value in the field that tells kinds. Further than 4,096 rows away none is looked for.
    Kin(RowNumber, bool),
}

/// The answer to a [`Seek`] or to a [`Place`]: a row that is shown, that one or the next after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Which.
    pub row: RowNumber,
    /// Its position in the list.
    pub position: u64,
    /// Its message; `None` when it is no message.
    pub message: Option<MessageNumber>,
}

/// What the answer to a question about the log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Which question it was.
    pub ticket: Ticket,
    /// `None` when there is no such row.
    pub found: Option<Found>,
}

/// Which messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// All that are kept.
    Kept,
    /// Those that the filter shows, without the rows around them.
    Shown,
    /// Those that the list shows in these rows.
    Rows(Range<RowNumber>),
}

/// How they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinesFormat {
    /// As NDJSON: an object for each, with all that is known of it.
    Records,
    /// Nothing but what they hold, with a line end between them: text as it is, bytes in hex.
    Payloads,
}

/// A part of such a text. Its bytes ride beside it; a line may go on in the next part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinesPart {
    /// Which work it belongs to.
    pub ticket: Ticket,
    /// Messages that were written so far.
    pub messages: u64,
    /// Rows that are yet to be looked at.
    pub left: u64,
    /// There is no further part.
    pub done: bool,
}
