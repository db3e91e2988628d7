//! The tools that Cargo does not bring along: which ones, in which version, and where they are.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cache::{Tool, cache_folder, executable, has_all};
use crate::error::Error;
use crate::install;
use crate::lockfile::locked_version;
use crate::process;
use crate::project::Project;

/// Builds and serves the page. 0.21.14 is the newest release that compiles with the pinned Rust.
fn trunk() -> Tool {
    Tool {
        package: "trunk",
        version: "0.21.14".to_owned(),
        programs: &["trunk"],
        // Without its features Trunk has no TLS and no update check: it fetches nothing, and needs no C compiler.
        options: &["--no-default-features"],
        crates: 370,
        minutes: "2 to 4",
    }
}

/// Makes JavaScript bindings, and runs the browser tests. It works only with the crate of the very same version.
fn wasm_bindgen(project: &Project) -> Result<Tool, Error> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        version: locked_version(&project.root, "wasm-bindgen")?,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        // These two do its work at each build: unoptimised, each build takes a second longer.
        options: &[
            "--no-default-features",
            "--config=profile.release.package.walrus.opt-level=1",
            "--config=profile.release.package.wasmparser.opt-level=1",
        ],
        crates: 150,
        minutes: "1 to 2",
    })
}

/// Drives Firefox in tests.
fn geckodriver() -> Tool {
    Tool {
        package: "geckodriver",
        version: "0.37.1".to_owned(),
        programs: &["geckodriver"],
        options: &[],
        crates: 165,
        minutes: "1",
    }
}

/// The folders of the installed tools, to be searched before the system's.
pub(crate) struct Toolbox {
    folders: Vec<PathBuf>,
}

impl Toolbox {
    /// What building a page takes; installs what is missing.
    pub(crate) fn for_pages(project: &Project) -> Result<Self, Error> {
        ensure_wasm_target(project)?;
        let mut toolbox = Self { folders: Vec::new() };
        toolbox.add(&trunk())?;
        toolbox.add(&wasm_bindgen(project)?)?;
        Ok(toolbox)
    }

    /// Adds the driver that Firefox needs; installs it if it is missing.
    pub(crate) fn add_geckodriver(&mut self) -> Result<PathBuf, Error> {
        self.add(&geckodriver())?;
        find_program("geckodriver", &self.path()).ok_or_else(|| Error::failed("geckodriver was installed, but is gone"))
    }

    /// The value of `PATH` with which these tools are found first.
    pub(crate) fn path(&self) -> OsString {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&inherited));
        env::join_paths(folders).unwrap_or(inherited)
    }

    fn add(&mut self, tool: &Tool) -> Result<(), Error> {
        let home = cache_folder()?.join(format!("{}-{}", tool.package, tool.version));
        let programs = home.join("bin");
        if !has_all(&programs, tool) {
            if tool.programs.iter().all(|program| version_on_path(program).as_ref() == Some(&tool.version)) {
                return Ok(());
            }
            install::install(tool, &home)?;
        }
        self.folders.push(programs);
        Ok(())
    }
}

/// The first file of that name in the folders of a `PATH`.
pub(crate) fn find_program(name: &str, path: &OsString) -> Option<PathBuf> {
    env::split_paths(path).map(|folder| folder.join(executable(name))).find(|file| file.is_file())
}

/// The version in what a program prints when asked for it: the first word that starts like a number with a dot.
pub(crate) fn version_in(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()) && word.contains('.'))
}

fn version_on_path(program: &str) -> Option<String> {
    let text = process::output(Command::new(program).arg("--version"))?;
    version_in(&text).map(str::to_owned)
}

pub(crate) fn ensure_wasm_target(project: &Project) -> Result<(), Error> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let libraries = process::output(project.command("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    if libraries.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    eprintln!("Adding Rust's {TARGET} target.");
    process::run(project.command("rustup").args(["target", "add", TARGET]), "rustup target add").map_err(|error| {
        let Error::Failed(why) = error else { return error };
        Error::Failed(format!("the page needs Rust's {TARGET} target, and {why}; add it as your Rust was installed"))
    })
}

/// Adds parts of the Rust toolchain that `probe`, a subcommand of Cargo, belongs to.
pub(crate) fn ensure_component(project: &Project, component: &str, probe: &str) -> Result<(), Error> {
    if process::output(&mut project.cargo([probe, "--version"])).is_some() {
        return Ok(());
    }
    eprintln!("Adding Rust's {component}.");
    process::run(project.command("rustup").args(["component", "add", component]), "rustup component add")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_in_what_each_program_prints() {
        for (text, version) in [
            ("trunk 0.21.14\n", "0.21.14"),
            ("wasm-bindgen 0.2.129\n", "0.2.129"),
            ("geckodriver 0.37.1 ( 2026-07-20)\n\nThe source code", "0.37.1"),
            ("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", "156.0.8078.79"),
            ("Mozilla Firefox 153.7.0esr", "153.7.0esr"),
        ] {
            assert_eq!(version_in(text), Some(version), "{text}");
        }
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn a_program_is_found_in_the_first_folder_that_holds_it() {
        let program = env::current_exe().expect("a test is a program");
        let folder = program.parent().expect("it lies in a folder");
        let name = program.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let path = env::join_paths([Path::new("/nowhere"), folder]).expect("neither holds a colon");
        assert_eq!(find_program(&name, &path), Some(program.clone()));
        assert_eq!(find_program("no such program", &path), None);
    }
}
