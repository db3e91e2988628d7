//! A press of the pointer outside of an element: what opened there goes.

use wasm_bindgen::JsCast;
use web_sys::{Event, Node};
use yew::NodeRef;

use super::listener::Listener;

/// Watches for presses outside of an element until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct OutsideWatch(#[expect(dead_code, reason = "kept for its drop")] Option<Listener<Event>>);

impl OutsideWatch {
    /// Calls `on_press` when the pointer is pressed anywhere else on the page.
    pub fn new(element: NodeRef, on_press: impl Fn() + 'static) -> Self {
        let pressed = move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            if element.get().is_some_and(|element| !element.contains(target.as_ref())) {
                on_press();
            }
        };
        Self(web_sys::window().map(|window| Listener::new(window.unchecked_ref(), "pointerdown", pressed)))
    }
}
