//! A message, whatever the frames that it came in.

use bytes::Bytes;

use super::OpCode;

/// Text or binary (RFC 6455 §5.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MessageKind {
    Text,
    Binary,
}

impl MessageKind {
    /// The opcode of the message's first frame.
    pub(crate) fn opcode(self) -> OpCode {
        match self {
            Self::Text => OpCode::Text,
            Self::Binary => OpCode::Binary,
        }
    }
}

/// A whole message; text has been checked to be UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) kind: MessageKind,
    pub(crate) payload: Bytes,
}

impl Message {
    /// A text message.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { kind: MessageKind::Text, payload: Bytes::from(text.into()) }
    }

    /// The message in memory of its own: one that is kept must not keep the whole read that it came with.
    pub(crate) fn detached(self) -> Self {
        Self { kind: self.kind, payload: Bytes::copy_from_slice(&self.payload) }
    }

    /// The memory that it takes to keep the message, the smallest included.
    pub(crate) fn kept_bytes(&self) -> usize {
        const AROUND_IT: usize = 64;
        self.payload.len() + size_of::<Self>() + AROUND_IT
    }

    /// The text of a text message.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self.kind {
            MessageKind::Text => std::str::from_utf8(&self.payload).ok(),
            MessageKind::Binary => None,
        }
    }
}
