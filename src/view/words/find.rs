//! The sentences of filter, search, kinds and watches.

use super::{bytes, count};
use crate::{
    model::{
        decimal::decimal,
        find::{kind::KindName, pattern::Problem},
        link::{ListReport, Progress, SearchReport},
        message::{Direction, Kind},
    },
    view::state::find::{Chip, Field, FilterForm},
};

/// What the bar is.
pub const BAR: &str = "Find messages";
/// The filter's field.
pub const FILTER: &str = "Filter: show only messages with…";
/// The search's field.
pub const SEARCH: &str = "Search in the list";
/// A button.
pub const CASE: &str = "Mind upper and lower case";
/// A button.
pub const REGEX: &str = "Regular expression";
/// A button.
pub const INVERT: &str = "Show what does not match";
/// A button.
pub const CONDITIONS: &str = "More conditions";
/// A button.
pub const PREVIOUS: &str = "Previous match (Shift+Enter)";
/// A button.
pub const NEXT: &str = "Next match (Enter)";
/// A button.
pub const CLEAR: &str = "Show all";
/// A label.
pub const DIRECTION: &str = "Direction";
/// What can be chosen there.
pub const DIRECTIONS: [&str; 3] = ["both", "received", "sent"];
/// A label.
pub const KIND: &str = "Payload";
/// What can be chosen there.
pub const KINDS: [&str; 3] = ["both", "text", "binary"];
/// A label.
pub const LEAST: &str = "Bytes at least";
/// A label.
pub const MOST: &str = "Bytes at most";
/// A label.
pub const FROM: &str = "From (time of day)";
/// A label.
pub const TO: &str = "To (time of day)";
/// A label.
pub const CONTEXT: &str = "Rows before and after each match, up to 100";

/// A condition in a few words.
pub fn chip(chip: &Chip, form: &FilterForm) -> String {
    let or = |text: &str, other: &str| if text.trim().is_empty() { other.to_owned() } else { text.trim().to_owned() };
    match chip {
        Chip::Pattern if form.inverted => format!("without “{}”", form.pattern.text),
        Chip::Pattern => format!("with “{}”", form.pattern.text),
        Chip::Direction(Direction::Sent) => "sent".to_owned(),
        Chip::Direction(Direction::Received) => "received".to_owned(),
        Chip::Kind(Kind::Text) => "text".to_owned(),
        Chip::Kind(Kind::Binary) => "binary".to_owned(),
        Chip::Size => format!("{} to {} bytes", or(&form.least, "0"), or(&form.most, "any")),
        Chip::Time => format!("{} to {}", or(&form.from, "beginning"), or(&form.to, "now")),
        Chip::Muted(kind) => format!("not {}", kind_name(kind)),
        Chip::Only(kind) => format!("only {}", kind_name(kind)),
    }
}

/// The name of a kind.
pub fn kind_name(kind: &KindName) -> String {
    match kind {
        KindName::NotJson => "not JSON".to_owned(),
        KindName::Binary => "binary".to_owned(),
        KindName::Unnamed => "JSON without a kind".to_owned(),
        KindName::Other => "other kinds".to_owned(),
        KindName::Named(field, value) if field.is_empty() => value.clone(),
        KindName::Named(field, value) => format!("{field}: {value}"),
    }
}

/// What is wrong with the pattern, and where.
pub fn problem(problem: &Problem) -> String {
    match problem.at {
        Some(at) => format!("{} (at character {at})", problem.why),
        None => problem.why.clone(),
    }
}

/// What is wrong with a field of the filter.
pub fn field_problem(field: Field) -> &'static str {
    match field {
        Field::Size => "A size is a whole number of bytes. Correct it, or leave it empty.",
        Field::Time => "A time is one of today, like 13:05 or 13:05:59. Correct it, or leave it empty.",
        Field::Context => "The rows around a match are a whole number up to 100. Correct it, or leave it empty.",
    }
}

/// How many messages pass, and how far the filter has come.
pub fn state(list: &ListReport) -> String {
    let passed = format!("{} shown", count(list.messages));
    list.progress.as_ref().map_or(passed.clone(), |progress| format!("{passed}, {}", looked_at(progress)))
}

/// How many messages have it, and how far the search has come.
pub fn found(found: &SearchReport) -> String {
    let matches = match found.matches {
        1 => "1 match".to_owned(),
        matches => format!("{} matches", count(matches)),
    };
    found.progress.as_ref().map_or(matches.clone(), |progress| format!("{matches}, {}", looked_at(progress)))
}

#[expect(clippy::cast_precision_loss, reason = "a percentage")]
fn looked_at(progress: &Progress) -> String {
    let part = 1.0 - progress.left as f64 / progress.of.max(1) as f64;
    format!("{} % looked at", decimal(part * 100.0, 0))
}

/// The meter.
pub const MEMORY: &str = "Memory used by this session's messages";

/// How much memory the messages take.
pub fn memory(used: u64, budget: u64) -> String {
    format!("{} of {}", bytes(used), bytes(budget))
}
