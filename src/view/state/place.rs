//! A place in the log, as a person writes it: a message's number, or a point in time.

use crate::model::{id::MessageNumber, language::read_decimal};

/// Where to go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wanted {
    /// This message.
    Message(MessageNumber),
    /// A point in time, of today if no day was written.
    Moment(Moment),
    /// So many milliseconds after the connection was opened.
    SinceOpen(f64),
}

/// A day, if one was written: its year, month and day; and so many milliseconds after its midnight.
pub type Moment = (Option<[u32; 3]>, f64);

/// Reads `13:05:59` and `2026-01-31 13:05`.
pub fn moment(text: &str) -> Option<Moment> {
    match text.trim().split_once([' ', 'T']) {
        Some((day, time)) => Some((Some(date(day)?), time_of_day(time.trim())?)),
        None => time_of_day(text.trim()).map(|of_day| (None, of_day)),
    }
}

/// Reads `1234`, `13:05:59`, `2026-01-31 13:05` and `+12.5 s`.
pub fn read(text: &str) -> Option<Wanted> {
    let text = text.trim();
    // First: Rust reads `+2` as a number, too.
    if let Some(offset) = text.strip_prefix('+') {
        return milliseconds(offset).map(Wanted::SinceOpen);
    }
    if let Ok(number) = text.replace(',', "").parse() {
        return Some(Wanted::Message(MessageNumber(number)));
    }
    moment(text).map(Wanted::Moment)
}

/// `12.5`, `12.5 s` or `350 ms`.
fn milliseconds(text: &str) -> Option<f64> {
    let (number, unit) = text.split_at(text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len()));
    let factor = match unit.trim() {
        "ms" => 1.0,
        "" | "s" => 1_000.0,
        "min" => 60_000.0,
        "h" => 3_600_000.0,
        _ => return None,
    };
    read_decimal(number.trim()).map(|number| number * factor)
}

/// Milliseconds since midnight of `13:05`, `13:05:59`, `13:05:59.1203` or `13:05:59,1203`.
pub fn time_of_day(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let parts: Vec<&str> = whole.split(':').collect();
    let below = |text: &str, most: u32| text.parse::<u32>().ok().filter(|number| *number < most).map(f64::from);
    let (minutes, seconds) = match parts[..] {
        [hours, minutes] if fraction.is_empty() => (below(hours, 24)? * 60.0 + below(minutes, 60)?, 0.0),
        [hours, minutes, seconds] => (below(hours, 24)? * 60.0 + below(minutes, 60)?, below(seconds, 60)?),
        _ => return None,
    };
    let milliseconds = match fraction.len() {
        0 => 0.0,
        length @ 1..=6 => below(fraction, 1_000_000)? * 1_000.0 / [10.0, 1e2, 1e3, 1e4, 1e5, 1e6][length - 1],
        _ => return None,
    };
    Some((minutes * 60.0 + seconds) * 1_000.0 + milliseconds)
}

/// `2026-01-31`
fn date(text: &str) -> Option<[u32; 3]> {
    let parts: Vec<u32> = text.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [year, month, day] = parts.try_into().ok()?;
    ((1_970..10_000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then_some([year, month, day])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_times_dates_and_offsets_are_read() {
        for (text, expected) in [
            (" 1234 ", Some(Wanted::Message(MessageNumber(1_234)))),
            ("1,234,567", Some(Wanted::Message(MessageNumber(1_234_567)))),
            ("13:05", Some(Wanted::Moment((None, 47_100_000.0)))),
            ("2026-01-31 13:05", Some(Wanted::Moment((Some([2026, 1, 31]), 47_100_000.0)))),
            ("2026-01-31T13:05:00", Some(Wanted::Moment((Some([2026, 1, 31]), 47_100_000.0)))),
            ("+12.5 s", Some(Wanted::SinceOpen(12_500.0))),
            ("+2", Some(Wanted::SinceOpen(2_000.0))),
            ("+12.5", Some(Wanted::SinceOpen(12_500.0))),
            ("+12,5 s", Some(Wanted::SinceOpen(12_500.0))),
            ("13:05:00,5", Some(Wanted::Moment((None, 47_100_500.0)))),
            ("+350 ms", Some(Wanted::SinceOpen(350.0))),
            ("+2 min", Some(Wanted::SinceOpen(120_000.0))),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_place() {
        for text in ["", "x", "-1", "25:00", "2026-13-01 10:00", "2026-01 10:00", "+", "+5 weeks", "+inf", "+NaN"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn times_of_day_are_read() {
        for (text, expected) in [
            ("00:00", Some(0.0)),
            ("13:05", Some(47_100_000.0)),
            ("13:05:59", Some(47_159_000.0)),
            ("13:05:59.12", Some(47_159_120.0)),
            ("13:05:59.120", Some(47_159_120.0)),
            ("13:05:59,120", Some(47_159_120.0)),
            ("24:00", None),
            ("1", None),
            ("1:2:3:4", None),
            ("00:00:00.4567", Some(456.7)),
            ("1:2:3.4567891", None),
            ("a:b", None),
        ] {
            assert_eq!(time_of_day(text), expected, "{text}");
        }
    }
}
