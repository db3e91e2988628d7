//! The browser's edge: the only room that names `web_sys`, `js_sys` and their like.
//!
//! Each resource is a struct that owns the handle and its closures; dropping it lets go of both.

pub mod canvas;
pub mod chance;
pub mod clipboard;
pub mod clock;
pub mod console;
pub mod download;
pub mod element;
pub mod file;
pub mod frame;
pub mod lab;
pub mod leave;
pub mod link;
mod listener;
pub mod network;
pub mod outside;
pub mod page;
pub mod probe;
pub mod socket;
pub mod storage;
pub mod task;
pub mod timer;
pub mod transfer;

use wasm_bindgen::{JsCast, JsValue};

/// The message of whatever was thrown, which need not be an `Error`.
fn message_of(thrown: &JsValue) -> String {
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => thrown.as_string().unwrap_or_else(|| "the browser gave no reason".to_owned()),
    }
}
