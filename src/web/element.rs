//! Elements as far as the view needs them beyond Yew. Styles are set through CSSOM: the page's policy forbids `style`
//! attributes.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlDialogElement, Node, ResizeObserver, ScrollIntoViewOptions, ScrollLogicalPosition};
pub use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::{Event, FocusEvent, MouseEvent, NodeRef, TargetCast};

use crate::model::decimal::decimal;

/// Sets a length in pixels.
pub fn set_pixels(element: &HtmlElement, property: &str, pixels: f64) {
    let _ = element.style().set_property(property, &format!("{}px", decimal(pixels, 2)));
}

/// Puts the focus on the element with this id, as far as there is one.
pub fn focus(id: &str) {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Scrolls what is around the element with this id no more than is needed to see it.
pub fn reveal(id: &str) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    if let Some(element) = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id)) {
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Puts the focus on the first button within an element.
pub fn focus_first_button(within: &NodeRef) {
    let button = within.cast::<HtmlElement>().and_then(|element| element.query_selector("button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

/// Whether a `focusout` takes the focus out of this element, to another one. It stays when the whole window is left.
pub fn focus_leaves(element: &NodeRef, event: &FocusEvent) -> bool {
    let target = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
    match (element.get(), target) {
        (Some(element), Some(target)) => !element.contains(Some(&target)),
        _ => false,
    }
}

/// Whether the `details` that this `toggle` came from is open.
pub fn is_open(event: &Event) -> bool {
    event.target_dyn_into::<HtmlElement>().is_some_and(|details| details.has_attribute("open"))
}

/// Where in an element the pointer is, from its left edge (0) to its right (1).
pub fn place_across(event: &MouseEvent) -> Option<f64> {
    let element = event.current_target()?.dyn_into::<Element>().ok()?;
    let rect = element.get_bounding_client_rect();
    (rect.width() > 0.0).then(|| ((f64::from(event.client_x()) - rect.left()) / rect.width()).clamp(0.0, 1.0))
}

/// Which of the list's items an event came from.
pub fn place_in_list(event: &MouseEvent) -> Option<usize> {
    let item = event.target_dyn_into::<Element>()?.closest("li").ok().flatten()?;
    Some(std::iter::successors(item.previous_element_sibling(), Element::previous_element_sibling).count())
}

/// Whether an event came from within an element that this selector finds.
pub fn is_within(event: &MouseEvent, selector: &str) -> bool {
    event.target_dyn_into::<Element>().is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Whether text of the page is marked.
pub fn text_is_marked() -> bool {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// Shows a `dialog` above everything else, which can't be reached until it is gone.
pub fn show_modal(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// Watches the size of an element until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct SizeWatch {
    observer: Option<ResizeObserver>,
    #[expect(dead_code, reason = "called by the observer, so kept as long as it")]
    closure: Closure<dyn Fn()>,
}

impl SizeWatch {
    /// Calls `on_resize` when the element's size has changed, and once at the beginning.
    pub fn new(element: &HtmlElement, on_resize: impl Fn() + 'static) -> Self {
        let closure = Closure::<dyn Fn()>::new(on_resize);
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self { observer, closure }
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
