//! What the page wants to know of a session's log, beside its rows, and how memory is used.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::{
    find::{kind::KindField, watch::WatchPlan},
    id::{RowNumber, Ticket},
    log::{Extent, LinesFormat, Place, Seek},
};

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
    Read(Ticket, RowNumber, Range<u64>),
    /// Begin to write messages, from the oldest to the newest: [`super::ToPage::Lines`], one part at once, and one for each
    /// [`Inquiry::MoreLines`]. There is one such work at a time.
    Lines(Ticket, Extent, LinesFormat),
    /// The next part.
    MoreLines(Ticket),
    /// No further part is wanted.
    EndLines,
    /// This session may use so many bytes of memory.
    Budget(u64),
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

/// A part of a payload. Its bytes ride beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayloadPart {
    /// Which question it answers.
    pub ticket: Ticket,
    /// The row.
    pub row: RowNumber,
    /// Where in the payload the bytes begin.
    pub start: u64,
    /// How many bytes of the payload are kept; `None` when the row is gone or no message.
    pub kept: Option<u64>,
}
