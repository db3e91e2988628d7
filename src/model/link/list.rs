//! What is said about the list: which rows it has, what is searched for, how far the looking has come, what is copied.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Ticket;
use crate::model::{
    find::{kind::KindField, pattern::Problem, watch::WatchPlan},
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
    /// Its row's number.
    pub row: u64,
    /// Its place among the matches that the filter shows; the oldest is 1.
    pub place: u64,
}

/// A step from one match of the search to another, among the rows that the filter shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seek {
    /// The row's number from which the step goes.
    pub from: u64,
    /// Towards the newest; it goes on at the other end.
    pub forward: bool,
}

/// A place in the log.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Place {
    /// The row with this number.
    Row(u64),
    /// The message with this number.
    Message(u64),
    /// This point in time.
    Time(Timestamp),
}

/// The answer to a [`Seek`] or to a [`Place`]: a row that is shown, that one or the next after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its number.
    pub row: u64,
    /// Its position in the list.
    pub position: u64,
    /// The number of its message; `None` when it is no message.
    pub message: Option<u64>,
}

/// What the answer to a question about the log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Which question it was.
    pub ticket: Ticket,
    /// `None` when there is no such row.
    pub found: Option<Found>,
}

/// How memory is used, in bytes; payloads and what is kept for each message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// By this session.
    pub used: u64,
    /// What this session may use.
    pub budget: u64,
    /// By all sessions.
    pub used_by_all: u64,
    /// What all sessions may use.
    pub budget_of_all: u64,
    /// What the engine's program has of the browser, for everything. WebAssembly gives none of it back.
    pub of_program: u64,
}

/// What the person wants of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Inquiry {
    /// Group messages by this field, or stop that.
    Kinds(Option<KindField>),
    /// Watch these paths, and no others. One that was watched before goes on.
    Watch(Vec<WatchPlan>),
    /// Step through the matches of the search. The answer is in [`super::SessionSnapshot::answer`].
    Seek(Ticket, Seek),
    /// Where in the list this is. The answer is in [`super::SessionSnapshot::answer`].
    Locate(Ticket, Place),
    /// The payload of the message in this row, or a part of it: [`super::ToPage::Payload`].
    Read(Ticket, u64, Range<u64>),
    /// Begin to write messages as NDJSON, from the oldest to the newest: [`super::ToPage::Lines`], one part at once,
    /// and one for each [`Inquiry::MoreLines`]. There is one such work at a time.
    Lines(Ticket, Extent),
    /// The next part.
    MoreLines(Ticket),
    /// No further part is wanted.
    EndLines,
    /// This session may use so many bytes of memory.
    Budget(u64),
    /// All sessions together may.
    BudgetOfAll(u64),
}

/// Which messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// All that are kept.
    Kept,
    /// Those that the filter shows, without the rows around them.
    Shown,
    /// Those that the list shows in the rows with these numbers.
    Rows(Vec<Range<u64>>),
}

/// A part of a payload. Its bytes ride beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayloadPart {
    /// Which question it answers.
    pub ticket: Ticket,
    /// The row.
    pub row: u64,
    /// Where in the payload the bytes begin.
    pub start: u64,
    /// How many bytes of the payload are kept; `None` when the row is gone or no message.
    pub kept: Option<u64>,
}

/// A part of a file of NDJSON. Its bytes ride beside it; a line may go on in the next part.
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
