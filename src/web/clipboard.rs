//! The clipboard, to copy text to. Browsers give it to secure pages only (https, or this machine).

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

/// Copies a text. False when the browser did not do it.
pub async fn copy(text: String) -> bool {
    let Some(clipboard) = clipboard() else { return false };
    JsFuture::from(clipboard.write_text(&text)).await.is_ok()
}

/// The property is undefined on pages that are not secure.
fn clipboard() -> Option<Clipboard> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?.dyn_into().ok()
}
