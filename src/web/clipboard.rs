//! The clipboard, to copy text to. Browsers give it to secure pages only (https, or this machine).

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

use super::download::Gathering;

/// Copies a text. False when the browser did not do it.
pub async fn copy(text: String) -> bool {
    let Some(clipboard) = clipboard() else { return false };
    JsFuture::from(clipboard.write_text(&text)).await.is_ok()
}

/// Copies a text that was gathered from parts in UTF-8: it does not come into this program. False when the browser did
/// not do it.
pub async fn copy_gathered(text: Gathering) -> bool {
    let copy = async {
        let (blob, clipboard) = (text.blob()?, clipboard()?);
        let text = JsFuture::from(blob.text()).await.ok()?;
        let write = Reflect::get(&clipboard, &JsValue::from_str("writeText")).ok()?.dyn_into::<Function>().ok()?;
        let written = Promise::resolve(&write.call1(&clipboard, &text).ok()?);
        JsFuture::from(written).await.ok()
    };
    copy.await.is_some()
}

/// The property is undefined on pages that are not secure.
fn clipboard() -> Option<Clipboard> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?.dyn_into().ok()
}
