//! How much came and went when: counts in rings of a fixed size, for the last minute and for the whole session.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::model::{message::Direction, time::Timestamp};

/// Seconds of the short chart.
const MINUTE: usize = 60;
/// Buckets of the long chart at most. When they are full, each two become one of twice the width.
const MOST: usize = 120;

/// What came and went in a stretch of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    /// Messages that came.
    pub received: u64,
    /// Messages that went.
    pub sent: u64,
    /// Bytes of payload that came.
    pub received_bytes: u64,
    /// Bytes of payload that went.
    pub sent_bytes: u64,
}

/// Which stretch of time a chart is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// The last minute, by the second.
    #[default]
    Minute,
    /// The whole session, in up to 120 parts.
    Whole,
}

/// Stretches of equal width, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Which stretch of time was asked for.
    pub span: Span,
    /// When the first begins.
    pub from: Timestamp,
    /// The width of each, in seconds.
    pub seconds: u32,
    /// The stretches, oldest first; the last one may be under way.
    pub buckets: Vec<Bucket>,
}

/// The counts of a session.
#[derive(Debug, Default)]
pub(super) struct Traffic {
    /// The first second, counted from 1970.
    began: u64,
    /// The second that is under way.
    second: u64,
    current: Bucket,
    /// The seconds before it.
    minute: VecDeque<Bucket>,
    whole: Vec<Bucket>,
    /// Seconds in each bucket of `whole`; 0 before anything was counted.
    width: u64,
}

impl Bucket {
    fn count(&mut self, direction: Direction, bytes: u64) {
        let (messages, sum) = match direction {
            Direction::Received => (&mut self.received, &mut self.received_bytes),
            Direction::Sent => (&mut self.sent, &mut self.sent_bytes),
        };
        *messages += 1;
        *sum += bytes;
    }

    fn add(&mut self, other: &Self) {
        self.received += other.received;
        self.sent += other.sent;
        self.received_bytes += other.received_bytes;
        self.sent_bytes += other.sent_bytes;
    }
}

impl Traffic {
    /// Counts a message. One that is older than the latest, by a clock that went back, counts as of now.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates at zero")]
    pub(super) fn count(&mut self, direction: Direction, bytes: u64, now: Timestamp) {
        let second = (now.0 / 1_000.0) as u64;
        if self.width == 0 {
            (self.began, self.second, self.width) = (second, second, 1);
        }
        if second > self.second {
            self.end_second(second);
        }
        self.current.count(direction, bytes);
    }

    /// What was counted.
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are far below 2^53")]
    pub(super) fn chart(&self, span: Span) -> Chart {
        let (first, seconds, mut buckets) = match span {
            Span::Minute => {
                (self.second - self.minute.len() as u64, 1, self.minute.iter().copied().collect::<Vec<_>>())
            }
            Span::Whole => (self.began, self.width, self.whole.clone()),
        };
        match span {
            Span::Minute => buckets.push(self.current),
            Span::Whole => put(&mut buckets, self.place(), &self.current),
        }
        Chart {
            span,
            from: Timestamp(first as f64 * 1_000.0),
            seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
            buckets,
        }
    }

    fn end_second(&mut self, next: u64) {
        let place = self.place();
        put(&mut self.whole, place, &self.current);
        self.minute.push_back(std::mem::take(&mut self.current));
        let silent = usize::try_from(next - self.second - 1).unwrap_or(MINUTE).min(MINUTE);
        self.minute.extend(std::iter::repeat_n(Bucket::default(), silent));
        self.minute.drain(..self.minute.len().saturating_sub(MINUTE - 1));
        self.second = next;
        while self.place() >= MOST {
            self.halve();
        }
    }

    /// To which bucket of the whole the present second belongs.
    fn place(&self) -> usize {
        usize::try_from((self.second - self.began) / self.width.max(1)).unwrap_or(usize::MAX)
    }

    fn halve(&mut self) {
        self.width *= 2;
        self.whole = self
            .whole
            .chunks(2)
            .map(|pair| {
                let mut sum = pair[0];
                pair[1..].iter().for_each(|other| sum.add(other));
                sum
            })
            .collect();
    }
}

fn put(buckets: &mut Vec<Bucket>, place: usize, what: &Bucket) {
    if buckets.len() <= place {
        buckets.resize(place + 1, Bucket::default());
    }
    buckets[place].add(what);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: u32) -> Timestamp {
        Timestamp(1_700_000_000_000.0 + f64::from(second) * 1_000.0 + 250.0)
    }

    fn received(chart: &Chart) -> Vec<u64> {
        chart.buckets.iter().map(|bucket| bucket.received).collect()
    }

    #[test]
    fn messages_are_counted_by_the_second() {
        let mut traffic = Traffic::default();
        for (direction, bytes, second) in
            [(Direction::Received, 5, 0), (Direction::Received, 7, 0), (Direction::Sent, 1, 2)]
        {
            traffic.count(direction, bytes, at(second));
        }
        let chart = traffic.chart(Span::Minute);
        assert_eq!(chart.buckets.len(), 3);
        assert_eq!(chart.buckets[0], Bucket { received: 2, received_bytes: 12, ..Bucket::default() });
        assert_eq!(chart.buckets[2], Bucket { sent: 1, sent_bytes: 1, ..Bucket::default() });
        assert!((chart.from.0 - 1_700_000_000_000.0).abs() < 0.1);
        assert_eq!(traffic.chart(Span::Whole).buckets, chart.buckets);
    }

    #[test]
    fn the_minute_holds_sixty_seconds_and_a_long_silence_empties_it() {
        let mut traffic = Traffic::default();
        (0..200).for_each(|second| traffic.count(Direction::Received, 1, at(second)));
        let chart = traffic.chart(Span::Minute);
        assert_eq!(received(&chart), vec![1; 60]);
        assert!((chart.from.0 - 1_700_000_140_000.0).abs() < 0.1);
        traffic.count(Direction::Received, 1, at(4_000));
        let chart = traffic.chart(Span::Minute);
        assert_eq!((chart.buckets.len(), received(&chart).iter().sum::<u64>()), (60, 1));
    }

    #[test]
    fn a_long_session_is_told_in_wider_parts_and_none_is_lost() {
        let mut traffic = Traffic::default();
        (0..1_000).for_each(|second| traffic.count(Direction::Received, 3, at(second)));
        traffic.count(Direction::Received, 3, at(1_000_000));
        let chart = traffic.chart(Span::Whole);
        assert!(chart.buckets.len() <= MOST && chart.seconds == 16_384, "{}", chart.seconds);
        assert_eq!(received(&chart).iter().sum::<u64>(), 1_001);
        assert_eq!(chart.buckets.iter().map(|bucket| bucket.received_bytes).sum::<u64>(), 3_003);
    }

    #[test]
    fn a_clock_that_goes_back_counts_as_now() {
        let mut traffic = Traffic::default();
        traffic.count(Direction::Sent, 1, at(5));
        traffic.count(Direction::Sent, 1, at(3));
        assert_eq!(traffic.chart(Span::Minute).buckets.len(), 1);
        assert_eq!(traffic.chart(Span::Minute).buckets[0].sent, 2);
    }
}
