//! Failed attempts of the last while, by host: browsers delay an attempt at a host where one has just failed.

use std::collections::VecDeque;

use crate::model::time::Timestamp;

/// Milliseconds after which a failure no longer counts. Browsers forget it in about this time: Firefox's delay ends
/// after 60 s (RFC 6455 section 7.2.3 asks for one, and names no limit).
const MEMORY_MS: f64 = 60_000.0;
/// At most so many are remembered.
const MOST: usize = 256;

/// The failures, oldest first.
#[derive(Debug, Default)]
pub struct Failures(VecDeque<(Timestamp, String)>);

impl Failures {
    /// How many there were at this host just before.
    pub fn at(&mut self, host: &str, now: Timestamp) -> u32 {
        self.0.retain(|(at, _)| now.since(*at).abs() < MEMORY_MS);
        let count = self.0.iter().filter(|(_, other)| *other == host).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// One more.
    pub fn add(&mut self, host: String, now: Timestamp) {
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        self.0.push_back((now, host));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_counted_by_host_for_a_minute() {
        let mut failures = Failures::default();
        let mut add = |host: &str, at: f64| {
            let before = failures.at(host, Timestamp(at));
            failures.add(host.to_owned(), Timestamp(at));
            before
        };
        assert_eq!([add("a", 0.0), add("a", 1.0), add("b", 2.0), add("a", 3.0)], [0, 1, 0, 2]);
        assert_eq!([add("a", 60_001.5), add("b", 200_000.0)], [1, 0]);
    }

    #[test]
    fn few_are_remembered() {
        let mut failures = Failures::default();
        (0..1_000).for_each(|_| failures.add("a".into(), Timestamp(0.0)));
        assert_eq!(failures.0.len(), MOST);
    }
}
