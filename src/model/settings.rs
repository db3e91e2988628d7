//! How a session behaves by itself: what it does on open, how it notices a dead connection, whether it reconnects.

use serde::{Deserialize, Serialize};

use super::recipe::Recipe;

/// What the person has set for one session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// How received binary messages are held.
    pub binary_type: BinaryType,
    /// Reconnects after a connection was lost; `None` leaves it closed.
    pub reconnect: Option<ReconnectPolicy>,
    /// Sent in this order after each `open`.
    pub on_open: Vec<Recipe>,
    /// A message at an interval; `None` sends none.
    pub heartbeat: Option<Heartbeat>,
}

/// The standard's `binaryType`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BinaryType {
    /// `arraybuffer`: the bytes are in the log.
    #[default]
    ArrayBuffer,
    /// `blob`: large messages stay with the browser until they are looked at.
    Blob,
}

/// When and how often to reconnect: exponential back-off with full jitter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReconnectPolicy {
    /// The longest delay before the first try, in milliseconds.
    pub first_ms: u32,
    /// What that delay is multiplied with after each failed try; at least 1.
    pub factor: f64,
    /// The longest delay before any try, in milliseconds.
    pub ceiling_ms: u32,
    /// How many tries in a row; `None` for no end. A connection that stands begins the count anew.
    pub tries: Option<u32>,
    /// Reconnects even after a close that says not to: 1000, 1008 and the like.
    pub after_any_close: bool,
}

impl Default for ReconnectPolicy {
    fn default() -> Self {
        Self { first_ms: 1_000, factor: 2.0, ceiling_ms: 30_000, tries: Some(10), after_any_close: false }
    }
}

/// A message that is sent at an interval, to notice a dead connection. A script cannot send the protocol's own pings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// The message.
    pub message: Recipe,
    /// Milliseconds from one to the next; at least 100.
    pub every_ms: u32,
    /// What counts as an answer.
    pub reply: Reply,
    /// Milliseconds without an answer after which the connection counts as dead.
    pub timeout_ms: u32,
}

/// What counts as the answer to a heartbeat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// No answer is expected: the connection never counts as dead.
    None,
    /// Any message.
    #[default]
    Any,
    /// A text message that contains this.
    Contains(String),
}

/// A message to be sent many times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SenderPlan {
    /// The message, with the placeholders of [`super::template`].
    pub template: String,
    /// How many; `None` for no end.
    pub count: Option<u64>,
    /// How many a second; `None` for as fast as the connection takes them.
    pub per_second: Option<f64>,
    /// It waits while more than so many bytes are buffered.
    pub threshold: u64,
}

/// How a file is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilePlan {
    /// As one binary message; the browser holds all of it in memory.
    Whole,
    /// As one text message, without a change: a file that is no UTF-8 is not sent.
    Text,
    /// As many binary messages, one after the other, waiting while more than `threshold` bytes are buffered.
    Chunks {
        /// Bytes of each message but the last.
        size: u32,
        /// It waits while more than so many bytes are buffered.
        threshold: u64,
    },
}
