//! Text by lines, as it came.

use super::{
    line::Class,
    walk::{Mode, Walk},
};

/// Writes the next line. LF ends one, and a CR before it gets its stand-in as anywhere else: two texts that differ look
/// different. A text that ends with LF has an empty last line, as in an editor.
pub(super) fn step(walk: &mut Walk<'_>) -> bool {
    if walk.state.mode == Mode::Done {
        return false;
    }
    let (at, bytes, room) = (walk.at(), walk.bytes, walk.room());
    let rest = bytes.get(at..).unwrap_or_default();
    // Two more, for a line that is just as long as it may be, and its ending.
    let near = &rest[..rest.len().min(room + 2)];
    if let Some(end) = near.iter().position(|&byte| byte == b'\n') {
        walk.pass(at + end, Class::Plain);
        walk.go(at + end + 1);
        return true;
    }
    if rest.len() <= room {
        walk.pass(bytes.len(), Class::Plain);
        walk.state.mode = Mode::Done;
        return true;
    }
    walk.pass(at + cut(rest, room), Class::Plain);
    walk.wrap()
}

/// Where a line ends that has room for so many of these bytes, which are more: behind its last space, unless that is far from
/// its end.
pub(super) fn cut(rest: &[u8], room: usize) -> usize {
    let far = room / 4 * 3;
    let space = rest[far..room].iter().rposition(|&byte| byte == b' ');
    space.map_or_else(|| boundary(rest, room), |space| far + space + 1)
}

/// The byte at or shortly before this one at which a character begins.
pub(super) fn boundary(bytes: &[u8], end: usize) -> usize {
    let starts = |&at: &usize| bytes.get(at).is_none_or(|byte| byte & 0xc0 != 0x80);
    (end.saturating_sub(3)..=end).rev().find(starts).unwrap_or(end)
}
