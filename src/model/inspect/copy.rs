//! A message as text to copy, written piece by piece, so that no message takes long.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{
    index::Index,
    json,
    text::boundary,
    walk::{Mode, State, WIDTH},
};
use crate::model::codec::{base64, hex};

/// How a message is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What a copy has not of its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyLoss {
    /// Bytes that are no UTF-8: U+FFFD stands in their place.
    NotUtf8,
    /// Its lines: it is no JSON, so it stays as it came.
    NotJson,
}

/// More levels get no more indent.
const DEEPEST_INDENT: usize = 100;

/// About so many bytes of a message are written in one piece: a multiple of 3, for Base64.
const PIECE: usize = 48 * 1024;

/// A message that is being copied.
#[derive(Debug)]
pub struct Copying {
    format: CopyFormat,
    /// The next byte.
    at: usize,
    /// How far the walk through JSON is; none, when the message is no JSON.
    walk: Option<State>,
    is_continued: bool,
    loss: Option<CopyLoss>,
}

/// A piece of the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What comes next.
    pub text: String,
    /// What came before it does not count: the message turned out not to be JSON.
    pub is_first: bool,
    /// There is no further piece.
    pub is_last: bool,
}

impl Copying {
    /// Nothing is written yet.
    pub fn new(format: CopyFormat) -> Self {
        let walk = (format == CopyFormat::Json).then(|| State::new(Mode::Item, WIDTH));
        Self { format, at: 0, walk, is_continued: true, loss: None }
    }

    /// What it has lost so far.
    pub fn loss(&self) -> Option<CopyLoss> {
        self.loss
    }

    /// How many bytes the copy of these bytes takes at least.
    pub fn least(&self, bytes: &[u8]) -> usize {
        match self.format {
            CopyFormat::Text | CopyFormat::Json | CopyFormat::JsonString => bytes.len(),
            CopyFormat::Hex => bytes.len().saturating_mul(3),
            CopyFormat::Base64 => bytes.len() / 3 * 4,
        }
    }

    /// Writes the next piece of the copy of these bytes.
    pub fn piece(&mut self, bytes: &[u8]) -> Piece {
        let is_first = self.at == 0;
        if let Some(mut state) = self.walk.take() {
            let began = state.at;
            if let Some((text, is_last)) = self.lines(bytes, &mut state) {
                self.walk = Some(state);
                return Piece { text, is_first: began == 0, is_last };
            }
            self.loss = Some(CopyLoss::NotJson);
        }
        let end = self.end(bytes);
        let text = self.stretch(bytes, end);
        self.at = end;
        Piece { text, is_first, is_last: end == bytes.len() }
    }

    /// Where the next piece ends. Text is not cut within a character.
    fn end(&self, bytes: &[u8]) -> usize {
        let end = self.at + PIECE;
        match self.format {
            _ if end >= bytes.len() => bytes.len(),
            CopyFormat::Hex | CopyFormat::Base64 => end,
            CopyFormat::Text | CopyFormat::Json | CopyFormat::JsonString => boundary(bytes, end),
        }
    }

    fn stretch(&mut self, bytes: &[u8], end: usize) -> String {
        let (is_first, is_last) = (self.at == 0, end == bytes.len());
        let part = &bytes[self.at..end];
        match self.format {
            CopyFormat::Text | CopyFormat::Json => self.text(part),
            CopyFormat::Hex if is_first => hex::encode(part),
            CopyFormat::Hex => [" ", &hex::encode(part)].concat(),
            CopyFormat::Base64 => base64::encode(part),
            CopyFormat::JsonString => {
                let quote = |there: bool| if there { "\"" } else { "" };
                [quote(is_first), &escaped(&self.text(part)), quote(is_last)].concat()
            }
        }
    }

    fn text(&mut self, part: &[u8]) -> String {
        let text = String::from_utf8_lossy(part);
        // It owns the text only where it had to write something else.
        if matches!(text, Cow::Owned(_)) {
            self.loss = Some(CopyLoss::NotUtf8);
        }
        text.into_owned()
    }

    /// The next lines of JSON, and whether they are the last; `None` when it is no JSON.
    fn lines(&mut self, bytes: &[u8], state: &mut State) -> Option<(String, bool)> {
        let index = Index::new(json::step, State::new(Mode::Item, WIDTH));
        let began = state.at as usize;
        let mut text = String::new();
        while text.len() < 4 * PIECE && state.at as usize - began < PIECE {
            let Some(line) = index.draw(bytes, state, true) else {
                return state.why.is_empty().then_some((text, true));
            };
            if !state.why.is_empty() {
                return None;
            }
            if !self.is_continued {
                text.push('\n');
                text.extend(std::iter::repeat_n("  ", DEEPEST_INDENT.min(line.depth as usize)));
            }
            text.push_str(&line.text);
            self.is_continued = line.wrapped;
        }
        Some((text, false))
    }
}

/// What stands between the quotes of a JSON string.
fn escaped(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
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
    text
}
