//! The sentences of copying and saving.

use super::count;
use crate::{model::inspect::CopyFormat, view::state::take::Take};

/// The menu of a message.
pub const TAKE: &str = "Copy, save, use again";
/// What can be done with a message.
pub const TAKES: [(&str, Take); 7] = [
    ("Copy as text", Take::Copy(CopyFormat::Text)),
    ("Copy as indented JSON", Take::Copy(CopyFormat::Json)),
    ("Copy as a JSON string", Take::Copy(CopyFormat::JsonString)),
    ("Copy as hex", Take::Copy(CopyFormat::Hex)),
    ("Copy as Base64", Take::Copy(CopyFormat::Base64)),
    ("Save as a file", Take::Save),
    ("Use as draft", Take::Draft),
];
/// The menu of the log.
pub const SAVE: &str = "Save messages as NDJSON";
/// What can be saved.
pub const KEPT: &str = "All that are kept";
/// What can be saved.
pub const SHOWN: &str = "Those that the filter shows";
/// What can be saved.
pub const SELECTED: &str = "The selected rows";
/// The button that ends it.
pub const STOP: &str = "Stop saving";
/// The name of the file of messages.
pub const FILE: &str = "messages.ndjson";
/// It is in the clipboard, or will be.
pub const COPIED: &str = "Copied";
/// The browser has not copied it.
pub const NOT_COPIED: &str = "Not copied: the browser allows it on secure pages only (https, or this machine).";
/// The browser has taken the file.
pub const SAVED: &str = "Saved";
/// The browser has not taken the file.
pub const NOT_SAVED: &str = "Not saved: the browser did not take the file. There may be no room for it.";
/// The message left the log.
pub const GONE: &str = "This message is not in the log any more, so it cannot be taken.";

/// While a file is being written.
pub fn saving(messages: u64, left: u64) -> String {
    format!("{} messages written, {} rows left", count(messages), count(left))
}

/// When it is.
pub fn saved(messages: u64) -> String {
    format!("Saved {} messages", count(messages))
}
