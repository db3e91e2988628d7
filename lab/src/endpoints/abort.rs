//! `/abort`: a connection that just ends, which a browser reports as 1006.

use super::{Outcome, Request, wait};
use crate::websocket::{Ending, WebSocket};

/// Ends the TCP connection after the parameter `after`.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    wait(socket, request.parameters.milliseconds("after")).await?;
    Ok(Ending::Abort)
}
