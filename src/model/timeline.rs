//! The states that a session went through, with their times, across reconnects.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::{id::ConnectionId, phase::ReadyState, time::Timestamp};

/// A stretch of time in one state. It lasts until the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// The attempt that it belongs to.
    pub connection: ConnectionId,
    /// The state.
    pub state: ReadyState,
    /// When it began.
    pub since: Timestamp,
}

/// The latest stages, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    stages: VecDeque<Stage>,
    dropped: u64,
}

impl Timeline {
    /// How many stages are remembered.
    pub const MOST: usize = 64;

    /// The remembered stages, oldest first.
    pub fn stages(&self) -> impl DoubleEndedIterator<Item = &Stage> + ExactSizeIterator {
        self.stages.iter()
    }

    /// How many older stages are forgotten.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// A state begins. Nothing changes when the session is in it already, with the same attempt.
    pub fn enter(&mut self, stage: Stage) {
        if self.stages.back().is_some_and(|last| (last.state, last.connection) == (stage.state, stage.connection)) {
            return;
        }
        if self.stages.len() == Self::MOST {
            self.stages.pop_front();
            self.dropped += 1;
        }
        self.stages.push_back(stage);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_remembers_the_latest_stages_and_counts_the_others() {
        let mut timeline = Timeline::default();
        for attempt in 0..100 {
            for _ in 0..2 {
                let connection = ConnectionId(attempt);
                timeline.enter(Stage { connection, state: ReadyState::Connecting, since: Timestamp::default() });
            }
        }
        assert_eq!((timeline.stages().len(), timeline.dropped()), (64, 36));
        assert_eq!(timeline.stages().next_back().map(|stage| stage.connection), Some(ConnectionId(99)));
    }
}
