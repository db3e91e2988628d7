//! Every command: what it is called, by what words it is found, which keys it has and what it does. Palette, sheet and
//! shortcuts are made of this one table.

use super::{
    key_names,
    language::{Text, text},
    shell,
};
use crate::view::state::{
    chord::{Chord, Keys},
    inspector::Pane,
    palette::Deed,
    written::Kind,
};

/// A command.
#[derive(Clone, Copy)]
pub struct Command {
    /// What it belongs to.
    pub group: Text,
    /// What it is called.
    pub name: Text,
    /// Other words that lead to it.
    pub also: Text,
    /// Its keys.
    pub keys: Keys,
    /// What it does.
    pub deed: Deed,
}

impl Command {
    const fn new(group: Text, name: Text, deed: Deed) -> Self {
        Self { group, name, also: Text::EMPTY, keys: Keys::None, deed }
    }

    const fn also(self, also: Text) -> Self {
        Self { also, ..self }
    }

    const fn by(self, keys: Keys) -> Self {
        Self { keys, ..self }
    }
}

/// A group of commands.
pub const CONNECTION: Text = text!("Connection", "Verbindung");
/// A group of commands.
pub const MESSAGE: Text = text!("Message", "Nachricht");
/// A group of commands.
pub const LOG: Text = text!("Log", "Log");
/// A group of commands.
pub const SESSIONS: Text = text!("Sessions", "Sitzungen");
/// A group of commands.
pub const SESSION: Text = text!("Show session", "Sitzung zeigen");
/// A group of commands.
pub const GO: Text = text!("Go to", "Gehe zu");
/// A group of commands.
pub const INSPECTOR: Text = text!("Inspector", "Inspektor");
/// A group of commands.
pub const LAB: Text = text!("Try on the lab", "Im Lab probieren");
/// A group of commands.
pub const PAGE: Text = text!("Page", "Seite");

/// Open and close a connection.
pub const CONNECT: Keys = Keys::Anywhere(Chord::control("."));

/// All that are always the same; which of them can be given now, their buttons say.
pub static COMMANDS: [Command; 49] = [
    Command::new(CONNECTION, text!("Connect", "Verbinden"), Deed::Press("connect"))
        .by(CONNECT)
        .also(text!("open", "öffnen")),
    Command::new(CONNECTION, text!("Close the connection", "Verbindung schließen"), Deed::Press("close"))
        .by(CONNECT)
        .also(text!("disconnect end", "trennen beenden")),
    Command::new(CONNECTION, text!("Close with a code…", "Mit Code schließen …"), Deed::Press("close-opener"))
        .also(text!("reason status", "Grund Status")),
    Command::new(
        CONNECTION,
        text!("Subprotocols and options…", "Subprotokolle und Optionen …"),
        Deed::Press("options"),
    )
    .also(text!("header token", "Header Token")),
    Command::new(CONNECTION, text!("Let it go", "Loslassen"), Deed::Press("let-go")),
    Command::new(CONNECTION, text!("Try again now", "Jetzt neu versuchen"), Deed::Press("retry-now")),
    Command::new(CONNECTION, text!("Stop trying", "Nicht weiter versuchen"), Deed::Press("retry-stop")),
    Command::new(CONNECTION, text!("Why it ended", "Warum sie endete"), Deed::Pane(Pane::Connection))
        .also(text!("closed ended error cause reason", "geschlossen Ende Fehler Ursache Grund")),
    Command::new(MESSAGE, text!("Send the message", "Nachricht senden"), Deed::Press("send"))
        .by(Keys::There(key_names::SEND)),
    kind(Kind::Json, text!("Write JSON", "JSON schreiben")),
    kind(Kind::Hex, text!("Write bytes in hex", "Bytes in Hex schreiben")).also(text!("send binary", "binär senden")),
    kind(Kind::Base64, text!("Write bytes in Base64", "Bytes in Base64 schreiben"))
        .also(text!("send binary", "binär senden")),
    kind(Kind::File, text!("Send a file", "Datei senden")).also(text!("binary upload", "binär hochladen")),
    kind(Kind::Drawing, text!("Send a drawing", "Zeichnung senden")).also(text!("picture binary", "Bild binär")),
    kind(Kind::Text, text!("Write text", "Text schreiben")),
    Command::new(
        MESSAGE,
        text!("Keep the message under a name…", "Nachricht benannt behalten …"),
        Deed::Press("named-opener"),
    )
    .also(text!("save favourite template", "sichern Favorit Vorlage")),
    Command::new(LOG, text!("Filter the list", "Liste filtern"), Deed::Focus("filter"))
        .by(Keys::OutsideFields(Chord::of("/")))
        .also(text!("hide only", "verbergen nur")),
    Command::new(LOG, text!("Search in the list", "In der Liste suchen"), Deed::Focus("search"))
        .by(Keys::Anywhere(Chord::control("F")))
        .also(text!("find message", "finden Nachricht")),
    Command::new(LOG, text!("Next of its kind", "Nächste dieser Art"), Deed::Step { next: true })
        .by(Keys::OutsideFields(Chord::of("]"))),
    Command::new(LOG, text!("The one before of its kind", "Vorige dieser Art"), Deed::Step { next: false })
        .by(Keys::OutsideFields(Chord::of("["))),
    Command::new(LOG, text!("Oldest row", "Älteste Zeile"), Deed::Edge { newest: false })
        .by(Keys::There(key_names::OLDEST))
        .also(text!("first top", "erste oben")),
    Command::new(LOG, text!("Newest row", "Neueste Zeile"), Deed::Edge { newest: true })
        .by(Keys::There(key_names::NEWEST))
        .also(text!("last bottom follow", "letzte unten folgen")),
    Command::new(LOG, text!("Save messages…", "Nachrichten sichern …"), Deed::Press("save-opener"))
        .also(text!("export download file", "exportieren herunterladen Datei")),
    Command::new(LOG, text!("Clear the log", "Log leeren"), Deed::Press("clear"))
        .also(text!("delete empty", "löschen")),
    Command::new(LOG, text!("Show all (end the filter)", "Alles zeigen (Filter beenden)"), Deed::Press("clear-filter")),
    Command::new(SESSIONS, text!("New session", "Neue Sitzung"), Deed::Press("new-session"))
        .also(text!("tab second", "Tab zweite")),
    Command::new(SESSIONS, text!("Duplicate the session", "Sitzung duplizieren"), Deed::Press("duplicate-session")),
    Command::new(SESSIONS, text!("Rename the session", "Sitzung umbenennen"), Deed::Press("rename-session"))
        .by(Keys::There(key_names::RENAME)),
    Command::new(SESSIONS, text!("Close the session", "Sitzung schließen"), Deed::Press("end-session")),
    Command::new(GO, text!("Address", "Adresse"), Deed::Focus("url")),
    Command::new(GO, text!("Message", "Nachricht"), Deed::Focus("message")),
    Command::new(GO, text!("List of messages", "Liste der Nachrichten"), Deed::Focus("rows")),
    Command::new(GO, text!("Next part of the page", "Nächster Teil der Seite"), Deed::Part { back: false })
        .by(Keys::Anywhere(Chord::of("F6"))),
    Command::new(GO, text!("The part before", "Voriger Teil der Seite"), Deed::Part { back: true })
        .by(Keys::Anywhere(Chord::shift("F6"))),
    section(text!("Negotiated", "Vereinbart"), "card", text!("extensions compression", "Erweiterungen Kompression")),
    section(text!("States", "Zustände"), "timeline", text!("duration latency", "Dauer Latenz")),
    section(text!("Send buffer", "Sendepuffer"), "pressure", Text::same("bufferedAmount")),
    section(text!("Traffic", "Datenverkehr"), "traffic", text!("chart rate", "Diagramm Rate")),
    section(text!("Kinds of messages", "Arten von Nachrichten"), "kinds", text!("group types", "gruppieren Typen")),
    section(text!("Watch values", "Werte beobachten"), "watches", text!("path field", "Pfad Feld")),
    section(
        text!("Send many", "Viele senden"),
        "sender",
        text!("repeat message every second load test", "wiederholen jede Sekunde Lasttest"),
    ),
    section(text!("Reconnect", "Neu verbinden"), "reconnect", text!("again retry", "wieder erneut")),
    section(text!("Messages on open", "Nachrichten beim Öffnen"), "on-open", text!("subscribe login", "anmelden")),
    section(text!("Heartbeat", "Heartbeat"), "heartbeat", text!("ping keep alive", "Ping")),
    section(text!("Take it elsewhere", "Anderswohin mitnehmen"), "share", text!("code link curl", "Code Link curl")),
    section(text!("Memory", "Speicher"), "memory", text!("limit budget", "Grenze")),
    section(text!("What a page cannot do", "Was eine Seite nicht kann"), "limits", text!("header ping", "Header Ping")),
    Command::new(PAGE, shell::SETTINGS, Deed::Settings)
        .also(text!("dark theme language forget", "dunkel Farben Sprache vergessen")),
    Command::new(PAGE, shell::SHORTCUTS, Deed::Shortcuts).by(Keys::OutsideFields(Chord::of("?"))),
];

/// Opens the palette. It is not in the palette.
pub const PALETTE: Command =
    Command::new(PAGE, shell::PALETTE_OPEN, Deed::Palette).by(Keys::Anywhere(Chord::control("K")));

const fn section(name: Text, id: &'static str, also: Text) -> Command {
    Command::new(INSPECTOR, name, Deed::Section(id)).also(also)
}

const fn kind(kind: Kind, name: Text) -> Command {
    Command::new(MESSAGE, name, Deed::Kind(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of these two only one can be pressed at a time.
    const COUNTERPARTS: [Deed; 2] = [Deed::Press("connect"), Deed::Press("close")];

    #[test]
    fn no_two_commands_have_the_same_keys() {
        let all: Vec<&Command> = COMMANDS.iter().chain([&PALETTE]).collect();
        for (place, one) in all.iter().enumerate() {
            for other in &all[..place] {
                let clash = one.keys.chord().is_some() && one.keys.chord() == other.keys.chord();
                let is_meant = COUNTERPARTS.contains(&one.deed) && COUNTERPARTS.contains(&other.deed);
                assert!(!clash || is_meant, "{:?} and {:?} have the same keys", one.deed, other.deed);
            }
        }
    }

    #[test]
    fn a_character_alone_is_no_key_where_characters_are_typed() {
        for command in &COMMANDS {
            if let Keys::Anywhere(chord) = command.keys {
                assert!(chord.control || chord.key.len() > 1, "{:?}", command.deed);
            }
        }
    }
}
