//! What only the build for tests has (the feature `trial`): the page breaks down when it is told to.

use wasm_bindgen::JsCast;
use web_sys::Event;

use super::listener::Listener;

/// Watches for the event `break-down` on the window until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct BreakDownWatch(#[expect(dead_code, reason = "kept for its drop")] Option<Listener<Event>>);

impl BreakDownWatch {
    /// The page breaks down when the event comes, as by a fault that nobody knows.
    pub fn new() -> Self {
        let window = web_sys::window();
        Self(window.map(|window| Listener::new(window.unchecked_ref(), "break-down", |_| break_down())))
    }
}

impl Default for BreakDownWatch {
    fn default() -> Self {
        Self::new()
    }
}

fn break_down() {
    panic!("The page was told to break down.");
}
