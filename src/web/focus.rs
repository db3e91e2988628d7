//! Where the focus goes from a button that can no longer be pressed: a browser leaves it there for a while, and then on
//! nothing.

use std::{cell::Cell, rc::Rc};

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, HtmlElement, KeyboardEvent, MutationObserver, MutationObserverInit};

use super::listener::Listener;

/// What can no longer be used.
const GONE: &str = ":disabled, [hidden], [hidden] *";

/// Watches the button that has the focus until it is dropped. When it is disabled or hidden, the focus goes to the
/// element whose id is in its `data-next`, and without one to the first button beside it that can be pressed.
#[must_use = "dropping it ends the watch"]
pub struct FocusWatch {
    observer: MutationObserver,
    #[expect(dead_code, reason = "called by the observer, so kept as long as it")]
    closure: Closure<dyn Fn()>,
    #[expect(dead_code, reason = "kept for its drop")]
    held: Listener<KeyboardEvent>,
}

impl FocusWatch {
    /// Begins to watch the page. `None` outside of one.
    pub fn start() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        // A key that is held down presses one button, and not also the one to which the focus goes from it.
        let moved = Rc::new(Cell::new(false));
        let has_moved = moved.clone();
        let held = Listener::capturing(&document, "keydown", move |event: KeyboardEvent| {
            if !event.repeat() {
                has_moved.set(false);
            } else if has_moved.get() {
                event.prevent_default();
            }
        });
        let (options, body) = (MutationObserverInit::new(), document.body()?);
        options.set_subtree(true);
        options.set_attribute_filter(&Array::of2(&JsValue::from_str("disabled"), &JsValue::from_str("hidden")));
        let closure = Closure::<dyn Fn()>::new(move || {
            if move_on(&document).is_some() {
                moved.set(true);
            }
        });
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe_with_options(&body, &options).ok()?;
        Some(Self { observer, closure, held })
    }
}

impl Drop for FocusWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Moves the focus, if it has to move.
fn move_on(document: &Document) -> Option<()> {
    let button = document.active_element().filter(|active| active.matches(GONE).unwrap_or(false))?;
    let next = match button.get_attribute("data-next") {
        Some(id) => document.get_element_by_id(&id),
        None => button.parent_element()?.query_selector("button:enabled").ok()?,
    };
    next?.dyn_into::<HtmlElement>().ok()?.focus().ok()
}
