//! `/slow`: a reader that cannot keep up, so that the client's `bufferedAmount` grows.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};

use super::{Outcome, Request};
use crate::websocket::{Ending, WebSocket};

const TICK: Duration = Duration::from_millis(50);
const TICKS_PER_SECOND: u64 = 20;
/// How often a ping asks whether anybody is there.
const ASK_EVERY: Duration = Duration::from_secs(1);
/// The kernel would else take megabytes for us before the client felt anything.
const RECEIVE_BUFFER: usize = 16 * 1024;

/// Reads at the parameter `bytes_per_second`, and drops what it reads.
///
/// A client that went away cannot be seen behind bytes that wait to be read, nor can its FIN. But when its socket is
/// closed for good, its kernel answers a ping with RST, and that is seen at once.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    let _ = socket2::SockRef::from(socket.transport().tcp()).set_recv_buffer_size(RECEIVE_BUFFER);
    let rate = request.parameters.number("bytes_per_second");
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut asked = Instant::now();
    // In twentieths of a byte, so that a rate below the ticks per second comes out right.
    let mut allowance = 0;
    loop {
        ticks.tick().await;
        if socket.transport().is_read_closed().await {
            return Ok(Ending::Gone);
        }
        if asked.elapsed() >= ASK_EVERY {
            asked = Instant::now();
            socket.queue_ping(b"");
        }
        allowance = (allowance + rate).min(rate.max(TICKS_PER_SECOND));
        let bytes = allowance / TICKS_PER_SECOND;
        let read = socket.read_up_to(usize::try_from(bytes).unwrap_or(usize::MAX)).await?;
        allowance -= read as u64 * TICKS_PER_SECOND;
    }
}
