//! The lab's description, when the page is served beside a lab.

use gloo_net::http::Request;
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;

/// What `lab.json` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lab {
    /// The base of its WebSocket addresses, without a slash at the end.
    pub ws: String,
    /// The paths of its endpoints.
    pub paths: Vec<String>,
}

/// Asks for `lab.json` beside the page. `None` where there is no lab: `trunk serve` alone answers any path with the
/// page, other servers with 404.
pub async fn find() -> Option<Lab> {
    let response = Request::get("lab.json").send().await.ok()?;
    let is_json = response.headers().get("content-type").is_some_and(|kind| kind.starts_with("application/json"));
    if !response.ok() || !is_json {
        return None;
    }
    // The browser's parser: `serde_json` would come with every page for the sake of three fields.
    let description = JSON::parse(&response.text().await.ok()?).ok()?;
    if text(&description, "lab")? != "socketscope" {
        return None;
    }
    let endpoints = Reflect::get(&description, &JsValue::from_str("endpoints")).ok()?;
    let paths = Array::from(&endpoints).iter().filter_map(|endpoint| text(&endpoint, "path")).collect();
    Some(Lab { ws: text(&description, "ws")?, paths })
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &JsValue::from_str(name)).ok()?.as_string()
}
