//! Messages that are of one kind.

use super::{MessageLog, segment::EntryKind};
use crate::model::{find::kind::Teller, id::RowNumber, message::Kind};

/// How many rows back the one before is looked for.
const FURTHEST: u64 = 4_096;

/// How many bytes of them are read for it.
const READ: usize = 4 * 1024 * 1024;

/// The message before another one of its kind, as far as it was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// It is in this row.
    Row(RowNumber),
    /// There is none in the log.
    None,
    /// There is none among so many rows before it, or within the first 4 MiB of them.
    NotWithin(u64),
}

impl MessageLog {
    /// The row of the message before this one that is of its kind: of the same direction, text or binary as well, and
    /// with the same value in the field that tells kinds, whether messages are grouped by it or not.
    pub fn before_of_its_kind(&self, row: RowNumber) -> Before {
        let oldest = self.rows().start;
        let furthest = (row - FURTHEST).max(oldest);
        match self.like(row, RowNumber::each(furthest..row).rev()) {
            (Some(row), _) => Before::Row(row),
            (None, read) if read >= READ || furthest > oldest => Before::NotWithin(FURTHEST),
            (None, _) => Before::None,
        }
    }

    /// The next row of the list that is of this one's kind, or the one before, when it is near enough.
    pub(super) fn shown_of_its_kind(&self, row: RowNumber, forward: bool) -> Option<RowNumber> {
        let rows = self.rows();
        let is_shown = |row: &RowNumber| self.place(*row).is_some_and(|(segment, at)| self.shows(segment, at, false));
        let found = if forward {
            let end = (row + (1 + FURTHEST)).min(rows.end);
            self.like(row, RowNumber::each(row + 1..end).filter(is_shown))
        } else {
            let start = (row - FURTHEST).max(rows.start);
            self.like(row, RowNumber::each(start..row).rev().filter(is_shown))
        };
        found.0
    }

    /// The first of these rows that is of this one's kind, and how many bytes were read to find it: not many more than 4 MiB.
    fn like(&self, row: RowNumber, mut others: impl Iterator<Item = RowNumber>) -> (Option<RowNumber>, usize) {
        let by_itself = Teller::default();
        let teller = self.finding.teller().unwrap_or(&by_itself);
        let Some((segment, at)) = self.find(row) else { return (None, 0) };
        let (like, payload) = (segment.kind(at), segment.payload(at));
        let is_text = matches!(like, EntryKind::Message(_, Kind::Text));
        let told = is_text.then(|| teller.tell(payload));
        let mut read = 0;
        let found = others.find(|&row| {
            let Some((segment, at)) = self.find(row).filter(|_| read < READ) else { return false };
            if segment.kind(at) != like {
                return false;
            }
            let payload = segment.payload(at);
            read += payload.len().min(teller.reach());
            told.is_none_or(|told| teller.tell(payload) == told)
        });
        (found, read)
    }
}
