//! Rows of the log that are no messages: what happened to the connection.

use serde::{Deserialize, Serialize};

use crate::model::{
    backoff::NoRetry,
    id::MessageNumber,
    phase::{Ending, Negotiated, Target},
};

/// What happened to the connection, in the order of the messages around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Note {
    /// An attempt began.
    Connecting(Target),
    /// The browser refused to even try.
    Refused(String),
    /// The opening handshake is done.
    Opened(Negotiated),
    /// The browser fired `error`, which carries nothing.
    Errored,
    /// The connection ended.
    Closed(Ending),
    /// The person did not wait for the end of the connection.
    LetGo,
    /// The person did not wait for the connection to open.
    LetGoBeforeOpen,
    /// A heartbeat was not answered in time: the connection counts as dead, and was let go.
    HeartbeatUnanswered {
        /// The time that was set for the answer, in milliseconds.
        waited_ms: u32,
    },
    /// A further try is planned.
    Retrying {
        /// Which try it is, from 1.
        attempt: u32,
        /// How many there will be in all; `None` for no end.
        of: Option<u32>,
        /// Milliseconds until then.
        delay_ms: f64,
    },
    /// No further try follows, though the settings ask for some.
    NotRetrying(NoRetry),
    /// The person called off the tries.
    RetryStopped,
    /// The engine begins to send a file.
    SendingFile {
        /// Its name.
        name: String,
        /// Its size in bytes.
        size: u64,
        /// In how many messages; `None` for one that holds all of it.
        chunks: Option<u64>,
    },
    /// The browser's `send()` threw at a message that the engine sent by itself; this is what it said.
    SendFailed(String),
    /// A message that the engine was to send by itself is not of its kind with its placeholders filled: why.
    NotMade(String),
    /// The server began to close before all messages on open were sent: so many were not.
    NotSentOnOpen(u64),
    /// The browser could not read a message that it had delivered; zeros stand in its place.
    Unreadable {
        /// Which message.
        index: MessageNumber,
    },
}

impl Note {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}
