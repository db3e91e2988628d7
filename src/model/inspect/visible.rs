//! Characters that hide, act or reorder, made visible: nothing that a message holds may fool the one who reads it.

use super::line::{Class, Line};
use crate::model::language::text;

/// Appends bytes of the source. What is invisible or would act is replaced by a stand-in of class Control, what is no
/// UTF-8 by `\xNN`; in strings, escapes get a class of their own.
pub(super) fn push(line: &mut Line, class: Class, bytes: &[u8], escapes: bool) {
    let escapes = escapes && matches!(class, Class::String | Class::Key);
    for chunk in bytes.utf8_chunks() {
        push_text(line, class, chunk.valid(), escapes);
        for byte in chunk.invalid() {
            push_number(line, "\\x", u32::from(*byte), 2, "");
        }
    }
}

/// Takes a text apart into stretches that can be shown as they are, and characters that are invisible or would act, each
/// with its stand-in. Joiners stay where letters of other scripts, or emoji, are joined: they belong to their writing.
pub fn stretches(text: &str) -> impl Iterator<Item = (&str, Option<String>)> {
    let mut rest = text;
    let mut before = ' ';
    std::iter::from_fn(move || {
        let mut characters = rest.char_indices();
        let (_, first) = characters.next()?;
        let is_hidden = |character: char, before: char| {
            hides(character) && (before.is_ascii() || !matches!(character, '\u{200c}' | '\u{200d}'))
        };
        let first_hides = is_hidden(first, std::mem::replace(&mut before, first));
        let end = if first_hides {
            first.len_utf8()
        } else {
            let end =
                characters.find(|(_, character)| is_hidden(*character, std::mem::replace(&mut before, *character)));
            end.map_or(rest.len(), |(end, _)| end)
        };
        let (stretch, behind) = rest.split_at(end);
        before = stretch.chars().next_back().unwrap_or(' ');
        rest = behind;
        Some((stretch, first_hides.then(|| name(first))))
    })
}

fn name(character: char) -> String {
    let mut line = Line::default();
    stand_in(&mut line, character);
    line.text
}

fn push_text(line: &mut Line, class: Class, text: &str, escapes: bool) {
    let mut from = 0;
    let mut next = 0;
    for (at, character) in text.char_indices() {
        if at < next {
            continue;
        }
        let length = if escapes && character == '\\' { escape(&text[at..]) } else { character.len_utf8() };
        next = at + length;
        if escapes && character == '\\' {
            line.push_some(class, &text[from..at]);
            line.push(Class::Escape, &text[at..next]);
            from = next;
        } else if hides(character) {
            line.push_some(class, &text[from..at]);
            stand_in(line, character);
            from = next;
        }
    }
    line.push_some(class, &text[from..]);
}

impl Line {
    fn push_some(&mut self, class: Class, text: &str) {
        if !text.is_empty() {
            self.push(class, text);
        }
    }
}

/// The length of the escape at the beginning.
fn escape(text: &str) -> usize {
    let wanted = if text[1..].starts_with('u') { 6 } else { 2 };
    text.char_indices().nth(wanted).map_or(text.len(), |(end, _)| end)
}

/// Text of others, for a sentence of ours: stand-ins are in the place of what hides or acts, and where it is not plain ASCII
/// it is isolated (U+2068 and U+2069, Unicode Standard Annex #9), so that it cannot turn round the words about it.
pub fn quoted(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let shown = stretches(text).map(|(stretch, stand_in)| stand_in.unwrap_or_else(|| stretch.to_owned()));
    format!("\u{2068}{}\u{2069}", shown.collect::<String>())
}

/// Whether a character shows nothing, or changes how others are shown: so that a person would read something else than is
/// there (Unicode Technical Standard #55, section 3).
pub fn hides(character: char) -> bool {
    match character {
        '\t' | ' '..='~' => false,
        '\0'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

/// The first character that cannot be seen or would act, and its place, counted in characters from 1. Joiners that belong to
/// their writing do not count.
pub fn first_hidden(text: &str) -> Option<(usize, char)> {
    let mut place = 1;
    for (stretch, stand_in) in stretches(text) {
        if stand_in.is_some() {
            return stretch.chars().next().map(|character| (place, character));
        }
        place += stretch.chars().count();
    }
    None
}

/// Such a character by its number and what it is: `U+FEFF, a byte order mark,`.
pub fn name_hidden(character: char) -> String {
    let what = match character {
        '\u{feff}' => text!("a byte order mark", "eine Byte-Order-Mark"),
        '\u{200b}' => text!("a zero-width space", "ein Leerzeichen ohne Breite"),
        '\u{200c}' | '\u{200d}' | '\u{2060}' => text!("a joiner", "ein Bindezeichen"),
        '\u{ad}' => text!("a soft hyphen", "ein weicher Trennstrich"),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            text!("a mark of direction", "ein Richtungszeichen")
        }
        character if character.is_control() => text!("a control character", "ein Steuerzeichen"),
        _ => text!("a character without a sign", "ein Zeichen ohne Bild"),
    };
    format!("U+{:04X}, {what},", u32::from(character))
}

/// C0 controls have pictures (U+2400 and on); the others are told by their number.
fn stand_in(line: &mut Line, character: char) {
    let number = u32::from(character);
    let picture = match number {
        0..=0x1f => char::from_u32(0x2400 + number),
        0x7f => Some('\u{2421}'),
        _ => None,
    };
    match picture {
        Some(picture) => line.push(Class::Control, picture.encode_utf8(&mut [0; 4])),
        None => push_number(line, "\\u{", number, 4, "}"),
    }
}

/// Appends a number in upper-case hex, of at least so many digits.
fn push_number(line: &mut Line, before: &str, number: u32, digits: u32, behind: &str) {
    line.push(Class::Control, before);
    let digits = digits.max((35 - number.leading_zeros()) / 4);
    for place in (0..digits).rev() {
        let digit = char::from_digit(number >> (4 * place) & 15, 16).unwrap_or_default();
        line.push(Class::Control, digit.to_ascii_uppercase().encode_utf8(&mut [0; 4]));
    }
    line.push(Class::Control, behind);
}
