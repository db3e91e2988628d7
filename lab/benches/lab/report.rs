//! What was measured, as a table for people and as JSON for programs.

use std::fs;

use serde_json::json;

use crate::servers::bench_folder;

/// Rounds of the lab and of its baseline, taken in turns.
#[derive(Default)]
pub(crate) struct Pair {
    pub(crate) lab: Vec<f64>,
    pub(crate) baseline: Vec<f64>,
}

/// One measurement.
pub(crate) struct Line {
    name: &'static str,
    unit: &'static str,
    lab: f64,
    baseline: Option<(&'static str, f64)>,
    target: String,
    holds: bool,
}

/// All measurements of a run.
#[derive(Default)]
pub(crate) struct Report(Vec<Line>);

impl Pair {
    /// Medians side by side, and whether the lab is `at_least` so many times its baseline; 0 asks for nothing.
    pub(crate) fn line(self, name: &'static str, unit: &'static str, against: &'static str, at_least: f64) -> Line {
        let (lab, baseline) = (median(self.lab), median(self.baseline));
        let target = if at_least > 0.0 { format!("≥ {at_least}×") } else { "none".to_owned() };
        Line { name, unit, lab, baseline: Some((against, baseline)), target, holds: lab >= baseline * at_least }
    }
}

impl Line {
    /// A measurement without a baseline.
    pub(crate) fn at_most(name: &'static str, unit: &'static str, lab: f64, most: f64) -> Self {
        Self { name, unit, lab, baseline: None, target: format!("≤ {most} {unit}"), holds: lab <= most }
    }

    fn ratio(&self) -> Option<f64> {
        self.baseline.map(|(_, baseline)| self.lab / baseline)
    }
}

impl Report {
    pub(crate) fn add(&mut self, line: Line) {
        self.0.push(line);
    }

    /// Prints the table, writes the file, and says by the exit code whether all targets hold.
    pub(crate) fn finish(self) {
        println!("| measurement | lab | baseline | ratio | target | holds |");
        println!("|---|---|---|---|---|---|");
        for line in &self.0 {
            let Line { name, unit, lab, target, holds, .. } = line;
            let baseline = line.baseline.map_or("–".to_owned(), |(against, value)| format!("{value:.0} ({against})"));
            let ratio = line.ratio().map_or("–".to_owned(), |ratio| format!("{ratio:.2}"));
            let holds = if *holds { "yes" } else { "NO" };
            println!("| {name} | {lab:.1} {unit} | {baseline} | {ratio} | {target} | {holds} |");
        }
        let results = self.0.iter().map(|line| {
            json!({
                "name": line.name, "unit": line.unit, "lab": line.lab, "baseline": line.baseline.map(|(_, value)| value),
                "against": line.baseline.map(|(against, _)| against), "ratio": line.ratio(), "target": line.target,
                "holds": line.holds,
            })
        });
        let results: Vec<_> = results.collect();
        fs::create_dir_all(bench_folder()).unwrap();
        fs::write(bench_folder().join("lab.json"), json!({ "results": results }).to_string()).unwrap();
        assert!(self.0.iter().all(|line| line.holds), "not all targets hold");
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
