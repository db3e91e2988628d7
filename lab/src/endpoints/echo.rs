//! `/echo`: each message goes back as it came.

use std::collections::VecDeque;

use tokio::time::{Instant, sleep_until};

use super::{Outcome, Request};
use crate::{
    protocol::Message,
    websocket::{Received, WebSocket},
};

/// Delayed messages that one connection may have waiting, in bytes; past it the lab reads no further for a while.
const WAITING_BYTES: usize = 64 << 20;

/// Echoes, after the parameter `delay`.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    let delay = request.parameters.milliseconds("delay");
    if delay.is_zero() {
        return at_once(socket, request).await;
    }
    let mut waiting: VecDeque<(Instant, Message)> = VecDeque::new();
    let (mut bytes, mut held) = (0, request.shared.budget.hold());
    loop {
        let due = waiting.front().map(|(due, _)| *due);
        tokio::select! {
            received = socket.receive(), if bytes < WAITING_BYTES => {
                if let Received::Message(message) = received? {
                    let message = message.detached();
                    bytes += message.kept_bytes();
                    held.set(bytes)?;
                    waiting.push_back((Instant::now() + delay, message));
                }
            }
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {
                if let Some((_, message)) = waiting.pop_front() {
                    bytes -= message.kept_bytes();
                    held.set(bytes)?;
                    socket.send(&message).await?;
                }
            }
        }
    }
}

/// Echoes without delay.
pub(crate) async fn at_once(socket: &mut WebSocket, _: &Request) -> Outcome {
    loop {
        let message = socket.receive_message().await?;
        socket.queue(&message);
    }
}
