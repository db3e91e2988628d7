//! What is measured: in each browser, rounds of Socketscope and of its baselines, interleaved.

use std::{env, path::PathBuf};

use serde::Deserialize;
use socketscope_lab::{Config, Lab, Running};
use thirtyfour::WebDriver;

use crate::{
    browser::{Browser, Kind},
    outcome::Outcome,
    report::{Report, Unit, percentile},
};

/// The folder of the release page.
const PAGE: &str = "SOCKETSCOPE_BENCH_PAGE";

/// Rounds of which the median counts.
const ROUNDS: usize = 3;

/// The scripts of the bare page come with that page; these are added to Socketscope's.
const SCRIPT: &str = include_str!("pages/socketscope.js");

/// The messages of a flood: 50 MB at most, as Firefox buffers what it cannot deliver.
const FLOOD: &str = "/flood?count=200000&size=100";

/// What a script brings back, in milliseconds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Times {
    /// When the socket's owner knew.
    heard: Vec<f64>,
    /// When it was drawn.
    shown: Vec<f64>,
    first: f64,
    last: f64,
    frames: Vec<f64>,
    snapshots: Vec<f64>,
}

/// The two labs: one serves Socketscope, the other the bare page.
struct Labs {
    client: Running,
    bare: Running,
}

/// Runs the named measurements, or all.
pub(crate) async fn run(wanted: &[String]) -> Outcome {
    let Some(page) = env::var_os(PAGE).map(PathBuf::from) else {
        return Err(format!("{PAGE} names no built page; `cargo xtask bench client` does all").into());
    };
    let bare = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/client/pages"));
    let labs = Labs { client: lab(page).await?, bare: lab(bare).await? };
    let mut report = Report::default();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.driver().is_some()) {
        let browser = Browser::new(kind);
        let session = browser.open().await?;
        session.driver.set_script_timeout(std::time::Duration::from_mins(2)).await?;
        let bench = Bench { driver: &session.driver, labs: &labs, browser: kind.name() };
        for (name, is_wanted) in ["echo", "connect", "flood"].map(|name| (name, is_wanted(wanted, name))) {
            match (name, is_wanted) {
                ("echo", true) => bench.round_trips(&mut report, "echo", 1000, [1.0, 17.7]).await?,
                ("connect", true) => bench.round_trips(&mut report, "connect", 50, [2.0, 18.7]).await?,
                ("flood", true) => bench.flood(&mut report).await?,
                _ => {}
            }
        }
        let _ = session.driver.clone().quit().await;
        browser.close().await;
    }
    report.finish()
}

fn is_wanted(wanted: &[String], name: &str) -> bool {
    wanted.is_empty() || wanted.iter().any(|word| word == name)
}

async fn lab(page: PathBuf) -> Outcome<Running> {
    Ok(Lab::bind("127.0.0.1:0", Config { page: Some(page), ..Config::default() }).await?.spawn())
}

/// The measurements in one browser.
struct Bench<'a> {
    driver: &'a WebDriver,
    labs: &'a Labs,
    browser: &'static str,
}

impl Bench<'_> {
    /// Echo or connect: what Socketscope adds to a bare page, up to the engine and up to the drawn row.
    async fn round_trips(&self, report: &mut Report, what: &str, times: u32, reach: [f64; 2]) -> Outcome {
        let (mut bare, mut heard, mut shown) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let url = self.labs.bare.ws_url("/echo");
            bare.push(percentile(&self.bare(&format!("{what}('{url}', {times})")).await?.heard, 50));
            let url = self.labs.client.ws_url("/echo");
            let ours = self.client(&format!("{what}('{url}', {times})")).await?;
            heard.push(percentile(&ours.heard, 50));
            shown.push(percentile(&ours.shown, 50));
        }
        let name = |part: &str| format!("{}: {what}, {part}", self.browser);
        report.add_difference(&name("to the engine"), Unit::Milliseconds, &heard, &bare, reach[0]);
        report.add_difference(&name("to the drawn row"), Unit::Milliseconds, &shown, &bare, reach[1]);
        Ok(())
    }

    /// A flood that is kept and drawn, against one that is only counted, on the page and in a worker.
    async fn flood(&self, report: &mut Report) -> Outcome {
        let (mut page, mut worker, mut ours) = (Flood::default(), Flood::default(), Flood::default());
        for _ in 0..ROUNDS {
            let url = self.labs.bare.ws_url(FLOOD);
            page.add(&self.bare(&format!("flood('{url}')")).await?);
            worker.add(&self.bare(&format!("floodWorker('{url}')")).await?);
            ours.add(&self.client(&format!("flood('{}')", self.labs.client.ws_url(FLOOD))).await?);
        }
        let floor = if self.browser == "chromium" { 0.95 } else { 0.9 };
        let name = |part: &str| format!("{}: flood, {part}", self.browser);
        report.add_ratio(&name("messages/s, to a counting page"), Unit::PerSecond, &ours.rate, &page.rate, floor);
        report.add_ratio(&name("messages/s, to a counting worker"), Unit::PerSecond, &ours.rate, &worker.rate, 0.9);
        report.add_limit(&name("frame gap p99, to a worker"), Unit::Milliseconds, &ours.gap, &worker.gap, 1.25);
        report.add_limit(&name("frame gap p99, to a page"), Unit::Milliseconds, &ours.gap, &page.gap, 1.0);
        report.add_value(&name("gap between drawn Snapshots p50"), Unit::Milliseconds, &ours.snapshot_gap, 25.0);
        Ok(())
    }

    async fn bare(&self, call: &str) -> Outcome<Times> {
        self.driver.goto(self.labs.bare.http_url("/")).await?;
        self.wait_for(call, "").await
    }

    async fn client(&self, call: &str) -> Outcome<Times> {
        self.driver.goto(self.labs.client.http_url("/?url=")).await?;
        crate::outcome::wait_for(
            "the page",
            async || {
                Ok(self.driver.execute("return !!document.querySelector('#messages ul') && document.getElementById('status').textContent !== ''", vec![]).await?.convert()?)
            },
            |is_there: &bool| *is_there,
        )
        .await?;
        self.wait_for(call, SCRIPT).await
    }

    async fn wait_for(&self, call: &str, script: &str) -> Outcome<Times> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; {script}
             ({call}).then((times) => done({{ times }}), (error) => done({{ error: String(error) }}));"
        );
        let answer = self.driver.execute_async(script, vec![]).await?;
        match answer.json().get("times") {
            Some(times) => Ok(serde_json::from_value(times.clone())?),
            None => Err(format!("{call} failed: {}", answer.json()).into()),
        }
    }
}

/// What is told of a flood, a number for each round.
#[derive(Default)]
struct Flood {
    rate: Vec<f64>,
    gap: Vec<f64>,
    snapshot_gap: Vec<f64>,
}

impl Flood {
    fn add(&mut self, times: &Times) {
        let during = |frames: &[f64]| {
            let frames: Vec<f64> =
                frames.iter().copied().filter(|at| (times.first..=times.last).contains(at)).collect();
            frames.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>()
        };
        self.rate.push(200_000.0 / (times.last - times.first) * 1000.0);
        self.gap.push(percentile(&during(&times.frames), 99));
        self.snapshot_gap.push(percentile(&during(&times.snapshots), 50));
    }
}
