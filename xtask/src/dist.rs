//! `cargo xtask dist`: the release, ready for any web server.

mod lab;
mod weigh;

use std::fs;
use std::path::{Path, PathBuf};

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
    let lab = lab::build(&project)?;
    weigh::weigh(&project, &lab, &dist, &files(&dist)?)?;
    println!("The lab that serves it: {} --page {}", lab.display(), dist.display());
    Ok(())
}

/// Builds the page for release.
pub(crate) fn build_page(project: &Project, toolbox: &Toolbox, dist: &Path, whom: For) -> Result<(), Error> {
    eprintln!("Building the page for release; the first time, this takes some minutes.");
    page::build(project, toolbox, dist, whom)?;
    let files = files(dist)?;
    for script in SCRIPTS.map(|name| dist.join(name)) {
        let changing = || format!("take the comments out of {}", script.display());
        let text = fs::read_to_string(&script).doing(changing)?;
        fs::write(&script, without_comments(&text)).doing(changing)?;
    }
    for made in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "js" || ending == "css")) {
        let changing = || format!("take the comments out of {}", made.display());
        let text = fs::read_to_string(made).doing(changing)?;
        fs::write(made, without_comments(&without_blocks(&text))).doing(changing)?;
    }
    optimise(project, &files)
}

/// The page's scripts that are served as they are written. Trunk makes the others.
const SCRIPTS: [&str; 4] = ["boot.js", "crash.js", "engine.js", "service-worker.js"];

/// A script without the lines that are comments: they are for who reads the source.
fn without_comments(script: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    script.split_inclusive('\n').filter(is_code).collect()
}

/// A script or a style sheet without the comments that begin a line and reach over one or more.
fn without_blocks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut is_comment = false;
    for line in text.split_inclusive('\n') {
        let begins = line.trim_start().starts_with("/*");
        let ends = line.trim_end().ends_with("*/");
        if !is_comment && !begins {
            kept.push_str(line);
        }
        is_comment = (is_comment || begins) && !ends;
    }
    kept
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
        // By measure the smallest as Brotli: -O3 is 0.2 % larger, -Oz as well.
        // Trunk's name for the file holds a hash of its content: the same content still gets the same name.
        let optimised = wasm.with_extension("optimised");
        let mut command = project.command(&wasm_opt);
        // Functions that come from one another compress better side by side: 1 %.
        command.args(["-Os", "--strip-producers", "--reorder-functions-by-name"]).arg(wasm).arg("-o").arg(&optimised);
        process::run(&mut command, "wasm-opt")?;
        fs::rename(&optimised, wasm).doing(|| format!("replace {}", wasm.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_several_lines_are_taken_out_of_what_trunk_makes() {
        let text = "/* One. */\n/**\n * Two.\n */\na { b: c } /* stays */\n  /* three\n     lines */\nd\n";
        assert_eq!(without_blocks(text), "a { b: c } /* stays */\nd\n");
    }

    #[test]
    fn only_lines_that_are_comments_are_taken_out_of_a_script() {
        let script = "// What it is.\nimport \"./a.js\";\n  // Why.\n  fetch(\"http://a//b\"); // It stays.\n";
        assert_eq!(without_comments(script), "import \"./a.js\";\n  fetch(\"http://a//b\"); // It stays.\n");
    }
}
