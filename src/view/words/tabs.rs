//! What the page says about sessions as tabs.

use super::count;
use crate::{model::session::ReadyState, view::state::tabs::Label};

/// The name of a state, for the dot that shows it.
pub fn state(state: ReadyState, will_retry: bool) -> &'static str {
    match (state, will_retry) {
        (ReadyState::Connecting, _) => "connecting",
        (ReadyState::Open, _) => "open",
        (ReadyState::Closing, _) => "closing",
        (ReadyState::Closed, true) => "closed, will try again",
        (ReadyState::Closed, false) => "closed",
    }
}

/// The whole of a tab, for a screen reader and as a hint.
pub fn label(label: &Label) -> String {
    let state = state(label.state, label.will_retry);
    match label.unread {
        0 => format!("{}, {state}", label.name),
        unread => format!("{}, {state}, {} unread", label.name, count(unread)),
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
    let messages = if kept == 1 { "1 message".to_owned() } else { format!("{} messages", count(kept)) };
    format!("“{name}” keeps {messages}. Closing the session ends its connection, and its messages are gone.")
}
