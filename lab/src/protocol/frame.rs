//! One frame's header, read and written (RFC 6455 §5.2).

use bytes::BytesMut;

use super::ProtocolError;

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpCode {
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xa,
}

impl OpCode {
    fn parse(nibble: u8) -> Result<Self, ProtocolError> {
        Ok(match nibble {
            0x0 => Self::Continuation,
            0x1 => Self::Text,
            0x2 => Self::Binary,
            0x8 => Self::Close,
            0x9 => Self::Ping,
            0xa => Self::Pong,
            reserved => return Err(ProtocolError::ReservedOpCode(reserved)),
        })
    }

    pub(crate) fn is_control(self) -> bool {
        matches!(self, Self::Close | Self::Ping | Self::Pong)
    }
}

/// The last frame of its message.
pub(crate) const FIN: u8 = 0x80;
/// With permessage-deflate: the message is compressed (RFC 7692 §6).
pub(crate) const RSV1: u8 = 0x40;
const RSV2_RSV3: u8 = 0x30;
const MASKED: u8 = 0x80;

/// A client's frame header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FrameHeader {
    pub(crate) fin: bool,
    pub(crate) rsv1: bool,
    pub(crate) opcode: OpCode,
    pub(crate) key: [u8; 4],
    pub(crate) length: u64,
    /// How many bytes the header itself takes.
    pub(crate) size: usize,
}

impl FrameHeader {
    /// Reads a header; none when more bytes are needed. What is wrong is said as early as it is known.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Option<Self>, ProtocolError> {
        let [first, second, rest @ ..] = bytes else { return Ok(None) };
        if first & RSV2_RSV3 != 0 {
            return Err(ProtocolError::ReservedBitSet);
        }
        let opcode = OpCode::parse(first & 0x0f)?;
        if second & MASKED == 0 {
            return Err(ProtocolError::UnmaskedFrame);
        }
        let fin = first & FIN != 0;
        if opcode.is_control() && !fin {
            return Err(ProtocolError::FragmentedControlFrame);
        }
        let short = second & !MASKED;
        if opcode.is_control() && short > 125 {
            return Err(ProtocolError::ControlFrameTooLong);
        }
        let Some((length, rest)) = parse_length(short, rest)? else { return Ok(None) };
        let Some((key, rest)) = rest.split_first_chunk() else { return Ok(None) };
        let size = bytes.len() - rest.len();
        Ok(Some(Self { fin, rsv1: first & RSV1 != 0, opcode, key: *key, length, size }))
    }
}

fn parse_length(short: u8, rest: &[u8]) -> Result<Option<(u64, &[u8])>, ProtocolError> {
    let (length, shortest, rest) = match short {
        126 => match rest.split_first_chunk() {
            Some((bytes, rest)) => (u64::from(u16::from_be_bytes(*bytes)), 126, rest),
            None => return Ok(None),
        },
        127 => match rest.split_first_chunk() {
            Some((bytes, rest)) => (u64::from_be_bytes(*bytes), 1 << 16, rest),
            None => return Ok(None),
        },
        short => (u64::from(short), 0, rest),
    };
    if length < shortest || length >> 63 != 0 {
        return Err(ProtocolError::MalformedLength);
    }
    Ok(Some((length, rest)))
}

/// Appends the header of a server's frame, which is never masked (RFC 6455 §5.1).
#[expect(clippy::cast_possible_truncation, reason = "each arm holds a length that fits")]
pub(crate) fn encode_header(out: &mut impl Extend<u8>, first: u8, length: usize) {
    match length {
        0..=125 => out.extend([first, length as u8]),
        126..=0xffff => out.extend([first, 126].into_iter().chain((length as u16).to_be_bytes())),
        _ => out.extend([first, 127].into_iter().chain((length as u64).to_be_bytes())),
    }
}

/// Appends a whole frame that is a message of its own.
pub(crate) fn encode_frame(out: &mut BytesMut, opcode: OpCode, payload: &[u8]) {
    encode_with(out, FIN | opcode as u8, payload);
}

/// Appends a frame whose first byte is given.
pub(crate) fn encode_with(out: &mut BytesMut, first: u8, payload: &[u8]) {
    out.reserve(payload.len() + 10);
    encode_header(out, first, payload.len());
    out.extend_from_slice(payload);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_length_survives_the_wire(length in 0_usize..(1 << 33)) {
            let mut wire = Vec::new();
            encode_header(&mut wire, FIN | OpCode::Binary as u8, length);
            wire[1] |= MASKED;
            wire.extend([1, 2, 3, 4]);
            let header = FrameHeader::parse(&wire).expect("a well-formed header").expect("a whole header");
            prop_assert_eq!(header.length, length as u64);
            prop_assert_eq!(header.size, wire.len());
            for end in 0..wire.len() {
                prop_assert_eq!(FrameHeader::parse(&wire[..end]), Ok(None));
            }
        }

        #[test]
        fn no_bytes_make_the_parser_panic(bytes: Vec<u8>) {
            let _ = FrameHeader::parse(&bytes);
        }
    }

    #[test]
    fn a_length_in_a_longer_form_than_needed_is_malformed() {
        for wire in [
            &[0x82, 0xfe, 0, 125][..],
            &[0x82, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff],
            &[0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0],
        ] {
            assert_eq!(FrameHeader::parse(wire), Err(ProtocolError::MalformedLength));
        }
    }
}
