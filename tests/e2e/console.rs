//! What a browser writes to its console. Chromium leaves violations of the policy and failed requests out of its
//! `BiDi` log, geckodriver has no other, and WebKit's has none at all, so each is read in its own way.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use futures_util::StreamExt;
use thirtyfour::{
    WebDriver,
    bidi::{events::LogEntryAdded, modules::log::LogLevel},
};

use crate::outcome::{Outcome, wait_for};

/// The errors on a session's console.
pub(crate) enum Console {
    /// `goog:loggingPrefs`: the driver keeps them until they are asked for.
    Driver,
    /// `WebDriver` `BiDi`: they come as events.
    Events(Arc<Mutex<Vec<String>>>),
    /// The page's own errors, from when it is loaded: what the browser and the worker say is not among them.
    Hook,
}

/// Begins to collect the errors of a page.
const HOOK: &str = "const errors = window.consoleErrors = [];
    const tell = console.error.bind(console);
    console.error = (...words) => { errors.push(words.join(' ')); tell(...words); };
    addEventListener('error', (event) =>
        errors.push(event.message ? `${event.message}\\n${event.error?.stack}` : `not loaded: ${event.target.src}`), true);
    addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
    addEventListener('securitypolicyviolation', (event) =>
        errors.push(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`));";

const TAKE: &str = "return (window.consoleErrors ?? []).splice(0)";

impl Console {
    /// Begins to collect what comes as events.
    pub(crate) async fn by_events(driver: &WebDriver) -> Outcome<Self> {
        let errors = Arc::new(Mutex::new(Vec::new()));
        let mut events = driver.bidi().await?.subscribe::<LogEntryAdded>().await?;
        let kept = Arc::clone(&errors);
        tokio::spawn(async move {
            while let Some(entry) = events.next().await {
                if entry.level == LogLevel::Error {
                    lock(&kept).push(entry.text.unwrap_or_default());
                }
            }
        });
        Ok(Self::Events(errors))
    }

    /// A page was loaded.
    pub(crate) async fn listen(&self, driver: &WebDriver) -> Outcome {
        if matches!(self, Self::Hook) {
            driver.execute(HOOK, vec![]).await?;
        }
        Ok(())
    }

    /// Takes the errors that came since the last time.
    pub(crate) async fn take_errors(&self, driver: &WebDriver) -> Outcome<Vec<String>> {
        match self {
            Self::Driver => {
                let entries = driver.browser_log().await?.into_iter();
                Ok(entries.filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect())
            }
            Self::Events(errors) => {
                // Events come in order: when this one is here, the others are.
                const MARK: &str = "everything before this was read";
                static MARKS: AtomicU64 = AtomicU64::new(0);
                let mark = format!("{MARK}, {}", MARKS.fetch_add(1, Relaxed));
                let has_mark = async || {
                    // Again, if need be: a page that is on its way out takes its mark along.
                    driver.execute("console.error(arguments[0])", vec![mark.clone().into()]).await?;
                    Ok(lock(errors).iter().any(|error| error.contains(&mark)))
                };
                wait_for("the mark on the console", has_mark, |has_mark| *has_mark).await?;
                let mut errors = std::mem::take(&mut *lock(errors));
                errors.retain(|error| !error.contains(MARK));
                Ok(errors)
            }
            Self::Hook => {
                let (here, mut errors) = (driver.window().await?, Vec::new());
                for window in driver.windows().await? {
                    driver.switch_to_window(window).await?;
                    errors.extend(driver.execute(TAKE, vec![]).await?.convert::<Vec<String>>()?);
                }
                driver.switch_to_window(here).await?;
                Ok(errors)
            }
        }
    }
}

fn lock(errors: &Mutex<Vec<String>>) -> std::sync::MutexGuard<'_, Vec<String>> {
    errors.lock().unwrap_or_else(PoisonError::into_inner)
}
