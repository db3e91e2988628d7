//! Protobuf without its schema: the number of each field, and what its bytes are likely to be.

use super::{
    as_u32, blob, float, guess,
    line::Class,
    text,
    walk::{Frame, Mode, Walk},
};
use crate::model::language::{Text, text};

/// A field is looked into to no more than so many bytes, and so many fields, to guess what it is.
const TRIED: usize = 64 * 1024;
const FIELDS: usize = 1_024;

/// The kind of a frame: a message in a field of a length, and a group up to its end.
const MESSAGE: u8 = b'{';
const GROUP: u8 = b'g';

type Outcome = Result<bool, Text>;

/// Writes the next line.
pub(super) fn step(walk: &mut Walk<'_>) -> bool {
    walk.escapes = false;
    let outcome = match walk.state.mode {
        Mode::Fault => return walk.fault("Protobuf"),
        Mode::Rest => return text::step(walk),
        Mode::Done => return false,
        Mode::String => Ok(string(walk)),
        _ => field(walk),
    };
    outcome.unwrap_or_else(|why| walk.fail(why, "Protobuf"))
}

fn string(walk: &mut Walk<'_>) -> bool {
    if blob::go_on(walk) {
        walk.state.mode = Mode::Item;
    }
    true
}

/// The byte at which what is open ends.
fn end(walk: &Walk<'_>) -> usize {
    walk.state.stack.last().map_or(walk.bytes.len(), |frame| frame.left as usize)
}

fn field(walk: &mut Walk<'_>) -> Outcome {
    let (at, end) = (walk.at(), end(walk));
    if at >= end {
        return match walk.state.stack.last().map(|frame| frame.kind) {
            None => {
                walk.state.mode = Mode::Done;
                Ok(false)
            }
            Some(GROUP) => Err(text!("it ends within a group", "es endet in einer Gruppe")),
            Some(_) => Ok(close(walk)),
        };
    }
    let bytes = &walk.bytes[..end];
    let (number, wire, behind) = tag(bytes, at)?;
    let group = walk.state.stack.last().filter(|frame| frame.kind == GROUP).map(|frame| frame.index);
    if wire == 4 {
        group.ok_or(text!("a group ends that has not begun", "eine Gruppe endet, die nicht begonnen hat"))?;
        close(walk);
        walk.go(behind);
        return Ok(true);
    }
    if let Some(frame) = walk.state.stack.last_mut() {
        (frame.index, frame.key) = (frame.index.saturating_add(1), number);
    }
    walk.write_with(Class::Key, |_| number.to_string());
    walk.write(Class::Punctuation, ": ");
    value(walk, wire, behind, end)
}

fn close(walk: &mut Walk<'_>) -> bool {
    walk.close();
    walk.write(Class::Punctuation, "}");
    true
}

fn value(walk: &mut Walk<'_>, wire: u8, at: usize, end: usize) -> Outcome {
    let bytes = &walk.bytes[..end];
    match wire {
        0 => {
            let (number, behind) = varint(bytes, at)?;
            walk.write_with(Class::Number, |_| number.to_string());
            walk.write_with(Class::Note, |_| signs(number));
            walk.go(behind);
        }
        1 => fixed(walk, bytes, at, 8)?,
        5 => fixed(walk, bytes, at, 4)?,
        2 => {
            let (length, behind) = varint(bytes, at)?;
            let length = usize::try_from(length).ok().filter(|length| *length <= end - behind);
            return delimited(
                walk,
                behind,
                length.ok_or(text!(
                    "its length says more bytes than there are",
                    "seine Länge nennt mehr Bytes, als da sind",
                ))?,
            );
        }
        3 => {
            walk.write(Class::Punctuation, "{");
            walk.open(GROUP, as_u32(end))?;
            walk.go(at);
        }
        _ => return Err(text!("a field of a type that does not exist", "ein Feld von einem Typ, den es nicht gibt")),
    }
    Ok(true)
}

fn fixed(walk: &mut Walk<'_>, bytes: &[u8], at: usize, width: usize) -> Result<(), Text> {
    let part = bytes.get(at..at + width).ok_or(text!("it ends within a number", "es endet in einer Zahl"))?;
    let number = part.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
    walk.write_with(Class::Number, |_| number.to_string());
    walk.write_with(Class::Note, |_| [text!(" or ", " oder ").now(), &float::write(number, as_u32(width))].concat());
    walk.go(at + width);
    Ok(())
}

/// What a varint is when its type is signed.
fn signs(number: u64) -> String {
    let zigzag = (number >> 1).cast_signed() ^ -(number & 1).cast_signed();
    let mut note = String::new();
    if number > 1 {
        note.extend([text!(" or zigzag ", " oder zigzag ").now(), &zigzag.to_string()]);
    }
    if number >> 63 == 1 {
        note.extend([text!(" or ", " oder ").now(), &number.cast_signed().to_string()]);
    }
    note
}

fn delimited(walk: &mut Walk<'_>, at: usize, length: usize) -> Outcome {
    let content = &walk.bytes[at..at + length];
    let head = &content[..length.min(TRIED)];
    let kind = if guess::is_text(head, length) { blob::TEXT } else { blob::BYTES };
    if kind == blob::BYTES && is_message(content) {
        walk.write(Class::Punctuation, "{");
        walk.open(MESSAGE, as_u32(at + length))?;
        walk.go(at);
        walk.state.mode = Mode::Item;
        return Ok(true);
    }
    walk.go(at);
    if blob::begin(walk, length, kind) {
        walk.state.mode = Mode::Item;
    }
    Ok(true)
}

/// Whether bytes are fields one behind the other, as far as they are tried.
pub(super) fn is_message(bytes: &[u8]) -> bool {
    let mut at = 0;
    for _ in 0..FIELDS {
        if at >= bytes.len() {
            break;
        }
        let Ok(behind) = skip(bytes, at) else { return false };
        at = behind;
    }
    !bytes.is_empty()
}

fn skip(bytes: &[u8], at: usize) -> Result<usize, Text> {
    let (_, wire, at) = tag(bytes, at)?;
    let behind = match wire {
        0 => varint(bytes, at)?.1,
        1 => at + 8,
        5 => at + 4,
        2 => {
            let (length, behind) = varint(bytes, at)?;
            behind.saturating_add(usize::try_from(length).unwrap_or(usize::MAX))
        }
        // Groups are too old to be guessed.
        _ => return Err(Text::EMPTY),
    };
    if behind <= bytes.len() { Ok(behind) } else { Err(Text::EMPTY) }
}

/// The number of a field, its type, and where its value begins.
fn tag(bytes: &[u8], at: usize) -> Result<(u32, u8, usize), Text> {
    let (tag, behind) = varint(bytes, at)?;
    let number = u32::try_from(tag >> 3).ok().filter(|number| (1..1 << 29).contains(number));
    let wire = u8::try_from(tag & 7).unwrap_or_default();
    Ok((
        number
            .ok_or(text!("a field of a number that does not exist", "ein Feld mit einer Nummer, die es nicht gibt"))?,
        wire,
        behind,
    ))
}

fn varint(bytes: &[u8], at: usize) -> Result<(u64, usize), Text> {
    let mut number = 0;
    for place in 0..10 {
        let byte = *bytes.get(at + place).ok_or(text!("it ends within a number", "es endet in einer Zahl"))?;
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte < 0x80 {
            return Ok((number, at + place + 1));
        }
    }
    Err(text!("a number of more than ten bytes", "eine Zahl von mehr als zehn Bytes"))
}

pub(super) fn path(_: &[u8], frame: &Frame, path: &mut String) {
    path.push('.');
    path.push_str(&frame.key.to_string());
}
