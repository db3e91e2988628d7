//! A press that holds something, until the pointer is lifted, wherever that happens.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};

use super::listener::Listener;

/// Watches for the end of a press until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct Hold(#[expect(dead_code, reason = "kept for its drop")] Option<[Listener<Event>; 2]>);

impl Hold {
    /// Calls `on_end` when the pointer of this press is lifted, or taken away by the browser.
    pub fn begin(press: &PointerEvent, on_end: impl Fn() + Clone + 'static) -> Self {
        // What a finger presses gets all that the finger does: without this, it would never cross anything else.
        if let Some(element) = press.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            let _ = element.release_pointer_capture(press.pointer_id());
        }
        let listener = |window: &web_sys::Window, event| {
            let on_end = on_end.clone();
            Listener::new(window.unchecked_ref(), event, move |_| on_end())
        };
        Self(web_sys::window().map(|window| ["pointerup", "pointercancel"].map(|event| listener(&window, event))))
    }
}
