//! Gets `wasm-opt`, the optimiser of WebAssembly, from npm.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::error::{Doing, Error};
use crate::install;
use crate::process;
use crate::tools;

/// Older ones refuse what Rust's compiler emits (Debian 12's is 108).
const BINARYEN: &str = "132.0.0";

/// The optimiser, installed if it is missing; `None` where there is no npm to install it with.
pub(crate) fn wasm_opt() -> Result<Option<PathBuf>, Error> {
    let home = tools::cache_folder()?.join(format!("binaryen-{BINARYEN}"));
    let program = home.join("node_modules").join("binaryen").join("bin").join("wasm-opt");
    if program.is_file() {
        return Ok(Some(program));
    }
    if process::output(Command::new("npm").arg("--version")).is_none() {
        return Ok(None);
    }
    install::exclusively(|| {
        if program.is_file() {
            return Ok(());
        }
        eprintln!("Getting wasm-opt (binaryen {BINARYEN}) from npm, once per machine, 100 MB.");
        let partial = home.with_added_extension("partial");
        install::clear(&partial)?;
        fs::create_dir_all(&partial).doing(|| format!("make the folder {}", partial.display()))?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]);
        npm.arg(&partial).arg(format!("binaryen@{BINARYEN}"));
        process::run(&mut npm, "npm install binaryen")?;
        install::settle(&partial, &home)
    })?;
    Ok(Some(program))
}
