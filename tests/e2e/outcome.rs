//! How a story ends, and how it waits.

use std::{
    error::Error,
    fmt::Debug,
    time::{Duration, Instant},
};

use thirtyfour::error::{WebDriverError, WebDriverErrorInner};

/// Why a story failed, in a sentence.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// What a story, and every step of it, comes to.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// Nothing that a story waits for takes longer, unless it is broken. A busy machine takes its time.
pub(crate) const LIMIT: Duration = Duration::from_mins(2);

/// Looks again and again until what is seen is as wanted, and gives it back. A driver that saw nothing for a moment looks
/// again.
pub(crate) async fn wait_for<T: Debug>(
    what: &str,
    look: impl AsyncFnMut() -> Outcome<T>,
    is_wanted: impl Fn(&T) -> bool,
) -> Outcome<T> {
    wait_at_most(LIMIT, what, look, is_wanted).await
}

/// The same with a limit of its own.
pub(crate) async fn wait_at_most<T: Debug>(
    limit: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Outcome<T>,
    is_wanted: impl Fn(&T) -> bool,
) -> Outcome<T> {
    let began = Instant::now();
    let mut pause = Duration::from_millis(10);
    loop {
        match look().await {
            Ok(seen) if is_wanted(&seen) => return Ok(seen),
            Err(error) if !error.downcast_ref().is_some_and(is_hiccup) => return Err(error),
            seen if began.elapsed() > limit => {
                return Err(format!("waited {limit:?} in vain for {what}; last seen: {seen:?}").into());
            }
            _ => {}
        }
        tokio::time::sleep(pause).await;
        // To be asked takes a browser time, too.
        pause = (pause * 3 / 2).min(Duration::from_millis(60));
    }
}

/// Whether it is a hiccup of WebKit's driver: on a busy machine it now and then gets no answer from its own browser ("Could
/// not parse script result", "… element info", "… element enabled state"), and says so at once.
pub(crate) fn is_hiccup(error: &WebDriverError) -> bool {
    matches!(&**error, WebDriverErrorInner::UnknownError(said) if said.to_string().contains("Could not parse"))
}

/// Fails with both values when they differ.
#[expect(clippy::needless_pass_by_value, reason = "it reads like assert_eq!")]
pub(crate) fn expect_eq<T: Debug + PartialEq<U>, U: Debug>(what: &str, seen: T, expected: U) -> Outcome {
    if seen == expected { Ok(()) } else { Err(format!("{what} is {seen:?}, not {expected:?}").into()) }
}

/// Fails when the text does not hold each of the parts.
pub(crate) fn expect_in(what: &str, text: &str, parts: &[&str]) -> Outcome {
    match parts.iter().find(|part| !text.contains(**part)) {
        None => Ok(()),
        Some(part) => Err(format!("{what} does not say {part:?}: {text:?}").into()),
    }
}
