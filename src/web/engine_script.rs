//! Tells `engine.js` where the messages lie, so that it can save them when this program has broken down.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// Where the map of the logs is in this program's memory, and how large it is (see `model::log::rescue_map`).
pub fn tell_map(address: usize, slots: usize, words: usize) {
    let map = Object::new();
    for (name, number) in [("address", address), ("slots", slots), ("words", words)] {
        // Within a memory of 32 bits.
        let number = JsValue::from_f64(f64::from(u32::try_from(number).unwrap_or_default()));
        let _ = Reflect::set(&map, &JsValue::from_str(name), &number);
    }
    let _ = Reflect::set(&js_sys::global(), &JsValue::from_str("socketscope"), &map);
}
