//! What a kept message costs beyond its payload, and that a budget of memory is kept.

use serde_json::{Value, json};
use socketscope::model::link::Command;

use crate::{
    bench::{Bench, ROUNDS},
    outcome::Outcome,
    report::{Report, Unit},
};

const MESSAGES: u64 = 1_000_000;
const SIZE: usize = 100;
const PAYLOADS: f64 = 100e6;

const MIB: f64 = 1_048_576.0;

/// Against an array of `{ t, d, dir }`, which is how a page usually keeps its messages.
pub(crate) async fn of_a_message(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let (mut bare, mut ours) = (Vec::new(), Vec::new());
    let each = |before: f64, after: f64| (after - before - PAYLOADS) / 1e6;
    for _ in 0..ROUNDS {
        bench.bare::<Value>("Promise.resolve(0)").await?;
        let before = heap(bench).await?;
        bench.driver.execute(format!("keepMessages({MESSAGES}, {SIZE})"), vec![]).await?;
        bare.push(each(before, heap(bench).await?));
        bench.visit().await?;
        let before = bench.measure("x").await?;
        bench.command(Command::Fill(MESSAGES, SIZE)).await?;
        ours.push(each(before.memory, bench.measure("x").await?.memory));
    }
    report.add_value_beside(&bench.name("memory of a message beyond its payload"), Unit::Bytes, &ours, &bare, 24.0);
    Ok(())
}

/// The bytes that JavaScript's objects take in the page.
async fn heap(bench: &Bench<'_>) -> Outcome<f64> {
    let browser = bench.driver.cdp();
    browser.send_raw("HeapProfiler.collectGarbage", json!({})).await?;
    let usage = browser.send_raw("Runtime.getHeapUsage", json!({})).await?;
    usage["usedSize"].as_f64().ok_or_else(|| format!("the browser does not tell its heap: {usage}").into())
}

/// 1 GiB in messages of 1 MiB, of which a quarter can be kept.
pub(crate) async fn within_a_budget(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let (mut memory, mut missing) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let url = bench.world.client.ws_url("/flood?count=1024&size=1048576");
        let [received, sent, kept, evicted]: [f64; 4] = bench.client(&format!("ledgerAfter('{url}')")).await?;
        missing.push((received - 1_024.0).abs() + (received + sent - kept - evicted).abs());
        memory.push(bench.measure("x").await?.memory / MIB);
    }
    let name = bench.name("1,024 × 1 MiB with a budget of 256 MiB, memory");
    report.add_value(&name, Unit::Mebibytes, &memory, 256.0 + 64.0);
    report.add_value(&bench.name("the same, missing in the ledger"), Unit::Messages, &missing, 0.0);
    Ok(())
}
