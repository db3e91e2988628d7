//! A line of an inspected message: text, and what each stretch of it is.

use serde::{Deserialize, Serialize};

/// What a stretch of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Class {
    /// Text of no further meaning.
    Plain,
    /// The name of a member, or the number of a field.
    Key,
    /// A string, with its quotes.
    String,
    /// A number, as the source writes it.
    Number,
    /// `true`, `null` and the like.
    Literal,
    /// Brackets, commas, colons.
    Punctuation,
    /// An escape, as the source writes it.
    Escape,
    /// A stand-in for a character that is invisible or would act: it is not what the source holds.
    Control,
    /// A place in the bytes.
    Offset,
    /// Bytes in hex.
    Hex,
    /// Bytes as ASCII, with dots for what is none.
    Ascii,
    /// Words of this program about the message.
    Note,
    /// Words of this program about what is wrong with the message.
    Error,
    /// A difference: only the newer message has it.
    Added,
    /// A difference: only the older message has it.
    Removed,
    /// Both messages have it.
    Same,
}

/// Where a stretch of a line ends, and what it is; it begins where the one before ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is.
    pub class: Class,
    /// The byte of [`Line::text`] behind it.
    pub end: u32,
}

/// Whether a line begins something that can be folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fold {
    /// It does not.
    #[default]
    None,
    /// It does, and its lines follow.
    Open,
    /// It does, and its lines are hidden.
    Folded,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number, from 0, counted as if nothing were folded.
    pub number: u32,
    /// The byte of the message at which it begins.
    pub offset: u32,
    /// How deep it is nested. It is set in by two characters for each level, up to [`super::DEEPEST_INDENT`] of them.
    pub depth: u32,
    /// Whether it can be folded.
    pub fold: Fold,
    /// It was too long: the next line is its continuation.
    pub wrapped: bool,
    /// The text, without indent.
    pub text: String,
    /// Its stretches.
    pub marks: Vec<Mark>,
}

impl Line {
    /// The stretches of the text.
    pub fn spans(&self) -> impl Iterator<Item = (Class, &str)> {
        let mut from = 0;
        self.marks.iter().map(move |mark| {
            let end = mark.end as usize;
            let text = self.text.get(from..end).unwrap_or_default();
            from = end;
            (mark.class, text)
        })
    }

    /// Appends a stretch.
    pub(super) fn push(&mut self, class: Class, text: &str) {
        self.text.push_str(text);
        let end = super::as_u32(self.text.len());
        match self.marks.last_mut() {
            Some(last) if last.class == class => last.end = end,
            _ => self.marks.push(Mark { class, end }),
        }
    }

    /// A line of one stretch.
    pub(super) fn of(class: Class, text: &str) -> Self {
        let mut line = Self::default();
        line.push(class, text);
        line
    }
}
