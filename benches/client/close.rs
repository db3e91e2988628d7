//! Disconnect, while a flood goes on that would not end by itself.

use serde::Deserialize;

use crate::{
    bench::{Bench, ROUNDS},
    outcome::Outcome,
    report::{Report, Unit, percentile},
};

/// As many messages as the lab sends at most: minutes of them.
const FLOOD: &str = "/flood?count=10000000&size=100";

/// Clicks in all.
const TIMES: usize = 20;

/// Milliseconds from each click.
#[derive(Debug, Deserialize)]
struct Answers {
    closing: Vec<f64>,
    closed: Vec<f64>,
}

pub(crate) async fn during_a_flood(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let (mut closing, mut closed) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let url = bench.world.client.ws_url(FLOOD);
        let times = TIMES.div_ceil(ROUNDS);
        let answers: Answers = bench.client(&format!("closeDuringFlood('{url}', {times})")).await?;
        closing.push(percentile(&answers.closing, 50));
        closed.push(percentile(&answers.closed, 50));
    }
    let name = |part: &str| bench.name(&format!("Disconnect in a flood, p50 to {part}"));
    report.add_value(&name("closing"), Unit::Milliseconds, &closing, 100.0);
    report.add_value(&name("closed"), Unit::Milliseconds, &closed, 1_000.0);
    Ok(())
}
