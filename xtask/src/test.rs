//! `cargo xtask test`: everything that must hold, in the order of how fast it answers.

mod flaky;
mod steps;
mod watch;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::slice;
use std::time::{Duration, Instant};

use crate::args::{Part, TestOptions};
use crate::browsers::{self, Browser, Wanted};
use crate::dist;
use crate::error::{Doing, Error};
use crate::lab::Lab;
use crate::nats;
use crate::npm;
use crate::page::{self, TRIAL, WASM};
use crate::project::Project;
use crate::tools::{self, Toolbox};

use flaky::Flaky;
use steps::{Again, Step, Steps};

/// The variable that tells the end-to-end tests where the built page is; without it they are skipped.
const E2E_PAGE: &str = "SOCKETSCOPE_E2E_PAGE";

/// And where the one is that may have only so much memory, in bytes; without it the stories of little memory are not told.
const E2E_SMALL_PAGE: &str = "SOCKETSCOPE_E2E_SMALL_PAGE";
const LITTLE_MEMORY: usize = 48 * 1024 * 1024;

/// The variable that tells them how many seconds all stories together may take.
const E2E_LIMIT: &str = "SOCKETSCOPE_E2E_LIMIT";

/// The variable that tells them which stories are wanted: parts of their names, with spaces between them.
const E2E_STORIES: &str = "SOCKETSCOPE_E2E_STORIES";

/// The variable that tells tests of every kind to do what takes long, too.
const LONG: &str = "SOCKETSCOPE_LONG";

/// The variable that tells them where axe-core is; without it they do not look for faults of access.
const AXE: &str = "SOCKETSCOPE_AXE";

/// Runs all tests, or those that were asked for. What each step took is printed on red runs, too.
pub(crate) fn test(options: &TestOptions) -> Result<(), Error> {
    let mut run = Run { project: Project::find()?, options, steps: Steps::default() };
    let result = run.all();
    if result != Err(Error::Interrupted) {
        run.steps.report();
    }
    if result.is_ok() {
        println!("All is well.");
    }
    result
}

/// One run of the tests.
struct Run<'a> {
    project: Project,
    options: &'a TestOptions,
    steps: Steps,
}

impl Run<'_> {
    fn all(&mut self) -> Result<(), Error> {
        let wants = |part: Part| self.options.only.is_none_or(|only| only == part);
        let (native, in_browsers) = (wants(Part::Native), !self.options.quick);
        let (browser, stories) = (in_browsers && wants(Part::Browser), in_browsers && wants(Part::Stories));
        if self.options.only.is_none() && self.options.names.is_empty() {
            self.lints()?;
        }
        if native {
            self.native_tests()?;
        }
        if browser || stories {
            self.in_browsers(browser, stories)?;
        }
        Ok(())
    }

    fn lints(&mut self) -> Result<(), Error> {
        let project = &self.project;
        tools::ensure_component(project, "rustfmt", "fmt")?;
        tools::ensure_component(project, "clippy", "clippy")?;
        tools::ensure_wasm_target(project)?;
        let again = Again::Command("cargo fmt --all");
        let step = Step { name: "formatting", limit: Duration::from_mins(1), again };
        self.steps.run(&step, &mut project.cargo(["fmt", "--all", "--check"]))?;
        let strictly = ["--", "--deny", "warnings"];
        let again = Again::Command("cargo clippy --workspace --all-targets --features socketscope/trial");
        let step = Step { name: "lints, native", limit: Duration::from_mins(6), again };
        let mut native = project.cargo(["clippy", "--workspace", "--all-targets", "--features", ALL_FEATURES]);
        self.steps.run(&step, native.args(strictly))?;
        let again = Again::Command("cargo clippy --all-targets --features trial --target wasm32-unknown-unknown");
        let step = Step { name: "lints, WebAssembly", limit: Duration::from_mins(4), again };
        let mut wasm = project.cargo(["clippy", "--package", "socketscope", "--all-targets", "--features", TRIAL]);
        self.steps.run(&step, wasm.args(["--target", WASM]).args(strictly)).map(drop)
    }

    fn native_tests(&mut self) -> Result<(), Error> {
        let mut tests = self.cargo_test(&[]);
        tests.env_remove(E2E_PAGE);
        if nats::get()? || env::var_os("CI").is_some() {
            tests.env(nats::REQUIRED, "1");
        }
        tests.args(["--"]).args(&self.options.names);
        let minutes = if self.options.long { 60 } else { 8 };
        let step = Step { name: "native tests", limit: Duration::from_mins(minutes), again: Again::Cargo };
        self.steps.run(&step, &mut tests).map(drop)
    }

    /// `cargo test` with the features of the whole workspace: of a single package they would be others, and what is shared
    /// would be compiled once more.
    fn cargo_test(&self, words: &[&str]) -> Command {
        let mut tests = self.project.cargo(["test", "--workspace", "--features", ALL_FEATURES]);
        tests.args(words);
        if self.options.long {
            tests.env(LONG, "1");
        }
        tests
    }

    fn in_browsers(&mut self, browser: bool, stories: bool) -> Result<(), Error> {
        let began = Instant::now();
        let mut toolbox = Toolbox::for_pages(&self.project)?;
        let webkit = self.options.long || self.options.webkit;
        let browsers = browsers::find(&mut toolbox, if webkit { Wanted::AndWebKit } else { Wanted::Usual })?;
        self.steps.done("tools and browsers", began);
        let program = self.build()?;
        let mut flaky = Flaky::default();
        let page = if stories { Some(self.page(&toolbox)?) } else { None };
        for _ in 0..self.options.repeat {
            if browser {
                self.browser_tests(&toolbox, &browsers, &mut flaky)?;
            }
            if let Some(page) = &page {
                flaky.take(self.options.repeat, self.stories(&program, &browsers, page))?;
            }
            flaky.end_round();
        }
        flaky.report(self.options.repeat)
    }

    fn browser_tests(&mut self, toolbox: &Toolbox, browsers: &[Browser], flaky: &mut Flaky) -> Result<(), Error> {
        let browsers: Vec<_> = browsers.iter().filter(|browser| browser.runs_tests).collect();
        let lab = |browser: &&Browser| Ok((browser.name, Lab::start_built(&self.project, 0, false, None)?));
        let labs = browsers.iter().map(lab).collect::<Result<Vec<_>, Error>>()?;
        let _fixture = Fixture::write(&self.project, &labs)?;
        let names: Vec<_> = browsers.iter().map(|browser| format!("browser tests, {}", browser.name)).collect();
        let limit = Duration::from_mins(if self.options.long { 30 } else { 10 });
        let steps = browsers.iter().zip(&names).map(|(browser, name)| {
            (Step { name, limit, again: Again::Only("browser") }, self.browser_test(toolbox, browser))
        });
        let mut steps: Vec<_> = steps.collect();
        let ended = self.steps.run_together(&mut steps);
        ended.into_iter().try_for_each(|result| flaky.take(self.options.repeat, result))
    }

    /// Builds the native tests and the lab, and answers where the program of the stories is. Whoever lets Cargo build or run
    /// less than all of it lets it choose other features of what is shared, and compile that once more.
    fn build(&mut self) -> Result<PathBuf, Error> {
        const STORIES: &str = "tests/e2e/main.rs";
        let again = Again::Command("cargo test --workspace --features socketscope/trial --no-run");
        let step = Step { name: "the tests and the lab", limit: Duration::from_mins(8), again };
        let watch = self.steps.run(&step, &mut self.cargo_test(&["--no-run"]))?;
        let program = watch.executable(STORIES).map(|program| self.project.root.join(program));
        program.ok_or_else(|| Error::failed(format!("Cargo did not say which program it has made of {STORIES}")))
    }

    fn browser_test(&self, toolbox: &Toolbox, browser: &Browser) -> Command {
        let project = &self.project;
        let mut tests = project.cargo(["test", "--package", "socketscope", "--test", "browser", "--features", TRIAL]);
        // As the page of the stories: its program is a tenth as large, which wasm-bindgen reads for each browser anew.
        tests.args(["--target", WASM, "--profile", page::TRIAL_PROFILE, "--"]).args(&self.options.names);
        browsers::tell(&mut tests, slice::from_ref(browser)).env("PATH", toolbox.path());
        // Seconds for all tests of a file, and for a browser's start; far more than they take, for a busy machine. Each
        // test has limits of its own.
        tests.env("WASM_BINDGEN_TEST_TIMEOUT", "900");
        // Seconds. The default of 5 is too short for a driver's first start on a busy machine.
        tests.env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "120");
        tests
    }

    /// Builds the page for the stories.
    fn page(&mut self, toolbox: &Toolbox) -> Result<Pages, Error> {
        let began = Instant::now();
        let page = self.project.target.join("e2e");
        dist::build_page(&self.project, toolbox, &page, page::For::Tests)?;
        let small = if self.options.long {
            Some(page::with_little_memory(&self.project, toolbox, &page, LITTLE_MEMORY)?)
        } else {
            None
        };
        self.steps.done("the page", began);
        Ok(Pages { page, small })
    }

    fn stories(&mut self, program: &Path, browsers: &[Browser], pages: &Pages) -> Result<(), Error> {
        let minutes = if self.options.long { 60 } else { 14 };
        let mut tests = self.project.command(program);
        tests.env(E2E_STORIES, self.options.names.join(" "));
        if self.options.long {
            tests.env(LONG, "1");
        }
        browsers::tell(&mut tests, browsers).env(E2E_PAGE, &pages.page);
        // The stories end by themselves before the step does, and say which were being told.
        tests.env(E2E_LIMIT, (minutes * 60 - 90).to_string());
        if let Some(small) = &pages.small {
            tests.env(E2E_SMALL_PAGE, small);
        }
        match npm::axe()? {
            Some(axe) => drop(tests.env(AXE, axe)),
            None => eprintln!("There is no npm to get axe-core with, so nothing looks for faults of access."),
        }
        let step = Step { name: "end to end", limit: Duration::from_mins(minutes), again: Again::Only("stories") };
        self.steps.run(&step, &mut tests).map(drop)
    }
}

/// The features of all packages that tests are built with.
const ALL_FEATURES: &str = "socketscope/trial";

/// The pages that stories are told of.
struct Pages {
    page: PathBuf,
    /// The one with little memory.
    small: Option<PathBuf>,
}

/// The file that tells the browser tests of each browser where its lab is: the runner serves the crate's folder, so they can fetch
/// it. Removed when this is dropped.
struct Fixture {
    path: PathBuf,
}

impl Fixture {
    fn write(project: &Project, labs: &[(&str, Lab)]) -> Result<Self, Error> {
        let path = project.root.join("tests").join("fixture.json");
        let entry = |(browser, lab): &(&str, Lab)| {
            format!("\"{browser}\":{{\"ws\":\"{}\",\"http\":\"{}\"}}", lab.ws(), lab.http)
        };
        let json = format!("{{{}}}\n", labs.iter().map(entry).collect::<Vec<_>>().join(","));
        fs::write(&path, json).doing(|| format!("write {}", path.display()))?;
        Ok(Self { path })
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
