//! The document's root: what the style sheet reads there, the document's language, and what the system prefers.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, MediaQueryList};

use super::listener::Listener;

/// Sets an attribute of the root element.
pub fn set(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(name, value);
    }
}

/// Sets a length in pixels on the root element, where the style sheet reads it.
pub fn set_pixels(property: &str, pixels: f64) {
    if let Some(root) = root().and_then(|root| root.dyn_into().ok()) {
        super::element::set_pixels(&root, property, pixels);
    }
}

/// The languages that the person prefers, the first one first (BCP 47).
pub fn languages() -> Vec<String> {
    let navigator = Reflect::get(&js_sys::global(), &JsValue::from_str("navigator"));
    let languages = navigator.and_then(|navigator| Reflect::get(&navigator, &JsValue::from_str("languages")));
    let list = languages.map(|list| Array::from(&list)).unwrap_or_default();
    list.iter().filter_map(|tag| tag.as_string()).collect()
}

/// What stands between thousands and before the fraction in this language, asked of `Intl.NumberFormat`.
pub fn separators(tag: &str) -> Option<(char, char)> {
    let format = js_sys::Intl::NumberFormat::new(&Array::of1(&JsValue::from_str(tag)), &js_sys::Object::new());
    let parts = format.format_to_parts(1_234_567.8);
    let value = |kind: &str| {
        parts.iter().find_map(|part| {
            let text = |name: &str| Reflect::get(&part, &JsValue::from_str(name)).ok()?.as_string();
            (text("type")? == kind).then(|| text("value")?.chars().next()).flatten()
        })
    };
    value("group").zip(value("decimal"))
}

/// Whether the system asks for more contrast, watched until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct ContrastWatch {
    query: Option<MediaQueryList>,
    #[expect(dead_code, reason = "kept for its drop")]
    listener: Option<Listener<Event>>,
}

impl ContrastWatch {
    /// Calls `on_change` each time the answer changes.
    pub fn new(on_change: impl Fn() + 'static) -> Self {
        let query = web_sys::window().and_then(|window| window.match_media("(prefers-contrast: more)").ok().flatten());
        let listener = query.as_ref().map(|query| Listener::new(query, "change", move |_| on_change()));
        Self { query, listener }
    }

    /// Whether it asks for more now.
    pub fn is_more(&self) -> bool {
        self.query.as_ref().is_some_and(MediaQueryList::matches)
    }
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()?.dyn_into().ok()
}
