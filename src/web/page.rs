//! The page itself: its query and its reloads.

use js_sys::Boolean;
use wasm_bindgen::JsValue;
use web_sys::{Event, PageTransitionEvent, UrlSearchParams};

use super::{boot, listener::Listener};

/// The value of a parameter in the page's query.
pub fn query(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// Takes the query out of the address that the browser shows and keeps in its history.
pub fn hide_query() {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some("?url="));
    }
}

/// The address of this page with a query that fills its form.
pub fn link(url: &str, protocols: &str) -> String {
    let Some((window, query)) = web_sys::window().zip(UrlSearchParams::new().ok()) else { return String::new() };
    query.append("url", url);
    if !protocols.is_empty() {
        query.append("protocols", protocols);
    }
    let location = window.location();
    let place = [location.origin(), location.pathname()].map(Result::unwrap_or_default).concat();
    format!("{place}?{}", String::from(query.to_string()))
}

/// The width of the window in pixels.
pub fn width() -> f64 {
    let width = web_sys::window().and_then(|window| window.inner_width().ok());
    width.and_then(|width| width.as_f64()).unwrap_or_default()
}

/// Calls the window by this name, and gives it this picture, a file beside the page.
pub fn name_window(title: &str, icon: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
        if let Ok(Some(link)) = document.query_selector("link[rel=icon]") {
            let _ = link.set_attribute("href", icon);
        }
    }
}

/// Watches whether the page is away, until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct AwayWatch(#[expect(dead_code, reason = "kept for its drop")] Option<[Listener<PageTransitionEvent>; 2]>);

impl AwayWatch {
    /// Calls `on_change` with true when one leaves the page and the browser keeps it for the way back, and with false when
    /// it is there again: <https://html.spec.whatwg.org/multipage/nav-history-apis.html#the-pagetransitionevent-interface>.
    pub fn new(on_change: impl Fn(bool) + Clone + 'static) -> Self {
        Self(web_sys::window().map(|window| {
            [("pagehide", true), ("pageshow", false)].map(|(event, is_away)| {
                let on_change = on_change.clone();
                Listener::new(&window, event, move |event: PageTransitionEvent| {
                    if event.persisted() {
                        on_change(is_away);
                    }
                })
            })
        }))
    }
}

/// Watches for the moment at which the page is left, until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct LeaveWatch(#[expect(dead_code, reason = "kept for its drop")] Option<Listener<Event>>);

impl LeaveWatch {
    /// Calls `on_leave` when the page is left, whether the browser keeps it or not.
    pub fn new(on_leave: impl Fn() + 'static) -> Self {
        Self(web_sys::window().map(|window| Listener::new(&window, "pagehide", move |_| on_leave())))
    }
}

/// Whether another page's program has broken down in this window, and left its sessions to the engine.
pub fn is_heir() -> bool {
    boot::property::<Boolean>("isHeir").is_some_and(|is_heir| is_heir.value_of())
}

/// Watches whether the page can be seen, until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct SeenWatch(#[expect(dead_code, reason = "kept for its drop")] Option<Listener<Event>>);

impl SeenWatch {
    /// Calls `on_change` with true each time the page comes back into view, and with false each time it goes out of it.
    pub fn new(on_change: impl Fn(bool) + 'static) -> Self {
        let document = web_sys::window().and_then(|window| window.document());
        Self(document.map(|document| {
            let seen = document.clone();
            Listener::new(&document, "visibilitychange", move |_| on_change(!seen.hidden()))
        }))
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Loads the page again, once for each reason in a tab's life: a second call with the same reason answers false.
pub fn reload_once(reason: &str) -> bool {
    const KEY: &str = "socketscope-reloaded-for";
    let Some(window) = web_sys::window() else { return false };
    let Ok(Some(storage)) = window.session_storage() else { return false };
    if storage.get_item(KEY).ok().flatten().as_deref() == Some(reason) || storage.set_item(KEY, reason).is_err() {
        return false;
    }
    window.location().reload().is_ok()
}
