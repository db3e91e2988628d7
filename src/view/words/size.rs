//! Sizes, counts and rates in words.

use super::language::{count, number, say};

/// A number of bytes, with a unit that keeps it short: 1 kB is 1,000 bytes.
#[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{} kB", number(count as f64 / 1e3, 1)),
        1_000_000..1_000_000_000 => format!("{} MB", number(count as f64 / 1e6, 1)),
        _ => format!("{} GB", number(count as f64 / 1e9, 1)),
    }
}

/// How many messages.
pub fn messages(number: u64) -> String {
    if number == 1 { say!("1 message", "1 Nachricht") } else { say!("{} messages", "{} Nachrichten", count(number)) }
}

const MIB: f64 = 1_048_576.0;

/// Memory, in the unit in which budgets are set: `541 MiB`.
#[expect(clippy::cast_precision_loss, reason = "no machine has 8 PiB")]
pub fn mebibytes(bytes: u64) -> String {
    say!("{} MiB", "{} MiB", number(bytes as f64 / MIB, 0))
}

/// Memory in use, and how much of it may be: in MiB, as the fields have it. What is in use at all is not told as nothing.
#[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
pub fn memory_use(used: u64, budget: u64) -> String {
    let least = if used == 0 { 0.0 } else { 0.1 };
    let used = number((used as f64 / MIB).max(least), 1);
    let budget = number(budget as f64 / MIB, usize::from(!budget.is_multiple_of(1 << 20)));
    say!("{} of {} MiB", "{} von {} MiB", used, budget)
}

/// How many a second, when so many took so long. `None` when it took no time.
#[expect(clippy::cast_precision_loss, reason = "it is a rate for people")]
pub fn rate(count: u64, milliseconds: f64) -> Option<f64> {
    (milliseconds > 0.0).then(|| count as f64 / milliseconds * 1_000.0)
}

/// The button that leads to the newest rows.
pub fn unseen(rows: u64) -> String {
    say!("{} new", "{} neu", count(rows))
}
