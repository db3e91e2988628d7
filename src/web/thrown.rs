//! What the browser threw, in its own words.

use std::fmt;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::model::language::say;

/// An exception of the browser. Its words are shown and never looked into: each browser has others, and they change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thrown(String);

impl Thrown {
    /// Takes whatever was thrown, which need not be an `Error`: Firefox throws exceptions of its own.
    #[expect(clippy::needless_pass_by_value, reason = "what maps errors hands the value over")]
    pub(super) fn new(thrown: JsValue) -> Self {
        let of = |name: &str| {
            Reflect::get(&thrown, &JsValue::from_str(name)).ok()?.as_string().filter(|text| !text.is_empty())
        };
        let said = thrown.as_string().or_else(|| of("message")).or_else(|| of("name"));
        Self(said.unwrap_or_else(|| say!("the browser gave no reason", "der Browser nannte keinen Grund")))
    }
}

impl fmt::Display for Thrown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Thrown {}

impl From<Thrown> for String {
    fn from(thrown: Thrown) -> Self {
        thrown.0
    }
}
