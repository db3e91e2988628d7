//! What `boot.js` leaves behind for the page: the engine, its first word, and what only that script may do.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

/// A property of the object that `boot.js` leaves behind. `None` when `boot.js` did not run before this.
pub(super) fn property<T: JsCast>(name: &str) -> Option<T> {
    Reflect::get(&js_sys::global(), &JsValue::from_str("socketscope"))
        .and_then(|boot| Reflect::get(&boot, &JsValue::from_str(name)))
        .ok()
        .and_then(|value| value.dyn_into().ok())
}
