//! The sentences of filter, search, kinds and watches.

use super::{
    bytes, count,
    language::{Text, number, say, text},
    messages,
};
use crate::{
    model::{
        find::{
            kind::KindName,
            kind_counts::{KindId, KindReport, KindsReport},
            pattern::Problem,
            watch,
        },
        id::RowNumber,
        log::{Cut, ListReport, Progress, SearchReport},
        message::{Direction, Kind},
    },
    view::state::{
        find::{Chip, Field, FilterForm},
        watches::Unwatched,
    },
};

/// What an empty limit means.
pub const ANY: Text = text!("any", "beliebig");
/// What the bar is.
pub const BAR: Text = text!("Find messages", "Nachrichten finden");
/// The filter's field.
pub const FILTER: Text = text!("Filter: show only messages with…", "Filter: nur Nachrichten zeigen mit …");
/// The search's field.
pub const SEARCH: Text = text!("Search in the list", "In der Liste suchen");
/// The button for it.
pub const SEARCH_HINT: Text = text!("Search in the list (Ctrl+F)", "In der Liste suchen (Strg+F)");
/// The button that ends it.
pub const END_SEARCH: Text = text!("End the search (Esc)", "Suche beenden (Esc)");
/// A button.
pub const CASE: Text = text!("Match case", "Groß und klein unterscheiden");
/// A button.
pub const REGEX: Text = text!("Regular expression", "Regulärer Ausdruck");
/// A button.
pub const INVERT: Text = text!("Show what does not match", "Zeigen, was nicht passt");
/// A button.
pub const CONDITIONS: Text = text!("More conditions", "Weitere Bedingungen");
/// A button.
pub const PREVIOUS: Text = text!("Previous match (Shift+Enter)", "Voriger Treffer (Umschalt+Enter)");
/// A button.
pub const NEXT: Text = text!("Next match (Enter)", "Nächster Treffer (Enter)");
/// A button.
pub const CLEAR: Text = text!("Show all", "Alle zeigen");
/// A label.
pub const DIRECTION: Text = text!("Direction", "Richtung");
/// What can be chosen there.
pub const DIRECTIONS: [Text; 3] = [text!("both", "beide"), text!("received", "empfangen"), text!("sent", "gesendet")];
/// A label.
pub const KIND: Text = text!("Payload", "Nutzlast");
/// What can be chosen there.
pub const KINDS: [Text; 3] = [text!("both", "beide"), text!("text", "Text"), text!("binary", "binär")];
/// A label.
pub const LEAST: Text = text!("Bytes at least", "Mindestens (Bytes)");
/// A label.
pub const MOST: Text = text!("Bytes at most", "Höchstens (Bytes)");
/// A label.
pub const FROM: Text = text!("From (time)", "Von (Zeit)");
/// A label.
pub const TO: Text = text!("To (time)", "Bis (Zeit)");
/// A label.
pub const CONTEXT: Text =
    text!("Rows before and after each match, up to 100", "Zeilen vor und nach jedem Treffer, bis zu 100");

/// A condition in a few words.
pub fn chip(chip: &Chip, form: &FilterForm) -> String {
    let or = |text: &str, other: &str| if text.trim().is_empty() { other.to_owned() } else { text.trim().to_owned() };
    match chip {
        Chip::Pattern if form.inverted => say!("without “{}”", "ohne „{}“", form.pattern.text),
        Chip::Pattern => say!("with “{}”", "mit „{}“", form.pattern.text),
        Chip::Direction(Direction::Sent) => say!("sent", "gesendet"),
        Chip::Direction(Direction::Received) => say!("received", "empfangen"),
        Chip::Kind(Kind::Text) => say!("text", "Text"),
        Chip::Kind(Kind::Binary) => say!("binary", "binär"),
        Chip::Size => say!(
            "{} to {} bytes",
            "{} bis {} Bytes",
            or(&form.least, "0"),
            or(&form.most, &text!("any", "beliebig vielen"))
        ),
        Chip::Time => say!(
            "{} to {}",
            "{} bis {}",
            or(&form.from, &text!("beginning", "Beginn")),
            or(&form.to, &text!("now", "jetzt"))
        ),
        Chip::Muted(kind) => say!("not {}", "nicht {}", kind_name(kind)),
        Chip::Only(kind) => say!("only {}", "nur {}", kind_name(kind)),
    }
}

/// A condition that is not in effect.
pub fn not_applied(condition: &str) -> String {
    say!("not applied: {}", "nicht angewendet: {}", condition)
}

/// The button that takes a condition back.
pub fn take_back(condition: &str) -> String {
    say!("Take back: {}", "Zurücknehmen: {}", condition)
}

/// The name of a kind.
pub fn kind_name(kind: &KindName) -> String {
    match kind {
        KindName::NotJson => say!("not JSON", "kein JSON"),
        KindName::Binary => say!("binary", "binär"),
        KindName::Unnamed => say!("JSON without a kind", "JSON ohne Art"),
        KindName::Other => say!("other kinds", "andere Arten"),
        KindName::Named(field, value) if field.is_empty() => value.clone(),
        KindName::Named(field, value) => format!("{field}: {value}"),
    }
}

/// What the list calls the kinds: the value alone, as the field is the same for most of them.
pub fn kind_names(report: Option<&KindsReport>) -> Vec<(KindId, String)> {
    let name = |kind: &KindReport| match &kind.name {
        KindName::Named(_, value) => value.clone(),
        other => kind_name(other),
    };
    report.map_or_else(Vec::new, |report| report.kinds.iter().map(|kind| (kind.id, name(kind))).collect())
}

/// What is wrong with the pattern, and where.
pub fn problem(problem: &Problem) -> String {
    match problem.at {
        Some(at) => say!("{} (at character {})", "{} (bei Zeichen {})", problem.why, at),
        None => problem.why.clone(),
    }
}

/// Why a path is not watched.
pub fn unwatched(why: &Unwatched) -> String {
    match why {
        Unwatched::NoPath(why) => problem(why),
        Unwatched::Known => say!("This path is watched already.", "Dieser Pfad wird schon beobachtet."),
        Unwatched::Full => say!(
            "No more than {} paths are watched. End one of the watches to add this one.",
            "Es werden höchstens {} Pfade beobachtet. Beenden Sie eine der Beobachtungen, um diesen hinzuzufügen.",
            watch::MOST
        ),
    }
}

/// What is wrong with a field of the filter.
pub fn field_problem(field: Field) -> Text {
    match field {
        Field::Size => text!(
            "A size is a whole number of bytes. Correct it, or leave it empty.",
            "Eine Größe ist eine ganze Zahl von Bytes. Berichtigen Sie sie, oder lassen Sie sie leer.",
        ),
        Field::Sizes => text!(
            "The least size is above the greatest. Exchange the two.",
            "Die kleinste Größe liegt über der größten. Vertauschen Sie die beiden.",
        ),
        Field::Times => text!(
            "The end is before the beginning. Exchange the two times.",
            "Das Ende liegt vor dem Beginn. Vertauschen Sie die beiden Zeiten.",
        ),
        Field::Time => text!(
            "A time is one of today, like 13:05 or 13:05:59, or has its date before it, like 2026-01-31 13:05. Correct \
             it, or leave it empty.",
            "Eine Zeit ist eine von heute, wie 13:05 oder 13:05:59, oder hat ihr Datum vor sich, wie 2026-01-31 13:05. \
             Berichtigen Sie sie, oder lassen Sie sie leer.",
        ),
        Field::Context => text!(
            "The rows around a match are a whole number up to 100. Correct it, or leave it empty.",
            "Die Zeilen um einen Treffer sind eine ganze Zahl bis 100. Berichtigen Sie sie, oder lassen Sie sie leer.",
        ),
    }
}

/// What stands where messages would.
pub const NO_MATCH: Text = text!("No message matches the filter.", "Keine Nachricht passt zum Filter.");

/// How many messages pass of those that are `kept`, and how far the filter has come; and that it is not the one that was typed, if so.
pub fn state(list: &ListReport, kept: u64, is_applied: bool) -> String {
    let shown = match (is_applied, list.is_filtered) {
        (true, _) => say!("{} of {}", "{} von {}", count(list.messages), count(kept)),
        (false, true) => {
            say!("{} shown by the filter before", "{} gezeigt, nach dem vorigen Filter", count(list.messages))
        }
        (false, false) => say!("{} shown without a filter", "{} gezeigt, ohne Filter", count(list.messages)),
    };
    told(&shown, list.progress.as_ref(), list.cut, list.unread)
}

/// How many messages have it, which of them the selected row is, how many the filter hides, and how far the search has
/// come. Nothing of a pattern that is not searched for.
pub fn found(found: &SearchReport, selected: Option<RowNumber>) -> String {
    if found.problem.is_some() {
        return String::new();
    }
    let place = found.at.filter(|at| selected == Some(at.row)).map(|at| at.place);
    let matches = match (place, found.matches) {
        (Some(place), matches) => say!("{} of {}", "{} von {}", count(place), count(matches)),
        (None, 1) => say!("1 match", "1 Treffer"),
        (None, matches) => say!("{} matches", "{} Treffer", count(matches)),
    };
    let matches = match found.hidden {
        0 => matches,
        hidden => say!("{}, {} hidden by the filter", "{}, {} vom Filter verdeckt", matches, count(hidden)),
    };
    told(&matches, found.progress.as_ref(), found.cut, found.unread)
}

/// Messages that stay with the browser.
pub(super) fn not_looked_into(unread: u64) -> String {
    say!(
        "not looked into: {} that stay with the browser as Blobs (with binaryType arraybuffer, the next ones are)",
        "nicht angesehen: {}, die als Blob beim Browser bleiben (mit binaryType arraybuffer werden es die nächsten)",
        messages(unread)
    )
}

/// What was found, how far the looking has come, and which messages were looked at in part.
fn told(found: &str, progress: Option<&Progress>, cut: Option<Cut>, unread: u64) -> String {
    let found = progress.map_or(found.to_owned(), |progress| format!("{found}, {}", looked_at(progress)));
    let found = match unread {
        0 => found,
        _ => format!("{found}; {}", not_looked_into(unread)),
    };
    match cut {
        None => found,
        Some(Cut { bytes: most, messages: 1 }) => say!(
            "{}; of one message only the first {}",
            "{}; von einer Nachricht nur die ersten {}",
            found,
            bytes(most)
        ),
        Some(Cut { bytes: most, messages }) => {
            say!(
                "{}; of {} messages only the first {}",
                "{}; von {} Nachrichten nur die ersten {}",
                found,
                count(messages),
                bytes(most)
            )
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a percentage")]
fn looked_at(progress: &Progress) -> String {
    let part = 1.0 - progress.left as f64 / progress.of.max(1) as f64;
    say!("{} % looked at", "{} % angesehen", number(part * 100.0, 0))
}

/// The meter.
pub const MEMORY: Text =
    text!("Memory used by this session's messages", "Speicher, den die Nachrichten dieser Sitzung belegen");
