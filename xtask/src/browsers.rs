//! Finds the browsers that tests can drive; where there is none, and Debian's packages can be installed, gets them.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::apt::{self, can_install};
use crate::error::Error;
use crate::process;
use crate::tools::{Toolbox, find_program, version_in};

/// The programs that `chromedriver` drives.
const CHROMIUMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The programs that geckodriver drives.
const FIREFOXES: [&str; 2] = ["firefox", "firefox-esr"];

/// What drives WebKit's own small browser, which has no headless mode: it draws on the screen of an X server.
const WEBKIT: [&str; 2] = ["WebKitWebDriver", "Xvfb"];

/// Debian's packages. Elsewhere they have other names, or are none.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "firefox-esr"];

/// The same for WebKit.
const WEBKIT_PACKAGES: [&str; 2] = ["webkit2gtk-driver", "xvfb"];

/// The variables by which wasm-bindgen's runner chooses a browser; it looks at them in an order of its own. The last is
/// our own.
const DRIVER_VARIABLES: [&str; 9] = [
    "CHROMEDRIVER",
    "CHROMEDRIVER_REMOTE",
    "GECKODRIVER",
    "GECKODRIVER_REMOTE",
    "SAFARIDRIVER",
    "SAFARIDRIVER_REMOTE",
    "MSEDGEDRIVER",
    "MSEDGEDRIVER_REMOTE",
    "WEBKITDRIVER",
];

/// A browser with the program that drives it.
pub(crate) struct Browser {
    pub(crate) name: &'static str,
    /// The environment variable by which tests are told of the driver.
    pub(crate) variable: &'static str,
    pub(crate) driver: PathBuf,
    /// Whether wasm-bindgen's runner can drive it.
    pub(crate) runs_tests: bool,
}

/// Chromium itself, whether or not it can be driven.
pub(crate) fn chromium() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    CHROMIUMS.iter().find_map(|name| find_program(name, &path))
}

/// Which browsers are wanted, of those that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Chromium and Firefox.
    Usual,
    /// WebKit, too.
    AndWebKit,
}

/// Every wanted browser that can be driven; there is at least one that runs tests.
///
/// # Errors
///
/// When there is none, with what to install; or when geckodriver cannot be built for a Firefox.
pub(crate) fn find(toolbox: &mut Toolbox, wanted: Wanted) -> Result<Vec<Browser>, Error> {
    let mut chromium = look_for_chromium();
    let nothing = chromium == Chromium::Missing && !has_firefox();
    if (nothing || matches!(chromium, Chromium::Undriven(_))) && can_install() {
        install_packages(&PACKAGES, nothing)?;
        chromium = look_for_chromium();
    }
    if wanted == Wanted::AndWebKit && find_webkit().is_none() && can_install() {
        install_packages(&WEBKIT_PACKAGES, false)?;
    }
    let mut browsers = Vec::new();
    match chromium {
        Chromium::Driven(driver) => {
            browsers.push(Browser { name: "Chromium", variable: "CHROMEDRIVER", driver, runs_tests: true });
        }
        Chromium::Undriven(why) => eprintln!("Chromium is left out: {why}."),
        Chromium::Missing => eprintln!("There is no Chromium on the PATH, so nothing is tested in it."),
    }
    if has_firefox() {
        let driver = toolbox.add_geckodriver()?;
        browsers.push(Browser { name: "Firefox", variable: "GECKODRIVER", driver, runs_tests: true });
    } else {
        eprintln!("There is no Firefox on the PATH, so nothing is tested in it.");
    }
    if browsers.is_empty() {
        return Err(Error::failed(
            "the tests need a browser, and none can be driven: install Chromium with the ChromeDriver of its version, \
             or Firefox, and start again (`cargo xtask test --quick` tests what needs none)",
        ));
    }
    match find_webkit() {
        _ if wanted == Wanted::Usual => {}
        Some(driver) => {
            browsers.push(Browser { name: "WebKit", variable: "WEBKITDRIVER", driver, runs_tests: false });
        }
        None => eprintln!("There are no {} on the PATH, so nothing is tested in WebKit.", WEBKIT.join(" and ")),
    }
    Ok(browsers)
}

/// Tells a program of these browsers' drivers, and of no other.
pub(crate) fn tell<'a>(program: &'a mut Command, browsers: &[Browser]) -> &'a mut Command {
    for variable in DRIVER_VARIABLES {
        program.env_remove(variable);
    }
    for browser in browsers {
        program.env(browser.variable, &browser.driver);
    }
    program
}

/// What there is of Chromium.
#[derive(Debug, PartialEq)]
enum Chromium {
    Missing,
    /// It is there, but nothing that can drive it: why.
    Undriven(String),
    /// It is there, with this driver.
    Driven(PathBuf),
}

fn look_for_chromium() -> Chromium {
    let majors: Vec<String> = CHROMIUMS.iter().filter_map(|name| major(name)).collect();
    if majors.is_empty() {
        return Chromium::Missing;
    }
    let driver = find_program("chromedriver", &env::var_os("PATH").unwrap_or_default());
    match (driver, major("chromedriver")) {
        // chromedriver refuses a browser of another major version.
        (Some(path), Some(version)) if majors.contains(&version) => Chromium::Driven(path),
        (Some(_), Some(version)) => {
            Chromium::Undriven(format!("its version is {}, its driver's is {version}", majors.join(" or ")))
        }
        _ => Chromium::Undriven("there is no `chromedriver` on the PATH".to_owned()),
    }
}

fn has_firefox() -> bool {
    FIREFOXES.iter().any(|name| major(name).is_some())
}

/// WebKit's driver, where the X server is there, too.
fn find_webkit() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let [driver, screen] = WEBKIT.map(|name| find_program(name, &path));
    driver.filter(|_| screen.is_some())
}

/// The major version that a program says it has, if it is there.
fn major(program: &str) -> Option<String> {
    let text = process::output(Command::new(program).arg("--version"))?;
    version_in(&text)?.split('.').next().map(str::to_owned)
}

/// Installs what tests need; when that fails, it is an error only if there is no browser at all.
fn install_packages(packages: &[&'static str], needed: bool) -> Result<(), Error> {
    eprintln!("Installing Debian's {} for the tests, 1 to 5 minutes.", packages.join(", "));
    match apt::install(packages) {
        Err(Error::Failed(why)) if needed => Err(Error::failed(format!(
            "the tests need a browser, and {why}; install Chromium with its driver, or Firefox, by hand"
        ))),
        Err(Error::Failed(why)) => {
            eprintln!("{why}");
            Ok(())
        }
        other => other,
    }
}
