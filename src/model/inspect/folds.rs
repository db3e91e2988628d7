//! Which lines are hidden, because what they belong to is folded.

/// Lines that belong together, and how many things are in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    /// The line that stays.
    pub(super) open: u32,
    /// The last line that is hidden.
    pub(super) close: u32,
    /// How many things are in it.
    pub(super) count: u32,
}

/// What is folded, in order. Of ranges within each other the outer one hides the inner, which stays folded.
#[derive(Debug, Default)]
pub(super) struct Folds(Vec<Range>);

impl Folds {
    pub(super) fn get(&self, line: u32) -> Option<Range> {
        let at = self.0.binary_search_by_key(&line, |fold| fold.open).ok()?;
        Some(self.0[at])
    }

    pub(super) fn add(&mut self, range: Range) {
        if let Err(at) = self.0.binary_search_by_key(&range.open, |fold| fold.open) {
            self.0.insert(at, range);
        }
    }

    /// True when it was folded.
    pub(super) fn remove(&mut self, line: u32) -> bool {
        let at = self.0.binary_search_by_key(&line, |fold| fold.open);
        at.map(|at| self.0.remove(at)).is_ok()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The folds that hide something: those that are in no other.
    fn outer(&self) -> impl Iterator<Item = Range> {
        let mut hidden = None;
        self.0.iter().copied().filter(move |fold| {
            let is_outer = hidden.is_none_or(|close| fold.open > close);
            if is_outer {
                hidden = Some(fold.close);
            }
            is_outer
        })
    }

    /// How many lines are hidden.
    pub(super) fn hidden(&self) -> u32 {
        self.outer().map(|fold| fold.close - fold.open).sum()
    }

    /// The line that is seen in this place.
    pub(super) fn line_at(&self, place: u32) -> u32 {
        let mut line = place;
        for fold in self.outer() {
            if fold.open >= line {
                break;
            }
            line = line.saturating_add(fold.close - fold.open);
        }
        line
    }

    /// The place in which a line is seen; that of the fold which hides it.
    pub(super) fn place_of(&self, line: u32) -> u32 {
        let mut hidden = 0;
        for fold in self.outer() {
            if fold.open >= line {
                break;
            }
            if line <= fold.close {
                return fold.open - hidden;
            }
            hidden += fold.close - fold.open;
        }
        line - hidden
    }
}
