//! Runs the steps of a test run, each within a limit of its own, and says at the end what each took and what failed.

use std::io::{self, IsTerminal, PipeReader, Read, Write};
use std::mem;
use std::panic::resume_unwind;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::watch::Watch;
use crate::error::{Doing, Error};
use crate::process::Running;

/// How often a step is looked after.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How long what a step printed last may take to arrive here after its end. A program that it left behind may hold the
/// pipe open for ever.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Of so many failed tests each is named in the last lines.
const NAMED: usize = 12;

/// What was done, how long it took, and when it all began: steps may run side by side.
pub(super) struct Steps(Vec<(String, Duration)>, Instant);

impl Default for Steps {
    fn default() -> Self {
        Self(Vec::new(), Instant::now())
    }
}

/// How a step is run.
pub(super) struct Step<'a> {
    pub(super) name: &'a str,
    /// About three times what it takes on two cores when everything has to be compiled first.
    pub(super) limit: Duration,
    /// How to run some of its tests again: their names are added, or the file of tests that Cargo names.
    pub(super) again: Again,
}

/// How to run failed tests again.
#[derive(Clone, Copy)]
pub(super) enum Again {
    /// The command itself, as it has no tests.
    Command(&'static str),
    /// `cargo test`, with what Cargo says of the file of tests.
    Cargo,
    /// `cargo xtask test --only …`, with the tests' names.
    Only(&'static str),
}

impl Steps {
    /// Runs a step; what it prints is passed on, and read along.
    ///
    /// # Errors
    ///
    /// When it fails or reaches its limit, with the tests that failed, or that were running, and how to run just those.
    pub(super) fn run(&mut self, step: &Step<'_>, command: &mut Command) -> Result<Watch, Error> {
        eprintln!("\n== {}", step.name);
        let began = Instant::now();
        let result = watch_over(step, command, io::stderr());
        self.done(step.name, began);
        result
    }

    /// Runs steps side by side, and prints what each printed when it has ended: what waits for a browser most of the time leaves a
    /// core to another.
    pub(super) fn run_together(&mut self, steps: &mut [(Step<'_>, Command)]) -> Vec<Result<(), Error>> {
        let names: Vec<_> = steps.iter().map(|(step, _)| step.name).collect();
        eprintln!("\n== side by side: {}", names.join("; "));
        thread::scope(|scope| {
            let running: Vec<_> =
                steps.iter_mut().map(|(step, command)| scope.spawn(|| run_apart(step, command))).collect();
            let ended = running.into_iter().zip(names).map(|(thread, name)| {
                let (result, time, printed) = thread.join().unwrap_or_else(|panic| resume_unwind(panic));
                eprintln!("\n== {name}");
                let _ = io::stderr().write_all(&printed.take());
                self.0.push((name.to_owned(), time));
                result
            });
            ended.collect()
        })
    }

    /// Notes a step that was done elsewhere.
    pub(super) fn done(&mut self, name: &str, began: Instant) {
        self.0.push((name.to_owned(), began.elapsed()));
    }

    /// Prints what each step took, on green and on red runs alike.
    pub(super) fn report(&self) {
        eprintln!();
        for (name, time) in &self.0 {
            eprintln!("{:>7.1} s  {name}", time.as_secs_f64());
        }
        eprintln!("{:>7.1} s  in all", self.1.elapsed().as_secs_f64());
    }
}

/// Runs a step, and answers how it ended, how long it took and what it printed.
fn run_apart(step: &Step<'_>, command: &mut Command) -> (Result<(), Error>, Duration, Printed) {
    let (began, printed) = (Instant::now(), Printed::default());
    let result = watch_over(step, command, printed.clone()).map(drop);
    (result, began.elapsed(), printed)
}

/// What a step printed.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<u8>>>);

impl Printed {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs the command, and passes on to `out` what it prints.
fn watch_over(step: &Step<'_>, command: &mut Command, out: impl Write + Send + 'static) -> Result<Watch, Error> {
    let (reader, writer) = io::pipe().doing(|| format!("make a pipe for the step `{}`", step.name))?;
    let copy = writer.try_clone().doing(|| format!("make a pipe for the step `{}`", step.name))?;
    if io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let running = Running::start(command.stdout(writer).stderr(copy), &format!("the step `{}`", step.name));
    // Until the command lets go of them, its ends of the pipe keep the other end waiting.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = running?;
    let watch = Arc::new(Mutex::new(Watch::default()));
    let read = follow(reader, out, Arc::clone(&watch));
    let status = wait_within(&mut running, step.limit)?;
    // What the watch knows at the limit is what runs; the program's own end would hide it.
    if status.is_none() {
        let watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
        let sentence = limit_reached(step, &watch);
        drop(watch);
        drop(running);
        return Err(Error::failed(sentence));
    }
    let _ = read.recv_timeout(LAST_WORDS);
    let watch = mem::take(&mut *watch.lock().unwrap_or_else(PoisonError::into_inner));
    match status {
        Some(status) if !status.success() => Err(Error::failed(failure(step, status, &watch))),
        _ => Ok(watch),
    }
}

/// Passes on what comes through the pipe; the channel closes at its end.
fn follow(mut pipe: PipeReader, mut out: impl Write + Send + 'static, watch: Arc<Mutex<Watch>>) -> mpsc::Receiver<()> {
    let (end, ended) = mpsc::channel::<()>();
    thread::spawn(move || {
        let _end = end;
        let mut buffer = [0; 8192];
        while let Ok(length @ 1..) = pipe.read(&mut buffer) {
            let _ = out.write_all(&buffer[..length]);
            let piece = String::from_utf8_lossy(&buffer[..length]);
            watch.lock().unwrap_or_else(PoisonError::into_inner).see(&piece);
        }
    });
    ended
}

/// How the program ended, or `None` if it did not within the limit.
fn wait_within(running: &mut Running, limit: Duration) -> Result<Option<ExitStatus>, Error> {
    let began = Instant::now();
    while began.elapsed() < limit {
        if let Some(status) = running.ended()? {
            return Ok(Some(status));
        }
        thread::sleep(LOOK_EVERY);
    }
    Ok(None)
}

fn limit_reached(step: &Step<'_>, watch: &Watch) -> String {
    let running = watch.running();
    let what = match (running.is_empty(), watch.target()) {
        (false, _) => format!("these were running: {}", running.join(", ")),
        (true, "") => "it had begun no test".to_owned(),
        (true, target) => format!("{target} was running"),
    };
    format!("the step `{}` was ended at its limit of {} s; {what}", step.name, step.limit.as_secs())
}

fn failure(step: &Step<'_>, status: ExitStatus, watch: &Watch) -> String {
    let failed = watch.failed();
    let mut lines = vec![format!("the step `{}` failed ({status})", step.name)];
    match watch.error() {
        Some(error) if failed.is_empty() => lines.push(format!("  the first error: {error}")),
        _ => {}
    }
    lines.extend(failed.iter().take(NAMED).map(|test| match &*test.target {
        "" => format!("  FAILED {}", test.name),
        target => format!("  FAILED {} ({target})", test.name),
    }));
    if failed.len() > NAMED {
        lines.push(format!("  and {} more", failed.len() - NAMED));
    }
    lines.push(format!("  just that again: {}", again(step, watch)));
    lines.join("\n")
}

fn again(step: &Step<'_>, watch: &Watch) -> String {
    let names = watch.failed().iter().take(NAMED).map(|test| test.name.as_str()).collect::<Vec<_>>().join(" ");
    match step.again {
        Again::Command(command) => command.to_owned(),
        Again::Only(kind) if names.is_empty() => format!("cargo xtask test --only {kind}"),
        Again::Only(kind) => format!("cargo xtask test --only {kind} {names}"),
        Again::Cargo => match watch.rerun() {
            [] => "cargo test --workspace".to_owned(),
            files => {
                let lines = files.iter().map(|file| format!("cargo test {file} -- {names}"));
                lines.collect::<Vec<_>>().join("; ")
            }
        },
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn step(again: Again) -> Step<'static> {
        Step { name: "a step", limit: Duration::from_mins(1), again }
    }

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    /// What it printed would look like tests of ours to who reads along.
    fn run(step: &Step<'_>, script: &str) -> Result<(), Error> {
        watch_over(step, &mut shell(script), io::sink()).map(drop)
    }

    fn sentence(result: Result<(), Error>) -> String {
        match result {
            Err(Error::Failed(sentence)) => sentence,
            other => panic!("it ended with {other:?}"),
        }
    }

    #[test]
    fn a_red_step_names_its_tests_and_how_to_run_just_those() {
        let script = "echo '     Running tests/a.rs (x)'; echo 'test good ... ok'; echo 'test bad ... FAILED'; \
                      echo 'error: test failed, to rerun pass `--test a`' >&2; exit 101";
        let sentence = sentence(run(&step(Again::Cargo), script));
        assert!(sentence.contains("FAILED bad (tests/a.rs)"), "{sentence}");
        assert!(sentence.contains("just that again: cargo test --test a -- bad"), "{sentence}");
        assert!(!sentence.contains("good"), "{sentence}");
    }

    #[test]
    fn a_step_of_stories_is_run_again_by_their_names() {
        let script = "echo 'test chromium::log::a ... FAILED'; exit 1";
        let sentence = sentence(run(&step(Again::Only("stories")), script));
        assert!(sentence.ends_with("cargo xtask test --only stories chromium::log::a"), "{sentence}");
    }

    #[test]
    fn a_step_that_hangs_is_ended_at_its_limit() {
        let step = Step { limit: Duration::from_millis(50), ..step(Again::Cargo) };
        let sentence = sentence(run(&step, "sleep 600"));
        assert!(sentence.contains("was ended at its limit"), "{sentence}");
    }

    #[test]
    fn steps_side_by_side_end_each_in_its_own_way() {
        // Each waits for what the other one writes.
        let folder = std::env::temp_dir().join(format!("socketscope-steps-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let script = |mine: &str, other: &str, code: u8| {
            let mut command = shell(&format!("touch {mine}; until [ -e {other} ]; do sleep 0.01; done; exit {code}"));
            command.current_dir(&folder);
            command
        };
        let (green, red) = (Step { name: "green", ..step(Again::Cargo) }, Step { name: "red", ..step(Again::Cargo) });
        let mut steps = Steps::default();
        let ended = steps.run_together(&mut [(green, script("a", "b", 0)), (red, script("b", "a", 1))]);
        std::fs::remove_dir_all(&folder).expect("the folder");
        assert_eq!(ended[0], Ok(()));
        assert!(matches!(&ended[1], Err(Error::Failed(why)) if why.contains("`red` failed")), "{ended:?}");
        assert_eq!(steps.0.iter().map(|(name, _)| &name[..]).collect::<Vec<_>>(), ["green", "red"]);
    }

    #[test]
    fn what_was_running_at_the_limit_is_named() {
        let mut watch = Watch::default();
        assert!(limit_reached(&step(Again::Cargo), &watch).ends_with("it had begun no test"));
        watch.see("     Running tests/a.rs (x)\n");
        assert!(limit_reached(&step(Again::Cargo), &watch).ends_with("tests/a.rs was running"));
        watch.see("test hangs ... ");
        assert!(limit_reached(&step(Again::Cargo), &watch).ends_with("these were running: hangs"));
    }

    /// It would wait for ten minutes.
    #[test]
    fn what_a_step_leaves_running_does_not_hold_it_up() {
        assert_eq!(run(&step(Again::Cargo), "sleep 600 & exit 0"), Ok(()));
    }
}
