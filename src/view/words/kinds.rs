//! The sentences of kinds and watches.

use crate::{
    model::{decimal::decimal, find::watch::WatchReport},
    view::words::count,
};

/// The title of the kinds.
pub const KINDS: &str = "Kinds of messages";
/// The title of the watches.
pub const WATCH: &str = "Watch values";
/// A box to tick.
pub const GROUP: &str = "Group messages by kind";
/// A label.
pub const FIELD: &str = "Field that tells the kind";
/// What an empty field means.
pub const FOUND: &str = "found by itself: type, event, op…";
/// What this is.
pub const HINT: &str = "The kind is the value of a field of the message, like type or event.";
/// A label.
pub const PATH: &str = "Path in the JSON, like $.price or items[0].id";
/// What the field does.
pub const ADD: &str = "Enter adds it";
/// What this is.
pub const WATCH_HINT: &str = "The latest value at a path of the received messages, and what it was before. Up to ten.";
/// When nothing was seen.
pub const UNSEEN: &str = "not seen yet";

/// Messages a second.
pub fn rate(rate: f64) -> String {
    format!("{}/s", decimal(rate, usize::from(rate > 0.0 && rate < 10.0)))
}

/// How often a value changed.
pub fn changes(watch: &WatchReport) -> String {
    format!("{} changes in {} messages", count(watch.changes), count(watch.seen))
}
