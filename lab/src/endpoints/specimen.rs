//! `/binary` and `/image`: one message to look at.

use bytes::Bytes;

use super::{Outcome, Request};
use crate::{
    protocol::{Message, MessageKind},
    websocket::WebSocket,
};

/// Sends bytes that count up.
pub(crate) async fn binary(socket: &mut WebSocket, request: &Request) -> Outcome {
    show(socket, bytes(request.parameters.size("size")).into()).await
}

/// Sends a small PNG.
pub(crate) async fn image(socket: &mut WebSocket, _: &Request) -> Outcome {
    show(socket, Bytes::from_static(include_bytes!("specimen.png"))).await
}

/// The bytes 0 to 255, over and over.
pub(super) fn bytes(size: usize) -> Vec<u8> {
    (0..=u8::MAX).cycle().take(size).collect()
}

/// Sends the message at once, and again for each message that comes.
async fn show(socket: &mut WebSocket, payload: Bytes) -> Outcome {
    let message = Message { kind: MessageKind::Binary, payload };
    loop {
        socket.queue(&message);
        socket.receive_message().await?;
    }
}
