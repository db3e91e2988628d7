//! What the paced sender says.

use super::{bytes, count};
use crate::{
    model::{
        decimal::decimal,
        link::{SenderReport, SenderState},
    },
    view::state::sender::SenderProblem,
};

/// The fields.
pub const TEMPLATE: &str = "Message";
/// How many.
pub const COUNT: &str = "How many";
/// How fast.
pub const RATE: &str = "A second";
/// When it waits.
pub const THRESHOLD: &str = "Waits above so many buffered bytes";
/// The placeholders.
pub const PLACEHOLDERS: &str = "{{seq}} counts from 0, {{now}} is the time in milliseconds, {{uuid}} is a random UUID, \
    {{random 1 100}} a whole number from 1 to 100.";
/// There is nothing to send to.
pub const NOT_OPEN: &str = "Connect first.";

/// What is wrong with a field.
pub fn problem(problem: SenderProblem) -> &'static str {
    match problem {
        SenderProblem::Count => "A whole number from 1 on, or empty for no end.",
        SenderProblem::Rate => "A number from 0.01 to 1000000, or empty for as fast as it goes.",
        SenderProblem::Threshold => "A whole number of bytes.",
    }
}

/// What it has done.
pub fn report(report: &SenderReport) -> String {
    let of = report.plan.count.map_or(String::new(), |of| format!(" of {}", count(of)));
    let state = match report.state {
        SenderState::Running => format!("{} a second", decimal(report.rate, 0)),
        SenderState::Waiting => {
            format!("{} a second; waits for the buffer ({})", decimal(report.rate, 0), bytes(report.plan.threshold))
        }
        SenderState::Paused => "paused".to_owned(),
        SenderState::Done => "done".to_owned(),
        SenderState::Stopped => "stopped".to_owned(),
    };
    format!("{}{of} sent, {state}", count(report.sent))
}
