//! How a peer can break the protocol, and the close code that each breach earns.

use super::CloseCode;

/// What a client did that RFC 6455 or this lab's limits forbid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ProtocolError {
    /// A reserved bit without an extension that gives it a meaning (RFC 6455 §5.2).
    #[error("a reserved bit is set, and no extension that uses it was negotiated")]
    ReservedBitSet,
    /// Opcodes 3–7 and 11–15 (RFC 6455 §5.2).
    #[error("the opcode {0} is reserved")]
    ReservedOpCode(u8),
    /// RFC 6455 §5.1: a client masks every frame.
    #[error("a frame from a client must be masked")]
    UnmaskedFrame,
    /// RFC 6455 §5.5.
    #[error("a control frame must not be fragmented")]
    FragmentedControlFrame,
    /// RFC 6455 §5.5.
    #[error("a control frame holds at most 125 bytes")]
    ControlFrameTooLong,
    /// RFC 6455 §5.2: the shortest form, and the top bit of a 64-bit length is 0.
    #[error("the payload length is not in its shortest form")]
    MalformedLength,
    /// RFC 6455 §5.4.
    #[error("a continuation frame came with no message to continue")]
    UnexpectedContinuation,
    /// RFC 6455 §5.4.
    #[error("a new message began before the fragmented one ended")]
    ExpectedContinuation,
    /// RFC 6455 §5.5.1: a close frame has no body, or a code of two bytes.
    #[error("a close frame of one byte has no room for its code")]
    TruncatedCloseCode,
    /// RFC 6455 §7.4.
    #[error("the close code {0} must not be sent")]
    InvalidCloseCode(u16),
    /// RFC 6455 §8.1.
    #[error("text must be UTF-8")]
    InvalidUtf8,
    /// RFC 7692 §7.2.2.
    #[error("the compressed message is not DEFLATE")]
    InvalidDeflate,
    /// A frame above the limit of `--max-frame-bytes`.
    #[error("a frame holds more than {0} bytes")]
    FrameTooBig(usize),
    /// A message above the limit of `--max-message-bytes`.
    #[error("a message holds more than {0} bytes")]
    MessageTooBig(usize),
    /// A message in more pieces than anyone needs.
    #[error("a message came in more than {0} frames")]
    TooManyFragments(u32),
}

impl ProtocolError {
    /// The code that tells the client what it did (RFC 6455 §7.4.1).
    pub(crate) fn close_code(self) -> CloseCode {
        match self {
            Self::InvalidUtf8 | Self::InvalidDeflate => CloseCode::INVALID_FRAME_PAYLOAD_DATA,
            Self::FrameTooBig(_) | Self::MessageTooBig(_) => CloseCode::MESSAGE_TOO_BIG,
            Self::TooManyFragments(_) => CloseCode::POLICY_VIOLATION,
            _ => CloseCode::PROTOCOL_ERROR,
        }
    }
}
