//! Text with the line ending that the person chose, and with escapes for what no text field can hold.

use serde::{Deserialize, Serialize};

use super::{CodecError, Fault, Place, hex};

/// What a line break becomes. A text field of the browser keeps only LF (HTML standard, "API value").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineEnding {
    /// `\n`.
    #[default]
    Lf,
    /// `\r\n`.
    Crlf,
}

/// The text with this line ending. A carriage return that stands alone stays.
pub fn with_line_ending(text: &str, ending: LineEnding) -> String {
    let text = text.replace("\r\n", "\n");
    match ending {
        LineEnding::Lf => text,
        LineEnding::Crlf => text.replace('\n', "\r\n"),
    }
}

/// The text with this line ending and with its escapes read: `\0 \n \r \t \\`, `\xNN` up to 7F, `\u{…}`. An escaped
/// `\n` is one LF, whatever the line ending.
///
/// # Errors
///
/// For a backslash before anything else. `\x80` and above are refused, because text is UTF-8 and such a byte is only a
/// part of a character: whether the byte or the character is meant, no one could tell.
pub fn unescape(text: &str, ending: LineEnding) -> Result<String, CodecError> {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        read.push_str(&with_line_ending(&rest[..at], ending));
        let fail = |fault| CodecError { place: Place::of(text, text.len() - rest.len() + at), fault };
        let (character, length) = escape(&rest[at + 1..]).map_err(fail)?;
        read.push(character);
        rest = &rest[at + 1 + length..];
    }
    read.push_str(&with_line_ending(rest, ending));
    Ok(read)
}

/// The text with escapes for what a text field would change or not take: carriage returns and NUL.
pub fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => written.push_str("\\\\"),
            '\r' => written.push_str("\\r"),
            '\0' => written.push_str("\\0"),
            character => written.push(character),
        }
    }
    written
}

/// The character that the text behind a backslash stands for, and the length of that text.
fn escape(text: &str) -> Result<(char, usize), Fault> {
    match text.chars().next() {
        Some('0') => Ok(('\0', 1)),
        Some('n') => Ok(('\n', 1)),
        Some('r') => Ok(('\r', 1)),
        Some('t') => Ok(('\t', 1)),
        Some('\\') => Ok(('\\', 1)),
        Some('x') => {
            let digits = text.get(1..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
            let digits = digits.ok_or(Fault::MalformedEscape)?.as_bytes();
            let byte = hex::digit(digits[0]) << 4 | hex::digit(digits[1]);
            if byte.is_ascii() { Ok((char::from(byte), 3)) } else { Err(Fault::ByteEscape(byte)) }
        }
        Some('u') => {
            let digits =
                text[1..].strip_prefix('{').and_then(|inside| inside.split_once('}')).map(|(digits, _)| digits);
            let fits = |digits: &&str| (1..=6).contains(&digits.len()) && !digits.starts_with('+');
            let digits = digits.filter(fits).ok_or(Fault::MalformedEscape)?;
            let number = u32::from_str_radix(digits, 16).map_err(|_| Fault::MalformedEscape)?;
            Ok((char::from_u32(number).ok_or(Fault::NoCharacter(number))?, digits.len() + 3))
        }
        other => Err(Fault::UnknownEscape(other)),
    }
}
