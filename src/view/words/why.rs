//! What the page says about a failure, beyond the findings themselves.

use super::language::{Text, text};
use crate::model::diagnosis::Verdict;

/// The title.
pub const TITLE: Text = text!("Why it failed", "Warum es scheiterte");

/// How much a finding says, in a word.
pub fn verdict(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Cause => text!("the cause", "Ursache"),
        Verdict::Possible => text!("possible", "möglich"),
        Verdict::Seen => text!("seen", "gesehen"),
        Verdict::Cleared => text!("ruled out", "entfällt"),
        Verdict::Unknown => text!("unknown", "unbekannt"),
    }
}
