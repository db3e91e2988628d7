//! Time spent on something, without the pauses in between.

use super::time::Timestamp;

/// A stopwatch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stopwatch {
    /// Since when it runs.
    since: Option<Timestamp>,
    passed_ms: f64,
}

impl Stopwatch {
    /// Runs from now on, unless it does.
    pub fn start(&mut self, now: Timestamp) {
        self.since.get_or_insert(now);
    }

    /// Stands still from now on.
    pub fn stop(&mut self, now: Timestamp) {
        self.passed_ms = self.passed_ms(now);
        self.since = None;
    }

    /// Milliseconds so far.
    pub fn passed_ms(&self, now: Timestamp) -> f64 {
        self.passed_ms + self.since.map_or(0.0, |since| now.since(since).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_do_not_count() {
        let mut watch = Stopwatch::default();
        let passed = |watch: &Stopwatch, at: f64| watch.passed_ms(Timestamp(at)).to_string();
        watch.start(Timestamp(10.0));
        watch.start(Timestamp(20.0));
        assert_eq!(passed(&watch, 25.0), "15");
        watch.stop(Timestamp(30.0));
        watch.stop(Timestamp(40.0));
        assert_eq!(passed(&watch, 99.0), "20");
        watch.start(Timestamp(100.0));
        assert_eq!([passed(&watch, 101.0), passed(&watch, 0.0)], ["21", "20"], "a clock that goes back takes nothing");
    }
}
