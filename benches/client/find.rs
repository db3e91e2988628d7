//! A filter over a million messages, against a plain memmem over the same bytes in the same program.

use serde::Deserialize;
use socketscope::model::link::Command;

use crate::{
    bench::{Bench, ROUNDS},
    outcome::Outcome,
    report::{Report, Unit, gaps, percentile},
};

const MESSAGES: u64 = 1_000_000;
const SIZE: usize = 100;

/// What a script brings back, in milliseconds since the filter was typed.
#[derive(Debug, Deserialize)]
struct Times {
    /// The first rows are in view.
    first: f64,
    /// All messages were looked at, and the page says so.
    all: f64,
    frames: Vec<f64>,
}

/// The numbers below a million that are as they should be.
fn count(is_right: impl Fn(&str) -> bool) -> usize {
    (0..MESSAGES).filter(|number| is_right(&number.to_string())).count()
}

#[derive(Default)]
struct Rounds {
    first: Vec<f64>,
    all: Vec<f64>,
    longest: Vec<f64>,
}

impl Rounds {
    fn add(&mut self, times: &Times) {
        self.first.push(times.first);
        self.all.push(times.all);
        self.longest.push(percentile(&gaps(times.frames.iter().copied()), 100));
    }
}

#[expect(clippy::cast_precision_loss, reason = "at most a million")]
pub(crate) async fn text_and_expression(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let mut memmem = Vec::new();
    let [mut text, mut letters, mut regex] = [(); 3].map(|()| Rounds::default());
    bench.visit().await?;
    bench.command(Command::Fill(MESSAGES, SIZE)).await?;
    for digits in ["777", "444", "222"] {
        let baseline = bench.measure(digits).await?;
        memmem.push(baseline.milliseconds);
        let shown = count(|number| number.contains(digits));
        if baseline.found < shown as f64 {
            return Err(format!("memmem found {digits} {} times, not {shown}", baseline.found).into());
        }
        text.add(&bench.go_on(&format!("filter('{digits}', false, {shown})")).await?);
        let shown = count(|number| number.starts_with(digits));
        letters.add(&bench.go_on(&format!("filter('SEQ\":{digits}', false, {shown})")).await?);
        let shown = count(|number| number.contains(digits) || number.contains("8585"));
        regex.add(&bench.go_on(&format!(r"filter('seq.:\\d*(?:{digits}|8585)\\d*,', true, {shown})")).await?);
    }
    assert_eq!(memmem.len(), ROUNDS, "a round for each of the digits");
    let name = |part: &str| bench.name(&format!("1,000,000 × 100 B, {part}"));
    report.add_limit(&name("text filter, all, to memmem"), Unit::Milliseconds, &text.all, &memmem, 1.5);
    report.add_limit(
        &name("text with letters in any case, all, to memmem"),
        Unit::Milliseconds,
        &letters.all,
        &memmem,
        1.5,
    );
    report.add_value(&name("text filter, first rows"), Unit::Milliseconds, &text.first, 30.0);
    report.add_value(&name("regular expression, first rows"), Unit::Milliseconds, &regex.first, 100.0);
    report.add_value(&name("regular expression, all"), Unit::Milliseconds, &regex.all, 2_000.0);
    report.add_value(&name("regular expression, longest frame"), Unit::Milliseconds, &regex.longest, 50.0);
    Ok(())
}
