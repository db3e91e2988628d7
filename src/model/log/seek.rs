//! Going to a place in the log: from match to match of the search, to a message, to a point in time.

use std::ops::Range;

use super::{MessageLog, matches::Matches, segment::Segment};
use crate::model::{
    id::{RowNumber, Ticket},
    log::report::{Answer, Found, Place, Seek},
};

impl MessageLog {
    /// What was found last.
    pub fn answer(&self) -> Option<Answer> {
        self.finding.answer
    }

    /// Steps from a match of the search to another; the answer may take until enough was looked at.
    pub fn seek(&mut self, ticket: Ticket, seek: Seek) {
        self.finding.seek = Some((ticket, seek));
        self.try_seek();
    }

    /// Finds a place in the list; the answer may take until the filter has looked so far.
    pub fn locate(&mut self, ticket: Ticket, place: Place) {
        self.finding.locate = Some((ticket, place));
        self.try_locate();
    }

    /// Answers what was asked, when enough was looked at.
    pub(super) fn try_answer(&mut self) {
        self.try_seek();
        self.try_locate();
    }

    fn try_seek(&mut self) {
        let Some((ticket, seek)) = self.finding.seek else { return };
        if let Some(row) = self.sought(seek) {
            let found = row.and_then(|row| self.found(row));
            self.finding.seek = None;
            self.finding.stepped = found.map(|found| found.row);
            self.finding.answer = Some(Answer { ticket, found });
        }
    }

    fn try_locate(&mut self) {
        let Some((ticket, place)) = self.finding.locate else { return };
        let row = self.row_of(place);
        // In rows that the filter has not looked at, none is shown yet.
        if row.is_some_and(|row| row < self.floor(self.finding.filter.as_ref())) {
            return;
        }
        self.finding.locate = None;
        let found = row.and_then(|row| self.found(row));
        self.finding.answer = Some(Answer { ticket, found });
    }

    /// Below this row not all was looked at.
    fn floor(&self, matches: Option<&Matches>) -> RowNumber {
        let floor = matches.and_then(Matches::floor);
        floor.map_or(RowNumber(0), |(segment, at)| self.segments[segment].first_row + at as u64)
    }

    /// The match that a step leads to, when that is known already.
    #[expect(clippy::option_option, reason = "known or not, and a match or none")]
    fn sought(&self, seek: Seek) -> Option<Option<RowNumber>> {
        let finding = &self.finding;
        let Some(search) = &finding.search else { return Some(None) };
        let floor = self.floor(Some(search)).max(self.floor(finding.filter.as_ref()));
        let rows = self.rows();
        let (near, far) = if seek.forward {
            (self.first_match(seek.from + 1..rows.end), || self.first_match(rows.start..rows.end))
        } else {
            return match self.last_match(seek.from) {
                Some(row) if row >= floor => Some(Some(row)),
                _ if floor > RowNumber(0) => None,
                near => Some(near.or_else(|| self.last_match(rows.end))),
            };
        };
        match near {
            Some(row) if floor <= seek.from + 1 => Some(Some(row)),
            _ if floor > RowNumber(0) => None,
            near => Some(near.or_else(far)),
        }
    }

    fn first_match(&self, rows: Range<RowNumber>) -> Option<RowNumber> {
        let search = self.finding.search.as_ref()?;
        let start = rows.start.max(self.rows().start);
        let first = self.segments.partition_point(|segment| segment.first_row <= start).checked_sub(1)?;
        (first..self.segments.len()).find_map(|at| {
            let segment = &self.segments[at];
            let from = usize::try_from(start - segment.first_row).ok()?;
            let shown = self.finding.filter.as_ref().map(|filter| filter.bits(at, true));
            let found = search.bits(at, false).next_in_both(shown, from)?;
            Some(segment.first_row + found as u64)
        })
    }

    fn last_match(&self, before: RowNumber) -> Option<RowNumber> {
        let search = self.finding.search.as_ref()?;
        let last = self.segments.partition_point(|segment| segment.first_row < before);
        (0..last).rev().find_map(|at| {
            let segment = &self.segments[at];
            let end = usize::try_from(before - segment.first_row).ok()?.min(segment.len());
            let shown = self.finding.filter.as_ref().map(|filter| filter.bits(at, true));
            let found = search.bits(at, false).last_in_both(shown, end)?;
            Some(segment.first_row + found as u64)
        })
    }

    /// The row of a place, or the next one that is kept.
    pub(super) fn row_of(&self, place: Place) -> Option<RowNumber> {
        let rows = self.rows();
        let within = |before: &dyn Fn(&Segment) -> bool, at: &dyn Fn(&Segment) -> usize| {
            let segment = self.segments.partition_point(before).checked_sub(1)?;
            let segment = &self.segments[segment];
            Some(segment.first_row + at(segment) as u64)
        };
        let row = match place {
            Place::Kin(row, forward) => return self.shown_of_its_kind(row, forward),
            Place::Row(row) => Some(row),
            Place::Message(number) => {
                within(&|segment| segment.first_message() <= number, &|segment| segment.place_of_message(number))
            }
            Place::Time(time) => within(&|segment| segment.began() <= time, &|segment| segment.place_of_time(time)),
        };
        let row = row.unwrap_or(rows.start).max(rows.start);
        (!rows.is_empty()).then(|| row.min(rows.end - 1))
    }

    /// This row, or the next one that is shown; the last one when there is none.
    fn found(&self, row: RowNumber) -> Option<Found> {
        let (segment, at) = self.place(row)?;
        let (mut segment, mut at, mut position) = (segment, at, row.0);
        if let Some(filter) = &self.finding.filter {
            let positions = filter.positions();
            position = filter.position_of(segment, at).min(positions.end.saturating_sub(1));
            (segment, at) = filter.row_at(position)?;
        }
        let row = self.segments[segment].first_row + at as u64;
        let message = self.segments[segment].message(at).map(|_| self.segments[segment].message_number(at));
        Some(Found { row, position, message })
    }

    /// The row at a position of the list: its segment, and its place there.
    pub(super) fn at_position(&self, position: u64) -> Option<(usize, usize)> {
        match &self.finding.filter {
            Some(filter) => filter.row_at(position),
            None => self.place(RowNumber(position)),
        }
    }
}
