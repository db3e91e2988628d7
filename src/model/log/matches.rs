//! What a filter lets through, as two bits for each row: the rows that match, and those that are shown.
//!
//! Kept rows are looked at from the newest to the oldest, new ones as they come. The rows that are shown have positions
//! that are counted *from the end of the list*, so that one that is found late shifts none that are newer: it goes
//! before them, down to position 0 at least, for no list has more rows than the log had when the filter was set.

mod look;

use std::{collections::VecDeque, ops::Range};

use super::{
    bits::Bits,
    segment::{EntryKind, Segment},
    tags::Tags,
};
use crate::model::{
    find::{
        filter::Filter,
        kind_counts::{KindId, KindSet, NO_KIND},
        matcher::Matcher,
        pattern::Problem,
    },
    id::RowNumber,
    log::report::Cut,
};

/// A filter at work. The search is one, too, of which only the matches count.
#[derive(Debug)]
pub(super) struct Matches {
    pub(super) plan: Filter,
    pub(super) matcher: Option<Matcher>,
    kinds: Option<KindSet>,
    strips: VecDeque<Strip>,
    /// The first row that is newer than the filter.
    anchor: RowNumber,
    /// The position behind the last row that is shown.
    end: u64,
    shown: u64,
    matched: u64,
    latest_match: Option<RowNumber>,
    /// Messages of which only the beginning was looked at.
    cut: u64,
    /// The large message that is being looked at, by its row, and how much of it was.
    large: (RowNumber, usize),
    hits: Bits,
}

/// The bits of one segment.
#[derive(Debug, Default)]
struct Strip {
    matched: Bits,
    shown: Bits,
    /// Messages of which only the beginning was looked at.
    cut: u64,
    /// The rows before this one were not looked at yet.
    from: usize,
}

impl Matches {
    pub(super) fn new(
        plan: Filter,
        kinds: Option<KindSet>,
        segments: &VecDeque<Segment>,
        end: RowNumber,
    ) -> Result<Self, Problem> {
        let matcher = plan.pattern().map(Matcher::new).transpose()?;
        let strips = segments.iter().map(|segment| Strip { from: segment.len(), ..Strip::default() });
        Ok(Self {
            matcher,
            kinds,
            strips: strips.collect(),
            anchor: end,
            end: end.0,
            shown: 0,
            matched: 0,
            latest_match: None,
            cut: 0,
            large: (RowNumber(0), 0),
            hits: Bits::default(),
            plan,
        })
    }

    /// Messages that match.
    pub(super) fn matched(&self) -> u64 {
        self.matched
    }

    /// The positions of the rows that are shown.
    pub(super) fn positions(&self) -> Range<u64> {
        self.end - self.shown..self.end
    }

    /// Rows that were not looked at yet.
    pub(super) fn left(&self) -> u64 {
        self.strips.iter().map(|strip| strip.from as u64).sum()
    }

    /// Of how many messages only the beginning was looked at.
    pub(super) fn cut(&self) -> Option<Cut> {
        let bytes = self.matcher.as_ref()?.reach() as u64;
        (self.cut > 0).then_some(Cut { bytes, messages: self.cut })
    }

    pub(super) fn memory(&self) -> usize {
        self.strips.iter().map(|strip| strip.matched.memory() + strip.shown.memory()).sum()
    }

    pub(super) fn is_match(&self, segment: usize, at: usize) -> bool {
        self.strips[segment].matched.has(at)
    }

    /// How many matches the first so many segments have that the filter shows.
    pub(super) fn matched_in(&self, segments: usize, filter: Option<&Self>) -> u64 {
        let matched = |(segment, strip): (usize, &Strip)| match filter {
            Some(filter) => strip.matched.rank_in_both(Some(filter.bits(segment, true)), usize::MAX),
            None => strip.matched.count(),
        };
        self.strips.iter().enumerate().take(segments).map(matched).sum()
    }

    /// Which of the matches that the filter shows this row is, the oldest being 1; `None` when it is none.
    pub(super) fn place_of(&self, segment: usize, at: usize, filter: Option<&Self>) -> Option<u64> {
        let shown = filter.map(|filter| filter.bits(segment, true));
        let is_shown = shown.is_none_or(|shown| shown.has(at));
        let rank = || self.strips[segment].matched.rank_in_both(shown, at);
        (self.is_match(segment, at) && is_shown).then(|| self.matched_in(segment, filter) + rank() + 1)
    }

    /// From which row on, in which segment, all were looked at.
    pub(super) fn floor(&self) -> Option<(usize, usize)> {
        let segment = self.strips.iter().rposition(|strip| strip.from > 0)?;
        Some((segment, self.strips[segment].from))
    }

    /// The matches of a segment, or all rows of it that are shown.
    pub(super) fn bits(&self, segment: usize, shown: bool) -> &Bits {
        let strip = &self.strips[segment];
        if shown { &strip.shown } else { &strip.matched }
    }

    /// The position of this row, or of the next one that is shown.
    pub(super) fn position_of(&self, segment: usize, at: usize) -> u64 {
        let behind: u64 = self.strips.iter().skip(segment).map(|strip| strip.shown.count()).sum();
        self.end - (behind - self.strips.get(segment).map_or(0, |strip| strip.shown.rank(at)))
    }

    /// The row at this position: its segment, and its place there.
    pub(super) fn row_at(&self, position: u64) -> Option<(usize, usize)> {
        let mut rank = position.checked_sub(self.end - self.shown)?;
        for (segment, strip) in self.strips.iter().enumerate() {
            if rank < strip.shown.count() {
                return Some((segment, strip.shown.select(rank)?));
            }
            rank -= strip.shown.count();
        }
        None
    }

    /// Counts those of these rows of which only the beginning was looked at.
    fn count_cut(&mut self, segment: &Segment, at: usize, rows: Range<usize>) {
        let Some(reach) = self.matcher.as_ref().map(Matcher::reach).filter(|reach| *reach < usize::MAX) else { return };
        let is_cut = |row: &usize| segment.place(*row).len() > reach && segment.kind(*row) != EntryKind::Note;
        let cut = rows.filter(is_cut).count() as u64;
        self.strips[at].cut += cut;
        self.cut += cut;
    }

    /// A row was appended to the last segment.
    pub(super) fn append(&mut self, segments: &VecDeque<Segment>, tags: Option<&mut Tags>) {
        self.strips.resize_with(segments.len(), Strip::default);
        let Some(segment) = segments.back() else { return };
        let (last, at) = (segments.len() - 1, segment.len() - 1);
        let number = segment.first_row + at as u64;
        let id = tags.as_ref().and_then(|tags| tags.get(last, at)).unwrap_or(NO_KIND);
        self.count_cut(segment, last, at..at + 1);
        match self.is_wanted(segment, at, id) {
            None => self.show(segments, last, at),
            Some(true) => self.matched_at(segments, last, at, tags),
            Some(false) => {
                let near = self.latest_match.is_some_and(|row| number - row <= u64::from(self.plan.context));
                if near && self.has_kind(id) {
                    self.show(segments, last, at);
                }
            }
        }
    }

    /// The bytes of a row have come.
    pub(super) fn changed(&mut self, segments: &VecDeque<Segment>, segment: usize, at: usize, tags: Option<&mut Tags>) {
        let id = tags.as_ref().and_then(|tags| tags.get(segment, at)).unwrap_or(NO_KIND);
        let strip = &mut self.strips[segment];
        if at < strip.from {
            return;
        }
        let row = segments[segment].first_row + at as u64;
        self.matched -= u64::from(strip.matched.take(at));
        if strip.shown.take(at) {
            self.shown -= 1;
            self.end -= u64::from(row >= self.anchor);
        }
        if self.is_wanted(&segments[segment], at, id) == Some(true) {
            self.matched_at(segments, segment, at, tags);
        }
    }

    /// The oldest segment is gone.
    pub(super) fn evict(&mut self) {
        if let Some(strip) = self.strips.pop_front() {
            self.shown -= strip.shown.count();
            self.matched -= strip.matched.count();
            self.cut -= strip.cut;
        }
    }

    pub(super) fn clear(&mut self) {
        self.strips.clear();
        (self.shown, self.matched, self.cut, self.latest_match) = (0, 0, 0, None);
    }

    /// Whether a row matches. `None` when it is no message.
    fn is_wanted(&mut self, segment: &Segment, at: usize, id: KindId) -> Option<bool> {
        if segment.kind(at) == EntryKind::Note {
            return None;
        }
        let admits = self.admits(segment, at, id);
        let inverted = self.plan.inverted;
        Some(admits && self.matcher.as_mut().is_none_or(|matcher| matcher.is_in(segment.payload(at)) != inverted))
    }

    /// Whether a message meets every condition but the pattern.
    fn admits(&self, segment: &Segment, at: usize, id: KindId) -> bool {
        let plan = &self.plan;
        let EntryKind::Message(direction, kind) = segment.kind(at) else { return false };
        let is_long = || plan.least_bytes.is_none_or(|least| segment.full_length(at) >= least);
        let is_short = || plan.most_bytes.is_none_or(|most| segment.full_length(at) <= most);
        plan.direction.is_none_or(|wanted| wanted == direction)
            && plan.kind.is_none_or(|wanted| wanted == kind)
            && is_long()
            && is_short()
            && plan.from.is_none_or(|from| segment.time(at) >= from)
            && plan.to.is_none_or(|to| segment.time(at) <= to)
            && self.has_kind(id)
    }

    fn has_kind(&self, id: KindId) -> bool {
        self.kinds.is_none_or(|kinds| kinds.has(id))
    }

    fn matched_at(&mut self, segments: &VecDeque<Segment>, segment: usize, at: usize, tags: Option<&mut Tags>) {
        self.matched += u64::from(self.strips[segment].matched.put(at));
        let row = segments[segment].first_row + at as u64;
        self.latest_match = self.latest_match.max(Some(row));
        if self.plan.context > 0 {
            self.show_around(segments, row, tags);
        }
        self.show(segments, segment, at);
    }

    /// Shows the rows around a match, except for kinds that are left out.
    fn show_around(&mut self, segments: &VecDeque<Segment>, row: RowNumber, mut tags: Option<&mut Tags>) {
        let context = u64::from(self.plan.context.min(Filter::MOST_CONTEXT));
        let (Some(first), Some(last)) = (segments.front(), segments.back()) else { return };
        let end = last.first_row + last.len() as u64;
        let around = (row - context).max(first.first_row)..end.min(row + (context + 1));
        for near in RowNumber::each(around) {
            let segment = segments.partition_point(|segment| segment.first_row <= near) - 1;
            let at = usize::try_from(near - segments[segment].first_row).unwrap_or_default();
            if self.strips[segment].shown.has(at) {
                continue;
            }
            let id = match tags.as_deref_mut() {
                Some(tags) if self.kinds.is_some() => tags.of(segments, segment, at),
                _ => NO_KIND,
            };
            if self.kinds.is_none() || self.has_kind(id) {
                self.show(segments, segment, at);
            }
        }
    }

    fn show(&mut self, segments: &VecDeque<Segment>, segment: usize, at: usize) {
        if self.strips[segment].shown.put(at) {
            self.shown += 1;
            self.end += u64::from(segments[segment].first_row + at as u64 >= self.anchor);
        }
    }
}
