//! What a list shows: conditions that a message must all meet, and the kinds that are left out.

use serde::{Deserialize, Serialize};

use super::{kind::KindName, pattern::Pattern};
use crate::model::{
    message::{Direction, Kind},
    time::Timestamp,
};

/// Which messages a list shows. The default shows all. Rows that are no messages are always shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// What the payload must contain; an empty text asks for nothing.
    pub pattern: Option<Pattern>,
    /// What the payload must *not* contain instead.
    pub inverted: bool,
    /// Only messages of this direction.
    pub direction: Option<Direction>,
    /// Only text, or only binary.
    pub kind: Option<Kind>,
    /// At least so many bytes long, as it came.
    pub least_bytes: Option<u64>,
    /// At most so many bytes long, as it came.
    pub most_bytes: Option<u64>,
    /// Not before this point in time.
    pub from: Option<Timestamp>,
    /// Not after this point in time.
    pub to: Option<Timestamp>,
    /// Kinds that are left out.
    pub muted: Vec<KindName>,
    /// Only this kind.
    pub only: Option<KindName>,
    /// So many rows before and after each match are shown, too.
    pub context: u16,
}

impl Filter {
    /// The greatest [`Self::context`].
    pub const MOST_CONTEXT: u16 = 100;

    /// The pattern, unless it asks for nothing.
    pub fn pattern(&self) -> Option<&Pattern> {
        self.pattern.as_ref().filter(|pattern| !pattern.text.is_empty())
    }

    /// Whether it asks for kinds.
    pub fn asks_for_kinds(&self) -> bool {
        !self.muted.is_empty() || self.only.is_some()
    }

    /// Whether it lets everything through.
    pub fn shows_all(&self) -> bool {
        let rest = Self { pattern: None, inverted: false, context: 0, ..self.clone() };
        self.pattern().is_none() && rest == Self::default()
    }
}
