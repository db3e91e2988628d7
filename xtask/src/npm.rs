//! Gets from npm what only npm has: `wasm-opt`, the optimiser of WebAssembly, esbuild, which makes scripts short, axe-core, which
//! finds faults of access, and Lighthouse, which judges a page.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::cache;
use crate::error::{Doing, Error};
use crate::process;

/// A package, and the file of it that is wanted.
struct Package {
    name: &'static str,
    version: &'static str,
    file: &'static str,
    /// What it is for and how large, for the sentence before it is fetched.
    what: &'static str,
}

/// Older ones refuse what Rust's compiler emits (Debian 12's is 108).
const BINARYEN: Package =
    Package { name: "binaryen", version: "132.0.0", file: "bin/wasm-opt", what: "wasm-opt, 100 MB" };

const ESBUILD: Package =
    Package { name: "esbuild", version: "0.25.0", file: "bin/esbuild", what: "makes scripts short, 10 MB" };

const AXE: Package = Package { name: "axe-core", version: "4.14.1", file: "axe.min.js", what: "tests of access, 3 MB" };

const LIGHTHOUSE: Package =
    Package { name: "lighthouse", version: "12.8.2", file: "cli/index.js", what: "judges a page, 180 MB" };

/// The optimiser, installed if it is missing; `None` where there is no npm to install it with.
pub(crate) fn wasm_opt() -> Result<Option<PathBuf>, Error> {
    BINARYEN.file()
}

/// What makes scripts and style sheets short, likewise.
pub(crate) fn esbuild() -> Result<Option<PathBuf>, Error> {
    ESBUILD.file()
}

/// The script of axe-core, likewise.
pub(crate) fn axe() -> Result<Option<PathBuf>, Error> {
    AXE.file()
}

/// The program of Lighthouse for Node, likewise.
pub(crate) fn lighthouse() -> Result<Option<PathBuf>, Error> {
    LIGHTHOUSE.file()
}

impl Package {
    fn file(&self) -> Result<Option<PathBuf>, Error> {
        let Self { name, version, file, what } = self;
        let home = cache::cache_folder()?.join(format!("{name}-{version}"));
        let wanted = home.join("node_modules").join(name).join(file);
        if wanted.is_file() {
            return Ok(Some(wanted));
        }
        if process::output(Command::new("npm").arg("--version")).is_none() {
            return Ok(None);
        }
        cache::exclusively(|| {
            if wanted.is_file() {
                return Ok(());
            }
            eprintln!("Getting {name} {version} from npm, once per machine ({what}).");
            let partial = home.with_added_extension("partial");
            cache::clear(&partial)?;
            fs::create_dir_all(&partial).doing(|| format!("make the folder {}", partial.display()))?;
            let mut npm = Command::new("npm");
            npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]);
            npm.arg(&partial).arg(format!("{name}@{version}"));
            process::run(&mut npm, &format!("npm install {name}"))?;
            cache::settle(&partial, &home)
        })?;
        Ok(Some(wanted))
    }
}
