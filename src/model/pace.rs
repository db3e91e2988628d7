//! When to hand out a Snapshot: only when asked, only when something changed, and at most one in [`PACE_MS`].

use super::{link::PACE_MS, time::Timestamp};

/// The requests that are open, and whether there is news.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    asked: u32,
    changed: bool,
    answered: Timestamp,
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

    /// Whether a Snapshot is due. [`Due::Now`] counts as answered.
    pub fn take(&mut self, now: Timestamp) -> Due {
        if self.asked == 0 || !self.changed {
            return Due::Never;
        }
        let elapsed = now.since(self.answered);
        // A clock that went back must not silence the engine.
        if (0.0..PACE_MS).contains(&elapsed) {
            return Due::In(PACE_MS - elapsed);
        }
        *self = Self { asked: self.asked - 1, changed: false, answered: now };
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
    fn a_clock_that_goes_back_does_not_silence_the_engine() {
        let mut pace = Pace::default();
        (0..2).for_each(|_| pace.ask());
        pace.change();
        assert_eq!(pace.take(at(500.0)), Due::Now);
        pace.change();
        assert_eq!(pace.take(at(0.0)), Due::Now);
    }
}
