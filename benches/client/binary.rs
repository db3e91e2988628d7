//! Large binary messages: how many megabytes a second are kept, against a bare page that only counts them.

use serde::Deserialize;

use crate::{
    bench::{Bench, ROUNDS},
    outcome::Outcome,
    report::{Report, Unit},
};

/// 128 MiB: what a session keeps by itself holds all of it.
const FLOOD: &str = "/flood?kind=binary&size=65536&count=2048";
const MEGABYTES: f64 = 65_536.0 * 2_047.0 / 1e6;

#[derive(Debug, Deserialize)]
struct Times {
    first: f64,
    last: f64,
}

impl Times {
    fn rate(&self) -> f64 {
        MEGABYTES / (self.last - self.first) * 1_000.0
    }
}

pub(crate) async fn megabytes(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let (mut bare, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let times: Times = bench.bare(&format!("flood('{}')", bench.world.bare.ws_url(FLOOD))).await?;
        bare.push(times.rate());
        let times: Times = bench.client(&format!("flood('{}')", bench.world.client.ws_url(FLOOD))).await?;
        ours.push(times.rate());
    }
    report.add_ratio(&bench.name("64 KiB binary, to a counting page"), Unit::MegabytesPerSecond, &ours, &bare, 0.9);
    Ok(())
}
