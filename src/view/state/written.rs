//! A message as it is written: its text, its kind, and the choices that go with it.

use serde::{Deserialize, Serialize};

use crate::model::{
    codec::{Format, LineEnding},
    recipe::{Recipe, RecipeError},
};

/// The kinds of message that can be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Text.
    #[default]
    Text,
    /// Text that is checked to be JSON, and sent as written.
    Json,
    /// Bytes as hexadecimal digits.
    Hex,
    /// Bytes in Base64.
    Base64,
    /// A file.
    File,
    /// A picture drawn by hand.
    Drawing,
}

impl Kind {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 6] = [Self::Text, Self::Json, Self::Hex, Self::Base64, Self::File, Self::Drawing];

    /// Whether it is written in the text field.
    pub fn is_written(self) -> bool {
        !matches!(self, Self::File | Self::Drawing)
    }
}

/// The choices that go with a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// What it is.
    pub kind: Kind,
    /// Line ends are CRLF, not LF.
    pub crlf: bool,
    /// `\n`, `\0`, `\u{…}` and the like stand for characters.
    pub escapes: bool,
}

impl Choices {
    /// All that can be chosen for what is written in a field, each as one choice.
    pub const WAYS: [Self; 7] = [
        Self::of(Kind::Text, false, false),
        Self::of(Kind::Text, true, false),
        Self::of(Kind::Text, false, true),
        Self::of(Kind::Text, true, true),
        Self::of(Kind::Json, false, false),
        Self::of(Kind::Hex, false, false),
        Self::of(Kind::Base64, false, false),
    ];

    const fn of(kind: Kind, crlf: bool, escapes: bool) -> Self {
        Self { kind, crlf, escapes }
    }

    /// Its place among [`Self::WAYS`].
    pub fn way(self) -> usize {
        let fits = |way: &Self| way.kind == self.kind && (self.kind != Kind::Text || *way == self);
        Self::WAYS.iter().position(fits).unwrap_or_default()
    }

    /// How the text becomes a message.
    pub fn format(self) -> Format {
        match self.kind {
            Kind::Json => Format::Json,
            Kind::Hex => Format::Hex,
            Kind::Base64 => Format::Base64,
            Kind::Text | Kind::File | Kind::Drawing => {
                let ending = if self.crlf { LineEnding::Crlf } else { LineEnding::Lf };
                Format::Text { ending, escapes: self.escapes }
            }
        }
    }
}

/// A message as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The text.
    pub text: String,
    /// How it is read.
    pub choices: Choices,
}

impl Written {
    /// Text, as it is.
    pub fn text(text: &str) -> Self {
        Self { text: text.to_owned(), choices: Choices::default() }
    }

    /// What makes its messages, each time it is sent.
    ///
    /// # Errors
    ///
    /// When it is not of its kind, or has a placeholder that is none.
    pub fn recipe(&self) -> Result<Recipe, RecipeError> {
        Recipe::new(&self.text, self.choices.format())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_of_the_composer_is_one_of_the_ways() {
        for kind in Kind::ALL.into_iter().filter(|kind| kind.is_written()) {
            for (crlf, escapes) in [(false, false), (true, false), (false, true), (true, true)] {
                let choices = Choices { kind, crlf, escapes };
                assert_eq!(Choices::WAYS[choices.way()].format(), choices.format(), "{choices:?}");
            }
        }
    }
}
