//! The bytes that differ: at their places when both have as many there, else as one stretch.

use super::{super::hex, Class, Line, MOST, and_more};
use crate::model::{
    codec,
    language::{count, text},
};

/// So many equal bytes in between end a stretch.
const GAP: usize = 8;
/// So many bytes are compared at once.
const PIECE: usize = 4096;
/// So many bytes of a stretch are shown.
const SHOWN: usize = 32;

pub(super) fn diff(old: &[u8], new: &[u8]) -> Vec<Line> {
    let before = equal_before(old, new);
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let behind = equal_behind(old_rest, new_rest);
    let (old_part, new_part) = (&old_rest[..old_rest.len() - behind], &new_rest[..new_rest.len() - behind]);
    if old_part.len() != new_part.len() {
        return vec![stretch(before, old_part, new_part)];
    }
    let mut lines = Vec::new();
    let mut at = 0;
    loop {
        let from = at + equal_before(&old_part[at..], &new_part[at..]);
        if from == old_part.len() {
            break;
        }
        if lines.len() == MOST {
            and_more(&mut lines);
            break;
        }
        at = end(old_part, new_part, from);
        lines.push(stretch(before + from, &old_part[from..at], &new_part[from..at]));
    }
    lines
}

/// How many bytes are the same from the beginning on. Large pieces are compared at once: that is ten times as fast.
fn equal_before(old: &[u8], new: &[u8]) -> usize {
    let pieces = old.chunks(PIECE).zip(new.chunks(PIECE)).take_while(|(old, new)| old == new);
    let at = pieces.map(|(old, _)| old.len()).sum();
    at + common(old[at..].iter(), new[at..].iter())
}

/// How many bytes are the same up to the end.
fn equal_behind(old: &[u8], new: &[u8]) -> usize {
    let pieces = old.rchunks(PIECE).zip(new.rchunks(PIECE)).take_while(|(old, new)| old == new);
    let at: usize = pieces.map(|(old, _)| old.len()).sum();
    at + common(old[..old.len() - at].iter().rev(), new[..new.len() - at].iter().rev())
}

fn common<'a>(old: impl Iterator<Item = &'a u8>, new: impl Iterator<Item = &'a u8>) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).count()
}

/// The end of the stretch that begins here.
fn end(old: &[u8], new: &[u8], from: usize) -> usize {
    let mut end = from + 1;
    let mut at = end;
    while at < old.len() && at - end < GAP {
        at += 1;
        if old[at - 1] != new[at - 1] {
            end = at;
        }
    }
    end
}

fn stretch(at: usize, old: &[u8], new: &[u8]) -> Line {
    let mut line = Line { offset: super::super::as_u32(at), ..Line::default() };
    line.push(Class::Offset, &hex::digits(at as u64, 8));
    line.push(Class::Offset, ": ");
    part(&mut line, Class::Removed, "-", old);
    part(&mut line, Class::Added, "+", new);
    line
}

fn part(line: &mut Line, class: Class, sign: &str, bytes: &[u8]) {
    if bytes.is_empty() {
        return;
    }
    line.push(class, sign);
    line.push(class, &codec::hex::encode(&bytes[..bytes.len().min(SHOWN)]));
    if bytes.len() > SHOWN {
        line.push(Class::Note, "… ");
        line.push(Class::Note, &count(bytes.len() as u64));
        line.push(Class::Note, &text!(" bytes", " Bytes"));
    }
    line.push(Class::Plain, " ");
}
