//! `cargo xtask dist`: the release, ready for any web server.

mod lab;
mod rename;
mod weigh;

use std::fs;
use std::path::{Path, PathBuf};

use self::rename::Names;
use crate::error::{Doing, Error};
use crate::npm;
use crate::page::{self, For};
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// Builds `dist/` and the lab's release program, and weighs what a visitor loads.
pub(crate) fn dist() -> Result<(), Error> {
    let project = Project::find()?;
    let toolbox = Toolbox::for_pages(&project)?;
    let dist = project.root.join("dist");
    build_page(&project, &toolbox, &dist, For::Visitors)?;
    let lab = lab::build(&project, &dist)?;
    weigh::weigh(&project, &lab, &dist, &files(&dist)?)?;
    println!("The lab that serves it, and holds it: {}", lab.display());
    Ok(())
}

/// By measure the smallest as Brotli: -O3 is 0.2 % larger, -Oz as well. Twice, and with arguments that nobody reads taken out, is
/// 0.15 % less. Functions that come from one another compress better side by side: 1 %; and so do those that are called once,
/// where they are: 0.5 %. To make all flat first, and its blocks and loops anew: 0.6 %. No program of Rust has anything below the
/// address 1,024, which lets offsets become a part of what loads and stores, and its memory begins with zeros: 0.4 %.
const SMALL: [&str; 10] = [
    "--low-memory-unused",
    "--zero-filled-memory",
    "--flatten",
    "--rereloop",
    "-Os",
    "-Os",
    "--dae-optimizing",
    "--one-caller-inline-max-function-size=0",
    "--strip-producers",
    "--reorder-functions-by-name",
];

/// Functions keep their names.
const NAMED: [&str; 1] = ["-g"];

/// Builds the page. That for tests goes the same way, so that they see what a visitor's browser sees; its program is as the
/// compiler made it.
pub(crate) fn build_page(project: &Project, toolbox: &Toolbox, dist: &Path, whom: For) -> Result<(), Error> {
    eprintln!("Building the page; the first time, this takes some minutes.");
    page::build(project, toolbox, dist, whom)?;
    let files = files(dist)?;
    optimise(project, &files, if whom == For::Tests { &NAMED } else { &SMALL })?;
    shorten(project, &files)
}

/// Takes comments, spaces and long names out of scripts and style sheets: they are for who reads the source. A name for the file
/// that Trunk has made holds a hash of its content: the same content still gets the same name.
fn shorten(project: &Project, files: &[PathBuf]) -> Result<(), Error> {
    let Some(esbuild) = npm::esbuild()? else {
        eprintln!("There is no npm to get esbuild with, so scripts and style sheet stay as they are.");
        return Ok(());
    };
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "js" || ending == "css")) {
        let mut command = project.command(&esbuild);
        command.args(["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"]).arg(file);
        command.arg(format!("--outfile={}", file.display()));
        process::run(&mut command, "esbuild")?;
    }
    Ok(())
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

fn optimise(project: &Project, files: &[PathBuf], passes: &[&str]) -> Result<(), Error> {
    let Some(wasm_opt) = npm::wasm_opt()? else {
        eprintln!("There is no npm to get wasm-opt with, so the WebAssembly stays as the compiler made it.");
        return Ok(());
    };
    for wasm in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "wasm")) {
        // Trunk's name for the file holds a hash of its content: the same content still gets the same name.
        let optimised = wasm.with_extension("optimised");
        let mut command = project.command(&wasm_opt);
        command.args(passes).arg("--minify-imports-and-exports-and-modules");
        command.arg(wasm).arg("-o").arg(&optimised);
        let printed = process::output(&mut command)
            .ok_or_else(|| Error::failed(format!("wasm-opt failed; to see why: {command:?}")))?;
        let script = PathBuf::from(wasm.to_string_lossy().replace("_bg.wasm", ".js"));
        let names = Names::of(&printed);
        let text = fs::read_to_string(&script).doing(|| format!("read {}", script.display()))?;
        fs::write(&script, names.shorten(&text)).doing(|| format!("write {}", script.display()))?;
        fs::rename(&optimised, wasm).doing(|| format!("replace {}", wasm.display()))?;
    }
    Ok(())
}
