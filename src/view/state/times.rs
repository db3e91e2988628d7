//! How long the latest attempt took to open, and how long it was open.

use crate::model::{
    phase::ReadyState,
    timeline::{Stage, Timeline},
};

/// Milliseconds from CONNECTING to OPEN of the latest attempt. `None` when it has not opened.
pub fn to_open(timeline: &Timeline) -> Option<f64> {
    let began = of_last(timeline, ReadyState::Connecting)?;
    let opened = of_last(timeline, ReadyState::Open)?;
    Some(opened.since.since(began.since))
}

/// Milliseconds that the latest attempt was open. `None` while it is, and when it never was.
pub fn was_open(timeline: &Timeline) -> Option<f64> {
    let opened = of_last(timeline, ReadyState::Open)?;
    let ended = timeline.stages().find(|stage| stage.connection == opened.connection && is_end(stage))?;
    Some(ended.since.since(opened.since))
}

/// When the present state began.
pub fn since(timeline: &Timeline) -> Option<crate::model::time::Timestamp> {
    timeline.stages().next_back().map(|stage| stage.since)
}

fn is_end(stage: &Stage) -> bool {
    matches!(stage.state, ReadyState::Closing | ReadyState::Closed)
}

fn of_last(timeline: &Timeline, state: ReadyState) -> Option<&Stage> {
    let last = timeline.stages().next_back()?.connection;
    timeline.stages().find(|stage| stage.connection == last && stage.state == state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{id::ConnectionId, time::Timestamp};

    fn timeline(stages: &[(u32, ReadyState, f64)]) -> Timeline {
        let mut timeline = Timeline::default();
        for (connection, state, at) in stages {
            timeline.enter(Stage { connection: ConnectionId(*connection), state: *state, since: Timestamp(*at) });
        }
        timeline
    }

    #[test]
    fn only_the_latest_attempt_counts() {
        use ReadyState::{Closed, Closing, Connecting, Open};
        let first = [(1, Connecting, 0.0), (1, Open, 5.0), (1, Closing, 25.0), (1, Closed, 30.0)];
        assert_eq!((to_open(&timeline(&first)), was_open(&timeline(&first))), (Some(5.0), Some(20.0)));
        let second = [&first[..], &[(2, Connecting, 40.0)]].concat();
        assert_eq!((to_open(&timeline(&second)), was_open(&timeline(&second))), (None, None));
        assert_eq!(since(&timeline(&second)), Some(Timestamp(40.0)));
        assert_eq!(to_open(&Timeline::default()), None);
    }
}
