//! When each message of a flood is due.

use std::time::Duration;

use tokio::time::Instant;

/// A number of messages at a rate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    start: Instant,
    count: u64,
    /// Messages a second; 0 for all at once.
    rate: u64,
}

impl Pace {
    /// A pace that begins now.
    pub(crate) fn new(count: u64, rate: u64) -> Self {
        Self { start: Instant::now(), count, rate }
    }

    /// How many messages should be out by now.
    pub(crate) fn due(&self) -> u64 {
        if self.rate == 0 { self.count } else { due(self.start.elapsed(), self.rate).min(self.count) }
    }

    /// How long until the message with this number is due; none after the last.
    pub(crate) fn until(&self, number: u64) -> Option<Duration> {
        let next = |rate| (self.start + when_due(number, rate)).saturating_duration_since(Instant::now());
        (number < self.count).then(|| if self.rate == 0 { Duration::ZERO } else { next(self.rate) })
    }
}

/// The first at once, each further one a period later.
fn due(elapsed: Duration, rate: u64) -> u64 {
    let messages = elapsed.as_nanos() * u128::from(rate) / 1_000_000_000;
    u64::try_from(messages).unwrap_or(u64::MAX).saturating_add(1)
}

/// When the message with this number is due, rounded up.
fn when_due(number: u64, rate: u64) -> Duration {
    let nanoseconds = (u128::from(number) * 1_000_000_000).div_ceil(u128::from(rate));
    Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_message_is_due_exactly_when_its_time_has_come(number in 0_u64..1_000_000, rate in 1_u64..1_000_000) {
            prop_assert_eq!(due(when_due(number, rate), rate), number + 1);
        }
    }
}
