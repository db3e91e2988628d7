//! What the person types, as the message that is sent, and bytes as text to look at.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::message::Message;
use crate::model::language::{Text, say, text};

pub mod base64;
pub mod hex;
pub mod json;
pub mod text;

pub use text::LineEnding;

/// How what was typed becomes a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Text, with this line ending.
    Text {
        /// What each line break becomes.
        ending: LineEnding,
        /// Whether a backslash begins an escape.
        escapes: bool,
    },
    /// Text that must be JSON. It is sent exactly as it is written.
    Json,
    /// Bytes, written in hex.
    Hex,
    /// Bytes, written in Base64.
    Base64,
}

impl Default for Format {
    fn default() -> Self {
        Self::Text { ending: LineEnding::Lf, escapes: false }
    }
}

/// The message that a text stands for.
///
/// # Errors
///
/// When the text is not of this format.
pub fn encode(text: &str, format: Format) -> Result<Message, CodecError> {
    match format {
        Format::Text { ending, escapes: false } => Ok(Message::Text(text::with_line_ending(text, ending))),
        Format::Text { ending, escapes: true } => text::unescape(text, ending).map(Message::Text),
        Format::Json => json::check(text).map(|()| Message::Text(text.to_owned())),
        Format::Hex => hex::decode(text).map(Message::Binary),
        Format::Base64 => base64::decode(text).map(Message::Binary),
    }
}

/// A place in a text, for people and for a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// The byte in the UTF-8 of the whole text, from 0; always the beginning of a character, or the end.
    pub byte: usize,
}

impl Place {
    /// The place of the character that begins at this byte, or that this byte is part of.
    fn of(text: &str, byte: usize) -> Self {
        let byte = text.floor_char_boundary(byte);
        let before = &text[..byte];
        let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
        Self { line: before.matches('\n').count() + 1, column: line.chars().count() + 1, byte }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 1 {
            f.write_str(&say!("character {}", "Zeichen {}", self.column))
        } else {
            f.write_str(&say!("line {}, character {}", "Zeile {}, Zeichen {}", self.line, self.column))
        }
    }
}

/// Why a text is not of its format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodecError {
    /// Where.
    pub place: Place,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Hex: a character that is no hex digit and no separator.
    NoHexDigit(char),
    /// Hex: a group with an odd number of digits.
    OddDigits(String),
    /// Base64: a character of neither alphabet, or `=` before the end.
    NoBase64Digit(char),
    /// Base64: the length is one that no bytes give, or bits are left over.
    Base64Incomplete,
    /// Text: a backslash before something that is no escape; `None` at the end.
    UnknownEscape(Option<char>),
    /// Text: `\x` without two hex digits, or `\u` without one to six in braces.
    MalformedEscape,
    /// Text: `\x80` to `\xFF`, which are no characters in UTF-8.
    ByteEscape(u8),
    /// Text: `\u{…}` with a number that is no character.
    NoCharacter(u32),
    /// JSON: what is expected or wrong there.
    Json(Text),
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place;
        match &self.fault {
            Fault::NoHexDigit(foreign) => f.write_str(&say!(
                "“{}” at {} is no hex digit. Use 0–9 and a–f, two for each byte; spaces, commas, colons and 0x \
                 may stand between bytes.",
                "„{}“ bei {} ist keine Hexziffer. Nehmen Sie 0–9 und a–f, zwei für jedes Byte; zwischen den Bytes \
                 dürfen Leerzeichen, Kommas, Doppelpunkte und 0x stehen.",
                foreign.escape_debug(),
                place
            )),
            Fault::OddDigits(group) => f.write_str(&say!(
                "“{}” at {} has an odd number of hex digits. Write two for each byte, like 0a.",
                "„{}“ bei {} hat eine ungerade Zahl von Hexziffern. Schreiben Sie zwei für jedes Byte, wie \
                 0a.",
                group,
                place
            )),
            Fault::NoBase64Digit('=') => f.write_str(&say!(
                "“=” at {} is not at the end. Base64 ends with it: remove it.",
                "„=“ bei {} steht nicht am Ende. Base64 endet damit: Entfernen Sie es.",
                place
            )),
            Fault::NoBase64Digit(foreign) => f.write_str(&say!(
                "“{}” at {} is no character of Base64. Use A–Z, a–z, 0–9, + and / (or - and _).",
                "„{}“ bei {} ist kein Zeichen von Base64. Nehmen Sie A–Z, a–z, 0–9, + und / (oder - und _).",
                foreign.escape_debug(),
                place
            )),
            Fault::Base64Incomplete => f.write_str(&text!(
                "The Base64 ends in the middle of a byte. Check whether all of it was copied.",
                "Das Base64 endet mitten in einem Byte. Prüfen Sie, ob alles kopiert wurde.",
            )),
            Fault::UnknownEscape(Some(letter)) => f.write_str(&say!(
                "“\\{}” at {} is no escape. There are \\0 \\n \\r \\t \\xNN \\u{{…}}, and \\\\ for a backslash.",
                "„\\{}“ bei {} ist kein Escape. Es gibt \\0 \\n \\r \\t \\xNN \\u{{…}}, und \\\\ für einen \
                 Backslash.",
                letter.escape_debug(),
                place
            )),
            Fault::UnknownEscape(None) => f.write_str(&say!(
                "The backslash at {} stands alone. Write \\\\ for one.",
                "Der Backslash bei {} steht allein. Schreiben Sie \\\\ für einen.",
                place
            )),
            Fault::MalformedEscape => f.write_str(&say!(
                "The escape at {} is incomplete. Write \\x with two hex digits up to 7F, or \\u with one to six \
                 in braces, like \\u{{e9}}.",
                "Das Escape bei {} ist unvollständig. Schreiben Sie \\x mit zwei Hexziffern bis 7F, oder \\u mit \
                 einer bis sechs in Klammern, wie \\u{{e9}}.",
                place
            )),
            Fault::ByteEscape(byte) => f.write_str(&say!(
                "\\x{} at {} is no text: bytes from 80 on are parts of characters in UTF-8. Write the \
                 character as \\u{{{}}}, or send the bytes as hex.",
                "\\x{} bei {} ist kein Text: Bytes ab 80 sind Teile von Zeichen in UTF-8. Schreiben Sie \
                 das Zeichen als \\u{{{}}}, oder senden Sie die Bytes als Hex.",
                format_args!("{byte:02X}"),
                place,
                format_args!("{byte:X}")
            )),
            Fault::NoCharacter(number) => f.write_str(&say!(
                "\\u{{{}}} at {} is no character. Use 0 to D7FF or E000 to 10FFFF.",
                "\\u{{{}}} bei {} ist kein Zeichen. Nehmen Sie 0 bis D7FF oder E000 bis 10FFFF.",
                format_args!("{number:X}"),
                place
            )),
            Fault::Json(why) => f.write_str(&say!(
                "The text is no JSON: {} at {}. Correct it, or send it as text.",
                "Der Text ist kein JSON: {} bei {}. Berichtigen Sie ihn, oder senden Sie ihn als Text.",
                why,
                place
            )),
        }
    }
}

impl std::error::Error for CodecError {}

// Natively only: proptest needs a source of randomness that the browser does not give it.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
