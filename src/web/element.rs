//! Elements as far as the view needs them beyond Yew. Styles are set through CSSOM: the page's policy forbids `style`
//! attributes.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Element, EventInit, HtmlDialogElement, HtmlDocument, Node, ResizeObserver, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};
pub use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::{Event, FocusEvent, MouseEvent, NodeRef, PointerEvent, TargetCast};

use crate::model::decimal::{bounded, decimal};

/// Sets a length in pixels.
pub fn set_pixels(element: &HtmlElement, property: &str, pixels: f64) {
    let _ = element.style().set_property(property, &format!("{}px", decimal(pixels, 2)));
}

/// How far an element is scrolled, in pixels and parts of them, which `web_sys` leaves out.
pub fn scroll_top(element: &HtmlElement) -> f64 {
    let scroll_top = Reflect::get(element, &JsValue::from_str("scrollTop"));
    scroll_top.ok().and_then(|scroll_top| scroll_top.as_f64()).unwrap_or_default()
}

/// Puts the focus on the element with this id, as far as there is one.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.focus();
    }
}

/// Whether the element with this id has the focus.
pub fn has_focus(id: &str) -> bool {
    by_id(id).is_some_and(|element| is_active(&element))
}

/// Whether the focus is within an element that this selector finds.
pub fn focus_is_within(selector: &str) -> bool {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    active.is_some_and(|active| active.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Scrolls what is around the element with this id no more than is needed to see it.
pub fn reveal(id: &str) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    if let Some(element) = by_id(id) {
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Puts the focus on the first element within another one that this selector finds.
pub fn focus_first(within: &NodeRef, selector: &str) {
    let found = within.cast::<HtmlElement>().and_then(|element| element.query_selector(selector).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

fn is_active(element: &HtmlElement) -> bool {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    active.is_some_and(|active| active.is_same_node(Some(element)))
}

/// Whether the style sheet keeps the element with this id from being seen, because something lies over it.
pub fn is_covered(id: &str) -> bool {
    let style =
        web_sys::window().zip(by_id(id)).and_then(|(window, element)| window.get_computed_style(&element).ok()?);
    style.and_then(|style| style.get_property_value("visibility").ok()).is_some_and(|value| value == "hidden")
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

/// Where in the element that this selector finds around the pointer's target the pointer is, from its left edge (0) to its
/// right (1). Not in `current_target`: Yew hears events at the page's root.
pub fn place_across(event: &MouseEvent, selector: &str) -> Option<f64> {
    let element = event.target_dyn_into::<Element>()?.closest(selector).ok()??;
    let rect = element.get_bounding_client_rect();
    (rect.width() > 0.0).then(|| bounded((f64::from(event.client_x()) - rect.left()) / rect.width(), 0.0, 1.0))
}

/// All that the pointer does comes to the element that it has pressed, until it is lifted.
pub fn capture(press: &PointerEvent) {
    if let Some(element) = press.target_dyn_into::<Element>() {
        let _ = element.set_pointer_capture(press.pointer_id());
    }
}

/// How far the pointer is from the far edge of the element that this selector finds around its target, in pixels.
pub fn width_from(event: &PointerEvent, selector: &str) -> Option<f64> {
    let element = event.target_dyn_into::<Element>()?.closest(selector).ok()??;
    Some(element.get_bounding_client_rect().right() - f64::from(event.client_x()))
}

/// How wide the element with this id is, in pixels.
pub fn width_of(id: &str) -> Option<f64> {
    by_id(id).map(|element| element.get_bounding_client_rect().width())
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

/// Text of more UTF-16 units is put into a field at once: as typed text it would take a browser long.
const TYPED_AT_MOST: usize = 64 * 1024;

/// Puts a text in the place of what a field holds, as if it had been typed: so the browser's own Undo brings back what was
/// there. Beyond 64 KiB it is set, and what the browser could undo is gone. The focus stays where it is. Answers whether the
/// field tells of it with an `input` event, as of typed text.
pub fn replace_text(field: &HtmlTextAreaElement, text: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document()?.dyn_into::<HtmlDocument>().ok());
    let Some(document) = document.filter(|_| text.len() <= TYPED_AT_MOST && field.offset_parent().is_some()) else {
        field.set_value(text);
        return false;
    };
    let before = document.active_element().and_then(|active| active.dyn_into::<HtmlElement>().ok());
    let _ = field.focus();
    field.select();
    // The one way that browsers have for it (https://w3c.github.io/editing/docs/execCommand/).
    let (command, value) = if text.is_empty() { ("delete", "") } else { ("insertText", text) };
    let _ = document.exec_command_with_show_ui_and_value(command, false, value);
    let is_typed = field.value() == text;
    if !is_typed {
        field.set_value(text);
    }
    match before {
        Some(before) if before.is_same_node(Some(field)) => {}
        Some(before) if before.matches("body") == Ok(false) => drop(before.focus()),
        _ => drop(field.blur()),
    }
    is_typed
}

/// Picks the option at this place of the `select` with this id, as a person does, and puts the focus on it.
pub fn pick(id: &str, at: Option<usize>) {
    let select = by_id(id).and_then(|select| select.dyn_into::<HtmlSelectElement>().ok());
    let (Some(select), Some(at)) = (select, at.and_then(|at| i32::try_from(at).ok())) else { return };
    select.set_selected_index(at);
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(change) = Event::new_with_event_init_dict("change", &bubbles) {
        let _ = select.dispatch_event(&change);
    }
    let _ = select.focus();
}

/// Makes a `select` show the option at this place.
pub fn choose(select: &NodeRef, at: usize) {
    let at = i32::try_from(at).unwrap_or_default();
    if let Some(select) = select.cast::<HtmlSelectElement>().filter(|select| select.selected_index() != at) {
        select.set_selected_index(at);
    }
}

/// Shows a `dialog` above everything else, which can't be reached until it is gone.
pub fn show_modal(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// Ends a `dialog`: the focus goes back to where it was.
pub fn close_modal(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>().filter(HtmlDialogElement::open) {
        dialog.close();
    }
}

/// Whether a press was beside a modal `dialog`: then it is told to the dialog itself, from outside its edges.
pub fn is_beside(dialog: &NodeRef, event: &MouseEvent) -> bool {
    let Some(dialog) = dialog.cast::<Element>() else { return false };
    let is_itself = event.target_dyn_into::<Element>().is_some_and(|target| target == dialog);
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let rect = dialog.get_bounding_client_rect();
    let is_within = (rect.left()..=rect.right()).contains(&x) && (rect.top()..=rect.bottom()).contains(&y);
    is_itself && !is_within
}

/// Presses the button with this id. False where it is not there, or cannot be pressed now.
pub fn press(id: &str) -> bool {
    let button = by_id(id).filter(|_| can_press(id));
    if let Some(button) = &button {
        button.click();
    }
    button.is_some()
}

/// Whether the button with this id is there, is seen and can be pressed now.
pub fn can_press(id: &str) -> bool {
    by_id(id).is_some_and(|button| button.matches(":enabled").unwrap_or(false) && button.offset_parent().is_some())
}

/// Opens the `details` with this id, and puts the focus on its summary.
pub fn open_details(id: &str) {
    let Some(details) = by_id(id) else { return };
    let _ = details.set_attribute("open", "");
    if let Ok(Some(summary)) = details.query_selector("summary") {
        summary.scroll_into_view();
        if let Ok(summary) = summary.dyn_into::<HtmlElement>() {
            let _ = summary.focus();
        }
    }
}

fn by_id(id: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
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
