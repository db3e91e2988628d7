//! What the composer says.

use super::{bytes, count};
use crate::{
    model::{
        close::CloseReason,
        link::{FileReport, FileState},
    },
    view::state::writing::Kind,
};

/// How to send by keys, and how to get drafts back.
pub const HINT: &str = "Ctrl+Enter or ⌘+Enter sends, Alt+↑ brings back what was sent";
/// The switch.
pub const ESCAPES: &str = "\\ escapes";
/// What the number counts.
pub const SIZE: &str = "The message's size as it is sent";
/// The drawing's name.
pub const CANVAS: &str = "A sheet to draw on with the pointer";
/// Send was clicked without a drawing.
pub const NOTHING_DRAWN: &str = "Not sent: nothing is drawn yet. Draw with the pointer, then send.";
/// Send was clicked without a file.
pub const NO_FILE: &str = "Not sent: no file is chosen. Choose, drop or paste one, then send.";
/// A number of the plan is none.
pub const BAD_PLAN: &str =
    "A chunk has 1 byte to 64 MiB, and the limit is a whole number of bytes. Correct them, then send.";
/// A file above this is warned about.
pub const LARGE_FILE: u64 = 64 << 20;
/// The warning.
pub const LARGE_FILE_WARNING: &str = "The browser holds all of a message in memory, and many servers refuse such large ones. \
    In chunks it stays small.";
/// The close without a code.
pub const NO_CODE: &str = "No code: an empty close frame, which arrives as 1005";
/// What is typed is no number.
pub const NOT_A_CODE: &str = "The code is a number: 1000, or 3000 to 4999.";

/// The name of a kind.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "Text",
        Kind::Json => "JSON",
        Kind::Hex => "Hex",
        Kind::Base64 => "Base64",
        Kind::File => "File",
        Kind::Drawing => "Drawing",
    }
}

/// What stands in the empty field.
pub fn placeholder(kind: Kind) -> &'static str {
    match kind {
        Kind::Json => "{\"type\": \"hello\"} – checked as you type, sent exactly as written",
        Kind::Hex => "48 65 6c 6c 6f – sent as bytes",
        Kind::Base64 => "SGVsbG8= – sent as bytes",
        Kind::Text | Kind::File | Kind::Drawing => "Write your message here...",
    }
}

/// The size of the message.
pub fn size(size: usize) -> String {
    if size == 1 { "1 byte".to_owned() } else { format!("{} bytes", count(size as u64)) }
}

/// The size of a drawing.
pub fn drawing(width: u32, height: u32) -> String {
    let size = count(u64::from(width) * u64::from(height) * 4);
    format!("Sent as one binary message of {size} bytes: {width} × {height} pixels, each red, green, blue and alpha.")
}

/// The file that was chosen.
pub fn file(file: Option<(String, u64)>) -> String {
    match file {
        Some((name, size)) => format!("{name}, {}", bytes(size)),
        None => "or drop it here, or paste it".to_owned(),
    }
}

/// What became of a file.
pub fn file_report(report: &FileReport) -> String {
    let (name, size) = (&report.name, bytes(report.size));
    let gone = bytes(report.handed.saturating_sub(report.buffered));
    match report.state {
        FileState::Sending => format!("{name}: {gone} of {size} sent, {} buffered", bytes(report.buffered)),
        FileState::Done if report.buffered > 0 => {
            format!("{name}: handed over, {} still buffered", bytes(report.buffered))
        }
        FileState::Done => format!("{name}: all {size} sent"),
        FileState::Cancelled => format!("{name}: cancelled after {} of {size}", bytes(report.handed)),
        FileState::Stopped => format!("{name}: the connection ended after {} of {size}", bytes(report.handed)),
        FileState::Unreadable => {
            format!("{name}: the browser could not read it. Was it moved or changed? Choose it again.")
        }
    }
}

/// The bytes of a close reason.
pub fn reason_size(size: usize) -> String {
    format!("{size} of {} bytes in UTF-8", CloseReason::MAX_BYTES)
}

/// The button that closes with a code.
pub fn close_button(code: &str, no_code: bool) -> String {
    if no_code { "Close without a code".to_owned() } else { format!("Close with {}", code.trim()) }
}
