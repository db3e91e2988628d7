//! What the paced sender says.

use super::{
    bytes, count,
    language::{Text, number, say, text},
    time,
};
use crate::{
    model::link::{SenderReport, SenderState},
    view::state::sender::SenderProblem,
};

/// The fields.
pub const TEMPLATE: Text = text!("Message", "Nachricht");
/// How many.
pub const COUNT: Text = text!("How many", "Wie viele");
/// How fast.
pub const RATE: Text = text!("A second", "Pro Sekunde");
/// When it waits.
pub const THRESHOLD: Text = text!("Waits above so many buffered bytes", "Wartet, wenn mehr Bytes gepuffert sind als");
/// What an empty number means.
pub const NO_END: Text = text!("no end", "ohne Ende");
/// What an empty rate means.
pub const NO_LIMIT: Text = text!("as fast as it goes", "so schnell es geht");
/// A button.
pub const START: Text = text!("Start", "Beginnen");
/// A button.
pub const PAUSE: Text = text!("Pause", "Anhalten");
/// A button.
pub const RESUME: Text = text!("Resume", "Fortsetzen");
/// A button.
pub const STOP: Text = text!("Stop", "Beenden");
/// What the bar shows.
pub const SENT: Text = text!("Messages sent by the sender", "Nachrichten, die so gesendet wurden");
/// The placeholders.
pub const PLACEHOLDERS: Text = text!(
    "Sent as text. {{seq}} counts from 0, {{now}} is the time in milliseconds since 1970, {{iso}} as in \
     2026-01-31T09:30:00.000Z, {{uuid}} a random UUID, {{random 1 100}} a whole number from 1 to 100.",
    "Als Text gesendet. {{seq}} zählt ab 0, {{now}} ist die Zeit in Millisekunden seit 1970, {{iso}} wie in \
     2026-01-31T09:30:00.000Z, {{uuid}} eine zufällige UUID, {{random 1 100}} eine ganze Zahl von 1 bis 100.",
);
/// There is nothing to send to.
pub const NOT_OPEN: Text = text!("Connect first.", "Verbinden Sie zuerst.");

/// What is wrong with a field.
pub fn problem(problem: SenderProblem) -> Text {
    match problem {
        SenderProblem::Count => {
            text!("A whole number from 1 on, or empty for no end.", "Eine ganze Zahl ab 1, oder leer: ohne Ende.")
        }
        SenderProblem::Rate => text!(
            "A number from 0.01 to 1000000, or empty for as fast as it goes.",
            "Eine Zahl von 0,01 bis 1000000, oder leer: so schnell es geht.",
        ),
        SenderProblem::Threshold => text!("A whole number of bytes.", "Eine ganze Zahl von Bytes."),
    }
}

/// What it has done: while it is at work, how fast; afterwards, how fast it was.
pub fn report(report: &SenderReport) -> String {
    let of = report.plan.count.map_or(String::new(), |of| say!(" of {}", " von {}", count(of)));
    let state = match report.state {
        SenderState::Running => say!("{} a second", "{} pro Sekunde", number(report.rate, 0)),
        SenderState::Waiting => {
            say!(
                "{} a second; waits for the buffer ({})",
                "{} pro Sekunde; wartet auf den Puffer ({})",
                number(report.rate, 0),
                bytes(report.plan.threshold)
            )
        }
        SenderState::Paused => say!("paused; {}", "angehalten; {}", average(report)),
        SenderState::Done => say!("done; {}", "fertig; {}", average(report)),
        SenderState::Stopped => say!("stopped; {}", "beendet; {}", average(report)),
    };
    say!("{}{} sent, {}", "{}{} gesendet, {}", count(report.sent), of, state)
}

fn average(report: &SenderReport) -> String {
    let took = time::exact(report.elapsed_ms);
    match super::rate(report.sent, report.elapsed_ms) {
        Some(rate) => say!("{}, {} a second", "{}, {} pro Sekunde", took, number(rate, usize::from(rate < 10.0))),
        None => took,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::SenderPlan;

    #[test]
    fn the_rate_stays_when_it_is_done() {
        let plan = SenderPlan { template: String::new(), count: Some(1_000), per_second: None, threshold: 65_536 };
        let done = SenderReport { plan, sent: 1_000, rate: 3.0, elapsed_ms: 9_900.0, state: SenderState::Done };
        assert_eq!(report(&done), "1,000 of 1,000 sent, done; 9.9 s, 101 a second");
        let at_once = SenderReport { sent: 0, elapsed_ms: 0.0, state: SenderState::Stopped, ..done };
        assert_eq!(report(&at_once), "0 of 1,000 sent, stopped; 0.0 ms");
    }
}
