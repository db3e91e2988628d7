//! Keys that are pressed anywhere on the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::listener::Listener;

/// A key that was pressed, and what was held and focused meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own, or a place")]
pub struct Pressed {
    /// The key, as UI Events name it: <https://www.w3.org/TR/uievents-key/>.
    pub key: String,
    /// Ctrl, or ⌘.
    pub control: bool,
    /// Alt. Not where it only makes another character.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// The focus is in a field that takes characters.
    pub is_typed: bool,
    /// A dialog lies above the page.
    pub is_above: bool,
}

/// Watches the page's keys until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct KeyWatch(#[expect(dead_code, reason = "kept for its drop")] Option<Listener<KeyboardEvent>>);

impl KeyWatch {
    /// Calls `on_key` for each key before the page hears of it. What it answers true to goes no further.
    pub fn new(on_key: impl Fn(&Pressed) -> bool + 'static) -> Self {
        let pressed = move |event: KeyboardEvent| {
            // A script may make an event without a key, as Chromium does for a field that it has filled.
            if event.has_type::<KeyboardEvent>() && on_key(&read(&event)) {
                event.prevent_default();
                event.stop_propagation();
            }
        };
        Self(web_sys::window().map(|window| Listener::capturing(window.unchecked_ref(), "keydown", pressed)))
    }
}

/// Whether this machine's keyboard has ⌘ where others have Ctrl.
pub fn has_command_key() -> bool {
    web_sys::window().and_then(|window| window.navigator().platform().ok()).is_some_and(|name| name.starts_with("Mac"))
}

fn read(event: &KeyboardEvent) -> Pressed {
    // AltGr is Ctrl+Alt in Windows, and makes the brackets of many keyboards.
    let is_made = event.get_modifier_state("AltGraph");
    Pressed {
        key: event.key(),
        control: (event.ctrl_key() || event.meta_key()) && !is_made,
        alt: event.alt_key() && !is_made,
        shift: event.shift_key(),
        is_typed: is_typed(event),
        is_above: is_below_a_dialog(),
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
