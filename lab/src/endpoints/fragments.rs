//! `/fragments`: one message in several frames (RFC 6455 §5.4).

use super::{Outcome, Request, specimen};
use crate::{
    protocol::{FIN, MessageKind, OpCode, encode_with},
    websocket::WebSocket,
};

/// Sends the fragmented message at once, and again for each message that comes.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    let kind = if request.parameters.text("kind") == "binary" { MessageKind::Binary } else { MessageKind::Text };
    let payload: Vec<u8> = match kind {
        MessageKind::Text => (b'a'..=b'z').cycle().take(request.parameters.size("size")).collect(),
        MessageKind::Binary => specimen::bytes(request.parameters.size("size")),
    };
    let frames = fragment(kind, &payload, request.parameters.size("parts"));
    loop {
        socket.queue_raw(&frames);
        socket.receive_message().await?;
    }
}

/// The frames of a message, as equal in size as can be.
fn fragment(kind: MessageKind, payload: &[u8], parts: usize) -> bytes::BytesMut {
    let mut frames = bytes::BytesMut::new();
    for part in 0..parts {
        let (start, end) = (part * payload.len() / parts, (part + 1) * payload.len() / parts);
        let opcode = if part == 0 { kind.opcode() } else { OpCode::Continuation };
        let fin = if part + 1 == parts { FIN } else { 0 };
        encode_with(&mut frames, fin | opcode as u8, &payload[start..end]);
    }
    frames
}
