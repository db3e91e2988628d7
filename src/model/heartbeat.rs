//! The heartbeat: when to send it, what answers it, and when a connection counts as dead.
//!
//! A beat goes out at each interval, answered or not. The oldest one without an answer sets the deadline; one answer
//! is enough for all that are open, because it shows that the peer is there.

use super::{
    message::Kind,
    settings::{Heartbeat, Reply},
    time::Timestamp,
};

/// The shortest interval, in milliseconds.
pub const LEAST_EVERY_MS: u32 = 100;

/// A wake-up that comes so many milliseconds too late says nothing about the peer: the machine slept, or the browser
/// held the timers back, and the answer may wait behind it.
const LATE_MS: f64 = 1_000.0;

/// The heartbeat of one connection.
#[derive(Clone, Debug)]
pub struct Pulse {
    plan: Heartbeat,
    next: Timestamp,
    /// Since when an answer is awaited.
    unanswered: Option<Timestamp>,
    latest: Option<(Timestamp, Option<f64>)>,
}

/// What is to be done at a wake-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Nothing yet.
    Rest,
    /// Send the message, and tell [`Pulse::sent`].
    Send,
    /// The connection counts as dead: no answer came for so many milliseconds.
    Dead(u32),
}

impl Pulse {
    /// Begins with a rest of one interval.
    pub fn new(plan: Heartbeat, now: Timestamp) -> Self {
        let next = after(now, plan.every_ms.max(LEAST_EVERY_MS));
        Self { plan, next, unanswered: None, latest: None }
    }

    /// The message and what answers it.
    pub fn plan(&self) -> &Heartbeat {
        &self.plan
    }

    /// When the last beat was sent, and how many milliseconds its answer took.
    pub fn latest(&self) -> Option<(Timestamp, Option<f64>)> {
        self.latest
    }

    /// Milliseconds until the next wake-up.
    pub fn rest_ms(&self, now: Timestamp) -> f64 {
        let until =
            self.deadline().map_or(self.next, |deadline| if deadline < self.next { deadline } else { self.next });
        // A clock that went back must not silence it.
        until.since(now).clamp(0.0, f64::from(self.plan.every_ms.max(LEAST_EVERY_MS)))
    }

    /// What is to be done at this time.
    pub fn wake(&mut self, now: Timestamp) -> Beat {
        if let (Some(since), Some(deadline)) = (self.unanswered, self.deadline()) {
            let late = now.since(deadline);
            if late >= LATE_MS {
                self.unanswered = Some(now);
            } else if late >= 0.0 {
                return Beat::Dead(whole(now.since(since)));
            }
        }
        if now.since(self.next) >= 0.0 { Beat::Send } else { Beat::Rest }
    }

    /// A beat was handed to the browser.
    pub fn sent(&mut self, now: Timestamp) {
        self.next = after(now, self.plan.every_ms.max(LEAST_EVERY_MS));
        self.latest = Some((now, None));
        if self.plan.reply != Reply::None {
            self.unanswered.get_or_insert(now);
        }
    }

    /// A message came.
    pub fn hear(&mut self, kind: Kind, payload: &[u8], now: Timestamp) {
        if self.unanswered.is_some() && self.is_reply(kind, payload) {
            self.unanswered = None;
            if let Some((sent, answered @ None)) = &mut self.latest {
                *answered = Some(now.since(*sent).max(0.0));
            }
        }
    }

    fn is_reply(&self, kind: Kind, payload: &[u8]) -> bool {
        match &self.plan.reply {
            Reply::None => false,
            Reply::Any => true,
            Reply::Contains(text) => kind == Kind::Text && contains(payload, text.as_bytes()),
        }
    }

    fn deadline(&self) -> Option<Timestamp> {
        self.unanswered.map(|since| after(since, self.plan.timeout_ms))
    }
}

fn contains(payload: &[u8], part: &[u8]) -> bool {
    part.is_empty() || payload.windows(part.len()).any(|window| window == part)
}

fn after(now: Timestamp, ms: u32) -> Timestamp {
    Timestamp(now.0 + f64::from(ms))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
fn whole(ms: f64) -> u32 {
    ms.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::message::Message;

    fn at(ms: f64) -> Timestamp {
        Timestamp(1e12 + ms)
    }

    fn pulse(every_ms: u32, timeout_ms: u32, reply: Reply) -> Pulse {
        Pulse::new(Heartbeat { message: Message::Text("beat".into()), every_ms, reply, timeout_ms }, at(0.0))
    }

    fn check_rest(pulse: &Pulse, now: f64, expected: f64) {
        let rest = pulse.rest_ms(at(now));
        assert!((rest - expected).abs() < 0.01, "{rest} instead of {expected}");
    }

    #[test]
    fn it_beats_at_each_interval() {
        let mut pulse = pulse(1_000, 5_000, Reply::Any);
        check_rest(&pulse, 0.0, 1_000.0);
        assert_eq!(pulse.wake(at(999.0)), Beat::Rest);
        for beat in 1..=3 {
            let now = at(f64::from(beat) * 1_000.0);
            assert_eq!(pulse.wake(now), Beat::Send);
            pulse.sent(now);
            assert_eq!(pulse.wake(now), Beat::Rest);
        }
    }

    #[test]
    fn an_answer_in_time_keeps_it_alive_and_is_timed() {
        let mut pulse = pulse(1_000, 500, Reply::Any);
        pulse.sent(at(0.0));
        check_rest(&pulse, 0.0, 500.0);
        pulse.hear(Kind::Binary, &[], at(20.0));
        assert_eq!(pulse.latest(), Some((at(0.0), Some(20.0))));
        pulse.hear(Kind::Binary, &[], at(30.0));
        assert_eq!(pulse.latest(), Some((at(0.0), Some(20.0))), "the first answer counts");
        check_rest(&pulse, 30.0, 970.0);
        assert_eq!(pulse.wake(at(700.0)), Beat::Rest);
    }

    #[test]
    fn silence_is_death_when_the_time_is_over() {
        let mut pulse = pulse(1_000, 500, Reply::Any);
        pulse.sent(at(0.0));
        assert_eq!(pulse.wake(at(499.0)), Beat::Rest);
        assert_eq!(pulse.wake(at(501.0)), Beat::Dead(501));
    }

    #[test]
    fn the_oldest_beat_without_an_answer_sets_the_deadline() {
        let mut pulse = pulse(1_000, 2_500, Reply::Any);
        for beat in [0.0, 1_000.0, 2_000.0] {
            pulse.sent(at(beat));
        }
        assert_eq!(pulse.wake(at(2_510.0)), Beat::Dead(2_510));
    }

    #[test]
    fn only_the_expected_answer_counts() {
        let mut awaiting = pulse(1_000, 500, Reply::Contains("pong".into()));
        awaiting.sent(at(0.0));
        awaiting.hear(Kind::Text, b"news", at(1.0));
        awaiting.hear(Kind::Binary, b"pong", at(2.0));
        assert_eq!(awaiting.latest(), Some((at(0.0), None)));
        awaiting.hear(Kind::Text, b"a pong!", at(3.0));
        assert_eq!(awaiting.latest(), Some((at(0.0), Some(3.0))));
        let mut any = pulse(1_000, 500, Reply::Contains(String::new()));
        any.sent(at(0.0));
        any.hear(Kind::Text, b"", at(1.0));
        assert_eq!(any.wake(at(600.0)), Beat::Rest);
    }

    #[test]
    fn without_an_expected_answer_it_never_counts_as_dead() {
        let mut pulse = pulse(1_000, 1, Reply::None);
        pulse.sent(at(0.0));
        assert_eq!(pulse.wake(at(999.0)), Beat::Rest);
        assert_eq!(pulse.latest(), Some((at(0.0), None)));
    }

    #[test]
    fn a_wake_up_after_a_sleep_waits_once_more() {
        let mut pulse = pulse(1_000, 500, Reply::Any);
        pulse.sent(at(0.0));
        assert_eq!(pulse.wake(at(60_000.0)), Beat::Send);
        pulse.sent(at(60_000.0));
        assert_eq!(pulse.wake(at(60_500.0)), Beat::Dead(500));
    }

    #[test]
    fn an_interval_that_is_too_short_is_lengthened_and_a_clock_that_goes_back_is_survived() {
        let pulse = pulse(0, 10_000, Reply::Any);
        check_rest(&pulse, 0.0, 100.0);
        check_rest(&pulse, -1e9, 100.0);
        check_rest(&pulse, 1e9, 0.0);
    }
}
