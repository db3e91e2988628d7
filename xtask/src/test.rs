//! `cargo xtask test`: everything that must hold, in the order of how fast it answers.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::slice;
use std::time::{Duration, Instant};

use crate::args::TestOptions;
use crate::browsers::{self, Browser};
use crate::error::{Doing, Error};
use crate::lab::Lab;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::tools::{self, Toolbox};

/// The page's target.
const WASM: &str = "wasm32-unknown-unknown";

/// The variable that tells the end-to-end tests where the built page is; without it they are skipped.
const E2E_PAGE: &str = "SOCKETSCOPE_E2E_PAGE";

/// Runs all tests, or all that need no browser.
pub(crate) fn test(options: TestOptions) -> Result<(), Error> {
    let project = Project::find()?;
    let mut steps = Steps::default();
    check(&project, &mut steps)?;
    if !options.quick {
        in_browsers(&project, &mut steps)?;
    }
    steps.report();
    Ok(())
}

/// What needs no browser.
fn check(project: &Project, steps: &mut Steps) -> Result<(), Error> {
    tools::ensure_component(project, "rustfmt", "fmt")?;
    tools::ensure_component(project, "clippy", "clippy")?;
    tools::ensure_wasm_target(project)?;
    steps.run("formatting", &mut project.cargo(["fmt", "--all", "--check"]))?;
    let strictly = ["--", "--deny", "warnings"];
    let mut native = project.cargo(["clippy", "--workspace", "--all-targets"]);
    steps.run("lints, native", native.args(strictly))?;
    let mut wasm = project.cargo(["clippy", "--package", "socketscope", "--all-targets", "--target", WASM]);
    steps.run("lints, WebAssembly", wasm.args(strictly))?;
    let mut tests = project.cargo(["test", "--workspace"]);
    steps.run("native tests", tests.env_remove(E2E_PAGE))
}

fn in_browsers(project: &Project, steps: &mut Steps) -> Result<(), Error> {
    let began = Instant::now();
    let mut toolbox = Toolbox::for_pages(project)?;
    let browsers = browsers::find(&mut toolbox)?;
    steps.done("tools and browsers", began);
    let lab = Lab::start(project, 0, false)?;
    let fixture = Fixture::write(project, &lab)?;
    for browser in &browsers {
        let name = format!("browser tests, {}", browser.name);
        steps.run(&name, &mut browser_tests(project, &toolbox, browser))?;
    }
    drop(fixture);
    drop(lab);
    let began = Instant::now();
    let page = project.target.join("e2e");
    page::build(project, &toolbox, &page, false)?;
    steps.done("the page", began);
    let mut tests = project.cargo(["test", "--package", "socketscope", "--test", "e2e"]);
    browsers::tell(&mut tests, &browsers).env(E2E_PAGE, page);
    steps.run("end to end", &mut tests)
}

fn browser_tests(project: &Project, toolbox: &Toolbox, browser: &Browser) -> Command {
    let mut tests = project.cargo(["test", "--package", "socketscope", "--tests", "--target", WASM]);
    browsers::tell(&mut tests, slice::from_ref(browser)).env("PATH", toolbox.path());
    // Seconds for all tests of a file, and for a browser's start; far more than they take, for a busy machine. Each test
    // has limits of its own.
    tests.env("WASM_BINDGEN_TEST_TIMEOUT", "900");
    // Seconds. The default of 5 is too short for a driver's first start on a busy machine.
    tests.env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "120");
    tests
}

/// The file that tells the browser tests where the lab is: the runner serves the crate's folder, so they can fetch
/// it. Removed when this is dropped.
struct Fixture {
    path: PathBuf,
}

impl Fixture {
    fn write(project: &Project, lab: &Lab) -> Result<Self, Error> {
        let path = project.root.join("tests").join("fixture.json");
        let json = format!("{{\"ws\":\"{}\",\"http\":\"{}\"}}\n", lab.ws(), lab.http);
        fs::write(&path, json).doing(|| format!("write {}", path.display()))?;
        Ok(Self { path })
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// What was done, and how long it took.
#[derive(Default)]
struct Steps(Vec<(String, Duration)>);

impl Steps {
    fn run(&mut self, name: &str, command: &mut Command) -> Result<(), Error> {
        eprintln!("\n== {name}");
        let began = Instant::now();
        process::run(command, &format!("the step `{name}`"))?;
        self.done(name, began);
        Ok(())
    }

    fn done(&mut self, name: &str, began: Instant) {
        self.0.push((name.to_owned(), began.elapsed()));
    }

    fn report(&self) {
        println!("\nAll is well:");
        for (name, time) in &self.0 {
            println!("{:>7.1} s  {name}", time.as_secs_f64());
        }
    }
}
