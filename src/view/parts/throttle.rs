//! Something that is done at most once in a while, however often there is cause, and once more in the end.

use crate::{
    model::time::Timestamp,
    web::{clock, timer::Timer},
};

/// When it was done, and when it will be.
pub(crate) struct Throttle {
    pace_ms: f64,
    /// When it was done last, unless the next time is not to wait.
    done: Option<Timestamp>,
    later: Option<Timer>,
}

impl Throttle {
    /// It is done at most once in so many milliseconds.
    pub(crate) fn new(pace_ms: f64) -> Self {
        Self { pace_ms, done: None, later: None }
    }

    /// It is done now.
    pub(crate) fn done(&mut self) {
        (self.done, self.later) = (Some(clock::now()), None);
    }

    /// The next time does not wait.
    pub(crate) fn hurry(&mut self) {
        self.done = None;
    }

    /// Whether it has to wait: then `due` is called when it is time, once for all causes until then.
    pub(crate) fn waits(&mut self, due: impl FnOnce() + 'static) -> bool {
        let rest = self.done.map_or(0.0, |done| self.pace_ms - clock::now().since(done));
        // After a clock that went back it does not wait: that could take hours.
        let waits = (f64::EPSILON..=self.pace_ms).contains(&rest);
        if waits && self.later.is_none() {
            self.later = Some(Timer::after(rest, due));
        }
        waits
    }

    /// Whether there was cause that is still to be heard.
    pub(crate) fn is_waiting(&self) -> bool {
        self.later.is_some()
    }
}
