//! The sentences of the chart.

use super::{bytes, count};

/// The label of the choice of a stretch of time.
pub const SPAN: &str = "Time";
/// What can be chosen there.
pub const SPANS: [&str; 2] = ["last minute", "whole session"];
/// The label of the choice of what is counted.
pub const QUANTITY: &str = "Count";
/// What can be chosen there.
pub const QUANTITIES: [&str; 2] = ["messages", "bytes"];
/// What the picture is.
pub const PICTURE: &str = "Received above the line, sent below it. Click to see the messages of that time.";

/// The latest rates, and the highest.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
pub fn summary((came, went): (f64, f64), peak: f64, is_bytes: bool) -> String {
    let rate = |rate: f64| if is_bytes { bytes(rate as u64) } else { count(rate.round() as u64) };
    format!("now {}/s in, {}/s out; peak {}/s", rate(came), rate(went), rate(peak))
}
