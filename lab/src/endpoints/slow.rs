//! `/slow`: a reader that cannot keep up, so that the client's `bufferedAmount` grows.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};

use super::{Outcome, Request};
use crate::websocket::{Ending, WebSocket};

const TICK: Duration = Duration::from_millis(50);
/// How often a ping asks whether anybody is there.
const ASK_EVERY: Duration = Duration::from_secs(1);
/// The kernel would else take megabytes for us before the client felt anything. At high rates it is what comes in a tick.
const RECEIVE_BUFFER: usize = 16 * 1024;
const LARGEST_BUFFER: usize = 4 << 20;

/// Reads at the parameter `bytes_per_second`, and drops what it reads.
///
/// A client that went away cannot be seen behind bytes that wait to be read, nor can its FIN. But when its socket is
/// closed for good, its kernel answers a ping with RST, and that is seen at once.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    let rate = request.parameters.size("bytes_per_second");
    let _ = socket2::SockRef::from(socket.transport().tcp())
        .set_recv_buffer_size((rate / 20).clamp(RECEIVE_BUFFER, LARGEST_BUFFER));
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut asked = Instant::now();
    let mut allowance = Allowance::new(rate);
    loop {
        tokio::select! {
            biased;
            _ = ticks.tick() => {
                if socket.transport().is_read_closed().await {
                    return Ok(Ending::Gone);
                }
                if asked.elapsed() >= ASK_EVERY {
                    asked = Instant::now();
                    socket.queue_ping(b"");
                }
                allowance.grow();
            }
            read = socket.read_up_to(allowance.bytes()) => allowance.spend(read?),
        }
    }
}

/// What may be read now. In billionths of a byte, so that a low rate comes out right.
struct Allowance {
    rate: u128,
    billionths: u128,
    grown: Instant,
}

const BILLION: u128 = 1_000_000_000;

impl Allowance {
    fn new(bytes_per_second: usize) -> Self {
        Self { rate: bytes_per_second as u128, billionths: 0, grown: Instant::now() }
    }

    /// Adds what the time since the last call allows; a client that paused may not have it all at once.
    fn grow(&mut self) {
        let most = self.rate * 4 * TICK.as_nanos();
        self.billionths = (self.billionths + self.rate * self.grown.elapsed().as_nanos()).min(most.max(BILLION));
        self.grown = Instant::now();
    }

    fn bytes(&self) -> usize {
        usize::try_from(self.billionths / BILLION).unwrap_or(usize::MAX)
    }

    fn spend(&mut self, bytes: usize) {
        self.billionths -= bytes as u128 * BILLION;
    }
}
