//! What the page says about what the browser keeps.

use super::language::{Text, say, text};
use crate::model::inspect::quoted;

/// The menu of addresses.
pub const RECENT: Text = text!("Recent addresses", "Letzte Adressen");
/// The menu of messages.
pub const SAVED: Text = text!("Saved", "Gesichert");
/// What that is.
pub const SAVED_HINT: Text = text!("Saved: messages with names", "Gesichert: Nachrichten mit Namen");
/// A message is offered at one address.
pub const HERE: Text = text!("this address", "diese Adresse");
/// The field for a name, and what it does.
pub const KEEP_AS: Text = text!("Keep the present message as", "Diese Nachricht aufbewahren als");
/// The field.
pub const NAME: Text = text!("Name", "Name");
/// The button.
pub const KEEP: Text = text!("Keep", "Aufbewahren");
/// The button, while a message of this name would give way.
pub const REPLACE: Text = text!("Replace", "Ersetzen");
/// A box to tick.
pub const ONLY_HERE: Text = text!("For this address only", "Nur für diese Adresse");
/// The button that forgets every address.
pub const FORGET_ALL: Text = text!("Forget all", "Alle vergessen");

/// The button that forgets one.
pub fn forgetting(name: &str) -> String {
    say!("Forget {}", "{} vergessen", quoted(name))
}

/// What stands above the recent addresses.
pub fn addresses(count: usize, is_blocked: bool) -> Text {
    match (is_blocked, count) {
        (true, _) => BLOCKED,
        (_, 0) => text!(
            "Addresses that you connect to are listed here. They stay in this browser.",
            "Adressen, mit denen Sie sich verbinden, stehen hier. Sie bleiben in diesem Browser.",
        ),
        _ => text!(
            "Recent addresses, kept in this browser. Secrets in them are not shown.",
            "Letzte Adressen, in diesem Browser aufbewahrt. Geheimnisse darin werden nicht gezeigt.",
        ),
    }
}

/// What stands above the named messages.
pub fn messages(count: usize, is_blocked: bool) -> Text {
    match (is_blocked, count) {
        (true, _) => BLOCKED,
        (_, 0) => text!(
            "Give the message a name to have it again later. It stays in this browser.",
            "Geben Sie der Nachricht einen Namen, um sie später wieder zu haben. Sie bleibt in diesem Browser.",
        ),
        _ => {
            text!("Messages with names, kept in this browser.", "Nachrichten mit Namen, in diesem Browser aufbewahrt.")
        }
    }
}

/// What is gone with the page, and what to do about it.
pub const BLOCKED: Text = text!(
    "The browser keeps nothing for this page: tabs, addresses and names are gone after a reload. Allow this site to keep \
     data, or make room.",
    "Der Browser bewahrt für diese Seite nichts auf: Tabs, Adressen und Namen sind nach einem Neuladen weg. Erlauben Sie \
     dieser Website Daten, oder schaffen Sie Platz.",
);

/// The button that forgets the named messages that are listed.
pub fn drop_messages(count: usize) -> String {
    if count == 1 {
        say!("Forget this one", "Diese eine vergessen")
    } else {
        say!("Forget these {}", "Diese {} vergessen", count)
    }
}
