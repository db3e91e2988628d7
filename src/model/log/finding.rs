//! What is looked for in the log: filter, search, kinds and watched paths, applied to what is kept and to what comes in.

mod want;

use std::collections::VecDeque;

use super::{MessageLog, Preview, Row, RowItem, matches::Matches, place_in, segment::Segment, tags::Tags};
use crate::model::{
    find::{
        kind::Teller,
        kind_counts::KindsReport,
        pattern::Problem,
        watch::{Watch, WatchReport},
    },
    id::{RowNumber, Ticket},
    log::report::{Answer, ListReport, MatchPlace, Place, Progress, SearchReport, Seek},
    time::Timestamp,
};

/// It looks at so many bytes of them in one go.
const WATCHED_BYTES: usize = 128 * 1024;

/// Everything that is looked for.
#[derive(Debug, Default)]
pub(super) struct Finding {
    /// Something is looked for: else nothing of this costs anything.
    pub(super) is_on: bool,
    pub(super) filter: Option<Matches>,
    pub(super) search: Option<Matches>,
    tags: Option<Tags>,
    /// The person wants to see the kinds; a filter may need them, too.
    shows_kinds: bool,
    watches: Vec<Watch>,
    version: u32,
    filter_problem: Option<Problem>,
    search_problem: Option<Problem>,
    kinds_problem: Option<Problem>,
    pub(super) seek: Option<(Ticket, Seek)>,
    /// The row to which the last step of the search went.
    pub(super) stepped: Option<RowNumber>,
    pub(super) locate: Option<(Ticket, Place)>,
    pub(super) answer: Option<Answer>,
}

impl MessageLog {
    /// Goes on looking at what is kept, as long as `more` says so. Whether anything is left to look at.
    pub fn look_on(&mut self, more: &mut dyn FnMut() -> bool) -> bool {
        loop {
            // What is found takes memory, too.
            self.keep_air();
            let did = self.finding.step(&self.segments);
            if !did || !more() {
                self.try_answer();
                return did && self.is_looking();
            }
        }
    }

    /// Whether there are rows that were not looked at yet.
    pub fn is_looking(&self) -> bool {
        let finding = &self.finding;
        self.is_sifting()
            || finding.search.as_ref().is_some_and(|search| search.left() > 0)
            || finding.tags.as_ref().is_some_and(|tags| tags.left() > 0)
            || finding.watches.iter().any(|watch| watch.next.is_some())
    }

    /// Whether there are rows that the filter has not looked at yet.
    pub fn is_sifting(&self) -> bool {
        self.finding.filter.as_ref().is_some_and(|filter| filter.left() > 0)
    }

    /// How the list stands.
    pub fn list(&self) -> ListReport {
        let (finding, rows) = (&self.finding, self.rows());
        let of = rows.end - rows.start;
        let (positions, messages, left) = match &finding.filter {
            Some(filter) => (filter.positions(), filter.matched(), filter.left()),
            None => (rows.start.0..rows.end.0, self.ledger.kept, 0),
        };
        ListReport {
            version: finding.version,
            positions,
            messages,
            is_filtered: finding.filter.is_some(),
            progress: (left > 0).then_some(Progress { left, of }),
            problem: finding.filter_problem.clone(),
            unread: self.unread_by(finding.filter.as_ref()),
            cut: finding.filter.as_ref().and_then(Matches::cut),
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
                let at = finding.stepped.filter(|_| progress.is_none()).and_then(|row| {
                    let (segment, at) = self.place(row)?;
                    Some(MatchPlace { row, place: search.place_of(segment, at, finding.filter.as_ref())? })
                });
                let all = search.matched();
                let matches = search.matched_in(usize::MAX, finding.filter.as_ref());
                // What the filter has not looked at yet, it may still show.
                let hidden = if self.is_sifting() { 0 } else { all.saturating_sub(matches) };
                let unread = self.unread_by(Some(search));
                Some(SearchReport { matches, hidden, progress, problem, cut: search.cut(), unread, at })
            }
            None => problem.map(|problem| SearchReport { problem: Some(problem), ..SearchReport::default() }),
        }
    }

    /// How many kept messages stay with the browser, where these would have to be looked into.
    fn unread_by(&self, matches: Option<&Matches>) -> u64 {
        if matches.is_some_and(|matches| matches.matcher.is_some()) { self.held_messages() } else { 0 }
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
        let unread = self.held_messages();
        self.finding.watches.iter().map(|watch| WatchReport { unread, ..watch.report() }).collect()
    }

    /// Whether a row passes the filter, or at least is shown.
    pub(super) fn shows(&self, segment: usize, at: usize, must_match: bool) -> bool {
        let filter = self.finding.filter.as_ref();
        filter.is_none_or(|filter| filter.bits(segment, !must_match).has(at))
    }

    /// Adds to a row what filter, search and kinds say of it.
    pub(super) fn adorn(&self, row: &mut Row, segment: usize, at: usize, effort: &mut usize) {
        let finding = &self.finding;
        let RowItem::Message { named, preview, kind, length, .. } = &mut row.item else { return };
        if let Some(filter) = &finding.filter {
            row.is_context = !filter.is_match(segment, at);
        }
        *named = finding.tags.as_ref().and_then(|tags| tags.get(segment, at));
        let payload = self.segments[segment].payload(at);
        let search = finding.search.as_ref();
        let filter = finding.filter.as_ref().filter(|filter| !filter.plan.inverted);
        let [of_search, of_filter] =
            [search, filter].map(|matches| matches.and_then(|matches| matches.matcher.as_ref()));
        preview.mark(*kind, payload, of_filter, of_search, effort);
        if preview.cut && preview.marks.is_empty() {
            let has_it = |matches: &&Matches| matches.is_match(segment, at);
            let matchers =
                [search, filter].map(|matches| matches.filter(has_it).and_then(|matches| matches.matcher.as_ref()));
            if let Some(place) = matchers.into_iter().flatten().find_map(|matcher| matcher.first(payload, effort)) {
                *preview = Preview::around(*kind, payload, *length, place);
                let skipped = usize::try_from(preview.skipped).unwrap_or_default();
                preview.mark(*kind, &payload[skipped..], of_filter, of_search, effort);
            }
        }
    }
}

impl Finding {
    /// How the kinds are told that are wanted.
    pub(super) fn teller(&self) -> Option<&Teller> {
        self.tags.as_ref().map(|tags| &tags.kinds.teller)
    }

    fn settle(&mut self) {
        self.is_on = self.filter.is_some() || self.search.is_some() || self.tags.is_some() || !self.watches.is_empty();
    }

    pub(super) fn memory(&self) -> usize {
        let matches = |matches: &Option<Matches>| matches.as_ref().map_or(0, Matches::memory);
        matches(&self.filter) + matches(&self.search) + self.tags.as_ref().map_or(0, Tags::memory)
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
            let watches = self.watches.iter_mut().filter(|watch| watch.next.is_none());
            watches.for_each(|watch| watch.look(direction, payload, now));
        }
    }

    /// Looks at some rows that were not looked at yet. False when there are none.
    fn step(&mut self, segments: &VecDeque<Segment>) -> bool {
        if let Some(filter) = self.filter.as_mut().filter(|filter| filter.left() > 0) {
            return filter.step(segments, self.tags.as_mut());
        }
        if let Some(search) = self.search.as_mut().filter(|search| search.left() > 0) {
            return search.step(segments, None);
        }
        self.tags.as_mut().is_some_and(|tags| tags.step(segments)) || self.watch_on(segments)
    }

    /// Lets a watch look at some of the rows that were kept before it. False when none has any.
    fn watch_on(&mut self, segments: &VecDeque<Segment>) -> bool {
        let Some(watch) = self.watches.iter_mut().find(|watch| watch.next.is_some()) else { return false };
        let mut left = WATCHED_BYTES;
        while let Some(row) = watch.next {
            let place = place_in(segments, row);
            let first = segments.front().map(|segment| segment.first_row);
            // The next one that is kept; none when it has caught up.
            watch.next = if place.is_some() { Some(row + 1) } else { first.filter(|first| *first > row) };
            let message = place.and_then(|(segment, at)| segments[segment].message(at));
            if let (Some((direction, payload)), Some((segment, at))) = (message, place) {
                watch.look(direction, payload, segments[segment].time(at));
                left = left.saturating_sub(payload.len().max(64));
            }
            if left == 0 {
                break;
            }
        }
        true
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
            let (row, time) = (segments[segment].first_row + at as u64, segments[segment].time(at));
            let watches = self.watches.iter_mut().filter(|watch| watch.next.is_none_or(|next| row < next));
            watches.for_each(|watch| watch.look(direction, payload, time));
        }
    }

    /// The oldest segment is gone.
    pub(super) fn evict(&mut self) {
        self.filter.iter_mut().chain(&mut self.search).for_each(Matches::evict);
        self.tags.iter_mut().for_each(Tags::evict);
    }

    pub(super) fn clear(&mut self) {
        self.filter.iter_mut().chain(&mut self.search).for_each(Matches::clear);
        self.tags.iter_mut().for_each(Tags::clear);
    }
}
