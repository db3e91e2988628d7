//! The page, mounted without boot.js: in place of the engine stands the test, which hears and speaks for it.

use std::{cell::RefCell, future::poll_fn, rc::Rc, task::Poll};

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use socketscope::{
    model::{
        id::SessionId,
        link::{Command, Look, PageCommand, SessionSnapshot, Snapshot, ToEngine, ToPage, decode, encode},
    },
    view::App,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, DomRect, Element, HtmlElement, InputEvent, MessageEvent, MessageEventInit, Worker};
use yew::AppHandle;

/// A mounted page. It leaves the document when it is dropped.
pub(crate) struct Stage {
    root: Element,
    app: Option<AppHandle<App>>,
    engine: Worker,
    said: Rc<RefCell<Vec<ToEngine>>>,
    resolve: Function,
    reject: Function,
    _ears: Closure<dyn Fn(JsValue)>,
}

impl Stage {
    /// Mounts the page. Its engine has not said yet that it is ready.
    pub(crate) async fn new() -> Self {
        let engine = Worker::new("data:text/javascript,").expect("a worker that does nothing");
        let said: Rc<RefCell<Vec<ToEngine>>> = Rc::default();
        let heard = said.clone();
        let ears = Closure::<dyn Fn(JsValue)>::new(move |said: JsValue| {
            // A file rides beside the bytes.
            let buffer = said.dyn_ref::<Array>().map_or_else(|| said.clone(), |parts| parts.get(0));
            heard.borrow_mut().push(decode(&Uint8Array::new(&buffer).to_vec()).expect("the page's language"));
        });
        set(&engine, "postMessage", ears.as_ref());
        let mut settlers = None;
        let ready = Promise::new(&mut |resolve, reject| settlers = Some((resolve, reject)));
        let (resolve, reject) = settlers.expect("a promise calls at once");
        let boot = Object::new();
        set(&boot, "engine", &engine);
        set(&boot, "ready", &ready);
        set(&js_sys::global(), "socketscope", &boot);
        let root = document().create_element("div").expect("an element");
        document().body().expect("a body").append_child(&root).expect("a place in the body");
        let app = Some(yew::Renderer::<App>::with_root(root.clone()).render());
        let stage = Self { root, app, engine, said, resolve, reject, _ears: ears };
        stage.settle().await;
        stage
    }

    /// Mounts the page, with an engine of this build that is ready.
    pub(crate) async fn ready(build: &str) -> Self {
        let stage = Self::new().await;
        stage.say_ready(build);
        super::lab::wait_for("the page's first request", async || stage.said.borrow().contains(&ToEngine::Ask)).await;
        stage
    }

    /// Gives the page its style sheet, which most tests can do without.
    pub(crate) async fn dress(&self) {
        let link = document().create_element("link").expect("an element");
        for (name, value) in [("rel", "stylesheet"), ("href", "/style.css")] {
            link.set_attribute(name, value).expect("an attribute");
        }
        self.root.append_child(&link).expect("a place in the page");
        super::lab::wait_for("the style sheet", async || is_applied(&link)).await;
    }

    pub(crate) fn say_ready(&self, build: &str) {
        let _ = self.resolve.call1(&JsValue::NULL, &buffer(&ToPage::Ready { build: build.to_owned() }));
    }

    /// The worker could not be loaded.
    pub(crate) fn fail(&self) {
        let _ = self.reject.call1(&JsValue::NULL, &JsValue::from_str("no engine"));
    }

    /// Answers the page, and waits until it has drawn.
    pub(crate) async fn show(&self, shown: SessionSnapshot) {
        self.answer(shown);
        self.settle().await;
    }

    /// Answers the page, which has not drawn it yet.
    pub(crate) fn answer(&self, shown: SessionSnapshot) {
        let (session, sessions) = (SessionId::default(), Vec::new());
        let snapshot = ToPage::Snapshot(Box::new(Snapshot { session, shown, sessions }));
        let init = MessageEventInit::new();
        init.set_data(&buffer(&snapshot));
        let event = MessageEvent::new_with_event_init_dict("message", &init).expect("an event");
        self.engine.dispatch_event(&event).expect("an event that is heard");
    }

    /// Waits until everything that is to be drawn is drawn.
    pub(crate) async fn settle(&self) {
        yew::scheduler::flush().await;
    }

    /// What the page wanted of the engine so far.
    pub(crate) fn commands(&self) -> Vec<Command> {
        let said = self.said.borrow();
        let wanted = said.iter().filter_map(|said| match said {
            ToEngine::Session(_, command) => Some(command.clone()),
            ToEngine::Ask | ToEngine::Page(_) => None,
        });
        wanted.collect()
    }

    /// The rows that it wanted to see, from the first wish to the last.
    pub(crate) fn looks(&self) -> Vec<Look> {
        let said = self.said.borrow();
        let looks = said.iter().filter_map(|said| match said {
            ToEngine::Page(PageCommand::Look(_, look)) => Some(look.clone()),
            _ => None,
        });
        looks.collect()
    }

    /// Types over what is in a field.
    pub(crate) async fn enter(&self, selector: &str, text: &str) {
        let field = self.find(selector);
        set(&field, "value", &JsValue::from_str(text));
        let event = InputEvent::new("input").expect("an event");
        event.init_event_with_bubbles("input", true);
        field.dispatch_event(&event).expect("an event that is heard");
        self.settle().await;
    }

    pub(crate) async fn click(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
        self.settle().await;
    }

    /// Opens the inspector, so that what runs through the connection and what is known about it are drawn.
    pub(crate) async fn open_panel(&self) {
        self.click("#show-traffic").await;
        self.click("#show-connection").await;
    }

    /// Chooses in a choice by the value of what is chosen.
    pub(crate) async fn choose(&self, selector: &str, value: &str) {
        let choice = self.find(selector);
        set(&choice, "value", &JsValue::from_str(value));
        let event = web_sys::Event::new("change").expect("an event");
        event.init_event_with_bubbles("change", true);
        choice.dispatch_event(&event).expect("an event that is heard");
        self.settle().await;
    }

    /// Scrolls an element, as a person does.
    pub(crate) fn scroll(&self, selector: &str, scroll_top: f64) {
        set(&self.find(selector), "scrollTop", &scroll_top.into());
    }

    /// A property of an element that is a number.
    pub(crate) fn number(&self, selector: &str, name: &str) -> f64 {
        Reflect::get(&self.find(selector), &name.into()).ok().and_then(|value| value.as_f64()).unwrap_or(f64::NAN)
    }

    pub(crate) fn rect(&self, selector: &str) -> DomRect {
        self.find(selector).get_bounding_client_rect()
    }

    pub(crate) fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    pub(crate) fn attribute(&self, selector: &str, name: &str) -> String {
        self.find(selector).get_attribute(name).unwrap_or_default()
    }

    pub(crate) fn value(&self, selector: &str) -> String {
        Reflect::get(&self.find(selector), &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
    }

    pub(crate) fn has(&self, selector: &str) -> bool {
        self.root.query_selector(selector).expect("a selector").is_some()
    }

    fn find(&self, selector: &str) -> Element {
        let found = self.root.query_selector(selector).expect("a selector");
        found.unwrap_or_else(|| panic!("there is no {selector} in {}", self.root.inner_html()))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.engine.terminate();
        self.root.remove();
    }
}

/// No time passes until an element has this text; then a second has passed. Yew lets no other events in for 16 ms only: from
/// then on they come before what is drawn counts as rendered.
pub(crate) struct SlowDrawing(JsValue);

impl SlowDrawing {
    pub(crate) fn of(selector: &str, text: &str) -> Self {
        let date = Reflect::get(&js_sys::global(), &"Date".into()).expect("a property of each window");
        let now = Reflect::get(&date, &"now".into()).expect("a function of each date");
        let later = format!("return document.querySelector('{selector}')?.textContent === '{text}' ? 1000 : 0");
        set(&date, "now", &Function::new_no_args(&later));
        Self(now)
    }
}

impl Drop for SlowDrawing {
    fn drop(&mut self) {
        if let Ok(date) = Reflect::get(&js_sys::global(), &"Date".into()) {
            set(&date, "now", &self.0);
        }
    }
}

/// Lets everything go on that waits for no event of the browser.
pub(crate) async fn microtask() {
    let mut has_waited = false;
    poll_fn(|context| {
        context.waker().wake_by_ref();
        if std::mem::replace(&mut has_waited, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

fn is_applied(link: &Element) -> bool {
    Reflect::get(link, &"sheet".into()).is_ok_and(|sheet| !sheet.is_null())
}

fn buffer(said: &ToPage) -> JsValue {
    Uint8Array::from(&encode(said)[..]).buffer().into()
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    Reflect::set(object, &JsValue::from_str(name), value).expect("a property that can be set");
}

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a document")
}
