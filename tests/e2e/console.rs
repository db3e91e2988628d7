//! What a browser writes to its console. Chromium leaves violations of the policy and failed requests out of its
//! `BiDi` log, and geckodriver has no other, so each is read in its own way.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::StreamExt;
use thirtyfour::{
    WebDriver,
    bidi::{events::LogEntryAdded, modules::log::LogLevel},
};

use crate::outcome::{Outcome, wait_for};

/// The errors on a session's console.
pub(crate) enum Console {
    /// `goog:loggingPrefs`: the driver keeps them until they are asked for.
    ByDriver,
    /// `WebDriver` `BiDi`: they come as events.
    ByEvents(Arc<Mutex<Vec<String>>>),
}

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
        Ok(Self::ByEvents(errors))
    }

    /// Takes the errors that came since the last time.
    pub(crate) async fn take_errors(&self, driver: &WebDriver) -> Outcome<Vec<String>> {
        match self {
            Self::ByDriver => {
                let entries = driver.browser_log().await?.into_iter();
                Ok(entries.filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect())
            }
            Self::ByEvents(errors) => {
                // Events come in order: when this one is here, the others are.
                const MARK: &str = "everything before this was read";
                driver.execute("console.error(arguments[0])", vec![MARK.into()]).await?;
                let has_mark = async || Ok(lock(errors).iter().any(|error| error.contains(MARK)));
                wait_for("the mark on the console", has_mark, |has_mark| *has_mark).await?;
                let mut errors = std::mem::take(&mut *lock(errors));
                errors.retain(|error| !error.contains(MARK));
                Ok(errors)
            }
        }
    }
}

fn lock(errors: &Mutex<Vec<String>>) -> std::sync::MutexGuard<'_, Vec<String>> {
    errors.lock().unwrap_or_else(PoisonError::into_inner)
}
