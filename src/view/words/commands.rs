//! What the command palette calls the things that it does.

use super::{
    keys,
    language::{Text, text},
};

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
/// A place.
pub const OLDEST: Text = text!("Oldest row", "Älteste Zeile");
/// A place.
pub const NEWEST: Text = text!("Newest row", "Neueste Zeile");

/// Buttons of the page: their group, name, id and keys.
pub const BUTTONS: [(Text, Text, &str, Text); 15] = [
    (CONNECTION, text!("Connect", "Verbinden"), "connect", Text::EMPTY),
    (CONNECTION, text!("Close the connection", "Verbindung schließen"), "close", Text::EMPTY),
    (CONNECTION, text!("Close with a code…", "Mit Code schließen …"), "close-opener", Text::EMPTY),
    (CONNECTION, text!("Subprotocols and options…", "Subprotokolle und Optionen …"), "options", Text::EMPTY),
    (CONNECTION, text!("Let it go", "Loslassen"), "let-go", Text::EMPTY),
    (CONNECTION, text!("Try again now", "Jetzt neu versuchen"), "retry-now", Text::EMPTY),
    (CONNECTION, text!("Stop trying", "Nicht weiter versuchen"), "retry-stop", Text::EMPTY),
    (MESSAGE, text!("Send the message", "Nachricht senden"), "send", keys::SEND),
    (LOG, text!("Save messages…", "Nachrichten sichern …"), "save-opener", Text::EMPTY),
    (LOG, text!("Clear the log", "Log leeren"), "clear", Text::EMPTY),
    (LOG, text!("Show all (end the filter)", "Alles zeigen (Filter beenden)"), "clear-filter", Text::EMPTY),
    (SESSIONS, text!("New session", "Neue Sitzung"), "new-session", Text::EMPTY),
    (SESSIONS, text!("Duplicate the session", "Sitzung duplizieren"), "duplicate-session", Text::EMPTY),
    (SESSIONS, text!("Rename the session", "Sitzung umbenennen"), "rename-session", keys::RENAME),
    (SESSIONS, text!("Close the session", "Sitzung schließen"), "end-session", Text::EMPTY),
];

/// Fields of the page: their names and ids.
pub const FIELDS: [(Text, &str); 5] = [
    (text!("Address", "Adresse"), "url"),
    (text!("Message", "Nachricht"), "message"),
    (text!("Filter", "Filter"), "filter"),
    (text!("Search", "Suche"), "search"),
    (text!("List of messages", "Liste der Nachrichten"), "rows"),
];

/// Sections of the inspector: their names and ids.
pub const SECTIONS: [(Text, &str); 13] = [
    (text!("Negotiated", "Vereinbart"), "card"),
    (text!("States", "Zustände"), "timeline"),
    (text!("Send buffer", "Sendepuffer"), "pressure"),
    (text!("Traffic", "Datenverkehr"), "traffic"),
    (text!("Kinds of messages", "Arten von Nachrichten"), "kinds"),
    (text!("Watch values", "Werte beobachten"), "watches"),
    (text!("Send many", "Viele senden"), "sender"),
    (text!("Reconnect", "Neu verbinden"), "reconnect"),
    (text!("Messages on open", "Nachrichten beim Öffnen"), "on-open"),
    (text!("Heartbeat", "Heartbeat"), "heartbeat"),
    (text!("Take it elsewhere", "Anderswohin mitnehmen"), "share"),
    (text!("Memory", "Speicher"), "memory"),
    (text!("What a page cannot do", "Was eine Seite nicht kann"), "limits"),
];
