//! Debian's packages, installed where that may be done.

use std::process::Command;

use crate::error::Error;
use crate::process;

/// Whether packages can be installed: this is a Debian, and no password is asked for.
pub(crate) fn can_install() -> bool {
    let is_debian = process::output(Command::new("apt-get").arg("--version")).is_some();
    is_debian && (is_root() || process::output(Command::new("sudo").args(["-n", "true"])).is_some())
}

/// Whether this is root, as in a container.
pub(crate) fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// Installs packages, after a look for their newest versions.
///
/// # Errors
///
/// When `apt-get` fails.
pub(crate) fn install(packages: &[&str]) -> Result<(), Error> {
    let mut install = vec!["install", "--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"];
    install.extend(packages);
    apt(&["update"]).and_then(|()| apt(&install))
}

fn apt(words: &[&str]) -> Result<(), Error> {
    let mut command = if is_root() {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "env"]);
        sudo
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]).args(words);
    process::run(&mut command, &format!("`apt-get {}`", words[0]))
}
