//! `cargo xtask bench`: runs the measurements that there are.

use std::process::Command;

use crate::args::BenchOptions;
use crate::browsers;
use crate::dist;
use crate::error::Error;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// The variable that tells the client's measurements where the built page is.
const BENCH_PAGE: &str = "SOCKETSCOPE_BENCH_PAGE";

/// A measurement, by the name that it is asked for with, which is its name in Cargo, too.
struct Bench {
    name: &'static str,
    package: &'static str,
    /// Where its programs are, from the checkout.
    folder: &'static str,
    /// Whether it measures the page in browsers.
    in_browsers: bool,
}

const BENCHES: [Bench; 2] = [
    Bench { name: "lab", package: "socketscope-lab", folder: "lab/benches", in_browsers: false },
    Bench { name: "client", package: "socketscope", folder: "benches", in_browsers: true },
];

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
    for bench in chosen {
        let mut cargo = project.cargo(["bench", "--package", bench.package, "--bench", bench.name]);
        if bench.in_browsers {
            prepare_browsers(&project, &mut cargo)?;
        }
        if !options.rest.is_empty() {
            cargo.arg("--").args(&options.rest);
        }
        process::run(&mut cargo, &format!("the measurement `{}`", bench.name))?;
    }
    Ok(())
}

/// Builds the page that a visitor gets, and tells the measurement of it and of the browsers.
fn prepare_browsers(project: &Project, cargo: &mut Command) -> Result<(), Error> {
    let mut toolbox = Toolbox::for_pages(project)?;
    let browsers = browsers::find(&mut toolbox)?;
    let page = project.target.join("bench").join("page");
    dist::build_page(project, &toolbox, &page)?;
    browsers::tell(cargo, &browsers).env(BENCH_PAGE, page);
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
}
