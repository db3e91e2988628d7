//! `/flood`: many messages, as fast as asked for or as fast as they are taken.

use super::{Outcome, Request, flush_listening, wait};
use crate::{
    flood::{batch::Batch, numbered::Numbered, pace::Pace},
    protocol::{CloseCode, CloseFrame},
    websocket::{Ending, WebSocket},
};

/// Compressed messages are gathered up to about this size, then written at once.
const COMPRESSED_BYTES: usize = 64 * 1024;

/// Sends all messages, then closes.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    let pace = Pace::new(request.parameters.number("count"), request.parameters.number("rate"));
    let mut held = request.shared.budget.hold();
    held.set(2 * request.parameters.size("size"))?;
    let mut messages = Messages::new(socket, Numbered::new(&request.parameters));
    let mut sent = 0;
    while let Some(time) = pace.until(sent) {
        if !time.is_zero() {
            wait(socket, time).await?;
        }
        sent += messages.queue(socket, pace.due() - sent);
        flush_listening(socket).await?;
        // A peer that takes everything at once is listened to as well.
        socket.read_what_is_there().await?;
    }
    Ok(Ending::Close(CloseFrame::new(CloseCode::NORMAL_CLOSURE, "")))
}

/// How the messages become frames.
enum Messages {
    /// All frames are of one length and differ in their numbers alone.
    Plain(Batch),
    /// Each is compressed by itself.
    Compressed(Numbered),
}

impl Messages {
    fn new(socket: &WebSocket, messages: Numbered) -> Self {
        if socket.compresses() { Self::Compressed(messages) } else { Self::Plain(Batch::new(messages)) }
    }

    /// Queues as many of the next messages as are written at once, at most `limit`; gives how many.
    fn queue(&mut self, socket: &mut WebSocket, limit: u64) -> u64 {
        match self {
            Self::Plain(batch) => {
                let (frames, count) = batch.next(limit);
                socket.queue_shared(frames);
                count
            }
            Self::Compressed(messages) => {
                let first = messages.number();
                while messages.number() - first < limit && socket.queued() < COMPRESSED_BYTES {
                    let kind = messages.kind();
                    socket.queue_payload(kind, messages.next());
                }
                messages.number() - first
            }
        }
    }
}
