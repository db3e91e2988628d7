//! A row of the log as the list shows it: made when it comes into view, never before.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Note;
use crate::model::{
    codec::hex,
    find::{kind_counts::KindId, matcher::Matcher},
    id::{MessageNumber, RowNumber},
    message::{Direction, Kind},
    time::Timestamp,
};

/// A row shows at most so many bytes of its message: more does not fit on the widest screen.
pub const PREVIEW_BYTES: usize = 512;

/// Of a part further on, so many bytes are shown before what is looked for.
const BEFORE_MATCH: usize = 24;

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Which row it is.
    pub number: RowNumber,
    /// Its position in the list.
    pub position: u64,
    /// It does not pass the filter; it is shown because one near it does.
    pub is_context: bool,
    /// When it happened.
    pub at: Timestamp,
    /// What it is.
    pub item: RowItem,
}

impl Row {
    /// Its message; `None` when it is no message.
    pub fn message(&self) -> Option<MessageNumber> {
        match self.item {
            RowItem::Message { index, .. } => Some(index),
            RowItem::Note(_) => None,
        }
    }
}

/// What a row is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RowItem {
    /// A message.
    Message {
        /// Which message it is.
        index: MessageNumber,
        /// Which way it went.
        direction: Direction,
        /// Text or binary.
        kind: Kind,
        /// Its length in bytes, as it came.
        length: u64,
        /// How many of them are kept, here or with the browser.
        kept: u64,
        /// Its kind, while kinds are wanted and it was looked at.
        named: Option<KindId>,
        /// Its beginning.
        preview: Preview,
    },
    /// Something that happened to the connection.
    Note(Note),
}

/// The beginning of a message; or, where what is looked for is not there, a part further on that has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Bytes of the message before it.
    pub skipped: u64,
    /// Text as it came; bytes as pairs of hexadecimal digits.
    pub text: String,
    /// Whether the message goes on behind it.
    pub cut: bool,
    /// What filter and search look for in it, in order and apart. A byte that both mark is marked for the search.
    pub marks: Vec<Mark>,
}

/// A marked part of a preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its first byte in [`Preview::text`], at the beginning of a character.
    pub start: u32,
    /// The byte behind it, likewise.
    pub end: u32,
    /// The search has marked it, and not the filter.
    pub is_of_search: bool,
}

impl Preview {
    /// The part of a payload around this place.
    pub(super) fn around(kind: Kind, payload: &[u8], length: u64, place: usize) -> Self {
        let mut from = place.saturating_sub(BEFORE_MATCH);
        while kind == Kind::Text && from > 0 && payload[from] & 0xc0 == 0x80 {
            from -= 1;
        }
        let skipped = from as u64;
        Self { skipped, ..Self::of(kind, &payload[from..], length.saturating_sub(skipped)) }
    }

    /// Marks what filter and search look for, in the payload of which this is the beginning. What takes more than the
    /// effort that is left is not marked.
    pub(super) fn mark(
        &mut self,
        kind: Kind,
        payload: &[u8],
        filter: Option<&Matcher>,
        search: Option<&Matcher>,
        effort: &mut usize,
    ) {
        let mut ranges = |matcher: Option<&Matcher>| {
            let most = if kind == Kind::Binary { PREVIEW_BYTES / 4 } else { self.text.len() };
            let Some(left) = matcher.and_then(|matcher| effort.checked_sub(matcher.marking(payload, most))) else {
                return Vec::new();
            };
            *effort = left;
            matcher.map_or_else(Vec::new, |matcher| matcher.marks(payload, most))
        };
        let end = self.text.len();
        // Bytes are shown as two digits and a space.
        let place = |range: &Range<usize>| match kind {
            Kind::Text => range.start..range.end.min(end),
            Kind::Binary => range.start * 3..(range.end * 3 - 1).min(end),
        };
        let (filtered, searched) = (ranges(filter), ranges(search));
        self.marks = merged(filtered.iter().map(place), &searched.iter().map(place).collect::<Vec<_>>());
    }

    /// The beginning of a message of this length, from the beginning of its payload.
    pub fn of(kind: Kind, payload: &[u8], length: u64) -> Self {
        let (text, shown) = match kind {
            Kind::Text => {
                let head = &payload[..payload.len().min(PREVIEW_BYTES)];
                // Cut in the middle of a character, its bytes are left out.
                let whole = std::str::from_utf8(head)
                    .unwrap_or_else(|error| std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default());
                (whole.to_owned(), whole.len())
            }
            Kind::Binary => {
                let head = &payload[..payload.len().min(PREVIEW_BYTES / 4)];
                (hex::encode(head), head.len())
            }
        };
        Self { skipped: 0, text, cut: (shown as u64) < length, marks: Vec::new() }
    }
}

/// The marks of both, in order and apart: what the search has marked, the filter does not mark again.
fn merged(filtered: impl Iterator<Item = Range<usize>>, searched: &[Range<usize>]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = searched.iter().map(|range| mark(range.start, range.end, true)).collect();
    // They are few: to sort them would weigh kilobytes of the program.
    let mut add = |mark: Mark| marks.insert(marks.partition_point(|other| other.start < mark.start), mark);
    for range in filtered {
        let mut start = range.start;
        for other in searched.iter().filter(|other| other.start < range.end && other.end > range.start) {
            if start < other.start {
                add(mark(start, other.start, false));
            }
            start = other.end;
        }
        if start < range.end {
            add(mark(start, range.end, false));
        }
    }
    marks
}

fn mark(start: usize, end: usize, is_of_search: bool) -> Mark {
    let as_u32 = |number| u32::try_from(number).unwrap_or(u32::MAX);
    Mark { start: as_u32(start), end: as_u32(end), is_of_search }
}
