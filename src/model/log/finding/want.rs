//! What the person wants to be looked for, and what of it was wanted before.

use super::{Matches, MessageLog, Tags};
use crate::model::{
    find::{
        filter::Filter,
        kind::KindField,
        kind_counts::Kinds,
        pattern::Pattern,
        watch::{self, Watch, WatchPlan},
    },
    id::MessageNumber,
    log::report::Place,
};

/// A path that is watched from now on has missed at most so many messages that are kept.
const WATCHED_BEFORE: u64 = 1_000;

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
        match Matches::new(filter, set, &self.segments, self.end) {
            Ok(matches) => {
                self.finding.filter = (!shows_all).then_some(matches);
                self.finding.filter_problem = None;
                self.finding.version = self.finding.version.wrapping_add(1);
            }
            Err(problem) => self.finding.filter_problem = Some(problem),
        }
        self.drop_tags();
        self.finding.settle();
        self.try_answer();
    }

    /// Searches for this pattern, or for nothing.
    pub fn set_search(&mut self, pattern: Option<Pattern>) {
        let filter = Filter { pattern, ..Filter::default() };
        self.finding.search = None;
        self.finding.stepped = None;
        self.finding.search_problem = None;
        if !filter.shows_all() {
            match Matches::new(filter, None, &self.segments, self.end) {
                Ok(matches) => self.finding.search = Some(matches),
                Err(problem) => self.finding.search_problem = Some(problem),
            }
        }
        self.finding.settle();
        self.try_answer();
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

    /// Watches these paths. One that was watched before goes on; another looks at what is kept first.
    pub fn set_watches(&mut self, plans: Vec<WatchPlan>) {
        let mut before = std::mem::take(&mut self.finding.watches);
        let come = self.ledger.received + self.ledger.sent;
        let next = self.row_of(Place::Message(MessageNumber(come.saturating_sub(WATCHED_BEFORE))));
        for plan in plans.into_iter().take(watch::MOST) {
            let known = before.iter().position(|watch| *watch.plan() == plan);
            let watch = known.map_or_else(|| Watch::new(plan, next), |at| before.swap_remove(at));
            self.finding.watches.push(watch);
        }
        self.finding.settle();
    }

    /// Other rows are kept than before: all are looked at again.
    pub(in crate::model::log) fn find_anew(&mut self) {
        let finding = &mut self.finding;
        finding.version = finding.version.wrapping_add(1);
        let field = finding.tags.take().map(|tags| tags.kinds.field);
        let filter = finding.filter.take().map(|filter| filter.plan);
        let search = finding.search.take().and_then(|search| search.plan.pattern);
        if let Some(field) = field {
            self.want_tags(Some(field));
        }
        if let Some(filter) = filter {
            self.set_filter(filter);
        }
        if search.is_some() {
            self.set_search(search);
        }
    }

    pub(in crate::model::log) fn want_tags(&mut self, field: Option<KindField>) {
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

    pub(in crate::model::log) fn drop_tags(&mut self) {
        let is_used = self.finding.filter.as_ref().is_some_and(|filter| filter.plan.asks_for_kinds());
        if !is_used && !self.finding.shows_kinds {
            self.finding.tags = None;
        }
    }
}
