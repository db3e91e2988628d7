//! What the page says about a failure, beyond the findings themselves.

use crate::model::diagnosis::Verdict;

/// The title.
pub const TITLE: &str = "Why it failed";

/// How much a finding says, in a word.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Cause => "the cause",
        Verdict::Possible => "possible",
        Verdict::Cleared => "ruled out",
        Verdict::Unknown => "unknown",
    }
}
