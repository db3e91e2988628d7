//! What a visitor waits for: the bytes of the page, and its first connection.

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

pub(crate) async fn transfer_and_connection(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let transfer = gzipped(&bench.world.release_folder)? / 1e3;
    report.add_value(&bench.name("whole transfer, gzip"), Unit::Kilobytes, &[transfer], 200.0);
    bench.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    let (mut bare, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (mut bare_loads, mut our_loads) = (Vec::new(), Vec::new());
        for _ in 0..LOADS {
            bare_loads.push(connected(bench, &bench.world.bare.http_url("/connect.html")).await?);
            our_loads.push(connected(bench, &bench.world.release.http_url("/")).await?);
        }
        bare.push(percentile(&bare_loads, 50));
        ours.push(percentile(&our_loads, 50));
    }
    report.add_limit(&bench.name("navigation to connected"), Unit::Milliseconds, &ours, &bare, 3.0);
    Ok(())
}

/// Milliseconds from a navigation, with nothing in the browser's cache, until the page says that it is connected.
async fn connected(bench: &Bench<'_>, url: &str) -> Outcome<f64> {
    bench.driver.cdp().network().clear_browser_cache().await?;
    bench.driver.goto(url).await?;
    let look =
        async || Ok(bench.driver.execute("return window.connectedAt", vec![]).await?.convert::<Option<f64>>()?);
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
