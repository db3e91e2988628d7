//! When to hand out a Snapshot: only when asked, only when something changed, and at most one in [`PACE_MS`], or in
//! [`FLOOD_PACE_MS`] while a flood runs past a person who only watches it.

use super::{
    link::{FLOOD_PACE_MS, PACE_MS},
    time::Timestamp,
};

/// Milliseconds that the answer to what was just sent is waited for: most answers come sooner, and a Snapshot that is
/// being made would stand in their way, and the next one come [`PACE_MS`] later.
const HOLD_MS: f64 = 4.0;

/// So many messages within [`PACE_MS`] are a flood, of some 700 a second and more. Nobody reads sixty new screens
/// of it in a second, and drawing them takes the processor from the messages.
const FLOOD: u32 = 10;

/// The requests that are open, and whether there is news.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    asked: u32,
    changed: bool,
    /// How many messages came since the last answer.
    came: u32,
    /// The person did something, and waits to see it.
    is_awaited: bool,
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

    /// A message came.
    pub fn receive(&mut self) {
        self.changed = true;
        self.came = self.came.saturating_add(1);
    }

    /// The person did something that a Snapshot shows: no flood delays it.
    pub fn act(&mut self) {
        self.change();
        self.is_awaited = true;
    }

    /// Something was sent: the next Snapshot waits a moment for what comes back.
    pub fn hold(&mut self, now: Timestamp) {
        self.held = Some(now);
    }

    /// Something came back.
    pub fn release(&mut self) {
        self.held = None;
    }

    /// The person waits for what is not there: the next Snapshot is due as soon as it is asked for.
    pub fn hurry(&mut self) {
        *self = Self { asked: self.asked, changed: true, is_awaited: true, ..Self::default() };
    }

    /// Whether a Snapshot is due. [`Due::Now`] counts as answered.
    pub fn take(&mut self, now: Timestamp) -> Due {
        if self.asked == 0 || !self.changed {
            return Due::Never;
        }
        // A clock that went back must not silence the engine.
        let rest = |since: Timestamp, ms: f64| ms - Some(now.since(since)).filter(|past| *past >= 0.0).unwrap_or(ms);
        let is_flood = self.came >= FLOOD && !self.is_awaited;
        let pace = if is_flood { FLOOD_PACE_MS } else { PACE_MS };
        let wait = rest(self.answered, pace).max(self.held.map_or(0.0, |since| rest(since, HOLD_MS)));
        if wait > 0.0 {
            return Due::In(wait);
        }
        *self = Self { asked: self.asked - 1, answered: now, ..Self::default() };
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

    fn flooded() -> Pace {
        let mut pace = Pace::default();
        (0..3).for_each(|_| pace.ask());
        pace.change();
        assert_eq!(pace.take(at(0.0)), Due::Now);
        (0..FLOOD).for_each(|_| pace.receive());
        pace
    }

    #[test]
    fn a_flood_that_only_runs_past_is_drawn_twenty_times_a_second() {
        let mut pace = flooded();
        assert_eq!(pace.take(at(14.0)), Due::In(36.0));
        assert_eq!(pace.take(at(50.0)), Due::Now);
        pace.receive();
        assert_eq!(pace.take(at(64.0)), Due::Now, "where little comes, it is drawn at once again");
    }

    #[test]
    fn what_the_person_did_is_drawn_at_once_in_a_flood() {
        let mut pace = flooded();
        pace.act();
        assert_eq!(pace.take(at(14.0)), Due::Now);
        let mut pace = flooded();
        pace.hurry();
        assert_eq!(pace.take(at(1.0)), Due::Now, "rows that are not there are not waited for at all");
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
    fn who_waits_for_other_rows_gets_them_at_once() {
        let mut pace = Pace::default();
        (0..2).for_each(|_| pace.ask());
        pace.change();
        assert_eq!(pace.take(at(0.0)), Due::Now);
        pace.hold(at(1.0));
        pace.hurry();
        assert_eq!(pace.take(at(1.0)), Due::Now);
        pace.hurry();
        assert_eq!(pace.take(at(2.0)), Due::Never, "what was not asked for is not answered");
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
