//! `/ping`: pings at an interval, and says in text how each pong came (a script in a browser sees neither).

use std::{collections::VecDeque, time::Duration};

use tokio::time::{Instant, MissedTickBehavior, interval};

use super::{Outcome, Request};
use crate::{
    protocol::Message,
    websocket::{Received, WebSocket},
};

/// Pings that may be without an answer before the oldest is forgotten.
const REMEMBERED: usize = 100;

/// Pings until the peer closes.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    let mut ticks = interval(request.parameters.milliseconds("every"));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut unanswered: VecDeque<(u64, Instant)> = VecDeque::new();
    let mut next: u64 = 0;
    loop {
        tokio::select! {
            _ = ticks.tick() => {
                if let Some((number, sent)) = unanswered.back() {
                    let waited = milliseconds(sent.elapsed());
                    socket.queue(&Message::text(format!("ping {number}: no pong after {waited} ms")));
                }
                if unanswered.len() == REMEMBERED {
                    unanswered.pop_front();
                }
                unanswered.push_back((next, Instant::now()));
                socket.queue_ping(next.to_string().as_bytes());
                next += 1;
                socket.flush().await?;
            }
            received = socket.receive() => {
                if let Received::Pong(payload) = received? {
                    let report = report(&mut unanswered, &payload);
                    socket.send(&Message::text(report)).await?;
                }
            }
        }
    }
}

/// What a pong says. One pong may answer all pings before it (RFC 6455 §5.5.3).
fn report(unanswered: &mut VecDeque<(u64, Instant)>, payload: &[u8]) -> String {
    let answered = unanswered.iter().position(|(number, _)| number.to_string().as_bytes() == payload);
    match answered.and_then(|last| unanswered.drain(..=last).next_back()) {
        Some((number, sent)) => format!("ping {number}: pong after {} ms", milliseconds(sent.elapsed())),
        None => format!("a pong that no ping asked for, with {} bytes", payload.len()),
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1000.0)
}
