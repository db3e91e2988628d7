//! The browser's edge: the only room that names `web_sys`, `js_sys` and their like.
//!
//! Each resource is a struct that owns the handle and its closures; dropping it lets go of both.

pub mod animation_frame;
mod boot;
pub mod canvas;
pub mod chance;
pub mod clipboard;
pub mod clock;
pub mod console;
pub mod download;
pub mod element;
pub mod engine_script;
pub mod file;
pub mod file_writer;
pub mod focus;
pub mod hold;
pub mod incoming;
pub mod keys;
pub mod lab;
pub mod leave;
pub mod link;
mod listener;
pub mod memory;
pub mod network;
pub mod offline;
pub mod outside;
pub mod page;
pub mod probe;
pub mod root;
pub mod selected_text;
pub mod socket;
pub mod storage;
pub mod task;
pub mod timer;
pub mod toolbar;
pub mod transfer;
#[cfg(feature = "trial")]
pub mod trial;
pub mod wheel;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::model::language::say;

/// The message of whatever was thrown, which need not be an `Error`: Firefox throws exceptions of its own.
fn message_of(thrown: &JsValue) -> String {
    let of =
        |name: &str| Reflect::get(thrown, &JsValue::from_str(name)).ok()?.as_string().filter(|text| !text.is_empty());
    let said = thrown.as_string().or_else(|| of("message")).or_else(|| of("name"));
    said.unwrap_or_else(|| say!("the browser gave no reason", "der Browser nannte keinen Grund"))
}
