//! What was measured, as a table for people and as JSON for programs.

use std::{fs, process::ExitCode};

use serde_json::json;

use crate::servers::bench_folder;

/// Rounds of the lab and of its baseline, taken in turns.
pub(crate) struct Pair {
    pub(crate) lab: Vec<f64>,
    pub(crate) baseline: Vec<f64>,
}

/// One measurement; the medians of its rounds count.
pub(crate) struct Line {
    name: &'static str,
    unit: &'static str,
    lab: Vec<f64>,
    baseline: Option<(&'static str, Vec<f64>)>,
    target: String,
    is_met: bool,
}

/// All measurements of a run.
#[derive(Default)]
pub(crate) struct Report(Vec<Line>);

impl Pair {
    pub(crate) const fn new() -> Self {
        Self { lab: Vec::new(), baseline: Vec::new() }
    }

    /// Both side by side, and whether the lab is `at_least` so many times its baseline; 0 asks for nothing.
    pub(crate) fn line(self, name: &'static str, unit: &'static str, against: &'static str, at_least: f64) -> Line {
        let target = if at_least > 0.0 { format!("≥ {at_least}×") } else { "none".to_owned() };
        let is_met = median(&self.lab) >= median(&self.baseline) * at_least;
        Line { name, unit, lab: self.lab, baseline: Some((against, self.baseline)), target, is_met }
    }
}

impl Line {
    /// A measurement without a baseline.
    pub(crate) fn at_most(name: &'static str, unit: &'static str, lab: f64, most: f64) -> Self {
        Self { name, unit, lab: vec![lab], baseline: None, target: format!("≤ {most} {unit}"), is_met: lab <= most }
    }

    fn ratio(&self) -> Option<f64> {
        self.baseline.as_ref().map(|(_, baseline)| median(&self.lab) / median(baseline))
    }

    fn show(&self) -> String {
        let Self { name, unit, lab, baseline, target, is_met } = self;
        let lab = median(lab);
        let show = |(against, rounds): &(&str, Vec<f64>)| format!("{:.0} ({against})", median(rounds));
        let baseline = baseline.as_ref().map_or("–".to_owned(), show);
        let ratio = self.ratio().map_or("–".to_owned(), |ratio| format!("{ratio:.2}"));
        let met = if *is_met { "yes" } else { "NO" };
        format!("| {name} | {lab:.1} {unit} | {baseline} | {ratio} | {target} | {met} |")
    }

    fn to_json(&self) -> serde_json::Value {
        json!({
            "bench": "lab",
            "name": self.name,
            "unit": self.unit,
            "rounds": self.lab,
            "baseline": self.baseline.as_ref().map(|(_, rounds)| rounds),
            "against": self.baseline.as_ref().map(|(against, _)| against),
            "ratio": self.ratio(),
            "target": self.target,
            "met": self.is_met,
        })
    }
}

impl Report {
    pub(crate) fn add(&mut self, line: Line) {
        self.0.push(line);
    }

    /// Prints the table, writes the file, and says by the exit code whether all targets are met.
    pub(crate) fn finish(self) -> ExitCode {
        println!("| measurement | lab | baseline | ratio | target | met |");
        println!("|---|---|---|---|---|---|");
        self.0.iter().for_each(|line| println!("{}", line.show()));
        let rows: Vec<_> = self.0.iter().map(Line::to_json).collect();
        fs::create_dir_all(bench_folder()).unwrap();
        fs::write(bench_folder().join("lab.json"), serde_json::to_string_pretty(&rows).unwrap()).unwrap();
        if self.0.iter().all(|line| line.is_met) {
            return ExitCode::SUCCESS;
        }
        println!("Not all targets are met.");
        ExitCode::FAILURE
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
