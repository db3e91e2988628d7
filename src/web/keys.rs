//! Keys that mean the same wherever the focus is.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::listener::Listener;

/// A key that was pressed anywhere on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Ctrl+K, or ⌘K.
    Palette,
    /// Ctrl+F, or ⌘F: the browser's own search finds only the rows in view. Within a dialog it stays the browser's.
    Find,
    /// F6: to the next part of the page; with Shift, to the one before.
    Part {
        /// The one before.
        back: bool,
    },
    /// `?`, outside of fields.
    Question,
}

/// Watches the page's keys until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct KeyWatch(#[expect(dead_code, reason = "kept for its drop")] Option<Listener<KeyboardEvent>>);

impl KeyWatch {
    /// Calls `on_key` for each key that means something everywhere. What it answers true to goes no further.
    pub fn new(on_key: impl Fn(Pressed) -> bool + 'static) -> Self {
        let pressed = move |event: KeyboardEvent| {
            if meaning(&event).is_some_and(&on_key) {
                event.prevent_default();
                event.stop_propagation();
            }
        };
        Self(web_sys::window().map(|window| Listener::capturing(window.unchecked_ref(), "keydown", pressed)))
    }
}

fn meaning(event: &KeyboardEvent) -> Option<Pressed> {
    let with_control = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
    match event.key().as_str() {
        "k" | "K" if with_control => Some(Pressed::Palette),
        "f" | "F" if with_control && !is_below_a_dialog() => Some(Pressed::Find),
        "F6" if !event.ctrl_key() && !event.meta_key() && !event.alt_key() => {
            Some(Pressed::Part { back: event.shift_key() })
        }
        "?" if !event.ctrl_key() && !event.meta_key() && !is_typed(event) => Some(Pressed::Question),
        _ => None,
    }
}

fn is_below_a_dialog() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.query_selector("dialog[open]").is_ok_and(|found| found.is_some()))
}

/// Whether the key writes into a field.
fn is_typed(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target.closest("input:not([type=radio], [type=checkbox]), textarea, select").is_ok_and(|found| found.is_some())
    })
}
