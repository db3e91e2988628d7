//! Close codes by their IANA names, and the body of a close frame.

use super::ProtocolError;

/// A WebSocket close code (RFC 6455 §7.4, and IANA's registry).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CloseCode(pub(crate) u16);

impl CloseCode {
    pub(crate) const NORMAL_CLOSURE: Self = Self(1000);
    pub(crate) const GOING_AWAY: Self = Self(1001);
    pub(crate) const PROTOCOL_ERROR: Self = Self(1002);
    pub(crate) const INVALID_FRAME_PAYLOAD_DATA: Self = Self(1007);
    pub(crate) const POLICY_VIOLATION: Self = Self(1008);
    pub(crate) const MESSAGE_TOO_BIG: Self = Self(1009);
    pub(crate) const TRY_AGAIN_LATER: Self = Self(1013);

    /// Whether the code may stand in a close frame: 1004 is reserved; 1005, 1006 and 1015 only name what a side saw.
    pub(crate) fn is_sendable(self) -> bool {
        matches!(self.0, 1000..=1003 | 1007..=1014 | 3000..=4999)
    }
}

/// The body of a close frame that has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CloseFrame {
    pub(crate) code: CloseCode,
    pub(crate) reason: String,
}

/// A control frame's 125 bytes less the code's two (RFC 6455 §5.5).
const REASON_BYTES: usize = 123;

impl CloseFrame {
    /// A close frame whose reason is cut, at a character's edge, to what fits.
    pub(crate) fn new(code: CloseCode, reason: &str) -> Self {
        let end = (0..=reason.len().min(REASON_BYTES)).rev().find(|&end| reason.is_char_boundary(end)).unwrap_or(0);
        Self { code, reason: reason[..end].to_owned() }
    }

    /// Reads the body of a close frame; an empty one holds no code.
    pub(crate) fn parse(body: &[u8]) -> Result<Option<Self>, ProtocolError> {
        let (code, reason) = match body {
            [] => return Ok(None),
            [_] => return Err(ProtocolError::TruncatedCloseCode),
            [high, low, reason @ ..] => (CloseCode(u16::from_be_bytes([*high, *low])), reason),
        };
        if !code.is_sendable() {
            return Err(ProtocolError::InvalidCloseCode(code.0));
        }
        let reason = std::str::from_utf8(reason).map_err(|_| ProtocolError::InvalidUtf8)?;
        Ok(Some(Self { code, reason: reason.to_owned() }))
    }

    /// The body as it goes on the wire.
    pub(crate) fn body(&self) -> Vec<u8> {
        [&self.code.0.to_be_bytes()[..], self.reason.as_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_of_too_many_bytes_is_cut_at_a_characters_edge() {
        let frame = CloseFrame::new(CloseCode::NORMAL_CLOSURE, &"é".repeat(100));
        assert_eq!(frame.reason, "é".repeat(61));
    }

    #[test]
    fn codes_that_only_name_what_a_side_saw_are_refused() {
        for code in [0_u16, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535] {
            let refused = CloseFrame::parse(&code.to_be_bytes());
            assert_eq!(refused, Err(ProtocolError::InvalidCloseCode(code)));
        }
        for code in [1000_u16, 1003, 1007, 1014, 3000, 3999, 4000, 4999] {
            assert!(CloseFrame::parse(&code.to_be_bytes()).is_ok_and(|frame| frame.is_some()), "{code}");
        }
    }

    #[test]
    fn a_close_frame_of_one_byte_is_truncated() {
        assert_eq!(CloseFrame::parse(&[3]), Err(ProtocolError::TruncatedCloseCode));
    }

    #[test]
    fn a_reason_that_is_not_utf_8_is_refused() {
        assert_eq!(CloseFrame::parse(&[0x03, 0xe8, 0xff]), Err(ProtocolError::InvalidUtf8));
    }
}
