//! The table on the screen, and `results.json` beside it.

use std::{env, fs, path::PathBuf};

use serde_json::{Value, json};

use crate::outcome::Outcome;

/// What a number counts.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    Bytes,
    Kilobytes,
    Mebibytes,
    MegabytesPerSecond,
    Messages,
    Milliseconds,
    Percent,
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

    /// Ours is to be at most this; the baseline is told for comparison.
    pub(crate) fn add_value_beside(&mut self, name: &str, unit: Unit, ours: &[f64], baseline: &[f64], most: f64) {
        self.add(name, unit, ours, Some(baseline), &format!("reach: ≤ {most}"), median(ours) <= most);
    }

    fn add(&mut self, name: &str, unit: Unit, ours: &[f64], baseline: Option<&[f64]>, verdict: &str, is_met: bool) {
        if self.rows.is_empty() {
            println!("{:<58} {:>26} {:>26}", "median (lowest – highest) of the rounds", "Socketscope", "baseline");
        }
        let mark = if is_met { "met" } else { "MISSED" };
        let beside = baseline.map_or("—".to_owned(), |baseline| show(unit, baseline));
        println!("{name:<58} {:>26} {beside:>26}   {verdict:<24} {mark}", show(unit, ours));
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
        println!("{} has all rounds", folder.join("results.json").display());
        Ok(())
    }
}

fn show(unit: Unit, rounds: &[f64]) -> String {
    let [low, middle, high] = [0, 50, 100].map(|part| percentile(rounds, part));
    let (digits, unit) = match unit {
        Unit::Bytes => (1, " B"),
        Unit::Kilobytes => (1, " kB"),
        Unit::Mebibytes => (0, " MiB"),
        Unit::MegabytesPerSecond => (0, " MB/s"),
        Unit::Messages => (0, ""),
        Unit::Milliseconds => (2, " ms"),
        Unit::Percent => (2, " %"),
        Unit::PerSecond => (0, "/s"),
    };
    format!("{middle:.digits$} ({low:.digits$}–{high:.digits$}){unit}")
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

/// From each point in time to the next.
pub(crate) fn gaps(times: impl Iterator<Item = f64>) -> Vec<f64> {
    let times: Vec<f64> = times.collect();
    times.windows(2).map(|pair| pair[1] - pair[0]).collect()
}
