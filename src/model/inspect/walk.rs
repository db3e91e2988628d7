//! The way through a message, one line at a time: the state that it takes from line to line, and the pen that writes.

use super::{
    as_u32,
    line::{Class, Fold, Line},
    visible,
};
use crate::model::language::{self, Text, text};

/// A line has about so many bytes of the source at most; what is longer goes on in the next one.
pub(super) const WIDTH: u32 = 2_000;
/// However narrow the lines and however deep the nesting, so many bytes go on a line: each gets on.
const LEAST: u32 = 16;
/// Deeper lines are not set further in.
pub const DEEPEST_INDENT: u32 = 24;
/// Space between tokens is skipped in portions of so many bytes, so that a step is never long.
pub(super) const PORTION: usize = 64 * 1024;
/// Deeper nesting is not followed.
pub(super) const DEEPEST: usize = 128 * 1024;
/// Why a walk may end without that the message is wrong.
const TOO_DEEP: Text = text!("it is nested more than 131,072 deep", "es ist mehr als 131.072-mal geschachtelt");
/// Likewise.
pub(super) const UNSHOWN_KEY: Text =
    text!("a key is a list, a map or very long", "ein Schlüssel ist eine Liste, eine Map oder sehr lang");

/// An open array, map or the like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// What it is, in the words of its format.
    pub(super) kind: u8,
    /// The line on which it begins.
    pub(super) line: u32,
    /// Things in it that have begun.
    pub(super) index: u32,
    /// Where the name of the latest of them is; in Protobuf, its number.
    pub(super) key: u32,
    /// How many are to come, or the byte at which it ends, where the format tells it.
    pub(super) left: u32,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The next thing of what is open, or the only one.
    Item,
    /// More of a name.
    Name,
    /// The value of a member.
    Value,
    /// More of a string or of bytes.
    String,
    /// What stands behind a value.
    After,
    /// The sentence about what is wrong.
    Fault,
    /// What follows it.
    Rest,
    /// Nothing.
    Done,
}

/// How far a walk is.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// The next byte.
    pub(super) at: u32,
    /// The next line.
    pub(super) line: u32,
    /// What comes next.
    pub(super) mode: Mode,
    /// Bytes left of the string that is being written, where the format tells it; the kind of it.
    pub(super) left: (u32, u8),
    /// What is wrong, in the mode Fault.
    pub(super) why: Text,
    /// What is open.
    pub(super) stack: Vec<Frame>,
    /// A line has about so many bytes of the source, with its indent.
    pub(super) width: u32,
}

impl State {
    pub(super) fn new(mode: Mode, width: u32) -> Self {
        Self { at: 0, line: 0, mode, left: (0, 0), why: Text::EMPTY, stack: Vec::new(), width }
    }
}

/// A thing that has just ended: the line on which it began, and how many things were in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Closed {
    pub(super) line: u32,
    pub(super) count: u32,
}

/// A step of a walk: reads on, and says whether a line is complete.
pub(super) type Step = fn(&mut Walk<'_>) -> bool;

/// A walk through a message.
pub(super) struct Walk<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) state: &'a mut State,
    /// Where the line is written; an index needs none.
    line: Option<&'a mut Line>,
    /// Whether something stands on the line.
    pub(super) wrote: bool,
    /// The byte at which that began.
    began: u32,
    /// What has ended on the line.
    pub(super) closed: Option<Closed>,
    /// Whether to write what the source holds, even if it is invisible.
    exact: bool,
    /// Whether a backslash in a string begins an escape.
    pub(super) escapes: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(bytes: &'a [u8], state: &'a mut State, line: Option<&'a mut Line>, exact: bool) -> Self {
        Self { bytes, state, line, wrote: false, began: 0, closed: None, exact, escapes: true }
    }

    pub(super) fn at(&self) -> usize {
        self.state.at as usize
    }

    /// So many bytes of the source have room on what is left of the line.
    pub(super) fn room(&self) -> usize {
        let indent = as_u32(self.state.stack.len()).min(DEEPEST_INDENT) * 2;
        let used = if self.wrote { self.state.at - self.began } else { 0 };
        self.state.width.saturating_sub(indent.saturating_add(used)).max(LEAST) as usize
    }

    /// Moves to this byte.
    pub(super) fn go(&mut self, at: usize) {
        self.state.at = as_u32(at);
    }

    /// Moves to this byte, and writes what is passed.
    pub(super) fn pass(&mut self, to: usize, class: Class) {
        let from = self.at();
        self.begin();
        self.go(to);
        let (bytes, exact, escapes) = (self.bytes, self.exact, self.escapes);
        let Some(line) = self.line.as_deref_mut() else { return };
        let passed = bytes.get(from..to).unwrap_or_default();
        if exact {
            line.push(class, &String::from_utf8_lossy(passed));
        } else {
            visible::push(line, class, passed, escapes);
        }
    }

    /// Writes words that the source does not hold.
    pub(super) fn write(&mut self, class: Class, text: &str) {
        self.begin();
        if let Some(line) = self.line.as_deref_mut() {
            line.push(class, text);
        }
    }

    /// Writes words that take work to find.
    pub(super) fn write_with(&mut self, class: Class, text: impl FnOnce(&[u8]) -> String) {
        if self.line.is_some() {
            let text = text(self.bytes);
            self.write(class, &text);
        }
        self.begin();
    }

    /// The first that is written on a line says where it is.
    fn begin(&mut self) {
        if !self.wrote {
            self.wrote = true;
            let (offset, depth) = (self.state.at, as_u32(self.state.stack.len()));
            self.began = offset;
            if let Some(line) = self.line.as_deref_mut() {
                (line.offset, line.depth) = (offset, depth);
            }
        }
    }

    /// The line is too long: the next one goes on with it.
    pub(super) fn wrap(&mut self) -> bool {
        if let Some(line) = self.line.as_deref_mut() {
            line.wrapped = true;
        }
        true
    }

    /// Opens something.
    pub(super) fn open(&mut self, kind: u8, left: u32) -> Result<(), Text> {
        if self.state.stack.len() >= DEEPEST {
            return Err(TOO_DEEP);
        }
        if let Some(line) = self.line.as_deref_mut() {
            line.fold = Fold::Open;
        }
        let line = self.state.line;
        self.state.stack.push(Frame { kind, line, index: 0, key: 0, left });
        Ok(())
    }

    /// Ends what was opened last.
    pub(super) fn close(&mut self) {
        if let Some(frame) = self.state.stack.pop() {
            self.closed = Some(Closed { line: frame.line, count: frame.index });
        }
    }

    /// The message is wrong here. True when something stands on the line before it.
    pub(super) fn fail(&mut self, why: Text, format: &str) -> bool {
        (self.state.why, self.state.mode) = (why, Mode::Fault);
        self.wrote || self.fault(format)
    }

    /// The sentence about what is wrong.
    pub(super) fn fault(&mut self, format: &str) -> bool {
        self.state.stack.clear();
        let (at, why, whole) = (self.at(), self.state.why, self.bytes.len());
        self.write_with(Class::Error, |_| sentence(format, at, why, at < whole));
        self.state.mode = if at < whole { Mode::Rest } else { Mode::Done };
        true
    }
}

fn sentence(format: &str, at: usize, why: Text, rest: bool) -> String {
    let begin = if matches!(why, TOO_DEEP | UNSHOWN_KEY) {
        language::text!("This is not shown as ", "Das wird nicht gezeigt als ").now()
    } else {
        language::text!("This is no ", "Das ist kein ").now()
    };
    let mut text = String::from(begin);
    for part in [
        format,
        language::text!(" from byte ", " ab Byte ").now(),
        &at.to_string(),
        language::text!(" on: ", ": ").now(),
        why.now(),
        ".",
    ] {
        text.push_str(part);
    }
    if rest {
        text.push_str(&language::text!(" The rest follows as it is.", " Der Rest folgt, wie er ist."));
    }
    text
}
