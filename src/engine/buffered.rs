//! The gauge of `bufferedAmount`: looked at while something is buffered, because no event tells that it drained.

use super::bell::{Bell, Wake};
use crate::web::timer::Timer;

/// Milliseconds between two looks while something is buffered.
const LOOK_MS: f64 = 50.0;

/// What the gauge showed last.
#[derive(Default)]
pub(super) struct Gauge {
    seen: u64,
    timer: Option<Timer>,
}

impl Gauge {
    pub(super) fn seen(&self) -> u64 {
        self.seen
    }

    /// Takes what is buffered, and whether that differs. Looks again soon while there is something.
    pub(super) fn look(&mut self, buffered: u64, bell: &Bell) -> bool {
        let differs = buffered != self.seen;
        self.seen = buffered;
        if buffered == 0 {
            self.timer = None;
        } else if self.timer.is_none() {
            self.timer = Some(bell.after(LOOK_MS, Wake::Gauge));
        }
        differs
    }

    /// The timer has elapsed.
    pub(super) fn rang(&mut self) {
        self.timer = None;
    }
}
