//! The focus goes on from what can no longer be used, also where a page is drawn in several steps.

use socketscope::web::next_focus::FocusWatch;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, HtmlElement};

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a page")
}

/// Adds an element to another one.
fn add(to: &HtmlElement, tag: &str, id: &str) -> HtmlElement {
    let element: HtmlElement = document().create_element(tag).expect("an element").unchecked_into();
    element.set_id(id);
    to.append_child(&element).expect("a place");
    element
}

fn focused() -> String {
    document().active_element().map_or(String::new(), |element| element.id())
}

/// What watches for changes has heard of them.
async fn heard() {
    for _ in 0..3 {
        JsFuture::from(js_sys::Promise::resolve(&wasm_bindgen::JsValue::NULL)).await.expect("nothing");
    }
}

/// Yew lets the browser go on where Connect was hidden and Close not yet shown: the focus went to the address.
#[wasm_bindgen_test]
async fn the_focus_waits_for_the_next_button_to_be_drawn() {
    let watch = FocusWatch::start().expect("a page to watch");
    let body = document().body().expect("a body");
    let form = add(&body, "form", "focus-form");
    add(&form, "input", "focus-first");
    let from = add(&form, "button", "focus-from");
    let next = add(&form, "button", "focus-next");
    from.set_attribute("data-next", "focus-next").expect("a name");
    next.set_hidden(true);
    from.focus().expect("the focus");
    from.set_hidden(true);
    heard().await;
    assert_ne!(focused(), "focus-first", "while the page is half drawn");
    next.set_hidden(false);
    heard().await;
    watch.look();
    assert_eq!(focused(), "focus-next");
    // When all is drawn and it is still not there, the nearest takes its place.
    next.set_attribute("data-next", "focus-from").expect("a name");
    next.set_hidden(true);
    heard().await;
    watch.look();
    assert_eq!(focused(), "focus-first");
    form.remove();
}
