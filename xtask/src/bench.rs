//! `cargo xtask bench`: runs the measurements that there are.

use std::fs;
use std::process::Command;

use crate::args::BenchOptions;
use crate::browsers::{self, Wanted};
use crate::dist;
use crate::error::{Doing, Error};
use crate::page::{For, TRIAL};
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// The variables that tell the client's measurements where the built pages are: the one with commands for them, and the
/// one that a visitor gets.
const BENCH_PAGE: &str = "SOCKETSCOPE_BENCH_PAGE";
const RELEASE_PAGE: &str = "SOCKETSCOPE_RELEASE_PAGE";

/// A measurement, by the name that it is asked for with, which is its name in Cargo, too.
struct Bench {
    name: &'static str,
    package: &'static str,
    /// Where its programs are, from the checkout.
    folder: &'static str,
    /// What it writes into the folder of measurements: a JSON array of its rows.
    results: &'static str,
    /// Whether it measures the page in browsers.
    in_browsers: bool,
}

const BENCHES: [Bench; 2] = [
    Bench { name: "lab", package: "socketscope-lab", folder: "lab/benches", results: "lab.json", in_browsers: false },
    Bench { name: "client", package: "socketscope", folder: "benches", results: RESULTS, in_browsers: true },
];

/// The rows of all that was measured.
const RESULTS: &str = "results.json";

/// Runs one measurement, or all that exist.
pub(crate) fn bench(options: &BenchOptions) -> Result<(), Error> {
    let project = Project::find()?;
    let exists = |bench: &&Bench| project.root.join(bench.folder).is_dir();
    let existing: Vec<&Bench> = BENCHES.iter().filter(exists).collect();
    let chosen: Vec<&Bench> = match &options.name {
        None => existing.clone(),
        Some(name) => existing.iter().copied().filter(|bench| bench.name == name).collect(),
    };
    if chosen.is_empty() {
        return Err(missing(options.name.as_deref(), &existing));
    }
    let folder = project.target.join("bench");
    let (mut rows, mut failures) = (Vec::new(), Vec::new());
    for bench in chosen {
        let _ = fs::remove_file(folder.join(bench.results));
        // One that misses its target does not keep the others from being measured.
        match measure(&project, bench, &options.rest) {
            Err(Error::Failed(why)) => failures.push(why),
            other => other?,
        }
        rows.extend(fs::read_to_string(folder.join(bench.results)).ok());
    }
    let results = folder.join(RESULTS);
    fs::create_dir_all(&folder).doing(|| format!("make the folder {}", folder.display()))?;
    fs::write(&results, joined(&rows)).doing(|| format!("write {}", results.display()))?;
    println!("All rows are in {}.", results.display());
    if failures.is_empty() { Ok(()) } else { Err(Error::Failed(failures.join("; "))) }
}

fn measure(project: &Project, bench: &Bench, rest: &[String]) -> Result<(), Error> {
    let mut cargo = project.cargo(["bench", "--package", bench.package, "--bench", bench.name]);
    if bench.in_browsers {
        prepare_browsers(project, cargo.args(["--features", TRIAL]))?;
    }
    if !rest.is_empty() {
        cargo.arg("--").args(rest);
    }
    process::run(&mut cargo, &format!("the measurement `{}`", bench.name))
}

/// One JSON array of the elements of several.
fn joined(arrays: &[String]) -> String {
    let elements = arrays.iter().filter_map(|array| array.trim().strip_prefix('[')?.strip_suffix(']'));
    let elements: Vec<&str> = elements.map(str::trim).filter(|elements| !elements.is_empty()).collect();
    format!("[{}]\n", elements.join(","))
}

/// Builds the pages, and tells the measurement of them and of the browsers.
fn prepare_browsers(project: &Project, cargo: &mut Command) -> Result<(), Error> {
    let mut toolbox = Toolbox::for_pages(project)?;
    let browsers = browsers::find(&mut toolbox, Wanted::AndWebKit)?;
    browsers::tell(cargo, &browsers);
    let pages = [(BENCH_PAGE, "page", For::Measurements), (RELEASE_PAGE, "release", For::Visitors)];
    for (variable, folder, whom) in pages {
        let page = project.target.join("bench").join(folder);
        dist::build_page(project, &toolbox, &page, whom)?;
        cargo.env(variable, page);
    }
    Ok(())
}

fn missing(name: Option<&str>, existing: &[&Bench]) -> Error {
    let names: Vec<&str> = existing.iter().map(|bench| bench.name).collect();
    let there_is =
        if names.is_empty() { "there is none yet".to_owned() } else { format!("there is: {}", names.join(", ")) };
    match name {
        Some(name) => Error::failed(format!("there is no measurement `{name}`; {there_is}")),
        None => Error::failed(format!("there is nothing to measure; {there_is}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measurement_that_does_not_exist_is_said_with_those_that_do() {
        let error = missing(Some("page"), &[&BENCHES[0], &BENCHES[1]]);
        assert_eq!(error, Error::failed("there is no measurement `page`; there is: lab, client"));
        assert_eq!(missing(Some("lab"), &[]), Error::failed("there is no measurement `lab`; there is none yet"));
    }

    #[test]
    fn the_rows_of_all_measurements_become_one_array() {
        let arrays = ["[{\"a\":[1]}]", "[]", "[\n  {\"b\": 2}\n]\n"].map(str::to_owned);
        assert_eq!(joined(&arrays), "[{\"a\":[1]},{\"b\": 2}]\n");
        assert_eq!(joined(&[]), "[]\n");
    }
}
