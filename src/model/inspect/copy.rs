//! A message as text to copy.

use super::{
    index::Index,
    json,
    walk::{Mode, State},
};
use crate::model::codec::{base64, hex};

/// How a message is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyFormat {
    /// As it came; what is no UTF-8 becomes U+FFFD.
    Text,
    /// JSON by lines, with two spaces for each level and without loss; what is no JSON stays as it came.
    Json,
    /// Bytes in hex.
    Hex,
    /// Bytes in Base64.
    Base64,
    /// A string of JSON, with its quotes.
    JsonString,
}

/// More levels get no more indent.
const DEEPEST_INDENT: usize = 100;

/// A message as text.
pub fn copy(bytes: &[u8], format: CopyFormat) -> String {
    match format {
        CopyFormat::Text => String::from_utf8_lossy(bytes).into_owned(),
        CopyFormat::Json => indented(bytes).unwrap_or_else(|| copy(bytes, CopyFormat::Text)),
        CopyFormat::Hex => hex::encode(bytes),
        CopyFormat::Base64 => base64::encode(bytes),
        CopyFormat::JsonString => json_string(&String::from_utf8_lossy(bytes)),
    }
}

/// `None` when it is no JSON.
fn indented(bytes: &[u8]) -> Option<String> {
    let index = Index::new(json::step, State::new(Mode::Item));
    let mut state = State::new(Mode::Item);
    let mut text = String::with_capacity(bytes.len());
    let mut wrapped = true;
    while let Some(line) = index.draw(bytes, &mut state, true) {
        if !state.why.is_empty() {
            return None;
        }
        if !wrapped {
            text.push('\n');
            text.extend(std::iter::repeat_n("  ", DEEPEST_INDENT.min(line.depth as usize)));
        }
        text.push_str(&line.text);
        wrapped = line.wrapped;
    }
    state.why.is_empty().then_some(text)
}

fn json_string(source: &str) -> String {
    let mut text = String::with_capacity(source.len() + 2);
    text.push('"');
    for character in source.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            // The last two end a line in older JavaScript.
            '\0'..='\x1f' | '\u{2028}' | '\u{2029}' => {
                text.push_str("\\u");
                text.push_str(&super::hex::digits(u64::from(u32::from(character)), 4));
            }
            _ => text.push(character),
        }
    }
    text.push('"');
    text
}
