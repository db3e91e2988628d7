//! The program's memory.

use js_sys::{ArrayBuffer, WebAssembly::Memory};
use wasm_bindgen::JsCast;

/// Its size in bytes.
pub fn bytes() -> u32 {
    let memory = wasm_bindgen::memory().dyn_into::<Memory>();
    memory
        .ok()
        .and_then(|memory| memory.buffer().dyn_into::<ArrayBuffer>().ok())
        .map_or(0, |buffer| buffer.byte_length())
}
