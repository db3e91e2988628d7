//! Buttons in a row that are one stop of the Tab key; arrows go from one to the next (ARIA Authoring Practices, "Toolbar").
//!
//! A row is any element with `data-row`. What that holds finds, by a selector, the button that is the stop at first: the one
//! that most people want.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, FocusEvent, HtmlElement, KeyboardEvent, NodeList};

use super::listener::Listener;

/// A button of a row itself, and in no menu that it opens.
const BUTTONS: &str = "button:not(:disabled, .sheet *, [role=tab])";

/// Watches the rows of the page until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct ToolbarWatch {
    document: Document,
    #[expect(dead_code, reason = "kept for its drop")]
    focused: Listener<FocusEvent>,
    #[expect(dead_code, reason = "kept for its drop")]
    keys: Listener<KeyboardEvent>,
}

impl ToolbarWatch {
    /// Begins to watch the page. `None` outside of one.
    pub fn start() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let focused = Listener::new(&document, "focusin", move |event: FocusEvent| {
            if let Some((row, button)) = row_of(event.target()) {
                keep_one_stop(&row, Some(&button));
            }
        });
        let keys = Listener::new(&document, "keydown", move |event: KeyboardEvent| {
            let way = match event.key().as_str() {
                "ArrowRight" => 1,
                "ArrowLeft" => -1,
                _ => return,
            };
            if let Some((row, button)) = row_of(event.target()) {
                event.prevent_default();
                step(&row, &button, way);
            }
        });
        Some(Self { document, focused, keys })
    }

    /// To be called when there are other rows. Not at each drawing: it costs the browser a layout. A button that comes into a
    /// row later is a stop of its own until the row has the focus.
    pub fn look(&self) {
        for row in self.document.query_selector_all("[data-row]").iter().flat_map(elements) {
            keep_one_stop(&row, None);
        }
    }
}

fn elements(list: &NodeList) -> impl Iterator<Item = HtmlElement> {
    (0..list.length()).filter_map(|place| list.get(place)?.dyn_into().ok())
}

/// The button that something happened to, and the row that it is in.
fn row_of(target: Option<web_sys::EventTarget>) -> Option<(HtmlElement, Element)> {
    let button = target?.dyn_into::<Element>().ok().filter(|target| target.matches(BUTTONS).unwrap_or(false))?;
    Some((button.closest("[data-row]").ok()??.dyn_into().ok()?, button))
}

/// The buttons of a row that can be used now.
fn buttons_of(row: &HtmlElement) -> Vec<HtmlElement> {
    let buttons = row.query_selector_all(BUTTONS);
    buttons.iter().flat_map(elements).filter(|button| button.offset_parent().is_some()).collect()
}

/// Makes one button of a row a stop of the Tab key: this one; or the one that was it last, or else the wanted one.
fn keep_one_stop(row: &HtmlElement, this: Option<&Element>) {
    let buttons = buttons_of(row);
    let wanted = row.get_attribute("data-row").unwrap_or_default();
    let given = this.and_then(|this| buttons.iter().position(|button| button.is_same_node(Some(this))));
    let last = || buttons.iter().position(|button| button.get_attribute("tabindex").as_deref() == Some("0"));
    let first = || buttons.iter().position(|button| button.matches(&wanted).unwrap_or(false));
    let stop = given.or_else(last).or_else(first).unwrap_or_default();
    for (place, button) in buttons.iter().enumerate() {
        button.set_tab_index(if place == stop { 0 } else { -1 });
    }
}

/// Puts the focus on the next button of a row (1), or the one before (-1).
fn step(row: &HtmlElement, from: &Element, way: isize) {
    let buttons = buttons_of(row);
    if let Some(at) = buttons.iter().position(|button| button.is_same_node(Some(from))) {
        let next = (at + buttons.len()).saturating_add_signed(way) % buttons.len();
        let _ = buttons[next].focus();
    }
}
