//! `/chat`: a member's side of a room.

use std::sync::PoisonError;

use tokio::time::timeout;

use super::{Outcome, Request};
use crate::{
    chat::{JoinError, Lagging, Membership},
    protocol::{CloseCode, CloseFrame, Message},
    websocket::{Ending, Received, WebSocket},
};

/// Passes messages on in both directions, and leaves when the connection ends.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    let max = request.parameters.size("max");
    let mut member = match request.joined.lock().unwrap_or_else(PoisonError::into_inner).take() {
        Some(Ok(member)) => member,
        Some(Err(full)) => return Ok(full.into()),
        None => return Ok(Ending::Abort),
    };
    loop {
        tokio::select! {
            biased;
            frames = member.next_frames() => {
                let Ok(frames) = frames else { return Ok(lagging(request)) };
                socket.queue_shared(frames);
                // A member that never reads again would be counted, and its bytes kept, for as long as it likes.
                let delivered = timeout(request.shared.config.limits.lag, deliver(socket, &member, max)).await;
                let Ok(delivered) = delivered else { return Ok(lagging(request)) };
                delivered?;
            }
            received = socket.receive() => pass_on(received?, &member, max),
        }
    }
}

/// Writes what is queued, while what the member says in the meantime reaches its room.
async fn deliver(socket: &mut WebSocket, member: &Membership, max: usize) -> Result<(), Ending> {
    while let Some(received) = socket.flush_or_receive().await? {
        pass_on(received, member, max);
    }
    Ok(())
}

fn pass_on(received: Received, member: &Membership, max: usize) {
    if let Received::Message(message) = received {
        member.say(&cut(&message, max));
    }
}

/// Keeps at most `max` characters of text, or bytes of a binary message.
fn cut(message: &Message, max: usize) -> Message {
    let end = match message.as_text() {
        Some(text) => text.char_indices().nth(max).map_or(text.len(), |(end, _)| end),
        None => max.min(message.payload.len()),
    };
    Message { kind: message.kind, payload: message.payload.slice(..end) }
}

fn lagging(request: &Request) -> Ending {
    request.shared.stats.slow_members.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    Ending::Close(CloseFrame::new(CloseCode::TRY_AGAIN_LATER, &Lagging.to_string()))
}

impl From<JoinError> for Ending {
    fn from(error: JoinError) -> Self {
        Self::Close(CloseFrame::new(CloseCode::TRY_AGAIN_LATER, &error.to_string()))
    }
}
