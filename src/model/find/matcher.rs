//! A pattern made ready. It goes through the bytes of many messages in one go where it can, and says which have it.

use std::ops::Range;

use memchr::memmem::Finder;
use regex_lite::{Regex, RegexBuilder};

use super::{
    DEEPEST, fold, literal,
    pattern::{Language, Pattern, Problem, unpaired},
};

/// A pattern may be so many bytes long.
const LONGEST: usize = 4096;

/// A compiled regular expression may take so many bytes, which bounds its time: `(a{99}){99}` would take much more.
const REGEX_BYTES: usize = 64 * 1024;

/// Bytes of which the case is taken away at a time.
const WINDOW: usize = 32 * 1024;

/// So many marks are made in one row.
const MOST_MARKS: usize = 32;

/// A pattern made ready.
#[derive(Debug)]
pub struct Matcher {
    how: How,
    scratch: Vec<u8>,
}

#[derive(Debug)]
enum How {
    Text(Finder<'static>),
    /// The needle is in lower case, and ASCII.
    AsciiFolded(Finder<'static>),
    /// The needle is folded.
    Folded(Finder<'static>),
    Regex(Regex, Option<Finder<'static>>),
}

impl Matcher {
    /// Makes a pattern ready.
    ///
    /// # Errors
    ///
    /// A sentence, with the place where it is known.
    pub fn new(pattern: &Pattern) -> Result<Self, Problem> {
        let text = &pattern.text;
        if text.len() > LONGEST {
            return Err(Problem::new("The pattern is too long: it may have 4,096 bytes.", None));
        }
        let finder = |needle: &[u8]| Finder::new(needle).into_owned();
        let how = match (pattern.language, pattern.ignores_case) {
            (Language::Text, false) => How::Text(finder(text.as_bytes())),
            (Language::Text, true) if text.is_ascii() => How::AsciiFolded(finder(text.to_ascii_lowercase().as_bytes())),
            (Language::Text, true) => How::Folded(finder(&fold::fold(text))),
            (Language::Regex, ignores_case) => {
                let literal = if ignores_case { None } else { literal::required(text) };
                How::Regex(regex(text, ignores_case)?, literal.map(|literal| finder(literal.as_bytes())))
            }
        };
        Ok(Self { how, scratch: Vec::new() })
    }

    /// Whether it takes long for each byte, so that fewer bytes make a slice of work.
    pub fn is_slow(&self) -> bool {
        matches!(self.how, How::Folded(_) | How::Regex(..))
    }

    /// Whether a payload has it.
    pub fn is_in(&mut self, payload: &[u8]) -> bool {
        match &self.how {
            How::Text(finder) => finder.find(payload).is_some(),
            How::AsciiFolded(_) => self.next_folded(payload, 0, payload.len(), &mut (0..0)).is_some(),
            How::Folded(finder) => fold::contains(payload, finder, &mut self.scratch),
            How::Regex(regex, literal) => {
                literal.as_ref().is_none_or(|literal| literal.find(payload).is_some()) && is_matched(regex, payload)
            }
        }
    }

    /// Says which messages have it: `end_of` tells where the message ends in which a byte lies, and `found` takes the
    /// place of a match that is whole within its message. False when it cannot look through many messages at once.
    pub(in crate::model) fn sweep(
        &mut self,
        bytes: &[u8],
        range: Range<usize>,
        found: &mut dyn FnMut(usize, usize) -> usize,
    ) -> bool {
        let mut window = 0..0;
        let mut at = range.start;
        match &self.how {
            How::Text(finder) | How::Regex(_, Some(finder)) => {
                let length = finder.needle().len();
                while let Some(hit) = finder.find(&bytes[at..range.end]) {
                    at = found(at + hit, length);
                }
            }
            How::AsciiFolded(finder) => {
                let length = finder.needle().len();
                while let Some(hit) = self.next_folded(bytes, at, range.end, &mut window) {
                    at = found(hit, length);
                }
            }
            How::Folded(_) | How::Regex(_, None) => return false,
        }
        true
    }

    /// Whether a message that [`Self::sweep`] found must be looked at once more.
    pub(in crate::model) fn confirms(&mut self, payload: &[u8]) -> bool {
        match &self.how {
            How::Regex(regex, _) => is_matched(regex, payload),
            _ => true,
        }
    }

    /// The next place from `at` on, whatever its case. `window` says which bytes lie without their case in the scratch.
    fn next_folded(&mut self, bytes: &[u8], mut at: usize, end: usize, window: &mut Range<usize>) -> Option<usize> {
        let How::AsciiFolded(finder) = &self.how else { return None };
        let overlap = finder.needle().len() - 1;
        loop {
            if window.contains(&at) {
                if let Some(hit) = finder.find(&self.scratch[at - window.start..]) {
                    return Some(at + hit);
                }
                if window.end == end {
                    return None;
                }
                at = at.max(window.end - overlap);
            } else if at >= end {
                return None;
            }
            *window = at..end.min(at + WINDOW.max(2 * overlap));
            self.scratch.clear();
            self.scratch.extend_from_slice(&bytes[window.clone()]);
            self.scratch.make_ascii_lowercase();
        }
    }

    /// Where it is in the beginning of a payload, as ranges of bytes that begin before `most`.
    pub fn marks(&self, payload: &[u8], most: usize) -> Vec<Range<usize>> {
        let overlap = match &self.how {
            How::Text(finder) | How::AsciiFolded(finder) | How::Folded(finder) => finder.needle().len(),
            // An anchor at the end must see it.
            How::Regex(..) => DEEPEST,
        };
        let head = &payload[..payload.len().min(most.saturating_add(overlap))];
        let starts_in = |range: &Range<usize>| range.start < most && !range.is_empty();
        match &self.how {
            How::Text(finder) => all(finder, head).filter(starts_in).take(MOST_MARKS).collect(),
            How::AsciiFolded(finder) => {
                all(finder, &head.to_ascii_lowercase()).filter(starts_in).take(MOST_MARKS).collect()
            }
            How::Folded(finder) => {
                let (folded, places) = fold::fold_with_places(valid(head));
                let unfold = |range: Range<usize>| {
                    // Where a character has become several, the mark takes all of it.
                    let end = places[range.end - 1..].iter().find(|&&place| place > places[range.end - 1]);
                    places[range.start]..end.copied().unwrap_or(head.len())
                };
                all(finder, &folded).map(unfold).filter(starts_in).take(MOST_MARKS).collect()
            }
            How::Regex(regex, _) => {
                regex.find_iter(valid(head)).map(|found| found.range()).take(MOST_MARKS).filter(starts_in).collect()
            }
        }
    }
}

fn regex(text: &str, ignores_case: bool) -> Result<Regex, Problem> {
    RegexBuilder::new(text).case_insensitive(ignores_case).size_limit(REGEX_BYTES).build().map_err(|error| {
        unpaired(text).unwrap_or_else(|| {
            let mut why = String::from("This is no regular expression that can be used: ");
            why.push_str(&error.to_string());
            why.push('.');
            Problem::new(why, None)
        })
    })
}

fn is_matched(regex: &Regex, payload: &[u8]) -> bool {
    let payload = &payload[..payload.len().min(DEEPEST)];
    payload.utf8_chunks().any(|chunk| regex.is_match(chunk.valid()))
}

/// The text at the beginning of bytes.
fn valid(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}

fn all<'a>(finder: &'a Finder<'_>, bytes: &'a [u8]) -> impl Iterator<Item = Range<usize>> + 'a {
    let length = finder.needle().len();
    finder.find_iter(bytes).map(move |at| at..at + length)
}

#[cfg(test)]
mod tests;
