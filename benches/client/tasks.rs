//! What a large message does to the page's thread, action by action.

use std::collections::BTreeMap;

use crate::{
    bench::{Bench, ROUNDS},
    outcome::Outcome,
    report::{Report, Unit},
};

/// A longer task is felt, in milliseconds.
const MOST: f64 = 100.0;

pub(crate) async fn of_large_messages(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    for mebibytes in [16, 64] {
        for kind in ["text", "binary"] {
            let mut rounds = BTreeMap::<String, Vec<f64>>::new();
            for _ in 0..ROUNDS {
                let flood = format!("/flood?count=2&size={}&kind={kind}", mebibytes << 20);
                let url = bench.world.client.ws_url(&flood);
                let longest: BTreeMap<String, f64> = bench.client(&format!("tasksOfLarge('{url}')")).await?;
                for (action, took) in longest {
                    rounds.entry(action).or_default().push(took);
                }
            }
            for (action, took) in &rounds {
                let name = bench.name(&format!("{mebibytes} MiB, {kind}, longest task: {action}"));
                report.add_value(&name, Unit::Milliseconds, took, MOST);
            }
        }
    }
    Ok(())
}
