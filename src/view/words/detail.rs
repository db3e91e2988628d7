//! The sentences of the message that is looked into.

use super::bytes;
use crate::model::{
    detail::{Compared, DetailReport},
    inspect::Progress,
    log::RowItem,
    message::{Direction, Kind},
};

/// What the lines are called.
pub const LINES: &str = "The message";
/// The label of the choice of a lens.
pub const LENS: &str = "Look at it as";
/// The label of the choice of a message to compare with.
pub const COMPARE: &str = "Compare with";
/// What can be chosen there.
pub const COMPARE_WITH: [&str; 3] = ["none", "the one before of its kind", "the other end of the selection"];
/// While the browser reads a message that it holds.
pub const READING: &str = "The browser reads the message…";
/// The picture.
pub const PICTURE: &str = "The message as a picture";
/// The button that looks into none any more.
pub const CLOSE: &str = "Close the message (Escape)";

/// What it is: `Received message 37`.
pub fn title(report: &DetailReport) -> String {
    match &report.row.item {
        RowItem::Message { index, direction: Direction::Sent, .. } => format!("Sent message {index}"),
        RowItem::Message { index, .. } => format!("Received message {index}"),
        RowItem::Note(_) => String::new(),
    }
}

/// What is known about it: `text, 1.2 kB`, and that a part of it is missing.
pub fn facts(report: &DetailReport) -> String {
    let RowItem::Message { kind, length, kept, .. } = &report.row.item else { return String::new() };
    let kind = if *kind == Kind::Text { "text" } else { "binary" };
    if kept < length {
        return format!("{kind}, {}; only the first {} of it are kept", bytes(*length), bytes(*kept));
    }
    format!("{kind}, {}", bytes(*length))
}

/// With what it is compared, and how.
pub fn compared(compared: &Compared) -> String {
    match compared.message {
        Some(message) => format!("Differences from message {message}. {}", compared.why),
        None => compared.why.clone(),
    }
}

/// How far it is read.
pub fn progress(progress: &Progress) -> String {
    format!("Read {} of {}", bytes(u64::from(progress.read)), bytes(u64::from(progress.of)))
}
