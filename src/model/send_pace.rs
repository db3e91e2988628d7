//! The paced sender: how many messages to hand over next, or how long to wait, so that the rate is kept and the
//! browser's buffer stays at the threshold.
//!
//! The caller asks [`Pacer::next`], does what it says, and asks again: after a batch at once, after a wait when the time
//! is over. There is no fixed polling: the wait is as long as the buffer needs to drain, estimated from how it drained
//! so far.

use std::collections::VecDeque;

use super::{decimal::bounded, settings::SenderPlan, time::Timestamp};

/// Milliseconds that a batch may take, so that a worker answers commands in between.
const BATCH_MS: f64 = 4.0;
/// Messages in a batch at most.
const MOST_IN_BATCH: u64 = 256;
/// Milliseconds that a wait for the buffer takes, at least and at most.
const WAIT_MS: (f64, f64) = (1.0, 50.0);
/// Milliseconds over which the rate is measured.
const RATE_MS: f64 = 1_000.0;
/// Milliseconds between two points of the measurement, so that few are kept.
const POINT_MS: f64 = 20.0;
/// Milliseconds of missed messages that are made up for after a stall. What was missed before is let go.
pub const CATCH_UP_MS: f64 = 100.0;

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Send so many messages (1 or more), each only while [`Pacer::has_room`], tell [`Pacer::sent_one`] after each, and
    /// ask again.
    Send(u64),
    /// The next message is not due yet: ask again in so many milliseconds.
    Wait(f64),
    /// More than the threshold is buffered: ask again in so many milliseconds (1 to 50).
    Drain(f64),
    /// The person holds it: ask again after [`Pacer::resume`].
    Paused,
    /// All messages are sent.
    Done,
}

/// A sender that runs.
#[derive(Clone, Debug)]
pub struct Pacer {
    plan: SenderPlan,
    sent: u64,
    paused: bool,
    /// From when on messages become due, when the plan has a rate: the first at once.
    since: Timestamp,
    /// Messages that were sent, or let go, of those that became due.
    sent_since: f64,
    drain: Drain,
    batch: Batch,
    /// When how many had been sent, oldest first, over the last [`RATE_MS`].
    points: VecDeque<(Timestamp, u64)>,
}

/// How fast the buffer drains.
#[derive(Clone, Copy, Debug)]
struct Drain {
    at: Timestamp,
    buffered: u64,
    /// Bytes a millisecond, smoothed; `None` while nothing was seen.
    speed: Option<f64>,
}

/// What the latest batch was, to learn what a message costs.
#[derive(Clone, Copy, Debug)]
struct Batch {
    at: Timestamp,
    buffered: u64,
    sent: u64,
    /// Messages a batch may have to stay within [`BATCH_MS`].
    most: f64,
    /// Bytes that a message adds to the buffer; the largest seen lately.
    weight: f64,
}

impl Pacer {
    /// Starts a plan. A rate that is no number, or not above 0, counts as no limit.
    pub fn new(plan: SenderPlan, now: Timestamp) -> Self {
        Self {
            plan,
            sent: 0,
            paused: false,
            since: now,
            sent_since: 0.0,
            drain: Drain { at: now, buffered: 0, speed: None },
            batch: Batch { at: now, buffered: 0, sent: 0, most: 1.0, weight: 0.0 },
            points: VecDeque::from([(now, 0)]),
        }
    }

    /// The plan.
    pub fn plan(&self) -> &SenderPlan {
        &self.plan
    }

    /// Messages that were sent.
    pub fn sent(&self) -> u64 {
        self.sent
    }

    /// Whether the person holds it.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Holds it.
    pub fn pause(&mut self) {
        self.paused = true;
    }

    /// Lets it go on. Nothing is made up for the time in between.
    pub fn resume(&mut self, now: Timestamp) {
        if self.paused {
            self.paused = false;
            self.start_anew(now);
        }
    }

    /// A message was handed to `send()`.
    pub fn sent_one(&mut self) {
        self.sent += 1;
        self.sent_since += 1.0;
        self.batch.sent += 1;
    }

    /// Whether one more message may be handed over. Asked before each, it keeps the buffer within the threshold and one
    /// message: without that one, a message larger than the threshold would never go.
    pub fn has_room(&self, buffered_amount: u64) -> bool {
        buffered_amount <= self.plan.threshold
    }

    /// What is to be done. `buffered_amount` is the socket's, read just before.
    ///
    /// A batch is cut to what the room below the threshold takes, by the weight of the messages so far. That is an
    /// estimate: where the messages so far drained at once, it knows no weight.
    pub fn next(&mut self, now: Timestamp, buffered_amount: u64) -> Step {
        self.learn(now, buffered_amount);
        self.mark(now);
        let left = self.plan.count.map_or(u64::MAX, |count| count.saturating_sub(self.sent));
        if left == 0 {
            return Step::Done;
        }
        if self.paused {
            return Step::Paused;
        }
        if !self.has_room(buffered_amount) {
            return Step::Drain(self.time_to_drain(buffered_amount));
        }
        match self.due(now) {
            Ok(due) => self.send(now, buffered_amount, due.min(left)),
            Err(wait) => Step::Wait(wait),
        }
    }

    /// Messages a second over the last second, or since the start when that is less. 0 before anything is measured.
    pub fn rate(&self, now: Timestamp) -> f64 {
        let Some(&(at, sent)) = self.points.iter().find(|(at, _)| now.since(*at) <= RATE_MS + POINT_MS) else {
            return 0.0;
        };
        let elapsed = now.since(at);
        if elapsed > 0.0 { float(self.sent - sent) / elapsed * 1_000.0 } else { 0.0 }
    }

    /// How many messages are due (1 or more), or in how many milliseconds the next one is.
    fn due(&mut self, now: Timestamp) -> Result<u64, f64> {
        let Some(per_ms) = self.plan.per_second.filter(|rate| rate.is_finite() && *rate > 0.0).map(|rate| rate / 1e3)
        else {
            return Ok(MOST_IN_BATCH);
        };
        let mut elapsed = now.since(self.since);
        if elapsed < 0.0 {
            // The clock went back.
            self.start_anew(now);
            elapsed = 0.0;
        }
        let mut due = (elapsed * per_ms).floor() + 1.0 - self.sent_since;
        let most = (CATCH_UP_MS * per_ms).max(1.0);
        if due > most {
            // After a stall: the rest is let go, or it would come as a burst.
            self.sent_since += due - most;
            due = most;
        }
        if due >= 1.0 { Ok(whole(due)) } else { Err((self.sent_since / per_ms - elapsed).max(WAIT_MS.0)) }
    }

    /// Cuts a batch to the time and the room that there is.
    fn send(&mut self, now: Timestamp, buffered_amount: u64, due: u64) -> Step {
        let room = float(self.plan.threshold - buffered_amount);
        // The message that passes the threshold is part of the batch.
        let fit = if self.batch.weight > 0.0 { room / self.batch.weight + 1.0 } else { self.batch.most };
        let most = bounded(self.batch.most.min(fit), 1.0, float(MOST_IN_BATCH));
        self.batch = Batch { at: now, buffered: buffered_amount, sent: 0, ..self.batch };
        Step::Send(due.min(whole(most)))
    }

    /// Takes what the latest batch and the time since then teach.
    fn learn(&mut self, now: Timestamp, buffered: u64) {
        let elapsed = now.since(self.batch.at);
        if self.batch.sent > 0 {
            let added = float(buffered.saturating_sub(self.batch.buffered)) / float(self.batch.sent);
            self.batch.weight = added.max(self.batch.weight * 0.9);
            // Grows while there is time left, falls at once when there is not.
            let most = if elapsed <= BATCH_MS / 2.0 { self.batch.most * 2.0 } else { self.batch.most };
            let most = if elapsed > BATCH_MS { most * BATCH_MS / elapsed } else { most };
            self.batch.most = bounded(most, 1.0, float(MOST_IN_BATCH));
            self.batch.sent = 0;
        } else {
            let waited = now.since(self.drain.at);
            if waited > 0.0 && self.drain.buffered > buffered {
                let speed = float(self.drain.buffered - buffered) / waited;
                self.drain.speed = Some(self.drain.speed.map_or(speed, |known| f64::midpoint(known, speed)));
            } else if waited > 0.0 && self.drain.buffered > 0 && buffered > self.plan.threshold {
                // It stands still: look less often.
                self.drain.speed = self.drain.speed.map(|known| known / 2.0);
            }
        }
        self.drain = Drain { at: now, buffered, ..self.drain };
    }

    /// Milliseconds until the buffer is back at the threshold, as far as can be told.
    fn time_to_drain(&self, buffered: u64) -> f64 {
        let over = float(buffered - self.plan.threshold);
        bounded(self.drain.speed.map_or(WAIT_MS.0, |speed| over / speed.max(f64::MIN_POSITIVE)), WAIT_MS.0, WAIT_MS.1)
    }

    fn mark(&mut self, now: Timestamp) {
        if self.points.back().is_some_and(|(at, _)| (0.0..POINT_MS).contains(&now.since(*at))) {
            return;
        }
        self.points.retain(|(at, _)| (0.0..=RATE_MS + POINT_MS).contains(&now.since(*at)));
        self.points.push_back((now, self.sent));
    }

    fn start_anew(&mut self, now: Timestamp) {
        self.since = now;
        self.sent_since = 0.0;
    }
}

#[expect(clippy::cast_precision_loss, reason = "bytes and messages of one sender stay far below 2^53")]
fn float(number: u64) -> f64 {
    number as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
fn whole(number: f64) -> u64 {
    number as u64
}

#[cfg(test)]
mod tests;
