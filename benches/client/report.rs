//! The table on the screen, and `results.json` beside it.

use std::{env, fs, path::PathBuf};

use serde_json::{Value, json};

use crate::outcome::Outcome;

/// What a number counts.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    Milliseconds,
    PerSecond,
}

/// The measurements so far.
#[derive(Default)]
pub(crate) struct Report {
    rows: Vec<Value>,
}

impl Report {
    /// Ours may exceed the baseline by this much.
    pub(crate) fn add_difference(&mut self, name: &str, unit: Unit, ours: &[f64], baseline: &[f64], most: f64) {
        let difference = median(ours) - median(baseline);
        let verdict = format!("+{difference:.2} (reach: +{most})");
        self.add(name, unit, ours, Some(baseline), &verdict, difference <= most);
    }

    /// Ours is to be at least this part of the baseline.
    pub(crate) fn add_ratio(&mut self, name: &str, unit: Unit, ours: &[f64], baseline: &[f64], least: f64) {
        let ratio = median(ours) / median(baseline);
        self.add(name, unit, ours, Some(baseline), &format!("{ratio:.2} × (reach: ≥ {least})"), ratio >= least);
    }

    /// Ours is to be at most this multiple of the baseline.
    pub(crate) fn add_limit(&mut self, name: &str, unit: Unit, ours: &[f64], baseline: &[f64], most: f64) {
        let ratio = median(ours) / median(baseline);
        self.add(name, unit, ours, Some(baseline), &format!("{ratio:.2} × (reach: ≤ {most})"), ratio <= most);
    }

    /// Ours is to be at most this.
    pub(crate) fn add_value(&mut self, name: &str, unit: Unit, ours: &[f64], most: f64) {
        self.add(name, unit, ours, None, &format!("reach: ≤ {most}"), median(ours) <= most);
    }

    fn add(&mut self, name: &str, unit: Unit, ours: &[f64], baseline: Option<&[f64]>, verdict: &str, is_met: bool) {
        let mark = if is_met { "met" } else { "MISSED" };
        let beside = baseline.map_or("—".to_owned(), |baseline| show(unit, baseline));
        println!("{name:<48} {:>22} {beside:>22}   {verdict:<28} {mark}", show(unit, ours));
        self.rows.push(json!({
            "name": name, "rounds": ours, "baseline": baseline, "verdict": verdict, "met": is_met
        }));
    }

    /// Writes the results beside the other products of Cargo.
    pub(crate) fn finish(self) -> Outcome {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
        let folder = target.join("bench");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("results.json"), serde_json::to_string_pretty(&self.rows)?)?;
        println!("median (lowest – highest) of each round's median; results.json has all rounds");
        Ok(())
    }
}

fn show(unit: Unit, rounds: &[f64]) -> String {
    let [low, middle, high] = [0, 50, 100].map(|part| percentile(rounds, part));
    match unit {
        Unit::Milliseconds => format!("{middle:.2} ({low:.2}–{high:.2}) ms"),
        Unit::PerSecond => format!("{middle:.0} ({low:.0}–{high:.0})/s"),
    }
}

fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// The value below which so many of a hundred lie; not a number where there are none.
pub(crate) fn percentile(values: &[f64], part: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len().saturating_sub(1) * part).div_ceil(100);
    sorted.get(place).copied().unwrap_or(f64::NAN)
}
