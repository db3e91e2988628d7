//! The WebSocket protocol of RFC 6455 and RFC 7692 as bytes in, messages out: no sockets, no clock.

mod close;
mod decoder;
mod deflate;
mod error;
mod frame;
mod mask;
mod message;
mod utf8;

pub(crate) use close::{CloseCode, CloseFrame};
pub(crate) use decoder::{Decoder, DecoderLimits, Incoming};
pub(crate) use deflate::{DeflateTerms, Deflater};
pub(crate) use error::ProtocolError;
pub(crate) use frame::{FIN, OpCode, RSV1, encode_frame, encode_header, encode_with};
pub(crate) use message::{Message, MessageKind};
