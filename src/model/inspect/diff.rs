//! What differs between two messages: by the things in them if both are JSON, by lines if both are text, else by bytes.
//!
//! Each way is bounded: two messages that are too large for one are compared in the next, and bytes always are.

mod bytes;
mod json;
mod text;

use serde::{Deserialize, Serialize};

use super::{
    Class, Lens, Line,
    guess::{HEAD, is_text},
};

/// No more differences are told than these.
const MOST: usize = 2_000;

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diff {
    /// How they were compared: as JSON, as text, or as bytes ([`Lens::Hex`]).
    pub by: Lens,
    /// How, and why so: a sentence.
    pub why: String,
    /// The differences; none, when the two are equal in this way.
    pub lines: Vec<Line>,
}

/// What differs between an older message and a newer one.
pub fn diff(old: &[u8], new: &[u8]) -> Diff {
    let told = |by, why: &str, lines| Diff { by, why: why.to_owned(), lines };
    if old == new {
        return told(Lens::Hex, "Each byte is the same.", Vec::new());
    }
    if old.len().max(new.len()) > json::LARGEST {
        return told(Lens::Hex, "One of them is larger than 2 MiB: compared by bytes.", bytes::diff(old, new));
    }
    if let Some(lines) = json::diff(old, new) {
        return told(Lens::Json, "Both are JSON: compared by what is in them, whatever the order of keys.", lines);
    }
    let is_text = |bytes: &[u8]| is_text(&bytes[..bytes.len().min(HEAD)], bytes.len());
    if !(is_text(old) && is_text(new)) {
        return told(Lens::Hex, "Not both are text: compared by bytes.", bytes::diff(old, new));
    }
    match text::diff(old, new) {
        Some(lines) => told(Lens::Text, "Both are text: compared by lines.", lines),
        None => told(Lens::Hex, "Too many lines differ: compared by bytes.", bytes::diff(old, new)),
    }
}

/// The source, its beginning if it is long.
fn push_source(line: &mut Line, class: Class, sign: &str, source: &[u8]) {
    const MOST_SHOWN: usize = 400;
    line.push(class, sign);
    let shown = if source.len() > MOST_SHOWN { super::text::boundary(source, MOST_SHOWN) } else { source.len() };
    super::visible::push(line, class, &source[..shown], false);
    if shown < source.len() {
        line.push(Class::Note, "… ");
        line.push(Class::Note, &source.len().to_string());
        line.push(Class::Note, " bytes");
    }
}

fn and_more(lines: &mut Vec<Line>) {
    lines.push(Line::of(Class::Note, "More differs; only the first 2,000 differences are told."));
}
