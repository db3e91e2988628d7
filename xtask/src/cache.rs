//! The folder of the tools, one for every checkout on the machine: what lies there is whole.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::error::{Doing, Error};

/// A tool from crates.io.
pub(crate) struct Tool {
    pub(crate) package: &'static str,
    pub(crate) version: String,
    /// The programs that are used; each answers `--version`.
    pub(crate) programs: &'static [&'static str],
    /// What `cargo install` gets beside the version.
    pub(crate) options: &'static [&'static str],
    /// What it compiles, for the progress line.
    pub(crate) crates: usize,
    /// How long that took on two cores, for the promise before it starts.
    pub(crate) minutes: &'static str,
}

/// Where this user's tools are kept, for every checkout on the machine.
pub(crate) fn cache_folder() -> Result<PathBuf, Error> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    // The XDG Base Directory Specification: a relative XDG_CACHE_HOME is to be ignored.
    let cache = absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("LOCALAPPDATA"))
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
        .ok_or_else(|| Error::failed("there is no folder for the tools: set HOME, or XDG_CACHE_HOME to a folder"))?;
    Ok(cache.join("socketscope").join("tools"))
}

/// Makes the folder of the tools.
pub(crate) fn make_cache_folder() -> Result<PathBuf, Error> {
    let folder = cache_folder()?;
    std::fs::create_dir_all(&folder).doing(|| format!("make the folder {}", folder.display()))?;
    Ok(folder)
}

/// Whether a folder holds every program of a tool.
pub(crate) fn has_all(folder: &Path, tool: &Tool) -> bool {
    tool.programs.iter().all(|program| folder.join(executable(program)).is_file())
}

/// The name of a program's file.
pub(crate) fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

/// Does something in the cache while no other run of this program does.
pub(crate) fn exclusively(work: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
    let path = make_cache_folder()?.join("lock");
    let lock = File::create(&path).doing(|| format!("open {}", path.display()))?;
    if lock.try_lock().is_err() {
        eprintln!("Waiting for another `cargo xtask` that installs tools.");
        lock.lock().doing(|| format!("lock {}", path.display()))?;
    }
    work()
}

/// Puts a complete folder in its place.
pub(crate) fn settle(partial: &Path, home: &Path) -> Result<(), Error> {
    clear(home)?;
    fs::rename(partial, home).doing(|| format!("move {} to {}", partial.display(), home.display()))
}

/// Removes a folder, if it is there.
pub(crate) fn clear(folder: &Path) -> Result<(), Error> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).doing(|| format!("remove {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settled_folder_replaces_what_was_there() {
        let folder = std::env::temp_dir().join(format!("socketscope-xtask-{}", std::process::id()));
        let (partial, home) = (folder.join("tool.partial"), folder.join("tool"));
        for (place, content) in [(&partial, "new"), (&home, "old")] {
            fs::create_dir_all(place).expect("the temporary folder can be written");
            fs::write(place.join("file"), content).expect("so can a file in it");
        }
        settle(&partial, &home).expect("it moves");
        assert_eq!(fs::read_to_string(home.join("file")).expect("it is there"), "new");
        assert!(!partial.exists());
        clear(&folder).expect("it goes away");
    }
}
