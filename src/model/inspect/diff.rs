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
use crate::model::language::{self, Text};

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
    let told = |by, why: Text, lines| Diff { by, why: why.into(), lines };
    if old == new {
        return told(Lens::Hex, language::text!("Each byte is the same.", "Jedes Byte ist gleich."), Vec::new());
    }
    if old.len().max(new.len()) > json::LARGEST {
        return told(
            Lens::Hex,
            language::text!(
                "One of them is larger than 2 MiB: compared by bytes.",
                "Eine von beiden ist größer als 2 MiB: nach Bytes verglichen.",
            ),
            bytes::diff(old, new),
        );
    }
    match json::diff(old, new) {
        Ok(lines) => {
            return told(
                Lens::Json,
                language::text!(
                    "Both are JSON: compared by what is in them, whatever the order of keys.",
                    "Beide sind JSON: nach ihrem Inhalt verglichen, gleich in welcher Reihenfolge der Schlüssel.",
                ),
                lines,
            );
        }
        Err(json::Unfit::TooMuch) => {
            let why = language::text!(
                "One of them has more than 131,072 things in it: compared by bytes.",
                "Eine von beiden enthält mehr als 131.072 Dinge: nach Bytes verglichen.",
            );
            return told(Lens::Hex, why, bytes::diff(old, new));
        }
        Err(json::Unfit::NoJson) => {}
    }
    let is_text = |bytes: &[u8]| is_text(&bytes[..bytes.len().min(HEAD)], bytes.len());
    if !(is_text(old) && is_text(new)) {
        return told(
            Lens::Hex,
            language::text!("Not both are text: compared by bytes.", "Nicht beide sind Text: nach Bytes verglichen."),
            bytes::diff(old, new),
        );
    }
    match text::diff(old, new) {
        Some(lines) => told(
            Lens::Text,
            language::text!("Both are text: compared by lines.", "Beide sind Text: nach Zeilen verglichen."),
            lines,
        ),
        None => told(
            Lens::Hex,
            language::text!(
                "Too many lines differ: compared by bytes.",
                "Zu viele Zeilen sind verschieden: nach Bytes verglichen.",
            ),
            bytes::diff(old, new),
        ),
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
        line.push(Class::Note, &language::count(source.len() as u64));
        line.push(Class::Note, &language::text!(" bytes", " Bytes"));
    }
}

fn and_more(lines: &mut Vec<Line>) {
    lines.push(Line::of(
        Class::Note,
        &language::text!(
            "More differs; only the first 2,000 differences are told.",
            "Mehr ist verschieden; nur die ersten 2.000 Unterschiede werden genannt.",
        ),
    ));
}
