//! A message as the person looks into it: through a [`Lens`], as lines that are made when they come into view.
//!
//! No message is too large: [`Inspection::advance`] reads it in portions, and keeps the state of the walk at every few
//! hundredth line; [`Inspection::lines`] walks from the nearest of them. Nothing recurses, and nothing is allocated
//! because a message announces it. What a message holds is data: characters that are invisible, or would act, get a
//! stand-in of [`Class::Control`].

mod blob;
mod cbor;
mod copy;
mod diff;
mod float;
mod folds;
mod guess;
mod hex;
mod index;
mod items;
mod json;
mod lens;
mod line;
mod msgpack;
mod path;
mod picture;
mod protobuf;
// Natively only: proptest needs a source of randomness that the browser does not give it.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod text;
mod visible;
mod walk;

use serde::{Deserialize, Serialize};

pub use self::{
    copy::{CopyFormat, CopyLoss, Copying, Piece},
    diff::{Diff, diff},
    guess::Guess,
    lens::Lens,
    line::{Class, Fold, Line, Mark},
    picture::{Picture, PictureFormat},
    visible::{first_hidden, hides, name_hidden, quoted, stretches},
    walk::DEEPEST_INDENT,
};
use self::{
    folds::{Folds, Range},
    index::Index,
    walk::{Mode, State, WIDTH},
};
use super::message::Kind;
use crate::model::language::{self};

/// How far a message is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Bytes that are read.
    pub read: u32,
    /// Bytes in all.
    pub of: u32,
    /// Lines that are there so far; those that are folded away do not count.
    pub lines: u32,
    /// All is read: there will be no more lines.
    pub done: bool,
}

/// A message that is looked into.
#[derive(Debug)]
pub struct Inspection {
    bytes: Vec<u8>,
    lens: Lens,
    guess: Guess,
    index: Option<Index>,
    folds: Folds,
    /// Bytes on a line of hex.
    row: usize,
    /// Bytes on another line, about.
    width: u32,
}

/// What stands on a line beside the bytes of the message: the arrow that folds, and a quote and a comma behind what is cut.
const BESIDE: u32 = 7;

/// Lines are not cut narrower, in characters.
const NARROWEST: u32 = 24;

impl Inspection {
    /// Looks into a message, through the lens that is likely to fit.
    pub fn new(mut bytes: Vec<u8>, kind: Kind) -> Self {
        // Places are 32 bits wide. A browser's memory holds no more.
        bytes.truncate(u32::MAX as usize);
        let guess = guess::guess(&bytes, kind);
        let mut inspection =
            Self { bytes, lens: guess.lens, guess, index: None, folds: Folds::default(), row: hex::WIDE, width: WIDTH };
        inspection.choose(inspection.lens);
        inspection
    }

    /// Looks through this lens. What was folded is not any more.
    pub fn choose(&mut self, lens: Lens) {
        self.lens = lens;
        self.folds.clear();
        self.begin();
    }

    fn begin(&mut self) {
        self.index = self.lens.walk().map(|(step, _)| Index::new(step, State::new(Mode::Item, self.width)));
    }

    /// A line has room for so many characters: those of hex fit, and others are cut to fit where that `wraps` is wanted. False
    /// when nothing changes. When others are cut anew, all of them are read again, and have other numbers.
    pub fn fit(&mut self, characters: u32, wraps: bool) -> bool {
        let row = if characters as usize >= hex::width(hex::WIDE) { hex::WIDE } else { hex::NARROW };
        let is_other_row = std::mem::replace(&mut self.row, row) != row;
        let width = if wraps { characters.saturating_sub(BESIDE).clamp(NARROWEST, WIDTH) } else { WIDTH };
        // What is folded is known by the numbers of its lines: while something is, they stay.
        if width == self.width || self.folds.hidden() > 0 {
            return is_other_row;
        }
        self.width = width;
        if self.index.is_none() {
            return is_other_row;
        }
        self.begin();
        true
    }

    /// The lens.
    pub fn lens(&self) -> Lens {
        self.lens
    }

    /// Which lens is likely to fit, why, and which others there are.
    pub fn guess(&self) -> &Guess {
        &self.guess
    }

    /// The message.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The picture that the message is, by its first bytes.
    pub fn picture(&self) -> Option<Picture> {
        Picture::sniff(&self.bytes)
    }

    /// Reads on, for about so many bytes; 1 MiB takes a few milliseconds.
    pub fn advance(&mut self, budget: usize) -> Progress {
        if let Some(index) = &mut self.index {
            index.advance(&self.bytes, budget);
        }
        self.progress()
    }

    /// How far it is read.
    pub fn progress(&self) -> Progress {
        let of = as_u32(self.bytes.len());
        let (read, done) = self.index.as_ref().map_or((of, true), |index| (index.read(), index.is_done()));
        Progress { read, of, lines: self.line_count(), done }
    }

    /// Lines that are there so far, without those that are folded away.
    pub fn line_count(&self) -> u32 {
        self.known() - self.folds.hidden()
    }

    fn known(&self) -> u32 {
        match (&self.index, self.lens) {
            (Some(index), _) => index.lines(),
            (None, Lens::Picture) => 1,
            (None, _) => hex::lines(self.bytes.len(), self.row),
        }
    }

    /// So many lines from this place on, as far as they are there. Places count what is seen; a line's own number
    /// ([`Line::number`]) counts what is folded away, too.
    pub fn lines(&self, from: u32, count: u32) -> Vec<Line> {
        let first = self.folds.line_at(from);
        let Some(index) = &self.index else {
            let last = first.saturating_add(count).min(self.known());
            return (first..last).filter_map(|number| self.line_without_walk(number)).collect();
        };
        let mut lines = Vec::new();
        let mut state = index.seek(&self.bytes, first);
        while lines.len() < count as usize && state.line < index.lines() {
            let Some(mut line) = index.draw(&self.bytes, &mut state, false) else { break };
            if let Some(fold) = self.folds.get(line.number) {
                self.write_fold(index, &mut line, fold);
                state = index.seek(&self.bytes, fold.close + 1);
            }
            lines.push(line);
        }
        lines
    }

    fn line_without_walk(&self, number: u32) -> Option<Line> {
        match (self.lens, self.picture()) {
            (Lens::Picture, Some(picture)) => Some(Line::of(Class::Note, &picture.sentence())),
            (Lens::Picture, None) => Some(Line::of(
                Class::Error,
                language::text!(
                    "These bytes begin as no picture that is known here. Look at them as hex.",
                    "Diese Bytes beginnen wie kein Bild, das hier bekannt ist. Sehen Sie sie als Hex an.",
                )
                .now(),
            )),
            _ => hex::line(&self.bytes, number, self.row),
        }
    }

    /// `{` becomes `{…}, 12 keys`.
    fn write_fold(&self, index: &Index, line: &mut Line, fold: Range) {
        line.fold = Fold::Folded;
        line.push(Class::Punctuation, "…");
        let mut state = index.seek(&self.bytes, fold.close);
        let close = index.draw(&self.bytes, &mut state, false).unwrap_or_default();
        line.push(Class::Punctuation, &close.text);
        line.push(Class::Note, " ");
        line.push(Class::Note, &language::count(u64::from(fold.count)));
        line.push(
            Class::Note,
            match (close.text.starts_with('}'), fold.count) {
                (true, 1) => language::text!(" key", " Schlüssel").now(),
                (true, _) => language::text!(" keys", " Schlüssel").now(),
                (false, 1) => language::text!(" item", " Element").now(),
                (false, _) => language::text!(" items", " Elemente").now(),
            },
        );
    }

    /// Folds what begins on the line with this number. False when nothing does, or when its end is not read yet.
    pub fn fold(&mut self, number: u32) -> bool {
        let range = self.index.as_ref().and_then(|index| index.range(&self.bytes, number));
        range.inspect(|range| self.folds.add(*range)).is_some()
    }

    /// Unfolds it. False when it was not folded.
    pub fn unfold(&mut self, number: u32) -> bool {
        self.folds.remove(number)
    }

    /// Unfolds all.
    pub fn unfold_all(&mut self) {
        self.folds.clear();
    }

    /// The place in which the line with this number is seen, or the fold that hides it.
    pub fn place_of(&self, number: u32) -> u32 {
        self.folds.place_of(number)
    }

    /// The path of what stands on the line with this number: `$.items[3].name`. `None` where there are no paths.
    pub fn path_at(&self, number: u32) -> Option<String> {
        let (index, (_, step)) = (self.index.as_ref()?, self.lens.walk()?);
        let step = step?;
        let mut state = index.seek(&self.bytes, number);
        let line = index.draw(&self.bytes, &mut state, false).filter(|line| line.number == number)?;
        let is_message = line.marks.iter().any(|mark| mark.class != Class::Error);
        (is_message && state.mode != Mode::Rest).then(|| path::path(&self.bytes, &state, number, step))
    }

    /// Bytes of memory that the index takes, beside the message itself.
    pub fn memory(&self) -> usize {
        self.index.as_ref().map_or(0, Index::memory)
    }
}

fn as_u32(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
