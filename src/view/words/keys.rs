//! Every shortcut, with what it does. The sheet that `?` opens, and the reference in the docs, hold the same.

use super::{
    commands::{self, Command},
    key_names::RENAME,
    language::{Text, text},
};
use crate::view::state::chord::Keys;

/// The keys as they are written on the keyboard; `command`: it has ⌘ where others have Ctrl.
pub fn written(keys: Keys, command: bool) -> String {
    let Some(chord) = keys.chord() else {
        return if let Keys::There(keys) = keys { keys.into() } else { String::new() };
    };
    let control = if command { "⌘" } else { text!("Ctrl+", "Strg+").now() };
    let shift = text!("Shift+", "Umschalt+").now();
    format!("{}{}{}", if chord.control { control } else { "" }, if chord.shift { shift } else { "" }, chord.key)
}

/// What has keys that mean the same everywhere.
pub fn everywhere() -> impl Iterator<Item = &'static Command> {
    [&commands::PALETTE].into_iter().chain(&commands::COMMANDS).filter(|command| command.keys.chord().is_some())
}

/// The place where those work.
pub const EVERYWHERE: Text = text!("Everywhere", "Überall");

/// A place of the page, and its shortcuts: keys, and what they do.
pub type Group = (Text, &'static [(Text, Text)]);

/// Those that work at one place.
pub const GROUPS: [Group; 6] = [
    (
        text!("Above the page", "Über der Seite"),
        &[(text!("Esc", "Esc"), text!("Close what lies there", "Schließen, was dort liegt"))],
    ),
    (
        text!("In the message", "In der Nachricht"),
        &[
            (text!("Ctrl+Enter or ⌘Enter", "Strg+Enter oder ⌘Enter"), text!("Send", "Senden")),
            (text!("Alt+↑, Alt+↓", "Alt+↑, Alt+↓"), text!("What was sent before", "Was vorher gesendet wurde")),
        ],
    ),
    (
        text!("In the list", "In der Liste"),
        &[
            (
                text!("↑ ↓ PageUp PageDown", "↑ ↓ Bild↑ Bild↓"),
                text!("Select a row and look into it", "Eine Zeile wählen und hineinsehen"),
            ),
            (text!("Shift with these", "Umschalt dazu"), text!("Select several rows", "Mehrere Zeilen wählen")),
            (
                text!("Home, End", "Pos1, Ende"),
                text!("To the oldest, to the newest row", "Zur ältesten, zur neuesten Zeile"),
            ),
            (text!("Ctrl+C", "Strg+C"), text!("Copy the selected messages", "Die gewählten Nachrichten kopieren")),
            (text!("Enter", "Enter"), text!("Go into the message", "In die Nachricht gehen")),
            (text!("Esc", "Esc"), text!("Select nothing", "Nichts wählen")),
            (text!("Any letter", "Ein Buchstabe"), text!("Begin a filter", "Einen Filter beginnen")),
        ],
    ),
    (
        text!("In the search", "In der Suche"),
        &[(
            text!("Enter, Shift+Enter", "Enter, Umschalt+Enter"),
            text!("Next match, previous match", "Nächster Treffer, voriger Treffer"),
        )],
    ),
    (
        text!("In a message that is looked into", "In einer Nachricht, die man ansieht"),
        &[
            (
                text!("↑ ↓", "↑ ↓"),
                text!("Point at a line: its path is shown", "Auf eine Zeile zeigen: Der Pfad erscheint"),
            ),
            (text!("← →", "← →"), text!("Fold, unfold", "Zuklappen, aufklappen")),
        ],
    ),
    (
        text!("On the tabs", "Auf den Reitern"),
        &[
            (text!("← → Home End", "← → Pos1 Ende"), text!("Another session", "Eine andere Sitzung")),
            (text!("Alt+Shift+← →", "Alt+Umschalt+← →"), text!("Move the session", "Die Sitzung verschieben")),
            (RENAME, text!("Rename it", "Sie umbenennen")),
            (text!("Delete", "Entf"), text!("Close it", "Sie schließen")),
        ],
    ),
];
