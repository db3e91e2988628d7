//! A pattern made ready. It goes through the bytes of many messages in one go where it can, and says which have it.

use std::ops::Range;

use memchr::memmem::Finder;
use regex_lite::{Regex, RegexBuilder};

use super::{
    case_fold,
    pattern::{Language, Pattern, Problem, unpaired},
    plain_text::Needle,
    regex_complaint::complaint,
    regex_literals,
};
use crate::model::language;

/// A pattern may be so many bytes long.
const LONGEST: usize = 4096;

/// A compiled regular expression may take so many KiB, which bounds its time: `(a{99}){99}` would take much more.
const MOST_KIB: usize = 32;

/// So many bytes are looked through for a row in view.
const GLANCE: usize = 64 * 1024;

/// So many marks are made in one row.
const MOST_MARKS: usize = 32;

/// Behind the part of a message that is marked, an expression sees so much more of it.
const BEHIND: usize = 256;

/// A small expression looks at so many bytes of each message: it takes 50 to 200 ns for a byte, at worst 500.
const REACH: usize = 128_000;

/// Text whose case is taken away as Unicode says is looked for in so many bytes of each message.
const FOLDED_REACH: usize = 16_000_000;

/// A pattern made ready.
#[derive(Debug)]
pub struct Matcher {
    how: How,
    scratch: Vec<u8>,
}

/// How much is looked at in one go: a few milliseconds' work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    /// At most so many rows.
    pub rows: usize,
    /// About so many bytes.
    pub bytes: usize,
}

#[derive(Debug)]
enum How {
    /// Without the case of its letters only when all of it is ASCII.
    Text(Needle),
    /// The needle is folded.
    Folded(Finder<'static>),
    Regex(Expression),
}

#[derive(Debug)]
struct Expression {
    regex: Regex,
    /// Every match contains one of each of these.
    needs: Vec<Vec<Needle>>,
    /// What it takes when it is compiled. In the worst case the time for each byte grows with it.
    kib: usize,
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
            return Err(Problem::new(
                language::text!(
                    "The pattern is too long: it may have 4,096 bytes.",
                    "Das Muster ist zu lang: Es darf 4.096 Bytes haben.",
                ),
                None,
            ));
        }
        let how = match (pattern.language, pattern.ignores_case) {
            (Language::Text, true) if !text.is_ascii() => How::Folded(Finder::new(&case_fold::fold(text)).into_owned()),
            (Language::Text, ignores_case) => How::Text(Needle::new(text.as_bytes(), ignores_case)),
            (Language::Regex, ignores_case) => How::Regex(Expression::new(text, ignores_case)?),
        };
        Ok(Self { how, scratch: Vec::new() })
    }

    /// How much makes a slice of work.
    pub fn portion(&self) -> Portion {
        let (rows, bytes) = match &self.how {
            How::Text(_) => (usize::MAX, 2 << 20),
            How::Folded(_) => (1024, 128 << 10),
            How::Regex(Expression { kib, .. }) => (512 / kib, (32 << 10) / kib),
        };
        Portion { rows, bytes }
    }

    /// Of a longer message only so many bytes are looked at; the rest would take too long.
    pub fn reach(&self) -> usize {
        match &self.how {
            How::Text(_) => usize::MAX,
            How::Folded(_) => FOLDED_REACH,
            How::Regex(Expression { kib, .. }) => REACH / kib,
        }
    }

    /// A match is at most so many bytes long, so that a message can be looked at in pieces; `None` when it cannot.
    pub fn longest(&self) -> Option<usize> {
        match &self.how {
            How::Text(needle) => Some(needle.len()),
            // Of what is folded, the sign of kelvin loses most: two of three bytes.
            How::Folded(finder) => Some(3 * finder.needle().len()),
            How::Regex(_) => None,
        }
    }

    /// Whether a payload has it.
    pub fn is_in(&mut self, payload: &[u8]) -> bool {
        let payload = &payload[..payload.len().min(self.reach())];
        match &self.how {
            How::Text(needle) => needle.find(payload).is_some(),
            How::Folded(finder) => case_fold::contains(payload, finder, &mut self.scratch),
            How::Regex(expression) => expression.is_in(payload),
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
        let needle = match &self.how {
            How::Text(needle) => needle,
            How::Regex(expression) => match expression.needs.first().map(Vec::as_slice) {
                Some([needle]) => needle,
                _ => return false,
            },
            How::Folded(_) => return false,
        };
        let mut at = range.start;
        while let Some(hit) = needle.find(&bytes[at..range.end]) {
            at = found(at + hit, needle.len());
        }
        true
    }

    /// Whether a message that [`Self::sweep`] found must be looked at once more.
    pub(in crate::model) fn confirms(&mut self, payload: &[u8]) -> bool {
        !matches!(self.how, How::Regex(_)) || self.is_in(payload)
    }

    /// How much work it is to mark a row, in bytes that a small expression goes through in the same time.
    pub fn marking(&self, payload: &[u8], most: usize) -> usize {
        match &self.how {
            How::Regex(Expression { kib, .. }) => payload.len().min(most + BEHIND) * kib,
            _ => 0,
        }
    }

    /// Where it is first, as far as a glance finds it that takes no more than the effort that is left: a row in view asks,
    /// in each drawing.
    pub fn first(&self, payload: &[u8], effort: &mut usize) -> Option<usize> {
        let head = &payload[..payload.len().min(GLANCE)];
        match &self.how {
            How::Text(needle) => needle.find(head),
            How::Folded(_) => self.marks(head, head.len()).first().map(|range| range.start),
            How::Regex(Expression { regex, kib, .. }) => {
                let head = &head[..head.len().min(*effort / (*kib).max(1))];
                *effort -= head.len() * kib;
                regex.find(valid(head)).map(|found| found.start())
            }
        }
    }

    /// Where it is in the beginning of a payload, as ranges of bytes that begin before `most`.
    pub fn marks(&self, payload: &[u8], most: usize) -> Vec<Range<usize>> {
        let behind = match &self.how {
            How::Text(needle) => needle.len(),
            How::Folded(finder) => finder.needle().len(),
            How::Regex(_) => BEHIND,
        };
        let head = &payload[..payload.len().min(most.saturating_add(behind))];
        let starts_in = |range: &Range<usize>| range.start < most && !range.is_empty();
        match &self.how {
            How::Text(needle) => needle.all(head).filter(starts_in).take(MOST_MARKS).collect(),
            How::Folded(finder) => {
                let (folded, places) = case_fold::fold_with_places(valid(head));
                let unfold = |range: Range<usize>| {
                    // Where a character has become several, the mark takes all of it.
                    let end = places[range.end - 1..].iter().find(|&&place| place > places[range.end - 1]);
                    places[range.start]..end.copied().unwrap_or(head.len())
                };
                let length = finder.needle().len();
                let all = finder.find_iter(&folded).map(|at| at..at + length);
                all.map(unfold).filter(starts_in).take(MOST_MARKS).collect()
            }
            How::Regex(Expression { regex, .. }) => {
                let found = regex.find_iter(valid(head)).map(|found| found.range());
                found.take_while(|range| range.start < most).filter(starts_in).take(MOST_MARKS).collect()
            }
        }
    }
}

impl Expression {
    fn new(text: &str, ignores_case: bool) -> Result<Self, Problem> {
        let needle = |text: String| Needle::new(text.as_bytes(), ignores_case);
        let needs = regex_literals::required(text).into_iter().map(|texts| texts.into_iter().map(needle).collect());
        let (regex, kib) = (regex(text, ignores_case)?, kib(text, ignores_case));
        Ok(Self { regex, needs: needs.collect(), kib })
    }

    fn is_in(&self, payload: &[u8]) -> bool {
        let has_one = |texts: &Vec<Needle>| texts.iter().any(|needle| needle.find(payload).is_some());
        self.needs.iter().all(has_one) && payload.utf8_chunks().any(|chunk| self.regex.is_match(chunk.valid()))
    }
}

fn build(text: &str, ignores_case: bool, kib: usize) -> Result<Regex, regex_lite::Error> {
    RegexBuilder::new(text).case_insensitive(ignores_case).size_limit(kib * 1024).build()
}

fn regex(text: &str, ignores_case: bool) -> Result<Regex, Problem> {
    build(text, ignores_case, MOST_KIB)
        .map_err(|error| unpaired(text).unwrap_or_else(|| Problem::new(complaint(&error.to_string()), None)))
}

/// How much an expression takes, up to a power of two. Nothing else tells it than building with less.
fn kib(text: &str, ignores_case: bool) -> usize {
    let fits = |kib: &usize| build(text, ignores_case, *kib).is_ok();
    (0..MOST_KIB.ilog2()).map(|power| 1 << power).find(fits).unwrap_or(MOST_KIB)
}

/// The text at the beginning of bytes.
fn valid(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}

#[cfg(test)]
mod tests;
