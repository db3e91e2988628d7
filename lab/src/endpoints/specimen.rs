//! `/binary` and `/image`: one message to look at.

use bytes::Bytes;

use super::{Outcome, Request};
use crate::{
    protocol::{Message, MessageKind},
    websocket::WebSocket,
};

/// Sends bytes that count up.
pub(crate) async fn binary(socket: &mut WebSocket, request: &Request) -> Outcome {
    let size = request.parameters.size("size");
    let mut held = request.shared.budget.hold();
    held.set(size)?;
    show(socket, bytes(size).into()).await
}

/// Sends a small PNG.
pub(crate) async fn image(socket: &mut WebSocket, _: &Request) -> Outcome {
    show(socket, Bytes::from_static(include_bytes!("specimen.png"))).await
}

/// The bytes 0 to 255, over and over.
pub(super) fn bytes(size: usize) -> Vec<u8> {
    (0..=u8::MAX).cycle().take(size).collect()
}

/// A text of so many bytes: the letters, with characters of two, three and four bytes among them.
pub(super) fn text(size: usize) -> Vec<u8> {
    let characters = ('a'..='z').flat_map(|letter| match letter {
        'h' => vec!['h', 'é'],
        'p' => vec!['p', '€'],
        'z' => vec!['z', '😀'],
        letter => vec![letter],
    });
    let mut text = String::with_capacity(size);
    for character in characters.cycle() {
        if text.len() + character.len_utf8() > size {
            break;
        }
        text.push(character);
    }
    let mut text = text.into_bytes();
    text.resize(size, b'.');
    text
}

/// Sends the message at once, and again for each message that comes.
async fn show(socket: &mut WebSocket, payload: Bytes) -> Outcome {
    let message = Message { kind: MessageKind::Binary, payload };
    loop {
        socket.queue(&message);
        socket.receive_message().await?;
    }
}
