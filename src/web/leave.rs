//! The browser's question before a page is left. Its words are the browser's own.

use wasm_bindgen::JsCast;
use web_sys::Event;

use super::listener::Listener;

/// Asks before the page is left, until it is dropped.
#[must_use = "dropping it ends the question"]
pub struct LeaveGuard(#[expect(dead_code, reason = "kept for its drop")] Option<Listener<Event>>);

impl LeaveGuard {
    /// The question is asked from now on.
    pub fn set() -> Self {
        let window = web_sys::window();
        Self(window.map(|window| {
            Listener::new(window.unchecked_ref(), "beforeunload", |event: Event| event.prevent_default())
        }))
    }
}
