//! Text and bytes of a length that stands before them, in portions of a line.

use super::{
    as_u32, hex,
    line::Class,
    text::cut,
    walk::{Mode, Walk},
};

pub(super) const TEXT: u8 = b'"';
pub(super) const BYTES: u8 = b'h';
/// Text that is a name.
pub(super) const NAME: u8 = b'k';

/// Begins with what follows here; the caller knows that so many bytes are there. True when it has ended.
pub(super) fn begin(walk: &mut Walk<'_>, length: usize, kind: u8) -> bool {
    walk.state.left = (as_u32(length), kind);
    let quote = if kind == BYTES { "h'" } else { "\"" };
    walk.write(class(kind), quote);
    go_on(walk)
}

fn class(kind: u8) -> Class {
    match kind {
        TEXT => Class::String,
        NAME => Class::Key,
        _ => Class::Hex,
    }
}

/// Writes more of it. True when it has ended.
pub(super) fn go_on(walk: &mut Walk<'_>) -> bool {
    let (left, kind) = walk.state.left;
    let (at, left) = (walk.at(), left as usize);
    let rest = walk.bytes.get(at..at + left).unwrap_or_default();
    // A byte is two digits.
    let room = if kind == BYTES { walk.room() / 2 } else { walk.room() };
    let part = match kind {
        _ if left <= room => left,
        BYTES => room,
        _ => cut(rest, room),
    };
    if kind == BYTES {
        walk.write_with(Class::Hex, |_| rest[..part].iter().map(|byte| hex::digits(u64::from(*byte), 2)).collect());
        walk.go(at + part);
    } else {
        walk.pass(at + part, class(kind));
    }
    walk.state.left.0 = as_u32(left - part);
    let ended = left == part;
    if ended {
        walk.write(class(kind), if kind == BYTES { "'" } else { "\"" });
    } else {
        walk.state.mode = Mode::String;
        walk.wrap();
    }
    ended
}
