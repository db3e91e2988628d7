//! What is drawn of a tab.

use crate::model::{id::SessionId, phase::ReadyState};

/// What is drawn of a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Which one.
    pub id: SessionId,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: ReadyState,
    /// A further try is planned.
    pub will_retry: bool,
    /// Messages that nobody has seen.
    pub unread: u64,
    /// It is the one that is shown.
    pub is_selected: bool,
}
