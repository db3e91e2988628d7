//! JSON, one thing a line, without loss: numbers, order, repeated keys and escapes stay as they were sent.

use super::{
    line::Class,
    path::{LONGEST_NAME, is_shorthand},
    text,
    walk::{Frame, Mode, PORTION, Walk},
};
use crate::model::{
    codec::json::{Begin, Nest, Scanner},
    language::{Text, text},
};

/// No number has so many digits; one that has is shown as text.
const LONGEST_NUMBER: usize = 64 * 1024;

type Outcome = Result<bool, Text>;

/// Writes the next line, or reads on towards it.
pub(super) fn step(walk: &mut Walk<'_>) -> bool {
    let outcome = match walk.state.mode {
        Mode::Item => item(walk),
        Mode::Name => name(walk),
        Mode::Value => value(walk),
        Mode::String => string(walk),
        Mode::After => after(walk),
        Mode::Fault => return walk.fault("JSON"),
        Mode::Rest => return text::step(walk),
        Mode::Done => return false,
    };
    outcome.unwrap_or_else(|why| walk.fail(why, "JSON"))
}

fn scan<'a>(walk: &Walk<'a>) -> Scanner<'a> {
    Scanner::new(walk.bytes, walk.at())
}

/// Skips space. False when there is so much of it that it takes another step.
fn space(walk: &mut Walk<'_>) -> bool {
    let mut scan = scan(walk);
    let ended = scan.space_part(PORTION);
    walk.go(scan.at);
    ended
}

fn inside(kind: u8) -> Nest {
    if kind == b'{' { Nest::Object } else { Nest::Array }
}

fn item(walk: &mut Walk<'_>) -> Outcome {
    if !space(walk) {
        return Ok(false);
    }
    let (at, byte) = (walk.state.at, scan(walk).peek());
    let Some(frame) = walk.state.stack.last_mut() else { return value(walk) };
    let nest = inside(frame.kind);
    if frame.index == 0 && byte == Some(nest.end()) {
        return close(walk, nest);
    }
    (frame.index, frame.key) = (frame.index.saturating_add(1), at);
    if nest == Nest::Array {
        return value(walk);
    }
    scan(walk).expect_name()?;
    walk.pass(walk.at() + 1, Class::Key);
    name(walk)
}

/// Writes more of a string; true when it has ended.
fn part(walk: &mut Walk<'_>, class: Class) -> Outcome {
    let (begin, room) = (scan(walk), walk.room());
    let mut whole = begin.clone();
    let mut ended = whole.string_part(room);
    let rest = walk.bytes.get(walk.at()..).unwrap_or_default();
    if ended == Ok(false) && rest.len() > room {
        whole = begin;
        ended = whole.string_part(text::cut(rest, room));
    }
    walk.pass(whole.at, class);
    ended
}

fn name(walk: &mut Walk<'_>) -> Outcome {
    walk.state.mode = Mode::Name;
    if !part(walk, Class::Key)? {
        return Ok(walk.wrap());
    }
    let mut scan = scan(walk);
    scan.skip_space();
    walk.go(scan.at);
    scan.colon()?;
    walk.go(scan.at);
    walk.write(Class::Punctuation, ": ");
    value(walk)
}

fn value(walk: &mut Walk<'_>) -> Outcome {
    walk.state.mode = Mode::Value;
    if !space(walk) {
        return Ok(walk.wrote && walk.wrap());
    }
    let mut scan = scan(walk);
    match scan.begin()? {
        Begin::Nest(nest) => return open(walk, nest),
        Begin::String => {
            walk.pass(walk.at() + 1, Class::String);
            return string(walk);
        }
        Begin::Number => {
            let near = walk.bytes.len().min(walk.at() + LONGEST_NUMBER);
            let mut scan = Scanner::new(&walk.bytes[..near], walk.at());
            let whole = scan.number();
            if scan.at == near && near < walk.bytes.len() {
                return Err(text!(
                    "a number of more than 65,536 digits begins here",
                    "hier beginnt eine Zahl von mehr als 65.536 Ziffern",
                ));
            }
            // A long one is one line all the same: it is bounded.
            walk.pass(scan.at, Class::Number);
            whole?;
        }
        Begin::Word(word) => {
            let whole = scan.word(word);
            walk.pass(scan.at, Class::Literal);
            whole?;
        }
    }
    behind(walk)
}

fn string(walk: &mut Walk<'_>) -> Outcome {
    walk.state.mode = Mode::String;
    if part(walk, Class::String)? { behind(walk) } else { Ok(walk.wrap()) }
}

fn open(walk: &mut Walk<'_>, nest: Nest) -> Outcome {
    let start = walk.at();
    let mut ahead = Scanner::new(walk.bytes, start + 1);
    let known = ahead.space_part(PORTION);
    if known && ahead.peek() == Some(nest.end()) {
        walk.write(Class::Punctuation, if nest == Nest::Array { "[]" } else { "{}" });
        walk.go(ahead.at + 1);
        return behind(walk);
    }
    walk.write(Class::Punctuation, if nest == Nest::Array { "[" } else { "{" });
    walk.open(walk.bytes[start], 0)?;
    walk.go(ahead.at);
    walk.state.mode = Mode::Item;
    Ok(true)
}

fn close(walk: &mut Walk<'_>, nest: Nest) -> Outcome {
    let mut scan = scan(walk);
    if !scan.takes_here(nest.end()) {
        return Err(scan.missing(nest));
    }
    walk.close();
    walk.pass(scan.at, Class::Punctuation);
    behind(walk)
}

/// The comma behind a value belongs on its line.
#[expect(clippy::unnecessary_wraps, reason = "the end of many a step")]
fn behind(walk: &mut Walk<'_>) -> Outcome {
    walk.state.mode = Mode::After;
    if space(walk) && !walk.state.stack.is_empty() && scan(walk).peek() == Some(b',') {
        walk.pass(walk.at() + 1, Class::Punctuation);
        walk.state.mode = Mode::Item;
    }
    Ok(true)
}

fn after(walk: &mut Walk<'_>) -> Outcome {
    if !space(walk) {
        return Ok(false);
    }
    let Some(frame) = walk.state.stack.last() else {
        scan(walk).end()?;
        walk.state.mode = Mode::Done;
        return Ok(false);
    };
    let nest = inside(frame.kind);
    if scan(walk).peek() == Some(b',') {
        walk.pass(walk.at() + 1, Class::Punctuation);
        walk.state.mode = Mode::Item;
        return Ok(true);
    }
    close(walk, nest)
}

/// The way from the root to what stands on a line, as `JSONPath` (RFC 9535) writes it.
pub(super) fn path(bytes: &[u8], frame: &Frame, path: &mut String) {
    if inside(frame.kind) == Nest::Array {
        path.push('[');
        path.push_str(&frame.index.saturating_sub(1).to_string());
        path.push(']');
        return;
    }
    let start = frame.key as usize;
    let mut scan = Scanner::new(bytes, (start + 1).min(bytes.len()));
    let whole = scan.string_part(LONGEST_NAME);
    let name = String::from_utf8_lossy(bytes.get(start..scan.at).unwrap_or_default());
    let plain = name.trim_matches('"');
    if is_shorthand(plain) && whole == Ok(true) {
        path.push('.');
        path.push_str(plain);
    } else {
        path.push('[');
        path.push_str(&name);
        path.push_str(if whole == Ok(true) { "]" } else { "…\"]" });
    }
}
