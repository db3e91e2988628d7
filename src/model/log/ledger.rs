//! The ledger: what became of each message.

use serde::{Deserialize, Serialize};

/// What happened to the messages of a session. Notes are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Messages that the browser delivered.
    pub received: u64,
    /// Messages that were handed to `send()`.
    pub sent: u64,
    /// Messages that are in the log.
    pub kept: u64,
    /// Messages that left the log, by the budget or by Clear.
    pub evicted: u64,
    /// Kept messages of which only the beginning is kept.
    pub truncated: u64,
    /// Bytes of payload that are kept.
    pub bytes: u64,
    /// Bytes of kept messages that stay with the browser.
    pub held: u64,
}
