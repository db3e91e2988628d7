//! The checkout's folders.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Doing, Error};

/// Where things are.
pub(crate) struct Project {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// Cargo's folder for what it builds.
    pub(crate) target: PathBuf,
}

impl Project {
    /// Finds the checkout that this program was started in.
    pub(crate) fn find() -> Result<Self, Error> {
        let xtask = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&xtask).parent().unwrap_or(Path::new(".")).to_owned();
        // Cargo put this program into target/debug: no configuration of the target folder needs reading.
        let program = env::current_exe().doing(|| "find this program's own file".to_owned())?;
        let target = program.ancestors().nth(2).unwrap_or(Path::new("target")).to_owned();
        Ok(Self { root, target })
    }

    /// A program to be run in the checkout.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root);
        command
    }

    /// The same Cargo that runs this program.
    pub(crate) fn cargo<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = self.command(env::var_os("CARGO").map_or("cargo".into(), PathBuf::from));
        command.args(words);
        command
    }
}
