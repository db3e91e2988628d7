//! A flood that is kept and drawn, against one that is only counted: how fast it is taken in, and how smooth the page
//! stays meanwhile.

use serde::Deserialize;

use crate::{
    bench::{Bench, ROUNDS},
    browser::Kind,
    outcome::Outcome,
    report::{Report, Unit, gaps, percentile},
};

const COUNT: f64 = 200_000.0;

/// 20 MB: Firefox buffers what it cannot deliver, so there it has to stay below 50.
const FLOOD: &str = "/flood?count=200000&size=100";

/// What a script brings back, in milliseconds.
#[derive(Debug, Deserialize)]
struct Times {
    /// When the socket's owner got the first message, and the last one.
    first: f64,
    last: f64,
    /// The frames, and those of them in which there was something new to draw.
    frames: Vec<f64>,
    #[serde(default)]
    news: Vec<f64>,
}

/// What is told of a flood, a number for each round.
#[derive(Default)]
struct Rounds {
    rate: Vec<f64>,
    gap: Vec<f64>,
    news: [Vec<f64>; 2],
}

impl Rounds {
    fn add(&mut self, times: &Times) {
        let during = times.first..=times.last;
        let within = |times: &[f64]| gaps(times.iter().copied().filter(|at| during.contains(at)));
        self.rate.push((COUNT - 1.0) / (times.last - times.first) * 1_000.0);
        self.gap.push(percentile(&within(&times.frames), 99));
        self.news[0].push(percentile(&within(&times.news), 50));
        self.news[1].push(percentile(&within(&times.news), 99));
    }
}

/// Rate and smoothness, against a page and against a worker.
pub(crate) async fn kept_and_drawn(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let (mut page, mut worker, mut ours) = (Rounds::default(), Rounds::default(), Rounds::default());
    for _ in 0..ROUNDS {
        page.add(&bare(bench, "flood").await?);
        worker.add(&bare(bench, "floodWorker").await?);
        ours.add(&client(bench, "flood").await?);
    }
    let (to_page, to_worker) = match bench.kind {
        Kind::Chromium => (0.95, 0.9),
        Kind::Firefox => (0.9, 0.9),
        Kind::WebKit => (0.8, 0.8),
    };
    let name = |part: &str| bench.name(&format!("flood, {part}"));
    report.add_ratio(&name("messages/s, to a counting page"), Unit::PerSecond, &ours.rate, &page.rate, to_page);
    report.add_ratio(&name("messages/s, to a counting worker"), Unit::PerSecond, &ours.rate, &worker.rate, to_worker);
    report.add_limit(&name("frame gap p99, to a page"), Unit::Milliseconds, &ours.gap, &page.gap, 1.0);
    report.add_limit(&name("frame gap p99, to a worker"), Unit::Milliseconds, &ours.gap, &worker.gap, 1.25);
    Ok(())
}

/// How often there is something new on the page, against a worker that answers the same requests and only counts.
pub(crate) async fn snapshots(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let (mut worker, mut ours) = (Rounds::default(), Rounds::default());
    for _ in 0..ROUNDS {
        worker.add(&bare(bench, "floodAsked").await?);
        ours.add(&client(bench, "flood").await?);
    }
    let name = |part: &str| bench.name(&format!("flood, gap between Snapshots {part}"));
    let ([ours_p50, ours_p99], [worker_p50, worker_p99]) = (&ours.news, &worker.news);
    report.add_value_beside(&name("p50"), Unit::Milliseconds, ours_p50, worker_p50, 25.0);
    report.add_limit(&name("p99"), Unit::Milliseconds, ours_p99, worker_p99, 1.25);
    Ok(())
}

/// The same smoothness with a filter that a part of the messages passes.
pub(crate) async fn with_a_filter(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let (mut worker, mut ours) = (Rounds::default(), Rounds::default());
    for _ in 0..ROUNDS {
        worker.add(&bare(bench, "floodWorker").await?);
        ours.add(&client(bench, "filteredFlood").await?);
    }
    let name = bench.name("flood with a filter, frame gap p99");
    report.add_limit(&name, Unit::Milliseconds, &ours.gap, &worker.gap, 1.5);
    Ok(())
}

async fn bare(bench: &Bench<'_>, call: &str) -> Outcome<Times> {
    bench.bare(&format!("{call}('{}')", bench.world.bare.ws_url(FLOOD))).await
}

async fn client(bench: &Bench<'_>, call: &str) -> Outcome<Times> {
    bench.client(&format!("{call}('{}')", bench.world.client.ws_url(FLOOD))).await
}
