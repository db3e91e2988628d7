//! Reads along while tests run: which failed, which still run, and how to run just those again.

use std::mem;

/// What is known of a step from what its programs print: Cargo, and the test harnesses of Rust, of wasm-bindgen and of the
/// stories, which all write `test NAME ... ok`.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// The end of what was printed, not yet a whole line.
    line: String,
    /// The file of tests that Cargo runs, as Cargo names it.
    target: String,
    failed: Vec<Failed>,
    /// Tests that the harness told to take long, and that have not ended.
    slow: Vec<String>,
    /// What Cargo says to run a file of tests again, like `-p socketscope-lab --test limits`.
    rerun: Vec<String>,
    /// The files of tests that Cargo has built, and the programs that it has made of them.
    executables: Vec<(String, String)>,
    /// The first line of an error that is no test's.
    error: Option<String>,
}

/// A test that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failed {
    pub(super) target: String,
    pub(super) name: String,
}

impl Watch {
    /// Takes the next piece of what was printed.
    pub(super) fn see(&mut self, piece: &str) {
        for part in piece.split_inclusive('\n') {
            self.line.push_str(part);
            if part.ends_with('\n') {
                let line = without_colours(&mem::take(&mut self.line));
                self.read(line.trim());
            }
        }
    }

    fn read(&mut self, line: &str) {
        if let Some(target) = line.strip_prefix("Running ") {
            target.split(" (").next().unwrap_or(target).clone_into(&mut self.target);
        } else if let Some((name, result)) = line.strip_prefix("test ").and_then(|rest| rest.rsplit_once(" ... ")) {
            self.end(name.trim_end(), result);
        } else if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" has been running for"))
        {
            self.slow.push(name.0.to_owned());
        } else if let Some((_, rest)) = line.split_once("to rerun pass `") {
            self.rerun.push(rest.trim_end_matches('`').to_owned());
        } else if let Some((file, program)) = line.strip_prefix("Executable ").and_then(|rest| rest.split_once(" (")) {
            self.executables.push((file.to_owned(), program.trim_end_matches(')').to_owned()));
        } else if line.starts_with("error") && self.error.is_none() {
            self.error = Some(line.to_owned());
        }
    }

    fn end(&mut self, name: &str, result: &str) {
        self.slow.retain(|slow| slow != name);
        if result.starts_with("FAIL") {
            self.failed.push(Failed { target: self.target.clone(), name: name.to_owned() });
        }
    }

    /// The tests that failed, in the order of their ends.
    pub(super) fn failed(&self) -> &[Failed] {
        &self.failed
    }

    /// What runs now, as far as the harness tells: it tells of a test that it runs alone, and of those that take long.
    pub(super) fn running(&self) -> Vec<String> {
        let begun = self.line.trim().strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ..."));
        self.slow.iter().cloned().chain(begun.map(str::to_owned)).collect()
    }

    /// The file of tests that was begun last.
    pub(super) fn target(&self) -> &str {
        &self.target
    }

    /// What Cargo says to run the failed files of tests again.
    pub(super) fn rerun(&self) -> &[String] {
        &self.rerun
    }

    /// The program that Cargo has made of this file of tests.
    pub(super) fn executable(&self, file: &str) -> Option<&str> {
        self.executables.iter().find(|(name, _)| name == file).map(|(_, program)| program.as_str())
    }

    /// The first error of a compiler or of Cargo.
    pub(super) fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }
}

/// A line without the escape sequences by which a terminal gets its colours (ECMA-48: `ESC [ … m`).
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\x1b[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(pieces: &[&str]) -> Watch {
        let mut watch = Watch::default();
        for piece in pieces {
            watch.see(piece);
        }
        watch
    }

    #[test]
    fn the_tests_that_failed_are_known_with_their_files() {
        let watch = watched(&[
            "     Running tests/limits.rs (target/debug/deps/limits-0123)\n",
            "running 2 tests\ntest a_fine_one ... ok\ntest a_bad",
            "_one ... \x1b[31mFAILED\x1b[0m\n",
            "error: test failed, to rerun pass `-p socketscope-lab --test limits`\n",
        ]);
        assert_eq!(watch.failed(), [Failed { target: "tests/limits.rs".into(), name: "a_bad_one".into() }]);
        assert_eq!(watch.rerun(), ["-p socketscope-lab --test limits"]);
    }

    #[test]
    fn wasm_bindgen_writes_fail_for_failed() {
        let watch = watched(&["test socket::opens ... FAIL\n"]);
        assert_eq!(watch.failed().len(), 1);
    }

    #[test]
    fn a_test_that_hangs_is_known_by_name() {
        let watch = watched(&["test quick ... ok\ntest alone ... "]);
        assert_eq!(watch.running(), ["alone"]);
        let watch = watched(&["test hangs has been running for over 60 seconds\ntest quick ... ok\n"]);
        assert_eq!(watch.running(), ["hangs"]);
        let watch = watched(&["test slow has been running for over 60 seconds\ntest slow ... ok\n"]);
        assert!(watch.running().is_empty());
    }

    #[test]
    fn the_program_of_a_file_of_tests_is_known() {
        let watch = watched(&["  Executable tests/e2e/main.rs (target/debug/deps/e2e-0123)\n"]);
        assert_eq!(watch.executable("tests/e2e/main.rs"), Some("target/debug/deps/e2e-0123"));
        assert_eq!(watch.executable("tests/e2e"), None);
    }

    #[test]
    fn the_first_error_of_a_compiler_is_kept() {
        let watch = watched(&["warning: a\nerror[E0308]: mismatched types\nerror: could not compile\n"]);
        assert_eq!(watch.error(), Some("error[E0308]: mismatched types"));
    }
}
