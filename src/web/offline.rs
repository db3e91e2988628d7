//! The page kept in the browser, to be opened without a network, and the news of a newer one.

use gloo_net::http::Request;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, RequestCache};

use super::boot;

/// Whether the browser can keep this page: it must know service workers, and lets them in over https or from this
/// machine only.
pub fn is_possible() -> bool {
    let navigator = Reflect::get(&js_sys::global(), &JsValue::from_str("navigator"));
    navigator.is_ok_and(|navigator| Reflect::has(&navigator, &JsValue::from_str("serviceWorker")).unwrap_or(false))
}

/// Keeps the page from now on, or lets go of what was kept. False when the browser refuses: it trusts no certificate that
/// it was told to accept, and in a private window it may keep nothing.
pub async fn keep(keep: bool) -> bool {
    let Some(function) = boot::property::<Function>("keepOffline") else { return false };
    let done = function.call1(&JsValue::UNDEFINED, &JsValue::from_bool(keep));
    let Some(done) = done.ok().and_then(|done| done.dyn_into::<Promise>().ok()) else { return false };
    JsFuture::from(done).await.is_ok_and(|done| done.is_truthy())
}

/// Whether the server has another build of the page than this one. False while it cannot be asked.
pub async fn has_newer() -> bool {
    let Some(script) = script() else { return false };
    let answer = Request::get("./").cache(RequestCache::NoCache).send().await;
    match answer {
        Ok(answer) if answer.ok() => {
            answer.text().await.is_ok_and(|page| page.contains("data-js=") && !page.contains(&script))
        }
        _ => false,
    }
}

/// The name of the page's program, which holds a hash of it.
fn script() -> Option<String> {
    let element = web_sys::window()?.document()?.query_selector("script[data-js]").ok().flatten()?;
    element.dyn_into::<HtmlElement>().ok()?.dataset().get("js")
}
