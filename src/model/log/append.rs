//! How messages and notes come into the log: room is made, then they are written once, then they are counted.

use super::{Blank, EntryKind, MessageLog, Note, Source};
use crate::model::{
    id::RowNumber,
    message::{Direction, Kind},
    time::Timestamp,
};

impl MessageLog {
    /// Appends a message. Of one that is larger than the budget only the beginning is kept; of one for which there is
    /// no memory, what there is memory for.
    pub fn append(&mut self, direction: Direction, kind: Kind, payload: &[u8], now: Timestamp) {
        self.put(direction, kind, &mut { payload }, None, now);
    }

    /// Appends a message of this length, of which only the head came here.
    pub fn append_head(&mut self, direction: Direction, kind: Kind, head: &[u8], length: u64, now: Timestamp) {
        self.put(direction, kind, &mut { head }, Some(length), now);
    }

    /// Appends a message that lies elsewhere: it is written where it is to lie. Answers its row, unless there is no
    /// memory even for an entry.
    pub fn append_from(
        &mut self,
        direction: Direction,
        kind: Kind,
        source: &mut dyn Source,
        now: Timestamp,
    ) -> Option<RowNumber> {
        self.put(direction, kind, source, None, now)
    }

    fn put(
        &mut self,
        direction: Direction,
        kind: Kind,
        source: &mut dyn Source,
        length: Option<u64>,
        now: Timestamp,
    ) -> Option<RowNumber> {
        let most = self.make_room_for(source, now);
        let row = EntryKind::Message(direction, kind);
        let kept = self.segments.back_mut().map(|segment| segment.append(row, now, source, most) as u64);
        let length = length.unwrap_or_else(|| kept.unwrap_or_default() + source.pass());
        self.count(direction, length, now);
        let (Some(kept), Some(segment)) = (kept, self.segments.back_mut()) else {
            // There is not even memory for an entry: counted, and gone.
            self.ledger.evicted += 1;
            return None;
        };
        let is_large = segment.is_large();
        if kept < length {
            segment.set_full_length(length);
            self.ledger.truncated += 1;
        }
        self.ledger.kept += 1;
        self.ledger.bytes += kept;
        self.appended(now);
        if is_large {
            self.stay_within_budget();
        }
        Some(self.end - 1)
    }

    /// Appends a received message that stays with the browser. Answers its row, unless there is no memory even for it.
    pub fn append_held(&mut self, kind: Kind, length: u64, now: Timestamp) -> Option<RowNumber> {
        self.make_room(0, now);
        self.count(Direction::Received, length, now);
        let Some(segment) = self.segments.back_mut() else {
            self.ledger.evicted += 1;
            return None;
        };
        segment.append(EntryKind::Message(Direction::Received, kind), now, &mut Blank(0), 0);
        segment.set_held(length);
        self.has_grown = true;
        self.ledger.kept += 1;
        self.ledger.held = self.ledger.held.saturating_add(length);
        self.appended(now);
        Some(self.end - 1)
    }

    /// Puts the bytes of a message in the place that was reserved for them, by appending as many others. Nothing
    /// happens when its row is evicted, or of another length.
    pub fn fill(&mut self, row: RowNumber, payload: &[u8]) {
        let Some((segment, index)) = self.place(row) else { return };
        if self.segments[segment].fill(index, payload) && self.finding.is_on {
            self.finding.changed(&self.segments, segment, index);
        }
    }

    /// Appends a row that is no message.
    pub fn note(&mut self, note: &Note, now: Timestamp) {
        let bytes = note.to_bytes();
        if !self.make_room(bytes.len(), now) {
            return;
        }
        if let Some(segment) = self.segments.back_mut() {
            segment.append(EntryKind::Note, now, &mut &bytes[..], bytes.len());
            self.appended(now);
        }
    }

    fn count(&mut self, direction: Direction, bytes: u64, now: Timestamp) {
        self.traffic.count(direction, bytes, now);
        match direction {
            Direction::Sent => self.ledger.sent += 1,
            Direction::Received => self.ledger.received += 1,
        }
        self.next_message.0 += 1;
    }

    fn appended(&mut self, now: Timestamp) {
        self.end = self.end + 1;
        if self.finding.is_on {
            self.finding.append(&self.segments, now);
        }
    }
}
