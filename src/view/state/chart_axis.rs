//! The chart's axis of time: from when to when it reaches, and what there is of it now.

use crate::model::{
    decimal::bounded,
    log::{Bucket, Chart, Span},
    time::Timestamp,
};

const SECOND: f64 = 1_000.0;

/// From when to when a chart reaches: to now, also when nothing comes any more. `None` before the first message.
pub fn axis(chart: &Chart, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
    if chart.seconds == 0 || chart.buckets.is_empty() || chart.from == Timestamp::default() {
        return None;
    }
    let last = begins(chart, chart.buckets.len() - 1).0 + SECOND;
    let end = Timestamp(last.max((now.0 / SECOND).ceil() * SECOND));
    let from = match chart.span {
        Span::Minute => Timestamp(end.0 - 60.0 * SECOND),
        Span::Whole => chart.from,
    };
    Some((from, end))
}

/// When the stretch at this place begins.
pub fn begins(chart: &Chart, place: usize) -> Timestamp {
    Timestamp(chart.from.0 + count(place) * f64::from(chart.seconds) * SECOND)
}

/// When the stretch begins that a time falls into: the first one for what is earlier, the last one for what is later.
pub fn beginning_of_its_stretch(chart: &Chart, at: Timestamp) -> Timestamp {
    let is_over = |place: &usize| begins(chart, place + 1).0 <= at.0;
    begins(chart, (0..chart.buckets.len().saturating_sub(1)).take_while(is_over).count())
}

/// The stretch that is under way, with the seconds of it that are over; `None` when nothing has come for longer.
pub fn under_way(chart: &Chart, now: Timestamp) -> Option<(Bucket, f64)> {
    let last = chart.buckets.len().checked_sub(1)?;
    let past = now.since(begins(chart, last)) / SECOND;
    let whole = f64::from(chart.seconds);
    (past < whole + 1.0).then(|| (chart.buckets[last], bounded(past, 1.0, whole.max(1.0))))
}

#[expect(clippy::cast_precision_loss, reason = "at most 120 stretches")]
fn count(buckets: usize) -> f64 {
    buckets as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(span: Span, seconds: u32, buckets: usize) -> Chart {
        Chart { span, from: Timestamp(100_000.0), seconds, buckets: vec![Bucket::default(); buckets] }
    }

    #[test]
    fn both_spans_reach_to_now_also_when_nothing_comes_any_more() {
        let now = Timestamp(500_500.0);
        assert_eq!(axis(&chart(Span::Minute, 1, 5), now), Some((Timestamp(441_000.0), Timestamp(501_000.0))));
        assert_eq!(axis(&chart(Span::Whole, 10, 5), now), Some((Timestamp(100_000.0), Timestamp(501_000.0))));
    }

    #[test]
    fn before_the_first_message_there_is_no_axis() {
        assert_eq!(axis(&Chart::default(), Timestamp(5.0)), None);
        let nothing = Chart { from: Timestamp(0.0), ..chart(Span::Minute, 1, 1) };
        assert_eq!(axis(&nothing, Timestamp(5.0)), None);
        assert_eq!(under_way(&Chart::default(), Timestamp(5.0)), None);
    }

    #[test]
    fn a_time_leads_to_the_beginning_of_its_stretch() {
        let of_ten = chart(Span::Whole, 10, 3);
        for (at, beginning) in [(99.0, 100.0), (100.0, 100.0), (109.9, 100.0), (110.0, 110.0), (500.0, 120.0)] {
            let found = beginning_of_its_stretch(&of_ten, Timestamp(at * SECOND));
            assert_eq!(found, Timestamp(beginning * SECOND), "for {at} s");
        }
    }

    #[test]
    fn what_comes_now_is_measured_by_the_time_that_is_over() {
        let of_ten = chart(Span::Whole, 10, 3);
        assert_eq!(under_way(&of_ten, Timestamp(124_000.0)).map(|(_, past)| past), Some(4.0));
        assert_eq!(under_way(&of_ten, Timestamp(120_100.0)).map(|(_, past)| past), Some(1.0));
        assert_eq!(under_way(&of_ten, Timestamp(132_000.0)), None, "nothing came for two seconds");
    }
}
