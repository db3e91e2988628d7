//! What goes on in a session, as the page is told: the socket, the sender, the file.

use serde::{Deserialize, Serialize};

use crate::model::settings::{BinaryType, SenderPlan};

/// What a WebSocket is, as its own properties tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Properties {
    /// `url`: the address as the browser writes it.
    pub url: String,
    /// `binaryType`.
    pub binary_type: BinaryType,
}

/// How the sender stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SenderReport {
    /// What it was told.
    pub plan: SenderPlan,
    /// Messages that it has sent.
    pub sent: u64,
    /// Messages a second, over the last second or so.
    pub rate: f64,
    /// Milliseconds that it has been at work, pauses left out.
    pub elapsed_ms: f64,
    /// What it does.
    pub state: SenderState,
}

/// What a sender does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SenderState {
    /// It sends.
    Running,
    /// It waits until the browser has buffered less.
    Waiting,
    /// The person has paused it.
    Paused,
    /// It has sent them all.
    Done,
    /// The connection was not open any more.
    Stopped,
}

/// How a file stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReport {
    /// The file's name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Bytes that were handed to the browser.
    pub handed: u64,
    /// Bytes of those that the browser still holds; or held when the connection ended, and never sent.
    pub buffered: u64,
    /// What became of it.
    pub state: FileState,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileState {
    /// It is being handed to the browser.
    Sending,
    /// All of it was handed to the browser, which still holds some.
    Handed,
    /// All of it has left the browser.
    Done,
    /// The person has cancelled it.
    Cancelled,
    /// The connection ended before all of it had left the browser.
    Stopped,
    /// The browser could not read it.
    Unreadable,
    /// It was to be sent as text, and is no UTF-8.
    NotText,
}
