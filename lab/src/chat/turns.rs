//! When a member may say more. A room that is told more than it takes slows those who speak, but not for one who does
//! not listen: that one loses its place.

use std::time::Duration;

use tokio::time::Instant;

/// What may be said at once, though it is ahead of the rate.
const BURST: Duration = Duration::from_millis(100);

/// Whether members have more than half of the limit to take, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    Nobody,
    /// A few, and all of them because they do not read what they were sent.
    Deaf,
    /// More than half of those who have missed nothing, or some who have just not come to take it.
    Many,
}

impl Behind {
    /// Of `keeping_up` members, `behind` are; so many do not read.
    pub(crate) fn new(behind: usize, keeping_up: usize, deaf: usize) -> Self {
        match behind {
            0 => Self::Nobody,
            many if many > deaf || many * 2 > keeping_up => Self::Many,
            _ => Self::Deaf,
        }
    }
}

/// When the next message may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    Now,
    At(Instant),
    /// When fewer members are behind.
    Later,
}

/// The pace of a room in which somebody is behind.
#[derive(Debug)]
pub(crate) struct Turns {
    bytes_per_second: u64,
    /// When what has been said is paid for.
    paid: Instant,
}

impl Turns {
    pub(crate) fn new(bytes_per_second: usize) -> Self {
        Self { bytes_per_second: u64::try_from(bytes_per_second).unwrap_or(u64::MAX).max(1), paid: Instant::now() }
    }

    pub(crate) fn next(&self, behind: Behind) -> Turn {
        match behind {
            Behind::Nobody => Turn::Now,
            Behind::Deaf if self.paid <= Instant::now() + BURST => Turn::Now,
            Behind::Deaf => Turn::At(self.paid - BURST),
            Behind::Many => Turn::Later,
        }
    }

    /// Notes what is said while somebody is behind.
    pub(crate) fn said(&mut self, bytes: usize) {
        let nanoseconds = u128::from(bytes as u64) * 1_000_000_000 / u128::from(self.bytes_per_second);
        let time = Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX));
        self.paid = self.paid.max(Instant::now()) + time;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_who_does_not_read_slows_a_flood_to_the_rate_and_a_talk_not_at_all() {
        let mut turns = Turns::new(1000);
        turns.said(50);
        assert_eq!(turns.next(Behind::Deaf), Turn::Now, "a twentieth of a second's worth");
        turns.said(100_000);
        let Turn::At(time) = turns.next(Behind::Deaf) else { panic!("a hundred seconds' worth") };
        assert!(time - Instant::now() > Duration::from_secs(90));
        assert_eq!(turns.next(Behind::Nobody), Turn::Now);
    }

    #[test]
    fn few_are_at_most_half_and_those_only_who_do_not_read() {
        let behind = [(0, 0, 0), (0, 2, 2), (1, 2, 1), (1, 2, 0), (2, 3, 2), (1, 1, 1)];
        let behind = behind.map(|(behind, keeping_up, deaf)| Behind::new(behind, keeping_up, deaf));
        assert_eq!(behind[..3], [Behind::Nobody, Behind::Nobody, Behind::Deaf]);
        assert_eq!(behind[3..], [Behind::Many; 3]);
    }
}
