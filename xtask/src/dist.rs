//! `cargo xtask dist`: the release, ready for any web server.

mod lab;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::{Doing, Error};
use crate::npm;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// What the whole page may take to transfer, gzipped, in bytes.
const BUDGET: u64 = 200_000;

/// Builds `dist/` and the lab's release program.
pub(crate) fn dist() -> Result<(), Error> {
    let project = Project::find()?;
    let toolbox = Toolbox::for_pages(&project)?;
    let dist = project.root.join("dist");
    build_page(&project, &toolbox, &dist)?;
    let lab = lab::build(&project)?;
    report(&lab, &dist, &files(&dist)?)
}

/// Builds the page as visitors get it.
pub(crate) fn build_page(project: &Project, toolbox: &Toolbox, dist: &Path) -> Result<(), Error> {
    eprintln!("Building the page for release; the first time, this takes some minutes.");
    page::build(project, toolbox, dist, true)?;
    optimise(project, &files(dist)?)
}

/// The files of a folder, in order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let listing = || format!("list {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).doing(listing)? {
        let path = entry.doing(listing)?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn optimise(project: &Project, files: &[PathBuf]) -> Result<(), Error> {
    let Some(wasm_opt) = npm::wasm_opt()? else {
        eprintln!("There is no npm to get wasm-opt with, so the WebAssembly stays as the compiler made it.");
        return Ok(());
    };
    for wasm in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "wasm")) {
        // By measure, -Oz gains nothing over it: 0.1 % gzipped.
        // Trunk's name for the file holds a hash of its content: the same content still gets the same name.
        let optimised = wasm.with_extension("optimised");
        let mut command = project.command(&wasm_opt);
        command.arg("-O3").arg(wasm).arg("-o").arg(&optimised);
        process::run(&mut command, "wasm-opt")?;
        fs::rename(&optimised, wasm).doing(|| format!("replace {}", wasm.display()))?;
    }
    Ok(())
}

/// Prints what a visitor's browser will load, against the budget.
fn report(lab: &Path, dist: &Path, files: &[PathBuf]) -> Result<(), Error> {
    println!("\n{:>10} {:>10}  {}", "bytes", "gzipped", dist.display());
    let mut total = 0;
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let bytes = fs::metadata(file).doing(|| format!("look at {}", file.display()))?.len();
        let Some(gzipped) = gzipped(file) else {
            println!("{bytes:>10} {:>10}  {name}", "?");
            continue;
        };
        total += gzipped;
        println!("{bytes:>10} {gzipped:>10}  {name}");
    }
    println!("{:>10} {total:>10}  {}", "", verdict(total));
    println!("\nThe lab that serves it: {} --page {}", lab.display(), dist.display());
    Ok(())
}

/// How many bytes `gzip` makes of a file; `None` where there is no gzip.
fn gzipped(file: &Path) -> Option<u64> {
    let output = Command::new("gzip").args(["-9", "-c"]).arg(file).stderr(Stdio::null()).output().ok()?;
    output.status.success().then_some(output.stdout.len() as u64)
}

fn verdict(total: u64) -> String {
    match BUDGET.checked_sub(total) {
        _ if total == 0 => "in all: not known, there is no gzip to measure with".to_owned(),
        Some(left) => format!("in all, {left} under the budget of {BUDGET}"),
        None => format!("in all, {} OVER the budget of {BUDGET}", total - BUDGET),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_says_on_which_side_of_the_budget_the_page_is() {
        assert_eq!(verdict(150_000), "in all, 50000 under the budget of 200000");
        assert_eq!(verdict(200_001), "in all, 1 OVER the budget of 200000");
        assert!(verdict(0).contains("not known"));
    }
}
