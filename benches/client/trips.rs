//! There and back: what Socketscope adds to a bare page, up to the engine and up to the drawn row.

use serde::Deserialize;

use crate::{
    bench::{Bench, ROUNDS},
    outcome::Outcome,
    report::{Report, Unit, percentile},
};

/// What a script brings back, in milliseconds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Trips {
    /// When the socket's owner knew, from the submission of the form on.
    clicked: Vec<f64>,
    /// When the socket's owner knew, from the Command on, where there is a form.
    heard: Vec<f64>,
    /// When it was drawn.
    shown: Vec<f64>,
}

/// A message, until its echo is there.
pub(crate) async fn echo(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    measure(bench, report, "echo", 1_000, [1.0, 17.7]).await
}

/// A connection, until it is open.
pub(crate) async fn connect(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    measure(bench, report, "connect", 50, [2.0, 18.7]).await
}

async fn measure(bench: &Bench<'_>, report: &mut Report, what: &str, times: u32, reach: [f64; 2]) -> Outcome {
    let [mut bare, mut clicked, mut heard, mut shown] = [(); 4].map(|()| Vec::new());
    for _ in 0..ROUNDS {
        let url = bench.world.bare.ws_url("/echo");
        let trips: Trips = bench.bare(&format!("{what}('{url}', {times})")).await?;
        bare.push(percentile(&trips.heard, 50));
        let url = bench.world.client.ws_url("/echo");
        let trips: Trips = bench.client(&format!("{what}('{url}', {times})")).await?;
        if !trips.clicked.is_empty() {
            clicked.push(percentile(&trips.clicked, 50));
        }
        heard.push(percentile(&trips.heard, 50));
        shown.push(percentile(&trips.shown, 50));
    }
    let name = |part: &str| bench.name(&format!("{what}, {part}"));
    report.add_difference(&name("to the engine"), Unit::Milliseconds, &heard, &bare, reach[0]);
    if !clicked.is_empty() {
        // More than is asked for: before the Command, the browser lays out what was typed and prepares the form.
        report.add_difference(
            &name("from the submission to the engine"),
            Unit::Milliseconds,
            &clicked,
            &bare,
            reach[0],
        );
    }
    report.add_difference(&name("to the drawn row"), Unit::Milliseconds, &shown, &bare, reach[1]);
    Ok(())
}
