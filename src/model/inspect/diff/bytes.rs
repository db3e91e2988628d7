//! The bytes that differ: at their places when both have as many there, else as one stretch.

use super::{super::hex, Class, Line, MOST, and_more};
use crate::model::codec;

/// So many equal bytes in between end a stretch.
const GAP: usize = 8;
/// So many bytes of a stretch are shown.
const SHOWN: usize = 32;

pub(super) fn diff(old: &[u8], new: &[u8]) -> Vec<Line> {
    let before = common(old.iter(), new.iter());
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let behind = common(old_rest.iter().rev(), new_rest.iter().rev());
    let (old_part, new_part) = (&old_rest[..old_rest.len() - behind], &new_rest[..new_rest.len() - behind]);
    if old_part.len() != new_part.len() {
        return vec![stretch(before, old_part, new_part)];
    }
    let mut lines = Vec::new();
    let mut at = 0;
    while let Some(from) = (at..old_part.len()).find(|&at| old_part[at] != new_part[at]) {
        if lines.len() == MOST {
            and_more(&mut lines);
            break;
        }
        at = end(old_part, new_part, from);
        lines.push(stretch(before + from, &old_part[from..at], &new_part[from..at]));
    }
    lines
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
        line.push(Class::Note, &bytes.len().to_string());
        line.push(Class::Note, " bytes");
    }
    line.push(Class::Plain, " ");
}
