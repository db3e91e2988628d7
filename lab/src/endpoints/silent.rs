//! `/silent`: a server that hears everything and answers nothing, not even a close frame.

use super::{Outcome, Request};
use crate::websocket::WebSocket;

/// Reads until the peer ends the TCP connection.
pub(crate) async fn converse(socket: &mut WebSocket, _: &Request) -> Outcome {
    Ok(socket.discard().await)
}
