//! A message, as the WebSockets standard knows it: text or binary, sent or received.

use serde::{Deserialize, Serialize};

/// A message of text or of bytes (RFC 6455 section 5.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Message {
    /// Unicode text; UTF-8 on the wire.
    Text(String),
    /// Any bytes.
    Binary(Vec<u8>),
}

impl Message {
    /// The payload as it goes over the wire.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Binary(bytes) => bytes,
        }
    }

    /// Whether it is text or binary.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Binary(_) => Kind::Binary,
        }
    }
}

/// The two kinds of message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Opcode 1 of RFC 6455.
    Text,
    /// Opcode 2 of RFC 6455.
    Binary,
}

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// Handed to the browser's `send()`. Whether it arrived, no page can know.
    Sent,
    /// Delivered by the browser's `message` event.
    Received,
}
