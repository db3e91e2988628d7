//! The sentences of kinds and watches.

use super::{
    find::not_looked_into,
    language::{Text, count, number, say, text},
    messages,
};
use crate::model::find::{kind::KindField, kind_counts::KindsReport, watch::WatchReport};

/// The title of the kinds.
pub const KINDS: Text = text!("Kinds of messages", "Arten von Nachrichten");
/// A button.
pub const HIDE: Text = text!("Hide", "Verbergen");
/// A button.
pub const ONLY: Text = text!("Only", "Nur");
/// The title of the watches.
pub const WATCH: Text = text!("Watch values", "Werte beobachten");
/// A box to tick.
pub const GROUP: Text = text!("Group messages by kind", "Nachrichten nach Art gruppieren");
/// A label.
pub const FIELD: Text = text!("Field that tells the kind", "Feld, das die Art nennt");
/// What an empty field means.
pub const FOUND: Text = text!("found by itself: type, event, op…", "von selbst gefunden: type, event, op …");
/// Which field tells the kind now.
pub fn field(report: Option<&KindsReport>) -> String {
    match report.map(|report| &report.field) {
        Some(KindField::Named(path)) => path.clone(),
        _ => FOUND.into(),
    }
}
/// What this is.
pub const HINT: Text = text!(
    "The kind is the value of a field of the message, like type or event. It is looked for in the first KiB of a \
     message; a field that you name, in its first 64 KiB. Beyond 246 kinds, the rest is told as other kinds.",
    "Die Art ist der Wert eines Feldes der Nachricht, wie type oder event. Gesucht wird sie im ersten KiB einer \
     Nachricht, ein Feld, das Sie nennen, in den ersten 64 KiB. Nach 246 Arten zählt der Rest zu den anderen Arten.",
);
/// A label.
pub const PATH: Text =
    text!("Path in the JSON, like $.price or items[0].id", "Pfad im JSON, wie $.price oder items[0].id");
/// What the field does.
pub const ADD: Text = text!("Enter adds it", "Enter fügt ihn hinzu");
/// What this is.
pub const WATCH_HINT: Text = text!(
    "The latest value at a path of the received messages, and what it was before. Up to ten. Kept messages count, too, \
     the last thousand; of each the first MiB.",
    "Der neueste Wert an einem Pfad der empfangenen Nachrichten, und was vorher dort stand. Bis zu zehn. Auch \
     behaltene Nachrichten zählen, die letzten tausend, von jeder das erste MiB.",
);
/// When nothing was seen.
pub const UNSEEN: Text = text!("not seen yet", "noch nicht gesehen");

/// What stood at a path stands behind it.
pub const BEFORE: Text = text!("before: ", "vorher: ");

/// The button that hides a kind.
pub fn hide(name: &str) -> String {
    say!("Hide {}", "{} verbergen", name)
}

/// The button that hides all others.
pub fn show_only(name: &str) -> String {
    say!("Show only {}", "Nur {} zeigen", name)
}

/// The button that ends a watch.
pub fn watch_no_more(path: &str) -> String {
    say!("Do not watch {}", "{} nicht beobachten", path)
}

/// Since when a value stands there.
pub fn since(time: &str) -> String {
    say!("since {}", "seit {}", time)
}

/// What no watch sees.
pub fn unwatched(watch: &WatchReport) -> String {
    match watch.unread {
        0 => String::new(),
        unread => format!(" ({})", not_looked_into(unread)),
    }
}

/// Messages a second.
pub fn rate(rate: f64) -> String {
    format!("{}/s", number(rate, usize::from(rate > 0.0 && rate < 10.0)))
}

/// How often a value changed.
pub fn changes(watch: &WatchReport) -> String {
    let changes = match watch.changes {
        1 => say!("1 change", "1 Änderung"),
        changes => say!("{} changes", "{} Änderungen", count(changes)),
    };
    say!("{} in {}", "{} in {}", changes, messages(watch.seen))
}
