//! A call after a while, again and again, or as soon as others had their turn; cancelled on drop.

use gloo_timers::callback::{Interval, Timeout};
use wasm_bindgen::JsValue;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use super::listener::Listener;

/// A call that is to come.
#[must_use = "dropping a timer cancels it"]
pub struct Timer(#[expect(dead_code, reason = "kept for its drop")] Timeout);

impl Timer {
    /// Calls `then` after this many milliseconds, rounded up: the browser's timers know whole ones only.
    pub fn after(milliseconds: f64, then: impl FnOnce() + 'static) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
        let milliseconds = (milliseconds.ceil() as u32).min(MOST_MS);
        Self(Timeout::new(milliseconds, then))
    }
}

/// A call that comes again and again.
#[must_use = "dropping it ends the calls"]
pub struct Ticker(#[expect(dead_code, reason = "kept for its drop")] Interval);

impl Ticker {
    /// Calls `then` each time so many milliseconds have passed.
    pub fn every(milliseconds: u32, then: impl FnMut() + 'static) -> Self {
        Self(Interval::new(milliseconds, then))
    }
}

/// The longest time that the browser's timers take; a longer one would elapse at once.
const MOST_MS: u32 = i32::MAX as u32;

/// Calls as soon as what waits had its turn. A browser's timer that starts the next one takes 4 ms at least (HTML
/// standard, timer initialisation steps); this takes none.
#[must_use = "dropping it cancels the call"]
pub struct Soon {
    near: MessagePort,
    far: MessagePort,
    #[expect(dead_code, reason = "kept for its drop")]
    listener: Listener<MessageEvent>,
}

impl Soon {
    /// Prepares calls of `then`. `None` when the browser has no memory for it.
    pub fn new(then: impl Fn() + 'static) -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        let (near, far) = (channel.port1(), channel.port2());
        let listener = Listener::new(&far, "message", move |_| then());
        far.start();
        Some(Self { near, far, listener })
    }

    /// Calls once, soon.
    pub fn call(&self) {
        // What cannot be cloned is refused; this can.
        let _ = self.near.post_message(&JsValue::NULL);
    }
}

impl Drop for Soon {
    fn drop(&mut self) {
        self.near.close();
        self.far.close();
    }
}
