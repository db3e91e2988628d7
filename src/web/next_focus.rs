//! Where the focus goes from what can no longer be used: a browser leaves it there for a while, and then on nothing.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Document, Element, Event, FocusEvent, HtmlElement, KeyboardEvent, MutationObserver, MutationObserverInit, Node,
};

use super::listener::Listener;

/// What can no longer be used.
const GONE: &str = ":disabled, [hidden], [hidden] *";

/// What can have the focus.
const USABLE: &str = "button,input,select,textarea,summary,a[href],[tabindex='0']";

/// Watches what has the focus until it is dropped. When that is disabled, hidden or taken out of the page, the focus goes to
/// the element whose id is in its `data-next`, and without one to the nearest that can be used: beside it, or around it.
#[must_use = "dropping it ends the watch"]
pub struct FocusWatch {
    document: Document,
    held: Rc<RefCell<Option<Held>>>,
    moved: Rc<Cell<bool>>,
    observer: MutationObserver,
    #[expect(dead_code, reason = "called by the observer, so kept as long as it")]
    closure: Closure<dyn Fn()>,
    #[expect(dead_code, reason = "kept for its drop")]
    keys: Listener<KeyboardEvent>,
    #[expect(dead_code, reason = "kept for its drop")]
    focused: Listener<FocusEvent>,
    #[expect(dead_code, reason = "kept for its drop")]
    pressed: Listener<Event>,
}

/// What has the focus, and where that was: an element that is taken out of the page does not know any more.
struct Held {
    element: Element,
    around: Vec<Element>,
}

impl FocusWatch {
    /// Begins to watch the page. `None` outside of one.
    pub fn start() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        // A key that is held down presses one button, and not also the one to which the focus goes from it.
        let moved = Rc::new(Cell::new(false));
        let has_moved = moved.clone();
        let keys = Listener::capturing(&document, "keydown", move |event: KeyboardEvent| {
            if !event.repeat() {
                has_moved.set(false);
            } else if has_moved.get() {
                event.prevent_default();
            }
        });
        let held = Rc::new(RefCell::new(None));
        let holds = held.clone();
        let focused = Listener::capturing(&document, "focusin", move |event: FocusEvent| {
            let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            *holds.borrow_mut() = element.map(|element| Held { around: around(&element), element });
        });
        // Who presses somewhere else leaves it.
        let holds = held.clone();
        let pressed = Listener::capturing(&document, "pointerdown", move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            holds.borrow_mut().take_if(|held: &mut Held| !held.element.contains(target.as_ref()));
        });
        let (options, body) = (MutationObserverInit::new(), document.body()?);
        options.set_subtree(true);
        options.set_attribute_filter(&Array::of2(&JsValue::from_str("disabled"), &JsValue::from_str("hidden")));
        let (page, lost, at_key) = (document.clone(), held.clone(), moved.clone());
        let closure = Closure::<dyn Fn()>::new(move || move_on(&page, &lost, &at_key, false));
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe_with_options(&body, &options).ok()?;
        Some(Self { document, held, moved, observer, closure, keys, focused, pressed })
    }

    /// To be called when the page is drawn, and something may have been taken out of it: to watch for that would cost with each row
    /// of a flood.
    pub fn look(&self) {
        move_on(&self.document, &self.held, &self.moved, true);
    }
}

impl Drop for FocusWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Moves the focus, if it has to move. While the page is not drawn to its end, what is to have the focus may not be there yet: Yew
/// 0.23 lets the browser go on after 16 ms, also where a part is drawn and what that holds is not.
fn move_on(document: &Document, held: &RefCell<Option<Held>>, moved: &Cell<bool>, is_drawn: bool) {
    let active = document.active_element().filter(|active| !active.matches("body").unwrap_or(false));
    let next = match active {
        Some(active) if active.matches(GONE).unwrap_or(false) => next_of(document, &active, &around(&active), is_drawn),
        Some(_) => None,
        None => {
            // A browser that had to lay out the page meanwhile has taken the focus from what is hidden. Taken out here, so
            // that the listener does not find it borrowed when the focus moves.
            let is_lost = |held: &mut Held| !held.element.is_connected() || held.element.matches(GONE).unwrap_or(false);
            let lost = held.borrow_mut().take_if(is_lost);
            let next = lost.as_ref().and_then(|lost| next_of(document, &lost.element, &lost.around, is_drawn));
            if next.is_none() && !is_drawn && lost.is_some() {
                *held.borrow_mut() = lost;
            }
            next
        }
    };
    if let Some(next) = next {
        moved.set(next.focus().is_ok());
    }
}

fn around(element: &Element) -> Vec<Element> {
    std::iter::successors(element.parent_element(), |element| element.parent_element()).collect()
}

fn next_of(document: &Document, from: &Element, around: &[Element], is_drawn: bool) -> Option<HtmlElement> {
    if let Some(named) = from.get_attribute("data-next").and_then(|id| document.get_element_by_id(&id)) {
        let named = usable(named);
        if named.is_some() || !is_drawn {
            return named;
        }
    }
    around.iter().filter(|element| element.is_connected()).find_map(|element| {
        let list = element.query_selector_all(USABLE).ok()?;
        let elements = (0..list.length()).filter_map(|place| list.get(place)?.dyn_into::<Element>().ok());
        elements.into_iter().find_map(usable)
    })
}

/// An element that is there, is seen and can be used.
fn usable(element: Element) -> Option<HtmlElement> {
    let element = element.dyn_into::<HtmlElement>().ok()?;
    let is_gone = element.matches(GONE).unwrap_or(true) || element.offset_parent().is_none();
    (!is_gone).then_some(element)
}
