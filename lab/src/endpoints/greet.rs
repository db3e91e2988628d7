//! `/greet`: says `ho!` and listens, like the smallest server of a tutorial.

use super::{Outcome, Request};
use crate::{protocol::Message, websocket::WebSocket};

/// Greets, then logs what comes.
pub(crate) async fn converse(socket: &mut WebSocket, _: &Request) -> Outcome {
    socket.send(&Message::text("ho!")).await?;
    loop {
        let message = socket.receive_message().await?;
        tracing::info!(text = message.as_text(), bytes = message.payload.len(), "received");
    }
}
