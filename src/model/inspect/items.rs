//! What `MessagePack` and CBOR have in common: items with a head that tells what they are, written one a line.

use super::{
    as_u32, blob, float, hex,
    line::Class,
    text,
    walk::{Frame, Mode, UNSHOWN_KEY, Walk},
};
use crate::model::language::{Text, text};

/// What a head tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Item {
    /// A whole number, 0 or more.
    Whole(u64),
    /// A whole number below 0: so much less than -1.
    Negative(u64),
    /// A floating-point number: its bits, and their width in bytes.
    Float(u64, u32),
    /// `true` and the like.
    Word(&'static str),
    /// A simple value of CBOR without a name.
    Simple(u8),
    /// So many bytes of text follow.
    Text(u64),
    /// So many bytes follow.
    Bytes(u64),
    /// So many bytes of a type that the application knows follow.
    Extension(i8, u64),
    /// So many items follow; or as many as there are before a break.
    Array(Option<u64>),
    /// So many pairs of items follow; or as many as there are before a break.
    Map(Option<u64>),
    /// Parts of a text or of bytes follow, up to a break.
    Parts,
    /// What the next item means.
    Tag(u64),
    /// The end of what has no length.
    Break,
}

/// Reads a head: what it tells, and its length.
pub(super) type Head = fn(&[u8]) -> Result<(Item, usize), Text>;

/// Stands for a length that is not told.
const ENDLESS: u32 = u32::MAX;
/// More of a key that is bytes is left out of a path.
const LONGEST_BYTES: usize = 16;
/// A key of more bytes is not shown.
const LONGEST_KEY: u64 = 2_000;
/// More tags before an item go to a line of their own.
const TAGS: usize = 32;

type Outcome = Result<bool, Text>;

/// Writes the next line.
pub(super) fn step(walk: &mut Walk<'_>, head: Head, format: &str) -> bool {
    walk.escapes = false;
    let outcome = match walk.state.mode {
        Mode::Fault => return walk.fault(format),
        Mode::Rest => return text::step(walk),
        Mode::Done => return false,
        Mode::String => string(walk, head),
        Mode::Value => value(walk, head),
        Mode::Item | Mode::Name | Mode::After => item(walk, head),
    };
    outcome.unwrap_or_else(|why| walk.fail(why, format))
}

fn read(walk: &mut Walk<'_>, head: Head) -> Result<(Item, usize), Text> {
    let (item, length) = head(walk.bytes.get(walk.at()..).unwrap_or_default())?;
    Ok((item, walk.at() + length))
}

fn item(walk: &mut Walk<'_>, head: Head) -> Outcome {
    let at = walk.state.at;
    let Some(frame) = walk.state.stack.last_mut() else {
        if at > 0 && at as usize == walk.bytes.len() {
            walk.state.mode = Mode::Done;
            return Ok(false);
        }
        return value(walk, head);
    };
    if frame.left == 0 {
        return Ok(close(walk));
    }
    if frame.left == ENDLESS && walk.bytes.get(at as usize) == Some(&0xff) && frame.kind != 0 {
        close(walk);
        walk.go(at as usize + 1);
        return Ok(true);
    }
    if frame.left != ENDLESS {
        frame.left -= 1;
    }
    (frame.index, frame.key) = (frame.index.saturating_add(1), at);
    if frame.kind == b'{' { name(walk, head) } else { value(walk, head) }
}

fn close(walk: &mut Walk<'_>) -> bool {
    let end = match walk.state.stack.last().map(|frame| frame.kind) {
        Some(b'{') => "}",
        Some(b'(') => ")",
        _ => "]",
    };
    walk.close();
    walk.write(Class::Punctuation, end);
    walk.state.mode = Mode::Item;
    true
}

fn name(walk: &mut Walk<'_>, head: Head) -> Outcome {
    let mut named = read(walk, head)?;
    for _ in 0..TAGS {
        let (Item::Tag(number), behind) = named else { break };
        walk.write_with(Class::Note, |_| [text!("tag ", "Tag ").now(), &number.to_string(), ": "].concat());
        walk.go(behind);
        named = read(walk, head)?;
    }
    let (item, behind) = named;
    match item {
        Item::Text(length) => {
            let length = fits(walk, behind, length)?;
            walk.go(behind);
            if !blob::begin(walk, length, blob::NAME) {
                return Ok(true);
            }
        }
        Item::Bytes(length) | Item::Extension(_, length) if length <= LONGEST_KEY => {
            let length = fits(walk, behind, length)?;
            walk.go(behind);
            // On one line, however narrow the others are.
            let width = std::mem::replace(&mut walk.state.width, u32::MAX);
            blob::begin(walk, length, blob::BYTES);
            walk.state.width = width;
        }
        Item::Whole(_) | Item::Negative(_) | Item::Float(..) | Item::Word(_) | Item::Simple(_) => {
            walk.write_with(Class::Key, |_| scalar(item));
            walk.go(behind);
        }
        Item::Break => {
            return Err(text!(
                "a break stands where a key is expected",
                "ein Break steht, wo ein Schlüssel erwartet wird",
            ));
        }
        _ => return Err(UNSHOWN_KEY),
    }
    walk.write(Class::Punctuation, ": ");
    value(walk, head)
}

fn string(walk: &mut Walk<'_>, head: Head) -> Outcome {
    if !blob::go_on(walk) {
        return Ok(true);
    }
    if walk.state.left.1 == blob::NAME {
        walk.write(Class::Punctuation, ": ");
        return value(walk, head);
    }
    walk.state.mode = Mode::Item;
    Ok(true)
}

/// A length, when so many bytes are there.
fn fits(walk: &Walk<'_>, behind: usize, length: u64) -> Result<usize, Text> {
    let rest = walk.bytes.len().saturating_sub(behind);
    usize::try_from(length)
        .ok()
        .filter(|length| *length <= rest)
        .ok_or(text!("its length says more bytes than there are", "seine Länge nennt mehr Bytes, als da sind"))
}

fn value(walk: &mut Walk<'_>, head: Head) -> Outcome {
    walk.state.mode = Mode::Value;
    for _ in 0..TAGS {
        let (item, behind) = read(walk, head)?;
        match item {
            Item::Tag(number) => {
                walk.write_with(Class::Note, |_| [text!("tag ", "Tag ").now(), &number.to_string(), ": "].concat());
                walk.go(behind);
                continue;
            }
            Item::Array(count) => return nest(walk, (b'[', "[", "[]"), behind, count),
            Item::Map(count) => return nest(walk, (b'{', "{", "{}"), behind, count),
            Item::Parts => return nest(walk, (b'(', "(_", "()"), behind, None),
            Item::Text(length) => return blob_of(walk, behind, length, blob::TEXT),
            Item::Bytes(length) => return blob_of(walk, behind, length, blob::BYTES),
            Item::Extension(kind, length) => {
                fits(walk, behind, length)?;
                walk.write_with(Class::Note, |_| {
                    [text!("extension ", "Extension ").now(), &i32::from(kind).to_string(), ": "].concat()
                });
                return blob_of(walk, behind, length, blob::BYTES);
            }
            Item::Break => {
                return Err(text!(
                    "a break stands where a value is expected",
                    "ein Break steht, wo ein Wert erwartet wird",
                ));
            }
            Item::Word(_) | Item::Simple(_) => walk.write_with(Class::Literal, |_| scalar(item)),
            Item::Whole(_) | Item::Negative(_) | Item::Float(..) => walk.write_with(Class::Number, |_| scalar(item)),
        }
        walk.go(behind);
        walk.state.mode = Mode::Item;
        return Ok(true);
    }
    Ok(walk.wrap())
}

fn blob_of(walk: &mut Walk<'_>, behind: usize, length: u64, kind: u8) -> Outcome {
    let length = fits(walk, behind, length)?;
    walk.write(Class::Punctuation, "");
    walk.go(behind);
    if blob::begin(walk, length, kind) {
        walk.state.mode = Mode::Item;
    }
    Ok(true)
}

fn nest(walk: &mut Walk<'_>, (kind, open, empty): (u8, &str, &str), behind: usize, count: Option<u64>) -> Outcome {
    walk.state.mode = Mode::Item;
    if count == Some(0) {
        walk.write(Class::Punctuation, empty);
        walk.go(behind);
        return Ok(true);
    }
    // Each item takes a byte at least.
    let rest = (walk.bytes.len().saturating_sub(behind)) as u64;
    let least = count.unwrap_or_default().saturating_mul(if kind == b'{' { 2 } else { 1 });
    if least > rest {
        return Err(text!(
            "its length says more items than there are bytes",
            "seine Länge nennt mehr Elemente, als Bytes da sind",
        ));
    }
    walk.write(Class::Punctuation, open);
    walk.open(kind, count.map_or(ENDLESS, |count| as_u32(usize::try_from(count).unwrap_or_default())))?;
    walk.go(behind);
    Ok(true)
}

fn scalar(item: Item) -> String {
    match item {
        Item::Whole(number) => number.to_string(),
        Item::Negative(number) => (-1 - i128::from(number)).to_string(),
        Item::Float(bits, width) => float::write(bits, width),
        Item::Word(word) => word.to_owned(),
        Item::Simple(number) => ["simple(", &number.to_string(), ")"].concat(),
        _ => String::new(),
    }
}

/// A step of a path.
pub(super) fn path(bytes: &[u8], frame: &Frame, head: Head, path: &mut String) {
    let number = frame.index.saturating_sub(1).to_string();
    if frame.kind != b'{' {
        path.extend(["[", &number, "]"]);
        return;
    }
    let mut rest = bytes.get(frame.key as usize..).unwrap_or_default();
    while let Ok((Item::Tag(_), behind)) = head(rest) {
        rest = rest.get(behind..).unwrap_or_default();
    }
    match head(rest) {
        Ok((Item::Text(length), behind)) => {
            let most = usize::try_from(length).unwrap_or(usize::MAX).min(super::path::LONGEST_NAME);
            let name = rest.get(behind..).unwrap_or_default();
            let name = String::from_utf8_lossy(&name[..most.min(name.len())]);
            if super::path::is_shorthand(&name) {
                path.extend([".", &name]);
            } else {
                path.extend(["[\"", &name.replace('\\', "\\\\").replace('"', "\\\""), "\"]"]);
            }
        }
        Ok((Item::Bytes(length) | Item::Extension(_, length), behind)) => {
            let most = usize::try_from(length).unwrap_or(usize::MAX).min(LONGEST_BYTES);
            let bytes = rest.get(behind..).unwrap_or_default().iter().take(most);
            path.push_str("[h'");
            path.extend(bytes.map(|byte| hex::digits(u64::from(*byte), 2)));
            path.push_str(if length > LONGEST_BYTES as u64 { "…']" } else { "']" });
        }
        Ok((item, _)) => path.extend(["[", &scalar(item), "]"]),
        Err(_) => {}
    }
}
