//! A message that is set once and made anew each time it is sent: its placeholders are filled then.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    codec::{self, CodecError, Format},
    message::Message,
    template::{Ingredients, Template, TemplateError},
    time::Timestamp,
};

/// A text with the placeholders of [`super::template`], and how it is read when they are filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    text: String,
    format: Format,
}

impl Recipe {
    /// Takes a text, and makes a message of it once, to see that it works.
    ///
    /// # Errors
    ///
    /// When a placeholder is none, or when the text is not of its format with the placeholders filled.
    pub fn new(text: &str, format: Format) -> Result<Self, RecipeError> {
        let recipe = Self { text: text.to_owned(), format };
        recipe.message(&mut Ingredients { seq: 0, now: Timestamp(0.0), random: || 0 })?;
        Ok(recipe)
    }

    /// The message as it is now.
    ///
    /// # Errors
    ///
    /// When the text is not of its format with what fills it now: `{{seq}}` as hex may have an odd number of digits.
    pub fn message(&self, ingredients: &mut Ingredients<impl FnMut() -> u64>) -> Result<Message, RecipeError> {
        let text = Template::parse(&self.text).map_err(RecipeError::Template)?.render(ingredients);
        codec::encode(&text, self.format).map_err(RecipeError::Codec)
    }
}

/// Why a text makes no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipeError {
    /// Something in double braces is no placeholder.
    Template(TemplateError),
    /// It is not of its format.
    Codec(CodecError),
}

impl fmt::Display for RecipeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template(error) => error.fmt(f),
            Self::Codec(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RecipeError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str, format: Format, seq: u64) -> Result<Message, RecipeError> {
        Recipe::new(text, format)?.message(&mut Ingredients { seq, now: Timestamp(1_785_600_000_042.0), random: || 0 })
    }

    #[test]
    fn placeholders_are_filled_in_every_format() {
        let text = Format::default();
        assert_eq!(made("beat {{seq}}", text, 7), Ok(Message::Text("beat 7".into())));
        assert_eq!(made(r#"{"at":{{now}}}"#, Format::Json, 0), Ok(Message::Text(r#"{"at":1785600000042}"#.into())));
        assert_eq!(made("0{{seq}} ff", Format::Hex, 9), Ok(Message::Binary(vec![9, 255])));
        assert_eq!(made(r"\{{seq}}", text, 7), Ok(Message::Text("{{seq}}".into())));
    }

    #[test]
    fn what_makes_no_message_is_refused_when_it_is_set() {
        for (text, format) in [("{{name}}", Format::default()), ("{{seq}}", Format::Hex), ("{{iso}}", Format::Json)] {
            assert!(Recipe::new(text, format).is_err(), "{text}");
        }
        assert!(made("0{{seq}}", Format::Hex, 10).is_err(), "and when it does not work later, that is told then");
    }
}
