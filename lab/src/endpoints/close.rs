//! `/close`: begins the closing handshake with the code and reason that were asked for.

use super::{Outcome, Request, wait};
use crate::{
    protocol::{CloseCode, CloseFrame},
    websocket::{Ending, WebSocket},
};

/// Closes after the parameter `after`.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    wait(socket, request.parameters.milliseconds("after")).await?;
    let code = u16::try_from(request.parameters.number("code")).map_or(CloseCode::NORMAL_CLOSURE, CloseCode);
    Ok(Ending::Close(CloseFrame::new(code, request.parameters.text("reason"))))
}
