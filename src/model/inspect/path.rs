//! The way from the root of a message to what stands on a line, as `JSONPath` (RFC 9535) writes it: `$.items[3].name`.

use super::walk::{Frame, State};

/// More of a name is left out.
pub(super) const LONGEST_NAME: usize = 200;
/// More steps than these are left out, in the middle.
const MOST_STEPS: usize = 200;

/// Appends one step.
pub(super) type PathStep = fn(&[u8], &Frame, &mut String);

/// The path of what the walk has just written, from the state behind that line.
pub(super) fn path(bytes: &[u8], state: &State, line: u32, step: PathStep) -> String {
    // What has just been opened is not in itself.
    let opened = state.stack.last().is_some_and(|frame| frame.line == line && frame.index == 0);
    let frames = &state.stack[..state.stack.len() - usize::from(opened)];
    let mut path = String::from("$");
    for (depth, frame) in frames.iter().enumerate() {
        if frames.len() <= MOST_STEPS || depth < MOST_STEPS / 2 || depth >= frames.len() - MOST_STEPS / 2 {
            if frame.index > 0 {
                step(bytes, frame, &mut path);
            }
        } else if depth == MOST_STEPS / 2 {
            path.push('…');
        }
    }
    path
}

/// Whether a name may follow a dot.
pub(super) fn is_shorthand(name: &str) -> bool {
    !name.is_empty()
        && !name.as_bytes()[0].is_ascii_digit()
        && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
}
