//! Starts programs, and ends them with everything that they started.

use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Doing, Error};

/// How long a program may take to end when asked, before it is made to.
const GRACE: Duration = Duration::from_secs(3);

/// The programs that run: on Unix each is the leader of a group of its own, named by the same number.
static GROUPS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From here on, SIGINT, SIGTERM and SIGHUP end all running programs; what waits for one gets [`Error::Interrupted`],
/// so that everything is tidied up on the way out.
pub(crate) fn end_children_on_interrupt() -> Result<(), Error> {
    ctrlc::set_handler(|| {
        INTERRUPTED.store(true, Ordering::SeqCst);
        signal_all(End::Ask);
        // The main thread ends the process long before this, unless a program does not listen.
        thread::sleep(GRACE);
        signal_all(End::Force);
        thread::sleep(GRACE);
        std::process::exit(130);
    })
    .map_err(|error| Error::Failed(format!("could not listen for Ctrl-C: {error}")))
}

/// Runs a program to its end, on our terminal. `what` names it in the sentence when it fails.
pub(crate) fn run(command: &mut Command, what: &str) -> Result<(), Error> {
    let status = Running::start(command, what)?.wait()?;
    if status.success() { Ok(()) } else { Err(Error::failed(format!("{what} failed ({status}); the reason is above"))) }
}

/// What a program prints on its standard output, or `None` when it cannot be run or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A program that runs; ended, with all that it started, when this is dropped.
#[must_use = "dropping it ends the program"]
pub(crate) struct Running {
    child: Child,
    what: String,
    ended: bool,
}

impl Running {
    /// Starts a program in a group of its own, so that a Ctrl-C on the terminal reaches it through us only.
    pub(crate) fn start(command: &mut Command, what: &str) -> Result<Self, Error> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        // The lock is held while it starts, so that an interrupt finds it in the list or it never runs.
        let mut groups = groups();
        if INTERRUPTED.load(Ordering::SeqCst) {
            return Err(Error::Interrupted);
        }
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).spawn().doing(|| format!("start {what} ({program})"))?;
        groups.push(child.id());
        Ok(Self { child, what: what.to_owned(), ended: false })
    }

    /// The pipes of a program that was started with pipes.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Waits for the program's own end.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus, Error> {
        let status = self.child.wait();
        self.settle(status)
    }

    /// How the program ended, if it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>, Error> {
        match self.child.try_wait() {
            Ok(None) => Ok(None),
            Ok(Some(status)) => self.settle(Ok(status)).map(Some),
            Err(error) => self.settle(Err(error)).map(Some),
        }
    }

    fn settle(&mut self, status: io::Result<ExitStatus>) -> Result<ExitStatus, Error> {
        self.ended = true;
        // Whatever it started and left behind goes with it.
        signal(self.child.id(), End::Ask);
        groups().retain(|group| *group != self.child.id());
        if INTERRUPTED.load(Ordering::SeqCst) {
            return Err(Error::Interrupted);
        }
        status.doing(|| format!("wait for {}", self.what))
    }

    fn gone_within(&mut self, grace: Duration) -> bool {
        let asked = Instant::now();
        while asked.elapsed() < grace {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        let group = self.child.id();
        signal(group, End::Ask);
        if !self.gone_within(GRACE) {
            signal(group, End::Force);
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        groups().retain(|other| *other != group);
    }
}

/// How firmly a program is told to end.
#[derive(Clone, Copy)]
enum End {
    /// It may tidy up first.
    Ask,
    /// At once.
    Force,
}

fn groups() -> MutexGuard<'static, Vec<u32>> {
    GROUPS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn signal_all(end: End) {
    for group in groups().iter() {
        signal(*group, end);
    }
}

/// Signals a whole group. A failure means that nobody is left in it.
#[cfg(unix)]
fn signal(group: u32, end: End) {
    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;

    let signal = match end {
        End::Ask => Signal::SIGTERM,
        End::Force => Signal::SIGKILL,
    };
    if let Ok(group) = i32::try_from(group) {
        let _ = killpg(Pid::from_raw(group), signal);
    }
}

/// Windows hands a Ctrl-C to every program of the console itself; the rest is done by `Running`'s drop.
#[cfg(not(unix))]
fn signal(_group: u32, _end: End) {}
