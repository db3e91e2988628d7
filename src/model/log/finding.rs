//! What is looked for in the log: filter, search, kinds and watched paths, applied to what is kept and to what comes in.

use std::collections::VecDeque;

use super::{MessageLog, Row, RowItem, segment::Segment, sieve::Sieve, tags::Tags};
use crate::model::{
    find::{
        filter::Filter,
        kind::KindField,
        kinds::{Kinds, KindsReport},
        pattern::{Pattern, Problem},
        watch::{self, Watch, WatchPlan, WatchReport},
    },
    link::{Answer, ListReport, Progress, SearchReport, Seek, Ticket},
    message::Direction,
    time::Timestamp,
};

/// A path that is watched from now on has missed at most so many rows that are kept.
const WATCHED_BEFORE: u64 = 1_000;

/// Everything that is looked for.
#[derive(Debug, Default)]
pub(super) struct Finding {
    /// Something is looked for: else nothing of this costs anything.
    pub(super) is_on: bool,
    pub(super) filter: Option<Sieve>,
    pub(super) search: Option<Sieve>,
    tags: Option<Tags>,
    /// The person wants to see the kinds; a filter may need them, too.
    shows_kinds: bool,
    watches: Vec<Watch>,
    version: u32,
    filter_problem: Option<Problem>,
    search_problem: Option<Problem>,
    kinds_problem: Option<Problem>,
    pub(super) seek: Option<(Ticket, Seek)>,
    pub(super) answer: Option<Answer>,
}

impl MessageLog {
    /// Shows only what passes this filter. One that cannot be used leaves the one before in effect.
    pub fn set_filter(&mut self, filter: Filter) {
        let asks_for_kinds = filter.asks_for_kinds();
        if asks_for_kinds {
            self.want_tags(None);
        }
        let set = self.finding.tags.as_mut().filter(|_| asks_for_kinds);
        let set = set.map(|tags| tags.kinds.shown(&filter.muted, filter.only.as_ref()));
        let shows_all = filter.shows_all();
        match Sieve::new(filter, set, &self.segments, self.end) {
            Ok(sieve) => {
                self.finding.filter = (!shows_all).then_some(sieve);
                self.finding.filter_problem = None;
                self.finding.version = self.finding.version.wrapping_add(1);
            }
            Err(problem) => self.finding.filter_problem = Some(problem),
        }
        self.drop_tags();
        self.finding.settle();
    }

    /// Searches for this pattern, or for nothing.
    pub fn set_search(&mut self, pattern: Option<Pattern>) {
        let filter = Filter { pattern, ..Filter::default() };
        self.finding.search = None;
        self.finding.search_problem = None;
        if !filter.shows_all() {
            match Sieve::new(filter, None, &self.segments, self.end) {
                Ok(sieve) => self.finding.search = Some(sieve),
                Err(problem) => self.finding.search_problem = Some(problem),
            }
        }
        self.finding.settle();
    }

    /// Groups messages by a field, or stops that. A field that cannot be used leaves the one before in effect.
    pub fn set_kinds(&mut self, field: Option<KindField>) {
        self.finding.shows_kinds = field.is_some();
        self.finding.kinds_problem = None;
        if let Some(field) = field {
            self.want_tags(Some(field));
        }
        self.drop_tags();
        self.finding.settle();
    }

    /// Watches these paths. One that was watched before goes on.
    pub fn set_watches(&mut self, plans: Vec<WatchPlan>) {
        let mut before = std::mem::take(&mut self.finding.watches);
        for plan in plans.into_iter().take(watch::MOST) {
            let known = before.iter().position(|watch| *watch.plan() == plan);
            let watch = known.map_or_else(|| self.watch_kept(plan), |at| before.swap_remove(at));
            self.finding.watches.push(watch);
        }
        self.finding.settle();
    }

    fn watch_kept(&self, plan: WatchPlan) -> Watch {
        let mut watch = Watch::new(plan);
        let rows = self.rows();
        for row in rows.start.max(rows.end.saturating_sub(WATCHED_BEFORE))..rows.end {
            if let Some((segment, at)) = self.place(row) {
                let segment = &self.segments[segment];
                if let Some((direction, payload)) = segment.message(at) {
                    watch.look(direction, payload, segment.time(at));
                }
            }
        }
        watch
    }

    fn want_tags(&mut self, field: Option<KindField>) {
        let known = self.finding.tags.as_ref().map(|tags| tags.kinds.field.clone());
        let field = field.or_else(|| known.clone()).unwrap_or_default();
        if known.as_ref() == Some(&field) {
            return;
        }
        match Kinds::new(field) {
            Ok(kinds) => {
                self.finding.tags = Some(Tags::new(kinds, &self.segments));
                // Its kinds have other numbers now.
                if let Some(filter) = self.finding.filter.as_ref().filter(|filter| filter.plan.asks_for_kinds()) {
                    self.set_filter(filter.plan.clone());
                }
            }
            Err(problem) => self.finding.kinds_problem = Some(problem),
        }
    }

    fn drop_tags(&mut self) {
        let is_used = self.finding.filter.as_ref().is_some_and(|filter| filter.plan.asks_for_kinds());
        if !is_used && !self.finding.shows_kinds {
            self.finding.tags = None;
        }
    }

    /// Goes on looking at what is kept, as long as `more` says so. Whether anything is left to look at.
    pub fn look_on(&mut self, more: &mut dyn FnMut() -> bool) -> bool {
        let (finding, segments) = (&mut self.finding, &self.segments);
        loop {
            let did = match (&mut finding.filter, &mut finding.search, &mut finding.tags) {
                (Some(filter), _, tags) if filter.left() > 0 => filter.step(segments, tags.as_mut()),
                (_, Some(search), _) if search.left() > 0 => search.step(segments, None),
                (_, _, Some(tags)) => tags.step(segments),
                _ => false,
            };
            if !did || !more() {
                self.try_seek();
                return did && self.is_looking();
            }
        }
    }

    /// Whether there are rows that were not looked at yet.
    pub fn is_looking(&self) -> bool {
        let left = |sieve: &Option<Sieve>| sieve.as_ref().is_some_and(|sieve| sieve.left() > 0);
        let finding = &self.finding;
        left(&finding.filter) || left(&finding.search) || finding.tags.as_ref().is_some_and(|tags| tags.left() > 0)
    }

    /// How the list stands.
    pub fn list(&self) -> ListReport {
        let (finding, rows) = (&self.finding, self.rows());
        let of = rows.end - rows.start;
        let (positions, messages, left) = match &finding.filter {
            Some(filter) => (filter.positions(), filter.matched(), filter.left()),
            None => (rows, self.ledger.kept, 0),
        };
        ListReport {
            version: finding.version,
            positions,
            messages,
            is_filtered: finding.filter.is_some(),
            progress: (left > 0).then_some(Progress { left, of }),
            problem: finding.filter_problem.clone(),
        }
    }

    /// How the search stands, while there is one.
    pub fn search(&self) -> Option<SearchReport> {
        let finding = &self.finding;
        let rows = self.rows();
        let problem = finding.search_problem.clone();
        match &finding.search {
            Some(search) => {
                let progress = Progress { left: search.left(), of: rows.end - rows.start };
                let progress = (progress.left > 0).then_some(progress);
                Some(SearchReport { matches: search.matched(), progress, problem })
            }
            None => problem.map(|problem| SearchReport { problem: Some(problem), ..SearchReport::default() }),
        }
    }

    /// The kinds, while they are wanted.
    pub fn kinds(&mut self, now: Timestamp) -> Option<KindsReport> {
        let problem = self.finding.kinds_problem.clone();
        if !self.finding.shows_kinds {
            return None;
        }
        match &mut self.finding.tags {
            Some(tags) => Some(tags.kinds.report(problem, now)),
            None => Some(KindsReport { problem, ..KindsReport::default() }),
        }
    }

    /// The watched paths, in their order.
    pub fn watches(&self) -> Vec<WatchReport> {
        self.finding.watches.iter().map(Watch::report).collect()
    }

    /// Whether a row passes the filter, or at least is shown.
    pub(super) fn shows(&self, segment: usize, at: usize, must_match: bool) -> bool {
        let filter = self.finding.filter.as_ref();
        filter.is_none_or(|filter| filter.bits(segment, !must_match).has(at))
    }

    /// Adds to a row what filter, search and kinds say of it.
    pub(super) fn adorn(&self, row: &mut Row, segment: usize, at: usize) {
        let finding = &self.finding;
        let RowItem::Message { named, preview, kind, .. } = &mut row.item else { return };
        if let Some(filter) = &finding.filter {
            row.is_context = !filter.is_match(segment, at);
        }
        *named = finding.tags.as_ref().and_then(|tags| tags.get(segment, at));
        let payload = self.segments[segment].payload(at);
        let search = finding.search.as_ref().and_then(|search| search.matcher.as_ref());
        let filter = finding.filter.as_ref().filter(|filter| !filter.plan.inverted);
        preview.mark(*kind, payload, filter.and_then(|filter| filter.matcher.as_ref()), search);
    }
}

impl Finding {
    fn settle(&mut self) {
        self.is_on = self.filter.is_some() || self.search.is_some() || self.tags.is_some() || !self.watches.is_empty();
    }

    pub(super) fn memory(&self) -> usize {
        let sieve = |sieve: &Option<Sieve>| sieve.as_ref().map_or(0, Sieve::memory);
        sieve(&self.filter) + sieve(&self.search) + self.tags.as_ref().map_or(0, Tags::memory)
    }

    /// A row was appended to the last segment.
    pub(super) fn append(&mut self, segments: &VecDeque<Segment>, now: Timestamp) {
        if let Some(tags) = &mut self.tags {
            tags.append(segments, now);
        }
        if let Some(filter) = &mut self.filter {
            filter.append(segments, self.tags.as_mut());
        }
        if let Some(search) = &mut self.search {
            search.append(segments, None);
        }
        if let Some((direction, payload)) = segments.back().and_then(|segment| segment.message(segment.len() - 1)) {
            self.watch(direction, payload, now);
        }
    }

    fn watch(&mut self, direction: Direction, payload: &[u8], now: Timestamp) {
        self.watches.iter_mut().for_each(|watch| watch.look(direction, payload, now));
    }

    /// The bytes of a row have come.
    pub(super) fn changed(&mut self, segments: &VecDeque<Segment>, segment: usize, at: usize) {
        if let Some(tags) = &mut self.tags {
            tags.changed(segments, segment, at);
        }
        if let Some(filter) = &mut self.filter {
            filter.changed(segments, segment, at, self.tags.as_mut());
        }
        if let Some(search) = &mut self.search {
            search.changed(segments, segment, at, None);
        }
        if let Some((direction, payload)) = segments[segment].message(at) {
            let time = segments[segment].time(at);
            self.watches.iter_mut().for_each(|watch| watch.look(direction, payload, time));
        }
    }

    /// The oldest segment is gone.
    pub(super) fn evict(&mut self) {
        self.filter.iter_mut().chain(&mut self.search).for_each(Sieve::evict);
        self.tags.iter_mut().for_each(Tags::evict);
    }

    pub(super) fn clear(&mut self) {
        self.filter.iter_mut().chain(&mut self.search).for_each(Sieve::clear);
        self.tags.iter_mut().for_each(Tags::clear);
    }
}
