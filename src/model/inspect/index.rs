//! Where the lines of a message are: the state of the walk at every few hundredth line, made a portion at a time.

use super::{
    folds::Range,
    line::Line,
    walk::{Closed, Mode, State, Step, Walk},
};

/// A state is kept for so many lines, and for so many bytes where lines are long.
const LINES: u32 = 384;
const BYTES: u32 = 64 * 1024;
/// And for so many more with each level that is open: states that hold much are rare.
const PER_LEVEL: u32 = 16;
/// What a step costs beside the bytes it reads.
const STEP: usize = 16;
/// What spans fewer lines is found by walking.
const WIDE: u32 = LINES;
/// So many wide things are known at most.
const MOST_WIDE: usize = 256 * 1024;

/// The index of a message.
#[derive(Debug)]
pub(super) struct Index {
    step: Step,
    points: Vec<State>,
    head: State,
    wide: Vec<Range>,
}

impl Index {
    pub(super) fn new(step: Step, first: State) -> Self {
        Self { step, points: vec![first.clone()], head: first, wide: Vec::new() }
    }

    pub(super) fn is_done(&self) -> bool {
        self.head.mode == Mode::Done
    }

    /// Lines that are known.
    pub(super) fn lines(&self) -> u32 {
        self.head.line
    }

    /// Bytes that are read.
    pub(super) fn read(&self) -> u32 {
        self.head.at
    }

    /// Whether the message is not of the format, as far as it is read.
    pub(super) fn has_failed(&self) -> bool {
        !self.head.why.is_empty()
    }

    /// Bytes of memory, without those of the message.
    pub(super) fn memory(&self) -> usize {
        let stacks: usize = self.points.iter().map(|point| size_of_val(point.stack.as_slice())).sum();
        stacks + self.points.capacity() * size_of::<State>() + self.wide.capacity() * size_of::<Range>()
    }

    /// Reads on, for about so many bytes.
    pub(super) fn advance(&mut self, bytes: &[u8], budget: usize) {
        let mut left = budget;
        while !self.is_done() && left > 0 {
            let before = self.head.at;
            if let Some(closed) = step(self.step, bytes, &mut self.head, None, false).1 {
                self.keep_wide(closed);
            }
            self.keep_point();
            left = left.saturating_sub((self.head.at - before) as usize + STEP);
        }
    }

    fn keep_wide(&mut self, closed: Closed) {
        let close = self.head.line.saturating_sub(1);
        if close - closed.line >= WIDE && self.wide.len() < MOST_WIDE {
            self.wide.push(Range { open: closed.line, close, count: closed.count });
        }
    }

    fn keep_point(&mut self) {
        let Some(last) = self.points.last() else { return };
        let more = PER_LEVEL.saturating_mul(super::as_u32(self.head.stack.len()));
        let (lines, read) = (self.head.line - last.line, self.head.at - last.at);
        if lines >= LINES.saturating_add(more) || read >= BYTES.saturating_add(more.saturating_mul(16)) {
            self.points.push(self.head.clone());
        }
    }

    /// The state before this line; at the end of what is known, when the line is beyond it.
    pub(super) fn seek(&self, bytes: &[u8], line: u32) -> State {
        let point = self.points.partition_point(|point| point.line <= line).saturating_sub(1);
        let mut state = self.points.get(point).unwrap_or(&self.head).clone();
        while state.line < line && state.mode != Mode::Done {
            step(self.step, bytes, &mut state, None, false);
        }
        state
    }

    /// The line that the state is before, if there is one.
    pub(super) fn draw(&self, bytes: &[u8], state: &mut State, exact: bool) -> Option<Line> {
        let mut line = Line { number: state.line, ..Line::default() };
        while state.mode != Mode::Done {
            if step(self.step, bytes, state, Some(&mut line), exact).0 {
                return Some(line);
            }
            self.skip(state);
        }
        None
    }

    /// The last known state before the same line: much space may lie in between.
    fn skip(&self, state: &mut State) {
        let behind = self.points.partition_point(|point| point.line <= state.line);
        let point = behind.checked_sub(1).and_then(|point| self.points.get(point));
        if let Some(point) = point.filter(|point| point.line == state.line && point.at > state.at) {
            state.clone_from(point);
        }
    }

    /// The lines of what opens on this line, and how many things are in it. `None` when nothing does, or when its end
    /// is not known.
    pub(super) fn range(&self, bytes: &[u8], open: u32) -> Option<Range> {
        if let Some(wide) = self.wide.iter().find(|wide| wide.open == open) {
            return Some(*wide);
        }
        let mut state = self.seek(bytes, open);
        let depth = state.stack.len();
        self.draw(bytes, &mut state, false)?;
        let mut steps = 0;
        while state.stack.len() > depth && state.line < self.lines() && steps < 4 * WIDE {
            if let Some(closed) = step(self.step, bytes, &mut state, None, false).1
                && closed.line == open
            {
                return Some(Range { open, close: state.line - 1, count: closed.count });
            }
            steps += 1;
        }
        None
    }
}

/// Takes a step. Answers whether it completed a line, and what has ended.
fn step(step: Step, bytes: &[u8], state: &mut State, line: Option<&mut Line>, exact: bool) -> (bool, Option<Closed>) {
    let mut walk = Walk::new(bytes, state, line, exact);
    let complete = step(&mut walk);
    let closed = walk.closed;
    if complete {
        state.line = state.line.saturating_add(1);
    }
    (complete, closed)
}
