//! `/fragments`: one message in several frames (RFC 6455 §5.4).

use super::{Outcome, Request, specimen};
use crate::{
    protocol::{FIN, MessageKind, OpCode, RSV1, encode_with},
    websocket::WebSocket,
};

/// Sends the fragmented message at once, and again for each message that comes.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    let (size, parts) = (request.parameters.size("size"), request.parameters.size("parts"));
    let mut held = request.shared.budget.hold();
    held.set(2 * size)?;
    let (kind, payload) = match request.parameters.text("kind") {
        "binary" => (MessageKind::Binary, specimen::bytes(size)),
        _ => (MessageKind::Text, specimen::text(size)),
    };
    loop {
        let first = kind.opcode() as u8;
        let frames = match socket.deflate(&payload) {
            // The message is compressed first, then cut (RFC 7692 §6.1).
            Some(compressed) => fragment(first | RSV1, &compressed, parts),
            None => fragment(first, &payload, parts),
        };
        socket.queue_raw(&frames);
        socket.receive_message().await?;
    }
}

/// The frames of a message, as equal in size as can be, whatever characters they part.
fn fragment(first: u8, payload: &[u8], parts: usize) -> bytes::BytesMut {
    let mut frames = bytes::BytesMut::new();
    for part in 0..parts {
        let (start, end) = (part * payload.len() / parts, (part + 1) * payload.len() / parts);
        let opcode = if part == 0 { first } else { OpCode::Continuation as u8 };
        let fin = if part + 1 == parts { FIN } else { 0 };
        encode_with(&mut frames, fin | opcode, &payload[start..end]);
    }
    frames
}
