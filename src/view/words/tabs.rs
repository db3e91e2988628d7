//! What the page says about sessions as tabs.

use super::{
    count,
    language::{Text, say, text},
    messages,
};
use crate::{
    model::{inspect::quoted, phase::ReadyState},
    view::state::tabs::label::Label,
};

/// All of them.
pub const SESSIONS: Text = text!("Sessions", "Sitzungen");
/// The button, and the name of a session without an address.
pub const NEW: Text = text!("New session", "Neue Sitzung");
/// A button.
pub const DUPLICATE: Text = text!("Duplicate this session", "Diese Sitzung duplizieren");
/// A button.
pub const RENAME: Text = text!("Rename this session (F2)", "Diese Sitzung umbenennen (F2)");
/// A button.
pub const CLOSE: Text = text!("Close this session (Delete)", "Diese Sitzung schließen (Entf)");
/// The field.
pub const NAME: Text = text!("Name of this session", "Name dieser Sitzung");
/// An answer to the question.
pub const KEEP_SESSION: Text = text!("Keep the session", "Sitzung behalten");
/// An answer to the question.
pub const CLOSE_SESSION: Text = text!("Close the session", "Sitzung schließen");

/// The name of a state, for the dot that shows it.
pub fn state(state: ReadyState, will_retry: bool) -> Text {
    match (state, will_retry) {
        (ReadyState::Connecting, _) => text!("connecting", "verbindet sich"),
        (ReadyState::Open, _) => text!("open", "offen"),
        (ReadyState::Closing, _) => text!("closing", "schließt sich"),
        (ReadyState::Closed, true) => text!("closed, will try again", "geschlossen, neuer Versuch folgt"),
        (ReadyState::Closed, false) => text!("closed", "geschlossen"),
    }
}

/// The whole of a tab, for a screen reader and as a hint.
pub fn label(label: &Label) -> String {
    let state = state(label.state, label.will_retry);
    match label.unread {
        0 => format!("{}, {state}", quoted(&label.name)),
        unread => say!("{}, {}, {} unread", "{}, {}, {} ungelesen", quoted(&label.name), state, count(unread)),
    }
}

/// What the window is called before the page's name: whether there is a connection, what is unread, and the session's name.
pub fn window(state: ReadyState, unread: u64, name: &str) -> String {
    let (mark, name) = (if state == ReadyState::Open { '●' } else { '○' }, quoted(name));
    match unread {
        0 => format!("{mark} {name}"),
        unread => format!("{mark} {} · {name}", count(unread)),
    }
}

/// A number that stays short.
pub fn unread(unread: u64) -> String {
    match unread {
        0..1_000 => unread.to_string(),
        1_000..1_000_000 => format!("{}k", unread / 1_000),
        _ => format!("{}M", unread / 1_000_000),
    }
}

/// The question before a session with messages is closed.
pub fn close_question(name: &str, kept: u64) -> String {
    let (messages, name) = (messages(kept), quoted(name));
    say!(
        "“{}” keeps {}. Closing the session ends its connection, and its messages are gone.",
        "„{}“ hat {} behalten. Mit der Sitzung endet ihre Verbindung, und ihre Nachrichten sind weg.",
        name,
        messages
    )
}
