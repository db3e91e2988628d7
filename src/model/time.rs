//! Points in time as the engine hands them to the model, which never reads a clock.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1 January 1970 UTC, with the browser's fraction (0.1 ms in Chromium, 1 ms in Firefox).
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Timestamp(pub f64);

impl Timestamp {
    /// Milliseconds from `earlier` to this point; negative when the clock went back.
    pub fn since(self, earlier: Self) -> f64 {
        self.0 - earlier.0
    }
}
