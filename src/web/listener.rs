//! One subscription to an event, removed on drop.

use wasm_bindgen::{JsCast, closure::Closure, convert::FromWasmAbi};
use web_sys::EventTarget;

/// A subscription to one type of event, whose events are `E`.
#[must_use = "dropping a listener removes it"]
pub(super) struct Listener<E: FromWasmAbi + 'static> {
    target: EventTarget,
    event: &'static str,
    // `Fn`, not `FnMut`: wasm-bindgen throws when an `FnMut` is entered again while it runs.
    closure: Closure<dyn Fn(E)>,
}

impl<E: FromWasmAbi + 'static> Listener<E> {
    /// Calls `on_event` for each event of this type, until it is dropped.
    pub(super) fn new(target: &EventTarget, event: &'static str, on_event: impl Fn(E) + 'static) -> Self {
        let closure = Closure::<dyn Fn(E)>::new(on_event);
        // It throws for a signal that is aborted only; there is none.
        let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Self { target: target.clone(), event, closure }
    }
}

impl<E: FromWasmAbi + 'static> Drop for Listener<E> {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}
