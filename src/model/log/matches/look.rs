//! The kept rows are looked at a portion at a time, the newest first.

use std::{collections::VecDeque, ops::Range};

use super::Matches;
use crate::model::{
    find::{
        kind_counts::NO_KIND,
        matcher::{Matcher, Portion},
    },
    log::{
        bits::Bits,
        segment::{EntryKind, Segment},
        tags::Tags,
    },
};

/// How much is looked at in one go, when there is no pattern; and when kinds are told, too.
const PORTION: Portion = Portion { rows: 64 * 1024, bytes: usize::MAX };
const PORTION_OF_KINDS: Portion = Portion { rows: 2048, bytes: 256 * 1024 };

impl Matches {
    /// Looks at some rows that were not looked at yet, the newest first. False when there are none.
    pub(in crate::model::log) fn step(&mut self, segments: &VecDeque<Segment>, mut tags: Option<&mut Tags>) -> bool {
        let Some(at) = self.strips.iter().rposition(|strip| strip.from > 0) else { return false };
        let end = self.strips[at].from;
        if self.look_within(segments, at, end - 1, tags.as_deref_mut()) {
            return true;
        }
        let mut portion = self.matcher.as_ref().map_or(PORTION, Matcher::portion);
        if self.kinds.is_some() {
            portion.rows = portion.rows.min(PORTION_OF_KINDS.rows);
            portion.bytes = portion.bytes.min(PORTION_OF_KINDS.bytes);
        }
        let from = segments[at].portion(end, portion);
        self.look(segments, at, from..end, tags);
        self.strips[at].from = from;
        true
    }

    /// Looks at a piece of a message that is too large for one step. False when it is none.
    pub(in crate::model::log) fn look_within(
        &mut self,
        segments: &VecDeque<Segment>,
        at: usize,
        row: usize,
        mut tags: Option<&mut Tags>,
    ) -> bool {
        let segment = &segments[at];
        let (number, payload) = (segment.first_row + row as u64, segment.payload(row));
        let Some(matcher) = &mut self.matcher else { return false };
        let (piece, end) = (matcher.portion().bytes, payload.len().min(matcher.reach()));
        let Some(longest) = matcher.longest().filter(|_| end > piece && segment.kind(row) != EntryKind::Note) else {
            return false;
        };
        let from = if self.large.0 == number { self.large.1 } else { 0 };
        let to = end.min(from + piece);
        let is_in = matcher.is_in(&payload[from.saturating_sub(longest)..to]);
        if !is_in && to < end {
            self.large = (number, to);
            return true;
        }
        if let Some(tags) = tags.as_deref_mut().filter(|_| self.kinds.is_some()) {
            tags.reach(segments, at, row);
        }
        let id = tags.as_ref().and_then(|tags| tags.get(at, row)).unwrap_or(NO_KIND);
        if is_in != self.plan.inverted && self.admits(segment, row, id) {
            self.matched_at(segments, at, row, tags);
        }
        self.count_cut(segment, at, row..row + 1);
        self.strips[at].from = row;
        true
    }

    pub(in crate::model::log) fn look(
        &mut self,
        segments: &VecDeque<Segment>,
        at: usize,
        rows: Range<usize>,
        mut tags: Option<&mut Tags>,
    ) {
        let segment = &segments[at];
        if let Some(tags) = tags.as_deref_mut().filter(|_| self.kinds.is_some()) {
            tags.reach(segments, at, rows.start);
        }
        for note in segment.notes_in(rows.clone()) {
            self.show(segments, at, note);
        }
        self.count_cut(segment, at, rows.clone());
        let mut hits = std::mem::take(&mut self.hits);
        hits.clear();
        self.gather(segment, at, rows.clone(), tags.as_deref(), &mut hits);
        for hit in hits.iter() {
            self.matched_at(segments, at, rows.start + hit, tags.as_deref_mut());
        }
        self.hits = hits;
    }

    /// Puts those of the rows into `hits` that match.
    pub(in crate::model::log) fn gather(
        &mut self,
        segment: &Segment,
        at: usize,
        rows: Range<usize>,
        tags: Option<&Tags>,
        hits: &mut Bits,
    ) {
        let mut matcher = self.matcher.take();
        let id = |row: usize| tags.and_then(|tags| tags.get(at, row)).unwrap_or(NO_KIND);
        let admits = |row: usize| self.admits(segment, row, id(row));
        if let Some(matcher) = &mut matcher {
            segment.sweep(rows.clone(), matcher, &admits, hits);
        }
        if matcher.is_none() || self.plan.inverted {
            for row in rows.clone() {
                let place = row - rows.start;
                let is_meant = matcher.is_none() || !hits.has(place);
                if is_meant && segment.kind(row) != EntryKind::Note && admits(row) {
                    hits.put(place);
                } else {
                    hits.take(place);
                }
            }
        }
        self.matcher = matcher;
    }
}
