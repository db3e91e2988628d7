//! Every shortcut, with what it does. The sheet that `?` opens, and the reference in the docs, hold the same.

use super::language::{Text, text};

/// Sends the message.
pub const SEND: Text = text!("Ctrl+Enter", "Strg+Enter");
/// To the oldest row.
pub const OLDEST: Text = text!("Home", "Pos1");
/// To the newest row.
pub const NEWEST: Text = text!("End", "Ende");
/// Renames a session.
pub const RENAME: Text = Text::same("F2");
/// Opens the sheet.
pub const SHORTCUTS: Text = Text::same("?");

/// A place of the page, and its shortcuts: keys, and what they do.
pub type Group = (Text, &'static [(Text, Text)]);

/// All of them.
pub const GROUPS: [Group; 6] = [
    (
        text!("Everywhere", "Überall"),
        &[
            (text!("Ctrl+K or ⌘K", "Strg+K oder ⌘K"), text!("Find a command", "Befehl suchen")),
            (text!("Ctrl+F or ⌘F", "Strg+F oder ⌘F"), text!("Search in the list", "In der Liste suchen")),
            (
                text!("F6, Shift+F6", "F6, Umschalt+F6"),
                text!("To the next part of the page", "Zum nächsten Teil der Seite"),
            ),
            (SHORTCUTS, text!("Show the shortcuts", "Tastenkürzel zeigen")),
            (text!("Esc", "Esc"), text!("Close what lies above the page", "Schließen, was über der Seite liegt")),
        ],
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
