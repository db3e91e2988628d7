//! Installs a tool into the cache: whole or not at all, and one at a time on a machine.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::cache::{Tool, clear, exclusively, has_all, settle};
use crate::error::Error;
use crate::process::Running;

/// Low optimisation: compiling Trunk as its authors release it takes three times as long, and a page build does not
/// feel the difference.
const PROFILE: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ("CARGO_PROFILE_RELEASE_STRIP", "symbols"),
];

/// How often a progress line is printed where it cannot be overwritten.
const LINE_EVERY: Duration = Duration::from_secs(15);

/// Builds a tool into the folder `home`.
///
/// # Errors
///
/// When Cargo cannot build it, with the end of what Cargo said and the command to try by hand.
pub(crate) fn install(tool: &Tool, home: &Path) -> Result<(), Error> {
    exclusively(|| {
        if has_all(&home.join("bin"), tool) {
            return Ok(());
        }
        eprintln!("Building {} {}, once per machine, {} minutes.", tool.package, tool.version, tool.minutes);
        // One that was interrupted goes on where it stopped: Cargo knows what it has finished.
        let partial = home.with_added_extension("partial");
        compile(tool, &partial)?;
        clear(&partial.join("build"))?;
        settle(&partial, home)
    })
}

fn compile(tool: &Tool, partial: &Path) -> Result<(), Error> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["install", tool.package, "--version", &tool.version, "--locked"]).args(tool.options);
    command.arg("--root").arg(partial).arg("--target-dir").arg(partial.join("build"));
    command.envs(PROFILE).env("CARGO_TERM_PROGRESS_WHEN", "never").env("CARGO_TERM_COLOR", "never");
    let mut running = Running::start(command.stdout(Stdio::null()).stderr(Stdio::piped()), tool.package)?;
    let last_words = running.child().stderr.take().map(|stderr| follow(BufReader::new(stderr), tool));
    if running.wait()?.success() {
        return Ok(());
    }
    Err(Error::failed(format!(
        "{0} could not be built. Cargo's last words were:\n\n{1}\n\nBy hand: cargo install {0} --version {2} --locked",
        tool.package,
        last_words.unwrap_or_default(),
        tool.version
    )))
}

/// Shows how far Cargo is, and returns the end of what it said.
fn follow(cargo: impl BufRead, tool: &Tool) -> String {
    let mut progress = Progress::new(tool);
    let mut last_words = VecDeque::new();
    for line in cargo.lines().map_while(Result::ok) {
        progress.see(&line);
        last_words.push_back(line);
        if last_words.len() > 30 {
            last_words.pop_front();
        }
    }
    progress.finish();
    last_words.make_contiguous().join("\n")
}

/// A line that says how far Cargo is: overwritten on a terminal, repeated now and then elsewhere.
struct Progress<'a> {
    tool: &'a Tool,
    compiled: usize,
    began: Instant,
    printed: Instant,
    overwrite: bool,
}

impl<'a> Progress<'a> {
    fn new(tool: &'a Tool) -> Self {
        let now = Instant::now();
        Self { tool, compiled: 0, began: now, printed: now, overwrite: std::io::stderr().is_terminal() }
    }

    fn see(&mut self, line: &str) {
        let Some(name) = compiled_crate(line) else { return };
        self.compiled += 1;
        if self.overwrite {
            eprint!("\r\x1b[K  {}: {name}", self.so_far());
            let _ = std::io::stderr().flush();
        } else if self.printed.elapsed() >= LINE_EVERY {
            eprintln!("  {}", self.so_far());
            self.printed = Instant::now();
        }
    }

    fn finish(&self) {
        let clear = if self.overwrite { "\r\x1b[K" } else { "" };
        eprintln!("{clear}  {}", self.so_far());
    }

    fn so_far(&self) -> String {
        let seconds = self.began.elapsed().as_secs();
        format!("{} min {:02} s, {} of about {} crates", seconds / 60, seconds % 60, self.compiled, self.tool.crates)
    }
}

/// The crate in a line like `   Compiling serde v1.0.0`.
fn compiled_crate(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("Compiling ")?.split(' ').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_compiled_crates_count_as_progress() {
        assert_eq!(compiled_crate("   Compiling serde v1.0.0"), Some("serde"));
        assert_eq!(compiled_crate("  Downloaded serde v1.0.0"), None);
        assert_eq!(compiled_crate("    Finished `release` profile"), None);
    }
}
