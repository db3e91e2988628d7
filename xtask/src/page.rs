//! Builds the page with Trunk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Doing, Error};
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// The page's target.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// `trunk <action>`, with the tools that it needs where it looks for them.
pub(crate) fn trunk(project: &Project, toolbox: &Toolbox, action: &str, dist: &Path) -> Command {
    // Found by hand: Rust would look for it in our PATH, not in the one that the program gets.
    let path = toolbox.path();
    let program = crate::tools::find_program("trunk", &path).unwrap_or_else(|| "trunk".into());
    let mut trunk = project.command(program);
    trunk.arg(action).arg("--dist").arg(dist).env("PATH", path);
    // Trunk 0.21 reads NO_COLOR=1 as a flag's value, and refuses it (https://no-color.org allows any value).
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        trunk.env_remove("NO_COLOR").args(["--color", "never"]);
    }
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    trunk
}

/// The feature of what only tests and measurements may ask of the engine.
pub(crate) const TRIAL: &str = "trial";

/// The profile of the page for tests, in Cargo.toml.
pub(crate) const TRIAL_PROFILE: &str = "trial";

/// For whom the page is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum For {
    /// Tests: its program checks itself, and has the commands that only tests have.
    Tests,
    /// Visitors: it is small and fast.
    Visitors,
    /// Measurements: as for visitors, with the commands that only measurements have.
    Measurements,
}

/// Builds the page into the folder `dist`.
pub(crate) fn build(project: &Project, toolbox: &Toolbox, dist: &Path, whom: For) -> Result<(), Error> {
    let mut trunk = trunk(project, toolbox, "build", dist);
    match whom {
        For::Tests => drop(trunk.args(["--cargo-profile", TRIAL_PROFILE, "--features", TRIAL])),
        For::Visitors => drop(trunk.arg("--release")),
        For::Measurements => drop(trunk.args(["--release", "--features", TRIAL])),
    }
    process::run(&mut trunk, "the build of the page")
}

/// Makes a copy of a page that was built for tests, whose program may have no more memory than this, in bytes: so that a
/// test can see what it does when there is none left. Only the last step of the build is done anew.
pub(crate) fn with_little_memory(
    project: &Project,
    toolbox: &Toolbox,
    page: &Path,
    bytes: usize,
) -> Result<PathBuf, Error> {
    let copy = page.with_added_extension("small");
    copy_files(page, &copy)?;
    let mut link = project.cargo([
        "rustc",
        "--package",
        "socketscope",
        "--profile",
        TRIAL_PROFILE,
        "--features",
        TRIAL,
        "--bin",
        "socketscope",
        "--target",
        WASM,
        "--",
    ]);
    process::run(link.arg(format!("-Clink-arg=--max-memory={bytes}")), "the build of the page with little memory")?;
    let path = toolbox.path();
    let program = crate::tools::find_program("wasm-bindgen", &path).unwrap_or_else(|| "wasm-bindgen".into());
    let mut bind = project.command(program);
    bind.args(["--target", "web", "--no-typescript", "--out-name", &name(&copy)?, "--out-dir"]).arg(&copy);
    bind.arg(project.target.join(WASM).join(TRIAL_PROFILE).join("socketscope.wasm"));
    process::run(&mut bind, "the bindings of the page with little memory")?;
    Ok(copy)
}

fn copy_files(from: &Path, to: &Path) -> Result<(), Error> {
    let copying = || format!("copy {} to {}", from.display(), to.display());
    if to.exists() {
        fs::remove_dir_all(to).doing(copying)?;
    }
    fs::create_dir_all(to).doing(copying)?;
    for entry in fs::read_dir(from).doing(copying)? {
        let path = entry.doing(copying)?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::copy(&path, to.join(name)).doing(copying)?;
        }
    }
    Ok(())
}

/// The name that Trunk gave to the page's program: with a hash, and without an ending.
fn name(page: &Path) -> Result<String, Error> {
    let listing = || format!("list {}", page.display());
    for entry in fs::read_dir(page).doing(listing)? {
        let name = entry.doing(listing)?.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix("_bg.wasm") {
            return Ok(name.to_owned());
        }
    }
    Err(Error::failed(format!("there is no program of a page in {}", page.display())))
}
