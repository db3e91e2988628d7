//! Looking for a pattern in a stretch of the log: in all of its bytes at once where the pattern allows that.

use std::ops::Range;

use super::{EntryKind, Segment};
use crate::model::{
    find::matcher::{Matcher, Portion},
    log::bits::Bits,
};

impl Segment {
    /// Where a portion of work begins that ends before this row: at least one row before it.
    pub(in crate::model::log) fn portion(&self, end: usize, Portion { rows, bytes }: Portion) -> usize {
        let last = self.place(end - 1).end;
        let first = self.row_at(last.saturating_sub(bytes), 0, end);
        first.max(end.saturating_sub(rows)).min(end - 1)
    }

    /// Puts those of these rows into `hits`, counted from the first of them, whose payload has the pattern. Rows that
    /// `wants` does not want may be left out.
    pub(in crate::model::log) fn sweep(
        &self,
        rows: Range<usize>,
        matcher: &mut Matcher,
        wants: &dyn Fn(usize) -> bool,
        hits: &mut Bits,
    ) {
        let bytes = self.place(rows.start).start..self.place(rows.end - 1).end;
        let mut row = rows.start;
        let swept = matcher.sweep(self.bytes(), bytes, &mut |hit, length| {
            row = self.row_at(hit, row, rows.end);
            let end = self.place(row).end;
            // When the first match in a message ends beyond it, so does every other.
            if hit + length <= end {
                hits.put(row - rows.start);
            }
            end
        });
        if swept {
            return self.confirm(&rows, matcher, wants, hits);
        }
        for row in rows.clone() {
            if self.kind(row) != EntryKind::Note && wants(row) && matcher.is_in(self.payload(row)) {
                hits.put(row - rows.start);
            }
        }
    }

    /// Takes out what is no message, and what has only a part of the pattern.
    fn confirm(&self, rows: &Range<usize>, matcher: &mut Matcher, wants: &dyn Fn(usize) -> bool, hits: &mut Bits) {
        let mut next = hits.next_in_both(None, 0);
        while let Some(at) = next {
            let row = rows.start + at;
            if self.kind(row) == EntryKind::Note || !wants(row) || !matcher.confirms(self.payload(row)) {
                hits.take(at);
            }
            next = hits.next_in_both(None, at + 1);
        }
    }

    /// The row in which a byte lies, among those from `first` to before `end`. Most are near.
    fn row_at(&self, byte: usize, first: usize, end: usize) -> usize {
        let (mut low, mut step) = (first, 1);
        while low + step < end && self.place(low + step).start <= byte {
            low += step;
            step *= 2;
        }
        let (mut from, mut to) = (low, end.min(low + step));
        while from + 1 < to {
            let middle = usize::midpoint(from, to);
            if self.place(middle).start <= byte {
                from = middle;
            } else {
                to = middle;
            }
        }
        from
    }
}
