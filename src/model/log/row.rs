//! A row of the log as the list shows it: made when it comes into view, never before.

use serde::{Deserialize, Serialize};

use super::Note;
use crate::model::{
    codec::hex,
    message::{Direction, Kind},
    time::Timestamp,
};

/// A row shows at most so many bytes of its message: more does not fit on the widest screen.
pub const PREVIEW_BYTES: usize = 512;

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The row's number, counted over messages and notes from the beginning of the session; never used again.
    pub number: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What it is.
    pub item: RowItem,
}

/// What a row is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RowItem {
    /// A message.
    Message {
        /// The message's number, counted from the beginning of the session; never used again.
        index: u64,
        /// Which way it went.
        direction: Direction,
        /// Text or binary.
        kind: Kind,
        /// Its length in bytes, as it came.
        length: u64,
        /// How many of them are kept, here or with the browser.
        kept: u64,
        /// Its beginning.
        preview: Preview,
    },
    /// Something that happened to the connection.
    Note(Note),
}

/// The beginning of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Text as it came; bytes as pairs of hexadecimal digits.
    pub text: String,
    /// Whether the message goes on behind it.
    pub cut: bool,
}

impl Preview {
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
        Self { text, cut: (shown as u64) < length }
    }
}
