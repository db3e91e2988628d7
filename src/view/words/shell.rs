//! What stands around the sessions: the page's own buttons, settings, shortcuts, palette, and the first steps.

use super::{
    count,
    language::{Language, Text, say, text},
    messages,
};
use crate::view::state::settings::{Density, Theme};

/// A button.
pub const CLOSE: Text = text!("Close (Esc)", "Schließen (Esc)");
/// The first link of the page.
pub const SKIP: Text = text!("To the message", "Zur Nachricht");

/// What is wrong when page and worker do not fit.
pub const OTHER_BUILD: Text = text!(
    "The page and its engine are of different builds. Reload the page.",
    "Seite und Engine sind von verschiedenen Builds. Laden Sie die Seite neu.",
);

/// The palette.
pub const PALETTE: Text = text!("Commands", "Befehle");
/// The palette's button.
pub const PALETTE_HINT: Text = text!("Find a command (Ctrl+K)", "Befehl suchen (Strg+K)");
/// What opens it.
pub const PALETTE_OPEN: Text = text!("Find a command", "Befehl suchen");
/// The palette's field.
pub const PALETTE_FIELD: Text = text!("What do you want to do?", "Was möchten Sie tun?");
/// Nothing fits.
pub const PALETTE_EMPTY: Text = text!("No command has these words.", "Kein Befehl enthält diese Wörter.");

/// How many commands fit, for a screen reader.
pub fn palette_found(found: usize) -> String {
    match found {
        0 => PALETTE_EMPTY.into(),
        1 => say!("1 command", "1 Befehl"),
        found => {
            let found = count(found as u64);
            say!("{} commands", "{} Befehle", found)
        }
    }
}

/// The settings.
pub const SETTINGS: Text = text!("Settings", "Einstellungen");
/// A choice.
pub const THEME: Text = text!("Colours", "Farben");
/// A box to tick.
pub const CONTRAST: Text = text!("More contrast", "Mehr Kontrast");
/// A choice.
pub const DENSITY: Text = text!("Density", "Dichte");
/// A choice.
pub const LANGUAGE: Text = text!("Language", "Sprache");
/// A language to choose.
pub const LANGUAGE_OF_SYSTEM: Text = text!("As the browser", "Wie der Browser");
/// A box to tick.
pub const KEEP_SECRETS: Text = text!(
    "Keep the secrets in recent addresses, such as tokens",
    "In letzten Adressen auch Geheimnisse behalten, etwa Tokens",
);
/// A box to tick.
pub const SINGLE_KEYS: Text = text!("Keys without Ctrl: / [ ] ?", "Tasten ohne Strg: / [ ] ?");
/// A box to tick.
pub const OFFLINE: Text = text!("Keep this page for offline use", "Diese Seite für die Offline-Nutzung aufbewahren");
/// Why it cannot be ticked.
pub const NO_OFFLINE: Text = text!(
    "This browser, or this address, lets no page be kept: it takes https:// with a certificate that it trusts, or this \
     machine's own address.",
    "Dieser Browser oder diese Adresse lässt keine Seite aufbewahren: Nötig ist https:// mit einem \
     Zertifikat, dem er vertraut, oder die Adresse dieses Rechners.",
);
/// What is kept.
pub const KEPT: Text = text!(
    "Addresses, named messages and these settings are kept in this browser, nowhere else; tabs and drafts, as long as this \
     window is there. Messages of the log are not kept.",
    "Adressen, benannte Nachrichten und diese Einstellungen bleiben in diesem Browser, nirgends sonst; Tabs und Entwürfe, \
     solange dieses Fenster besteht. Nachrichten des Logs werden nicht aufbewahrt.",
);
/// What leads to the button that forgets it.
pub const FORGET: Text = text!("Forget everything", "Alles vergessen");
/// The button.
pub const FORGET_NOW: Text = text!("Forget it now, for good", "Jetzt vergessen, für immer");
/// What became of it.
pub const FORGOTTEN: Text = text!(
    "Forgotten: addresses, named messages, settings, and the page kept for offline use. A later visit keeps the \
     page again, unless you switch that off.",
    "Vergessen: Adressen, benannte Nachrichten, Einstellungen und die aufbewahrte Seite. Ein späterer Besuch bewahrt die \
     Seite wieder auf, wenn Sie das nicht abschalten.",
);

/// A theme's name.
pub fn theme(theme: Theme) -> Text {
    match theme {
        Theme::System => text!("As the system", "Wie das System"),
        Theme::Light => text!("Light", "Hell"),
        Theme::Dark => text!("Dark", "Dunkel"),
    }
}

/// A density's name.
pub fn density(density: Density) -> Text {
    match density {
        Density::Comfortable => text!("Comfortable", "Bequem"),
        Density::Compact => text!("Compact", "Kompakt"),
    }
}

/// A language's name: its own, whatever is spoken.
pub fn language(language: Language) -> Text {
    Text::same(language.name())
}

/// The shortcuts.
pub const SHORTCUTS: Text = text!("Keyboard shortcuts", "Tastenkürzel");

/// A new build of the page is there.
pub const NEW_VERSION: Text =
    text!("A new version of this page is available.", "Eine neue Fassung dieser Seite ist da.");
/// What reloading costs.
pub const NEW_VERSION_HINT: Text = text!(
    "Reloading ends the connections, and unsaved messages are gone.",
    "Neuladen beendet die Verbindungen, und nicht gesicherte Nachrichten sind weg.",
);
/// A button.
pub const RELOAD: Text = text!("Reload", "Neu laden");
/// A button.
pub const LATER: Text = text!("Later", "Später");
/// A button.
pub const UNDERSTOOD: Text = Text::same("OK");

/// The first steps.
pub const WELCOME: Text = text!("Messages appear here", "Hier erscheinen Nachrichten");
/// What to do first.
pub const WELCOME_HINT: Text = text!(
    "Type the address of a WebSocket above (ws:// or wss://) and press Connect.",
    "Geben Sie oben die Adresse eines WebSockets ein (ws:// oder wss://) und drücken Sie Verbinden.",
);
/// The lab's offers.
pub const TRY: Text = text!("Or try something on the lab:", "Oder probieren Sie etwas im Lab aus:");
/// There is no lab.
pub const NO_LAB: Text = text!(
    "No server at hand? `cargo xtask serve` starts the lab, a server for every behaviour, beside this page.",
    "Kein Server zur Hand? `cargo xtask serve` startet neben dieser Seite das Lab, einen Server für jedes Verhalten.",
);
/// What the log shows once there are rows but no messages.
pub const WAITING: Text = text!(
    "Connected. Write a message below and send it, or wait for the server.",
    "Verbunden. Schreiben Sie unten eine Nachricht und senden Sie sie, oder warten Sie auf den Server.",
);

/// How many messages came in the last seconds, and the last of them.
pub fn received(new: u64, last: &str) -> String {
    let head = say!("{} received", "{} empfangen", messages(new));
    if last.is_empty() { head } else { say!("{}, last: {}", "{}, zuletzt: {}", head, last) }
}
