//! What the first column of the list tells.

use crate::model::{phase::ReadyState, time::Timestamp, timeline::Timeline};

/// Which time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockColumn {
    /// The time of day.
    #[default]
    OfDay,
    /// The time since the connection was opened.
    SinceOpen,
    /// The time since the row before.
    SinceBefore,
}

impl ClockColumn {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::OfDay, Self::SinceOpen, Self::SinceBefore];
}

/// When the connection was opened to which a row of this time belongs.
pub fn opened_before(timeline: &Timeline, at: Timestamp) -> Option<Timestamp> {
    let opened = timeline.stages().filter(|stage| stage.state == ReadyState::Open).map(|stage| stage.since);
    // The browser tells the time of an event by its beginning, which may be a little before the engine heard of it.
    opened.rev().find(|opened| at.since(*opened) > -1.0)
}
