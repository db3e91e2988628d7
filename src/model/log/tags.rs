//! The kind of each row, while kinds are wanted: one byte for each.

use std::collections::VecDeque;

use super::segment::{EntryKind, Segment};
use crate::model::{
    find::{
        kind_counts::{KindId, Kinds, NO_KIND},
        matcher::Portion,
    },
    time::Timestamp,
};

/// How much is looked at in one go.
const PORTION: Portion = Portion { rows: 4096, bytes: 512 * 1024 };

/// The kinds of the rows of all segments.
#[derive(Debug)]
pub(super) struct Tags {
    pub(super) kinds: Kinds,
    strips: VecDeque<Strip>,
}

/// The kinds of the rows of one segment.
#[derive(Debug, Default)]
struct Strip {
    ids: Vec<KindId>,
    /// The rows before this one were not looked at yet.
    from: usize,
}

impl Tags {
    pub(super) fn new(kinds: Kinds, segments: &VecDeque<Segment>) -> Self {
        let strips = segments.iter().map(|segment| Strip { ids: Vec::new(), from: segment.len() });
        Self { kinds, strips: strips.collect() }
    }

    pub(super) fn get(&self, segment: usize, at: usize) -> Option<KindId> {
        let strip = &self.strips[segment];
        let id = if at < strip.from { None } else { strip.ids.get(at) };
        id.copied().filter(|&id| id != NO_KIND)
    }

    /// The kind of a row, whether it was looked at or not. What is no message has none.
    pub(super) fn of(&mut self, segments: &VecDeque<Segment>, segment: usize, at: usize) -> KindId {
        match self.get(segment, at) {
            Some(id) => id,
            None => tell(&mut self.kinds, &segments[segment], at),
        }
    }

    /// Rows that were not looked at yet.
    pub(super) fn left(&self) -> u64 {
        self.strips.iter().map(|strip| strip.from as u64).sum()
    }

    pub(super) fn memory(&self) -> usize {
        self.strips.iter().map(|strip| strip.ids.capacity()).sum()
    }

    /// Looks at some rows that were not looked at yet. False when there are none.
    pub(super) fn step(&mut self, segments: &VecDeque<Segment>) -> bool {
        let Some(segment) = self.strips.iter().rposition(|strip| strip.from > 0) else { return false };
        let from = segments[segment].portion(self.strips[segment].from, PORTION);
        self.reach(segments, segment, from);
        true
    }

    /// Looks at the rows of a segment from this one on, as far as they were not looked at yet.
    pub(super) fn reach(&mut self, segments: &VecDeque<Segment>, segment: usize, from: usize) {
        let strip = &mut self.strips[segment];
        if strip.ids.len() < strip.from {
            strip.ids.resize(strip.from, NO_KIND);
        }
        for at in from..strip.from {
            let id = tell(&mut self.kinds, &segments[segment], at);
            strip.ids[at] = id;
            self.kinds.keep(id);
        }
        strip.from = strip.from.min(from);
    }

    /// A row was appended to the last segment.
    pub(super) fn append(&mut self, segments: &VecDeque<Segment>, now: Timestamp) {
        self.strips.resize_with(segments.len(), Strip::default);
        let (Some(segment), Some(strip)) = (segments.back(), self.strips.back_mut()) else { return };
        let at = segment.len() - 1;
        strip.ids.resize(at, NO_KIND);
        let id = tell(&mut self.kinds, segment, at);
        strip.ids.push(id);
        self.kinds.came(id, now);
    }

    /// The bytes of a row have come.
    pub(super) fn changed(&mut self, segments: &VecDeque<Segment>, segment: usize, at: usize) {
        if let Some(before) = self.get(segment, at) {
            let id = tell(&mut self.kinds, &segments[segment], at);
            self.kinds.drop_one(before);
            self.kinds.keep(id);
            self.strips[segment].ids[at] = id;
        }
    }

    /// The oldest segment is gone.
    pub(super) fn evict(&mut self) {
        if let Some(strip) = self.strips.pop_front() {
            strip.ids.iter().skip(strip.from).for_each(|&id| self.kinds.drop_one(id));
        }
    }

    pub(super) fn clear(&mut self) {
        self.strips.clear();
        self.kinds.drop_all();
    }
}

fn tell(kinds: &mut Kinds, segment: &Segment, at: usize) -> KindId {
    match segment.kind(at) {
        EntryKind::Message(_, kind) => kinds.tell(kind, segment.payload(at)),
        EntryKind::Note => NO_KIND,
    }
}
