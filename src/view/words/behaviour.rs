//! What the settings of a session say.

use crate::view::state::behaviour::Field;

/// The switch.
pub const RECONNECTS: &str = "Connect again when the connection is lost";
/// The fields.
pub const FIRST: &str = "First delay, ms";
/// The back-off's factor.
pub const FACTOR: &str = "Factor";
/// The back-off's limit.
pub const CEILING: &str = "Longest delay, ms";
/// How often.
pub const TRIES: &str = "Tries";
/// The switch for every close.
pub const ANY_CLOSE: &str = "Even after 1000, 1008 and other codes that say not to";
/// How it works.
pub const RECONNECT_HINT: &str = "Each delay is random between 0 and a limit that starts at the first delay and is multiplied \
    after each failed try (exponential back-off with full jitter): so a thousand clients do not come back at once. \
    It waits while the browser is offline, and does nothing after a close that you asked for.";

/// The button.
pub const ADD_ON_OPEN: &str = "Add a message";
/// What the list does.
pub const ON_OPEN_HINT: &str = "Sent as text, in this order, after each open: also after each reconnect.";

/// The switch.
pub const BEATS: &str = "Send a heartbeat";
/// The fields.
pub const BEAT: &str = "Message";
/// How often.
pub const EVERY: &str = "Every, ms";
/// How long an answer may take.
pub const TIMEOUT: &str = "Answer within, ms";
/// Which answer.
pub const REPLY: &str = "Answer";
/// The kinds of answer.
pub const REPLIES: [&str; 3] = ["any message", "a text that contains …", "none is expected"];
/// The text of the answer.
pub const CONTAINS: &str = "It contains";
/// Why it is a message.
pub const HEARTBEAT_HINT: &str = "A script cannot send the protocol's own pings, so this is an ordinary message that your \
    server must understand. Without its answer in time the connection counts as dead and is closed.";

/// What is wrong with a field.
pub fn problem(field: Field) -> &'static str {
    match field {
        Field::First | Field::Ceiling => "A whole number of milliseconds, at most a day (86400000). Not applied.",
        Field::Factor => "A number from 1 to 100. Not applied.",
        Field::Tries => "A whole number from 1 on, or empty for no end. Not applied.",
        Field::Every | Field::Timeout => "A whole number of milliseconds from 100 on, at most a day. Not applied.",
    }
}

/// The last heartbeat.
pub fn beat(answer_ms: Option<f64>) -> String {
    match answer_ms {
        Some(milliseconds) => format!("The last one was answered after {}.", super::time::exact(milliseconds)),
        None => "The last one is not answered yet.".to_owned(),
    }
}
