//! `/chat`: a member's side of a room.

use std::sync::{PoisonError, atomic::Ordering::Relaxed};

use tokio::time::timeout;

use super::{Outcome, Request};
use crate::{
    chat::{JoinError, Lagging, Speaker},
    protocol::{CloseCode, CloseFrame, Message},
    websocket::{Ending, Received, WebSocket},
};

/// Passes messages on in both directions, and leaves when the connection ends.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    let mut member = match request.joined.lock().unwrap_or_else(PoisonError::into_inner).take() {
        Some(Ok(member)) => member,
        Some(Err(full)) => return Ok(full.into()),
        None => return Ok(Ending::Abort),
    };
    let mut voice = Voice { speaker: member.speaker(), max: request.parameters.size("max"), message: None };
    loop {
        tokio::select! {
            biased;
            frames = member.next_frames() => {
                let Ok(frames) = frames else { return Ok(lagging(request)) };
                socket.queue_shared(frames);
                // A member that never reads again would be counted, and its bytes kept, for as long as it likes.
                let delivered = timeout(request.shared.config.limits.lag, deliver(socket, &mut voice)).await;
                let Ok(delivered) = delivered else { return Ok(lagging(request)) };
                delivered?;
            }
            () = voice.speak(), if voice.is_waiting() => {}
            received = socket.receive(), if !voice.is_waiting() => voice.take(received?),
        }
    }
}

/// Writes what is queued, while what the member says in the meantime reaches its room.
async fn deliver(socket: &mut WebSocket, voice: &mut Voice) -> Result<(), Ending> {
    if socket.flush_now().await? {
        return Ok(());
    }
    let _deaf = voice.speaker.deaf();
    loop {
        if voice.is_waiting() {
            tokio::select! {
                biased;
                () = voice.speak() => {}
                flushed = socket.flush() => return flushed,
            }
        } else {
            let Some(received) = socket.flush_or_receive().await? else { return Ok(()) };
            voice.take(received);
        }
    }
}

/// What a member says: a message that was read waits for its turn, and no further one is read before that.
struct Voice {
    speaker: Speaker,
    max: usize,
    message: Option<Message>,
}

impl Voice {
    fn is_waiting(&self) -> bool {
        self.message.is_some()
    }

    /// Says what was received, or keeps it until it can be said.
    fn take(&mut self, received: Received) {
        let Received::Message(message) = received else { return };
        let message = cut(&message, self.max);
        if self.speaker.is_free() {
            self.speaker.say(&message);
        } else {
            self.message = Some(message);
        }
    }

    /// Says what waits, in its turn. Nothing is lost when this is given up before.
    async fn speak(&mut self) {
        self.speaker.turn().await;
        if let Some(message) = self.message.take() {
            self.speaker.say(&message);
        }
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
    request.shared.stats.slow_members.fetch_add(1, Relaxed);
    Ending::Close(CloseFrame::new(CloseCode::TRY_AGAIN_LATER, &Lagging.to_string()))
}

impl From<JoinError> for Ending {
    fn from(error: JoinError) -> Self {
        Self::Close(CloseFrame::new(CloseCode::TRY_AGAIN_LATER, &error.to_string()))
    }
}
