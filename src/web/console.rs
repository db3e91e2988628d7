//! What a developer reads in the browser's console, and what a panic leaves behind for who comes after it.

use std::panic::PanicHookInfo;

use js_sys::Reflect;
use log::Level;
use wasm_bindgen::JsValue;

/// Sends the log of this program to the console. A second call changes nothing.
pub fn start() {
    let _ = console_log::init_with_level(Level::Info);
}

/// Tells the console of a panic, and leaves its words for `crash.js`: of the trap that follows nobody learns them.
pub fn tell_panic(panic: &PanicHookInfo<'_>) {
    let words = panic.to_string();
    log::error!("{words}");
    let boot = Reflect::get(&js_sys::global(), &JsValue::from_str("socketscope"));
    if let Some(boot) = boot.ok().filter(JsValue::is_object) {
        let _ = Reflect::set(&boot, &JsValue::from_str("panic"), &JsValue::from_str(&words));
    }
}
