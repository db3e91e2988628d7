//! Durations in a diagnosis.

use crate::model::language::number;

/// Milliseconds for people: `3 ms`, `2.5 s`, `3 min 20 s`. What is no number, or below 0, counts as 0.
pub(super) fn duration(ms: f64) -> String {
    let ms = if ms.is_finite() { ms.max(0.0) } else { 0.0 };
    if ms < 999.5 {
        format!("{} ms", number(ms, 0))
    } else if ms < 59_950.0 {
        format!("{} s", number(ms / 1e3, 1))
    } else {
        let seconds = (ms / 1e3).round();
        format!("{} min {} s", number((seconds / 60.0).floor(), 0), number(seconds % 60.0, 0))
    }
}
