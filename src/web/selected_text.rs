//! Marked lines as text: what was cut to fit is one line again.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DocumentFragment, Element};
use yew::Event;

/// Puts the marked lines into the clipboard: each is the `code` in a `li`, whose first element is its indent. Those that the
/// selector `cut` finds go on in the next one. What is marked within one line is copied as the browser does it.
pub fn copy_lines(event: &Event, cut: &str) {
    let board = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    let text = marked().and_then(|marked| joined(&marked, cut));
    if let (Some(board), Some(text)) = (board, text)
        && board.set_data("text/plain", &text).is_ok()
    {
        event.prevent_default();
    }
}

fn marked() -> Option<DocumentFragment> {
    web_sys::window()?.get_selection().ok()??.get_range_at(0).ok()?.clone_contents().ok()
}

/// The lines as text; `None` where there are not several.
fn joined(marked: &DocumentFragment, cut: &str) -> Option<String> {
    let lines = marked.query_selector_all("li").ok().filter(|lines| lines.length() > 1)?;
    let lines = (0..lines.length()).filter_map(|at| lines.get(at)?.dyn_into::<Element>().ok());
    let (mut text, mut is_cut) = (String::new(), None);
    for line in lines {
        let Some(code) = line.query_selector("code").ok().flatten() else { continue };
        let whole = code.text_content().unwrap_or_default();
        let indent = code.first_element_child().and_then(|indent| indent.text_content()).unwrap_or_default();
        match is_cut {
            Some(true) => text.push_str(whole.get(indent.len()..).unwrap_or_default()),
            Some(false) => text.extend(["\n", &whole]),
            None => text.push_str(&whole),
        }
        is_cut = Some(line.matches(cut).unwrap_or_default());
    }
    Some(text)
}
