//! The message that is looked into: what the person does with it, and what the page draws of it.

mod compare;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use self::compare::compare;
use super::{
    id::{MessageNumber, RowNumber, Ticket},
    inspect::{CopyFormat, CopyLoss, Guess, Lens, Line, Progress},
    log::Row,
};

/// What the person does with the message that is looked into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DetailCommand {
    /// Look into the message in this row.
    Open(RowNumber),
    /// Look into none any more.
    Close,
    /// Look through this lens.
    Choose(Lens),
    /// Hide what begins on the line with this number.
    Fold(u32),
    /// Show it again.
    Unfold(u32),
    /// Compare it with another message, or with none.
    Compare(Option<Other>),
    /// Draw the lines in these places.
    Look(Range<u32>),
    /// A line has room for so many characters.
    Fit(u32),
    /// Longer lines are to go on in the next one, or not.
    Wrap(bool),
    /// Tell the path of what stands on the line with this number.
    Point(u32),
    /// Write the message in this row as text to copy, if it is still the one that is looked into:
    /// [`super::link::ToPage::Copied`], piece by piece.
    Copy(Ticket, RowNumber, CopyFormat),
}

/// A piece of a copy. Its text rides beside it, in UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyPart {
    /// Which question it answers.
    pub ticket: Ticket,
    /// What came before it does not count.
    pub is_first: bool,
    /// How it goes on.
    pub state: CopyState,
    /// What the copy has not of the message.
    pub loss: Option<CopyLoss>,
}

/// How a copy goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyState {
    /// More comes.
    More,
    /// That is all.
    Done,
    /// It is larger than a clipboard should hold, or there is no memory for it: nothing more comes.
    TooLarge,
    /// Another message is looked into by now: nothing more comes.
    Gone,
}

/// A message to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Other {
    /// The one before it of the same direction and kind.
    Before,
    /// The one in this row.
    Row(RowNumber),
}

/// What has changed about the message that is looked into, since the Snapshot before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum DetailNews {
    /// Nothing.
    #[default]
    Same,
    /// None is looked into.
    Closed,
    /// This is how it stands.
    Open(Box<DetailReport>),
}

/// How the message that is looked into stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DetailReport {
    /// Its row.
    pub row: Row,
    /// Its bytes stay with the browser and are being read.
    pub is_reading: bool,
    /// There is no memory for more than its beginning.
    pub is_part: bool,
    /// Through which lens it is seen.
    pub lens: Lens,
    /// Which lens was chosen by itself, why, and which others there are.
    pub guess: Guess,
    /// How far it is read.
    pub progress: Progress,
    /// The place of the first of the lines.
    pub from: u32,
    /// The lines that the page looks at.
    pub lines: Vec<Line>,
    /// What is too long for a line goes on in the next one.
    pub wraps: bool,
    /// What it is compared with; its lines are then the differences.
    pub compared: Option<Compared>,
    /// The line that was pointed at, and the path of what stands there.
    pub path: Option<(u32, String)>,
}

/// How a comparison stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// What was asked for.
    pub other: Other,
    /// The number of the other message; `None` when there is no such message any more.
    pub message: Option<MessageNumber>,
    /// How they were compared, and why so: a sentence.
    pub why: String,
}
