//! The lab for release: one file that needs no other, the page within it, so that it runs on any Linux of its processor.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Doing, Error};
use crate::process;
use crate::project::Project;

/// The variable that names the folder of the page that becomes a part of the lab.
const PAGE: &str = "SOCKETSCOPE_LAB_PAGE";

/// Builds the lab with this page into `target/release`, static where that can be done.
pub(super) fn build(project: &Project, page: &Path) -> Result<PathBuf, Error> {
    let program = project.target.join("release").join(format!("socketscope-lab{}", env::consts::EXE_SUFFIX));
    if !cfg!(all(target_os = "linux", target_env = "gnu")) {
        eprintln!("The lab is built as is usual on this system: one static file is made on Linux with glibc only.");
        process::run(&mut cargo(project, page), "the build of the lab")?;
        return Ok(program);
    }
    match build_static(project, page, &program) {
        Err(Error::Failed(why)) => {
            eprintln!("There is no static file of the lab: {why}. On Fedora, the package glibc-static may be missing.");
            eprintln!("It is built again, and will need the C library of this system.");
            process::run(&mut cargo(project, page), "the build of the lab")?;
        }
        result => result?,
    }
    Ok(program)
}

fn build_static(project: &Project, page: &Path, program: &Path) -> Result<(), Error> {
    // A target that is named is not the host's to Cargo: build scripts and macros, which cannot be static, stay as usual.
    let target = format!("{}-unknown-linux-gnu", env::consts::ARCH);
    let flags = env::var("RUSTFLAGS").unwrap_or_default() + " -C target-feature=+crt-static";
    let mut cargo = cargo(project, page);
    cargo.args(["--target", &target]).env("RUSTFLAGS", flags);
    process::run(&mut cargo, "the build of the lab as one static file")?;
    let built = project.target.join(&target).join("release").join("socketscope-lab");
    let elf = fs::read(&built).doing(|| format!("read {}", built.display()))?;
    if !is_static(&elf) {
        return Err(Error::failed(format!("{} still asks for a loader of shared libraries", built.display())));
    }
    // Renamed, because a lab that runs cannot be overwritten.
    let copy = program.with_extension("new");
    fs::create_dir_all(project.target.join("release")).doing(|| "make target/release".to_owned())?;
    fs::copy(&built, &copy).doing(|| format!("write {}", copy.display()))?;
    fs::rename(&copy, program).doing(|| format!("replace {}", program.display()))
}

fn cargo(project: &Project, page: &Path) -> Command {
    let mut cargo = project.cargo(["build", "--release", "--package", "socketscope-lab", "--bin", "socketscope-lab"]);
    cargo.args(["--features", "page"]).env(PAGE, page);
    cargo
}

/// Whether a 64-bit little-endian ELF file names no program that is to load it (a segment of type `PT_INTERP`).
fn is_static(elf: &[u8]) -> bool {
    const PT_INTERP: u32 = 3;
    let number = |at: usize, size: usize| {
        let bytes = elf.get(at..)?.get(..size)?.iter().rev();
        Some(bytes.fold(0_usize, |number, byte| number << 8 | usize::from(*byte)))
    };
    let segment_types = || {
        let (table, size, count) = (number(0x20, 8)?, number(0x36, 2)?, number(0x38, 2)?);
        (0..count).map(|index| number(table.checked_add(index * size)?, 4)).collect::<Option<Vec<usize>>>()
    };
    elf.starts_with(b"\x7fELF\x02\x01") && segment_types().is_some_and(|types| !types.contains(&(PT_INTERP as usize)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(all(target_os = "linux", target_env = "gnu", target_endian = "little", target_pointer_width = "64"))]
    fn this_program_is_not_static_and_says_so() {
        let this = fs::read(env::current_exe().expect("its own path")).expect("its own file");
        assert!(!is_static(&this));
    }

    #[test]
    fn a_program_without_a_loader_is_static_and_what_is_no_program_is_not() {
        let mut elf = vec![0; 0x40 + 2 * 0x38];
        elf[..6].copy_from_slice(b"\x7fELF\x02\x01");
        (elf[0x20], elf[0x36], elf[0x38]) = (0x40, 0x38, 2);
        (elf[0x40], elf[0x40 + 0x38]) = (1, 2);
        assert!(is_static(&elf));
        elf[0x40 + 0x38] = 3;
        assert!(!is_static(&elf));
        elf[0x20..0x28].fill(0xff);
        assert!(!is_static(&elf), "its table is nowhere");
        assert!(!is_static(b"#!/bin/sh"));
    }
}
