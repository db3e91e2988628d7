//! Builds the page with Trunk.

use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

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

/// Builds the page into the folder `dist`.
pub(crate) fn build(project: &Project, toolbox: &Toolbox, dist: &Path, release: bool) -> Result<(), Error> {
    let mut trunk = trunk(project, toolbox, "build", dist);
    if release {
        trunk.arg("--release");
    }
    process::run(&mut trunk, "the build of the page")
}
