//! What a visitor waits for: the bytes of the page, its first paint, and its first connection.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::json;

use crate::{
    bench::{Bench, ROUNDS},
    outcome::{Outcome, wait_for},
    report::{Report, Unit, percentile},
};

/// Loads of each page in a round.
const LOADS: usize = 5;

/// Runs before each page's own scripts.
const WATCH: &str = "new MutationObserver(() => {
    if (document.getElementById('status')?.classList.contains('open')) window.connectedAt ??= performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true })";

const LOOK: &str = "const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    return painted && window.connectedAt ? [painted, window.connectedAt] : null";

pub(crate) async fn transfer_and_connection(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let transfer = gzipped(&bench.world.release_folder)? / 1e3;
    report.add_value(&bench.name("whole transfer, gzip"), Unit::Kilobytes, &[transfer], 200.0);
    bench.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    let (mut bare, mut ours) = (Loads::default(), Loads::default());
    for _ in 0..ROUNDS {
        let (mut bare_loads, mut our_loads) = (Vec::new(), Vec::new());
        for _ in 0..LOADS {
            bare_loads.push(load(bench, &bench.world.bare.http_url("/connect.html")).await?);
            our_loads.push(load(bench, &bench.world.release.http_url("/")).await?);
        }
        bare.add(&bare_loads);
        ours.add(&our_loads);
    }
    let (paint, connected) = (bench.name("navigation to first paint"), bench.name("navigation to connected"));
    report.add_limit(&paint, Unit::Milliseconds, &ours.paint, &bare.paint, 3.0);
    report.add_limit(&connected, Unit::Milliseconds, &ours.connected, &bare.connected, 3.0);
    Ok(())
}

/// The median of each round.
#[derive(Default)]
struct Loads {
    paint: Vec<f64>,
    connected: Vec<f64>,
}

impl Loads {
    fn add(&mut self, loads: &[[f64; 2]]) {
        let median = |which: usize| percentile(&loads.iter().map(|load| load[which]).collect::<Vec<_>>(), 50);
        self.paint.push(median(0));
        self.connected.push(median(1));
    }
}

/// Milliseconds from a navigation, with nothing in the browser's cache, until something is painted, and until the page says
/// that it is connected.
async fn load(bench: &Bench<'_>, url: &str) -> Outcome<[f64; 2]> {
    bench.driver.cdp().network().clear_browser_cache().await?;
    bench.driver.goto(url).await?;
    let look = async || Ok(bench.driver.execute(LOOK, vec![]).await?.convert::<Option<[f64; 2]>>()?);
    let seen = wait_for("the connection", look, Option::is_some).await?;
    seen.ok_or_else(|| "the page did not connect".into())
}

/// The bytes of a folder's files, each gzipped.
#[expect(clippy::cast_precision_loss, reason = "some hundred thousand bytes")]
fn gzipped(folder: &Path) -> Outcome<f64> {
    let mut total = 0;
    for file in fs::read_dir(folder)? {
        let output = Command::new("gzip").args(["-9", "-c"]).arg(file?.path()).stderr(Stdio::null()).output()?;
        total += output.stdout.len();
    }
    Ok(total as f64)
}
