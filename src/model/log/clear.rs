//! Clear, and its undoing: what was dropped stays for a while, as long as nobody needs its memory.

use super::{MessageLog, segment::Segment};
use crate::model::id::RowNumber;

impl MessageLog {
    /// Drops every row. What was kept counts as evicted from now on, until it is brought back.
    pub fn clear(&mut self) {
        self.cleared.append(&mut self.segments);
        self.spare = None;
        self.found = usize::MAX;
        self.finding.clear();
        self.try_answer();
        self.ledger.evicted += self.ledger.kept;
        self.ledger.kept = 0;
        self.ledger.truncated = 0;
        self.ledger.bytes = 0;
        self.ledger.held = 0;
    }

    /// How many dropped messages can be brought back.
    pub fn cleared(&self) -> u64 {
        self.cleared.iter().map(|segment| segment.totals().messages).sum()
    }

    /// Brings back what was dropped, before what came since. False when nothing can be brought back.
    pub fn undo_clear(&mut self) -> bool {
        if self.cleared.is_empty() {
            return false;
        }
        for totals in self.cleared.iter().map(Segment::totals) {
            self.ledger.kept += totals.messages;
            self.ledger.evicted -= totals.messages;
            self.ledger.truncated += totals.truncated;
            self.ledger.bytes += totals.bytes;
            self.ledger.held = self.ledger.held.saturating_add(totals.held);
        }
        let newer = std::mem::take(&mut self.segments);
        self.segments = std::mem::take(&mut self.cleared);
        self.segments.extend(newer);
        self.find_anew();
        self.stay_within_budget();
        true
    }

    /// Gives back the memory of what was dropped, which can't be brought back any more. False when there is none.
    pub fn forget_cleared(&mut self) -> bool {
        let had_some = !self.cleared.is_empty();
        self.cleared.clear();
        had_some
    }

    /// The oldest row that is kept, or that can be brought back.
    pub fn oldest_row(&self) -> RowNumber {
        self.cleared.front().map_or(self.rows().start, |segment| segment.first_row)
    }
}
