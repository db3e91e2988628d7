//! Why a command ended early.

use std::io;

/// Why a command ended early; each sentence says what happened, why, and what to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Error {
    /// The command line is not one of ours.
    Usage(String),
    /// Something went wrong on the way.
    Failed(String),
    /// The person pressed Ctrl-C, or the system asked us to end.
    Interrupted,
}

impl Error {
    /// A failure with its sentence.
    pub(crate) fn failed(sentence: impl Into<String>) -> Self {
        Self::Failed(sentence.into())
    }
}

/// Turns an input/output error into a failure that says what was being done.
pub(crate) trait Doing<T> {
    /// `what` completes "could not …".
    fn doing(self, what: impl FnOnce() -> String) -> Result<T, Error>;
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, what: impl FnOnce() -> String) -> Result<T, Error> {
        self.map_err(|error| Error::Failed(format!("could not {}: {error}", what())))
    }
}
