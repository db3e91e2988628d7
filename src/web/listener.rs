//! One subscription to an event, removed on drop.

use wasm_bindgen::{JsCast, closure::Closure, convert::FromWasmAbi};
use web_sys::{AddEventListenerOptions, EventTarget};

/// A subscription to one type of event, whose events are `E`.
#[must_use = "dropping a listener removes it"]
pub(super) struct Listener<E: FromWasmAbi + 'static> {
    target: EventTarget,
    event: &'static str,
    capture: bool,
    // `Fn`, not `FnMut`: wasm-bindgen throws when an `FnMut` is entered again while it runs.
    closure: Closure<dyn Fn(E)>,
}

impl<E: FromWasmAbi + 'static> Listener<E> {
    /// Calls `on_event` for each event of this type, until it is dropped.
    pub(super) fn new(target: &EventTarget, event: &'static str, on_event: impl Fn(E) + 'static) -> Self {
        Self::add(target, event, &AddEventListenerOptions::new(), on_event)
    }

    /// The same, before the event reaches the element that it is for.
    pub(super) fn capturing(target: &EventTarget, event: &'static str, on_event: impl Fn(E) + 'static) -> Self {
        let options = AddEventListenerOptions::new();
        options.set_capture(true);
        Self::add(target, event, &options, on_event)
    }

    /// The same for an event that the browser need not wait for, as it cannot be prevented.
    pub(super) fn passive(target: &EventTarget, event: &'static str, on_event: impl Fn(E) + 'static) -> Self {
        let options = AddEventListenerOptions::new();
        options.set_passive(true);
        Self::add(target, event, &options, on_event)
    }

    fn add(
        target: &EventTarget,
        event: &'static str,
        options: &AddEventListenerOptions,
        on_event: impl Fn(E) + 'static,
    ) -> Self {
        let closure = Closure::<dyn Fn(E)>::new(on_event);
        let callback = closure.as_ref().unchecked_ref();
        // It throws for a signal that is aborted only; there is none.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(event, callback, options);
        let capture = options.get_capture().unwrap_or_default();
        Self { target: target.clone(), event, capture, closure }
    }
}

impl<E: FromWasmAbi + 'static> Drop for Listener<E> {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.event, callback, self.capture);
    }
}
