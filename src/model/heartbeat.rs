//! The heartbeat: when to send it, what answers it, and when a connection counts as dead.
//!
//! A beat goes out at each interval, answered or not. An answer is taken for that to the oldest beat without one: so it is
//! timed rightly also where an answer takes longer than the interval. The oldest one without an answer sets the deadline,
//! counted from the latest answer where that came later, because that shows that the peer is there.

use std::collections::VecDeque;

use super::{
    decimal::bounded,
    message::Kind,
    settings::{Heartbeat, Reply},
    time::Timestamp,
};

/// The shortest interval, in milliseconds.
pub const LEAST_EVERY_MS: u32 = 100;

/// A wake-up that comes so many milliseconds too late says nothing about the peer: the machine slept, or the browser
/// held the timers back, and the answer may wait behind it.
const LATE_MS: f64 = 1_000.0;

/// So many beats may be without an answer; later ones are sent, and no answer to them is awaited.
const MOST_UNANSWERED: usize = 1_000;

/// The heartbeat of one connection.
#[derive(Clone, Debug)]
pub struct Pulse {
    plan: Heartbeat,
    next: Timestamp,
    /// When the beats were sent that have no answer, the oldest first.
    unanswered: VecDeque<Timestamp>,
    /// When the peer showed last that it is there, or was excused.
    alive: Option<Timestamp>,
    latest: Option<(Timestamp, Option<f64>)>,
}

/// What is to be done at a wake-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Nothing yet.
    Rest,
    /// Send the message, and tell [`Pulse::sent`].
    Send,
    /// The connection counts as dead: no answer came within the milliseconds of the plan.
    Dead(u32),
}

impl Pulse {
    /// Begins with a rest of one interval.
    pub fn new(plan: Heartbeat, now: Timestamp) -> Self {
        let next = after(now, plan.every_ms.max(LEAST_EVERY_MS));
        Self { plan, next, unanswered: VecDeque::new(), alive: None, latest: None }
    }

    /// The message and what answers it.
    pub fn plan(&self) -> &Heartbeat {
        &self.plan
    }

    /// When the last beat was sent that has an answer, or the last one at all, and how many milliseconds its answer took.
    pub fn latest(&self) -> Option<(Timestamp, Option<f64>)> {
        self.latest
    }

    /// Milliseconds until the next wake-up.
    pub fn rest_ms(&self, now: Timestamp) -> f64 {
        let until =
            self.deadline().map_or(self.next, |deadline| if deadline < self.next { deadline } else { self.next });
        // A clock that went back must not silence it.
        bounded(until.since(now), 0.0, f64::from(self.plan.every_ms.max(LEAST_EVERY_MS)))
    }

    /// What is to be done at this time.
    pub fn wake(&mut self, now: Timestamp) -> Beat {
        if let Some(since) = self.awaits_since() {
            let late = now.since(after(since, self.plan.timeout_ms));
            if late >= LATE_MS {
                self.alive = Some(now);
            } else if late >= 0.0 {
                return Beat::Dead(self.plan.timeout_ms);
            }
        }
        if now.since(self.next) >= 0.0 { Beat::Send } else { Beat::Rest }
    }

    /// A beat was handed to the browser.
    pub fn sent(&mut self, now: Timestamp) {
        self.missed(now);
        self.latest = Some((now, None));
        if self.plan.reply != Reply::None && self.unanswered.len() < MOST_UNANSWERED {
            self.unanswered.push_back(now);
        }
    }

    /// A beat was not taken by the browser: the next one comes after an interval.
    pub fn missed(&mut self, now: Timestamp) {
        self.next = after(now, self.plan.every_ms.max(LEAST_EVERY_MS));
    }

    /// A message came.
    pub fn hear(&mut self, kind: Kind, payload: &[u8], now: Timestamp) {
        if self.unanswered.is_empty() || !self.is_reply(kind, payload) {
            return;
        }
        self.alive = Some(now);
        // A peer that skips some will not answer those any more that waited too long.
        let overdue = |sent: Timestamp| now.since(sent) > f64::from(self.plan.timeout_ms);
        while self.unanswered.len() > 1 && self.unanswered.front().copied().is_some_and(overdue) {
            self.unanswered.pop_front();
        }
        self.latest = self.unanswered.pop_front().map(|sent| (sent, Some(now.since(sent).max(0.0))));
    }

    fn is_reply(&self, kind: Kind, payload: &[u8]) -> bool {
        match &self.plan.reply {
            Reply::None => false,
            Reply::Any => true,
            Reply::Contains(text) => kind == Kind::Text && contains(payload, text.as_bytes()),
        }
    }

    /// Since when an answer is awaited.
    fn awaits_since(&self) -> Option<Timestamp> {
        let oldest = *self.unanswered.front()?;
        Some(self.alive.filter(|alive| alive.since(oldest) > 0.0).unwrap_or(oldest))
    }

    fn deadline(&self) -> Option<Timestamp> {
        self.awaits_since().map(|since| after(since, self.plan.timeout_ms))
    }
}

fn contains(payload: &[u8], part: &[u8]) -> bool {
    part.is_empty() || payload.windows(part.len()).any(|window| window == part)
}

fn after(now: Timestamp, ms: u32) -> Timestamp {
    Timestamp(now.0 + f64::from(ms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{codec::Format, recipe::Recipe};

    fn at(ms: f64) -> Timestamp {
        Timestamp(1e12 + ms)
    }

    fn pulse(every_ms: u32, timeout_ms: u32, reply: Reply) -> Pulse {
        let message = Recipe::new("beat", Format::default()).expect("a message");
        Pulse::new(Heartbeat { message, every_ms, reply, timeout_ms }, at(0.0))
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
        assert_eq!(pulse.wake(at(501.0)), Beat::Dead(500));
    }

    #[test]
    fn a_late_wake_up_tells_the_time_that_was_set() {
        let mut pulse = pulse(1_000, 500, Reply::Any);
        pulse.sent(at(0.0));
        assert_eq!(pulse.wake(at(1_400.0)), Beat::Dead(500));
    }

    #[test]
    fn the_oldest_beat_without_an_answer_sets_the_deadline() {
        let mut pulse = pulse(1_000, 2_500, Reply::Any);
        for beat in [0.0, 1_000.0, 2_000.0] {
            pulse.sent(at(beat));
        }
        assert_eq!(pulse.wake(at(2_510.0)), Beat::Dead(2_500));
    }

    #[test]
    fn an_answer_that_takes_longer_than_the_interval_is_timed_from_its_own_beat() {
        let mut pulse = pulse(100, 1_000, Reply::Any);
        pulse.sent(at(0.0));
        for round in 1..20 {
            let now = f64::from(round) * 100.0;
            pulse.sent(at(now));
            pulse.hear(Kind::Text, b"", at(now + 50.0));
            assert_eq!(pulse.latest(), Some((at(now - 100.0), Some(150.0))));
            assert_eq!(pulse.wake(at(now + 60.0)), Beat::Rest);
        }
    }

    #[test]
    fn a_peer_that_skips_some_beats_is_alive_and_not_timed_by_those() {
        let mut pulse = pulse(100, 250, Reply::Any);
        for round in 0..20 {
            let now = f64::from(round) * 200.0;
            pulse.sent(at(now));
            pulse.sent(at(now + 100.0));
            pulse.hear(Kind::Text, b"", at(now + 110.0));
            assert_eq!(pulse.wake(at(now + 190.0)), Beat::Rest);
            let took = pulse.latest().and_then(|(_, took)| took);
            assert!(took.is_some_and(|took| took <= 250.0), "{took:?}");
        }
    }

    #[test]
    fn a_beat_that_the_browser_did_not_take_is_not_tried_at_once_again() {
        let mut pulse = pulse(1_000, 500, Reply::Any);
        assert_eq!(pulse.wake(at(1_000.0)), Beat::Send);
        pulse.missed(at(1_000.0));
        check_rest(&pulse, 1_000.0, 1_000.0);
        assert_eq!(pulse.wake(at(1_900.0)), Beat::Rest);
        assert_eq!(pulse.latest(), None);
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
