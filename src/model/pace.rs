//! When to hand out a Snapshot: only when asked, only when something changed, and at most one in [`PACE_MS`].

use super::{link::PACE_MS, time::Timestamp};

/// Milliseconds that the answer to what was just sent is waited for: most answers come sooner, and a Snapshot that is
/// being made would stand in their way, and the next one come [`PACE_MS`] later.
const HOLD_MS: f64 = 4.0;

/// The requests that are open, and whether there is news.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    asked: u32,
    changed: bool,
    answered: Timestamp,
    held: Option<Timestamp>,
}

/// What is to be done about the requests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Due {
    /// Answer one at once.
    Now,
    /// Look again in this many milliseconds.
    In(f64),
    /// Nothing was asked, or nothing changed.
    Never,
}

impl Pace {
    /// The page asks for one more Snapshot.
    pub fn ask(&mut self) {
        self.asked = self.asked.saturating_add(1);
    }

    /// Something that a Snapshot shows has changed.
    pub fn change(&mut self) {
        self.changed = true;
    }

    /// Something was sent: the next Snapshot waits a moment for what comes back.
    pub fn hold(&mut self, now: Timestamp) {
        self.held = Some(now);
    }

    /// Something came back.
    pub fn release(&mut self) {
        self.held = None;
    }

    /// Whether a Snapshot is due. [`Due::Now`] counts as answered.
    pub fn take(&mut self, now: Timestamp) -> Due {
        if self.asked == 0 || !self.changed {
            return Due::Never;
        }
        // A clock that went back must not silence the engine.
        let rest = |since: Timestamp, ms: f64| ms - Some(now.since(since)).filter(|past| *past >= 0.0).unwrap_or(ms);
        let wait = rest(self.answered, PACE_MS).max(self.held.map_or(0.0, |since| rest(since, HOLD_MS)));
        if wait > 0.0 {
            return Due::In(wait);
        }
        *self = Self { asked: self.asked - 1, changed: false, answered: now, held: None };
        Due::Now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: f64) -> Timestamp {
        Timestamp(1000.0 + ms)
    }

    #[test]
    fn nothing_is_answered_unasked_or_without_news() {
        let mut pace = Pace::default();
        pace.change();
        assert_eq!(pace.take(at(0.0)), Due::Never);
        let mut pace = Pace::default();
        pace.ask();
        assert_eq!(pace.take(at(0.0)), Due::Never);
    }

    #[test]
    fn a_flood_of_changes_is_answered_once_in_a_pace() {
        let mut pace = Pace::default();
        (0..3).for_each(|_| pace.ask());
        pace.change();
        assert_eq!(pace.take(at(0.0)), Due::Now);
        pace.change();
        assert_eq!(pace.take(at(4.0)), Due::In(10.0));
        assert_eq!(pace.take(at(14.0)), Due::Now);
        assert_eq!(pace.take(at(99.0)), Due::Never);
    }

    #[test]
    fn each_request_is_answered_once() {
        let mut pace = Pace::default();
        pace.ask();
        pace.change();
        assert_eq!(pace.take(at(0.0)), Due::Now);
        pace.change();
        assert_eq!(pace.take(at(50.0)), Due::Never);
    }

    #[test]
    fn what_was_sent_is_shown_with_its_answer_or_without_it_after_a_moment() {
        let mut pace = Pace::default();
        (0..2).for_each(|_| pace.ask());
        pace.change();
        pace.hold(at(0.0));
        assert_eq!(pace.take(at(1.0)), Due::In(3.0));
        pace.release();
        assert_eq!(pace.take(at(1.0)), Due::Now);
        pace.change();
        pace.hold(at(50.0));
        assert_eq!(pace.take(at(50.0)), Due::In(4.0));
        assert_eq!(pace.take(at(54.0)), Due::Now);
    }

    #[test]
    fn a_clock_that_goes_back_does_not_silence_the_engine() {
        let mut pace = Pace::default();
        (0..2).for_each(|_| pace.ask());
        pace.change();
        assert_eq!(pace.take(at(500.0)), Due::Now);
        pace.change();
        pace.hold(at(500.0));
        assert_eq!(pace.take(at(0.0)), Due::Now);
    }
}
