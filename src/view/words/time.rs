//! Durations in words.

use super::language::number;

/// A duration that is being watched: whole seconds, then minutes and hours.
pub fn whole(milliseconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
    let seconds = (milliseconds.max(0.0) / 1_000.0) as u64;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3_600, seconds / 60 % 60),
    }
}

/// What is left of a countdown: it ends at 0, not before.
pub fn countdown(milliseconds: f64) -> String {
    whole((milliseconds.max(0.0) / 1_000.0).ceil() * 1_000.0)
}

/// A duration that is over, as fine as it is worth.
pub fn exact(milliseconds: f64) -> String {
    let milliseconds = milliseconds.max(0.0);
    if milliseconds < 10.0 {
        format!("{} ms", number(milliseconds, 1))
    } else if milliseconds < 1_000.0 {
        format!("{} ms", number(milliseconds, 0))
    } else if milliseconds < 60_000.0 {
        format!("{} s", number(milliseconds / 1_000.0, 1))
    } else {
        whole(milliseconds)
    }
}

/// The time from one point to another: milliseconds as fine as the browser's clock gives them, then seconds.
pub fn offset(milliseconds: f64) -> String {
    let milliseconds = milliseconds.max(0.0);
    if milliseconds < 1_000.0 {
        format!("+{} ms", number(milliseconds, 1))
    } else {
        format!("+{} s", number(milliseconds / 1_000.0, 3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_as_fine_as_they_are_worth() {
        assert_eq!([exact(1.26), exact(87.4), exact(3_840.0)], ["1.3 ms", "87 ms", "3.8 s"]);
        assert_eq!([exact(61_000.0), whole(3_700_000.0)], ["1 min 01 s", "1 h 01 min"]);
        assert_eq!([offset(0.04), offset(12.34), offset(61_002.0)], ["+0.0 ms", "+12.3 ms", "+61.002 s"]);
        assert_eq!([countdown(1.0), countdown(-1.0), whole(-5.0)], ["1 s", "0 s", "0 s"]);
    }
}
