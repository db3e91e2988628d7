//! Walking through the list by keys, faster than rows come to be drawn: a step goes on from where the one before was to go.

use std::ops::Range;

use crate::model::{id::RowNumber, log::Row};

/// Where the walk stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Walk {
    /// The row that was selected last, and its position.
    at: Option<(RowNumber, u64)>,
    /// The page has not said yet that this row is selected.
    is_ahead: bool,
    /// The position to which it goes and whose row is not drawn yet; and whether the selection reaches there.
    wished: Option<(u64, bool)>,
}

impl Walk {
    /// The position so many rows from where it stands, within the list. `None` when nobody knows where that is.
    pub(super) fn step(&self, rows: i64, cursor: Option<RowNumber>, drawn: &[Row], kept: &Range<u64>) -> Option<u64> {
        let seen = |cursor| drawn.iter().find(|row| row.number == cursor).map(|row| row.position);
        let known = |cursor| self.at.filter(|(row, _)| *row == cursor).map(|(_, position)| position);
        let from = match (self.wished, self.at.filter(|_| self.is_ahead), cursor) {
            (Some((position, _)), ..) | (None, Some((_, position)), _) => position,
            (None, None, Some(cursor)) => seen(cursor).or_else(|| known(cursor))?,
            (None, None, None) => return None,
        };
        let last = kept.end.checked_sub(1).filter(|last| *last >= kept.start)?;
        Some(from.saturating_add_signed(rows).clamp(kept.start, last))
    }

    /// It goes to this position, which is not drawn yet.
    pub(super) fn wish(&mut self, position: u64, extend: bool) {
        self.wished = Some((position, extend));
    }

    /// It is at this row.
    pub(super) fn arrive(&mut self, row: &Row) {
        *self = Self { at: Some((row.number, row.position)), is_ahead: true, wished: None };
    }

    /// The page says which row is selected: this walk is ahead of it until that is its own. Without one the walk is over.
    pub(super) fn hear(&mut self, cursor: Option<RowNumber>) {
        match (self.at, cursor) {
            (Some((row, _)), Some(cursor)) => self.is_ahead &= row != cursor,
            (_, None) => *self = Self::default(),
            (None, Some(_)) => {}
        }
    }

    /// Other rows are drawn: the place among them of the one to which it was to go, and whether the selection reaches there.
    pub(super) fn arrival(&self, drawn: &[Row], kept: &Range<u64>) -> Option<(usize, bool)> {
        let (position, extend) = self.wished?;
        // What was evicted meanwhile cannot be reached any more.
        let position = position.max(kept.start);
        drawn.iter().position(|row| row.position == position).map(|place| (place, extend))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        log::{Note, RowItem},
        time::Timestamp,
    };

    fn rows(positions: Range<u64>) -> Vec<Row> {
        let row = |position| Row {
            number: RowNumber(position + 1_000),
            position,
            is_context: false,
            at: Timestamp(0.0),
            item: RowItem::Note(Note::LetGo),
        };
        positions.map(row).collect()
    }

    #[test]
    fn steps_that_are_faster_than_the_rows_are_all_made() {
        let (drawn, kept) = (rows(100..160), 0..1_000);
        let mut walk = Walk::default();
        walk.arrive(&drawn[49]);
        // The page does not know yet where the walk is.
        for place in 50..60 {
            assert_eq!(walk.step(1, Some(RowNumber(1_049)), &drawn, &kept), Some(100 + place));
            walk.arrive(&drawn[usize::try_from(place).expect("a place")]);
        }
        walk.hear(Some(RowNumber(1_159)));
        for expected in 160..170 {
            assert_eq!(walk.step(1, Some(RowNumber(1_159)), &drawn, &kept), Some(expected));
            walk.wish(expected, false);
        }
        assert_eq!(walk.arrival(&drawn, &kept), None);
        let later = rows(130..200);
        assert_eq!(walk.arrival(&later, &kept), Some((39, false)));
        walk.arrive(&later[39]);
        walk.hear(Some(RowNumber(1_169)));
        assert_eq!(
            walk.step(-20, Some(RowNumber(1_169)), &rows(0..60), &kept),
            Some(149),
            "it is out of sight, and not forgotten"
        );
    }

    #[test]
    fn the_walk_ends_at_the_ends_of_the_list() {
        let (drawn, kept) = (rows(100..160), 100..160);
        let walk = Walk::default();
        assert_eq!(walk.step(-9, Some(RowNumber(1_102)), &drawn, &kept), Some(100));
        assert_eq!(walk.step(90, Some(RowNumber(1_102)), &drawn, &kept), Some(159));
        assert_eq!(walk.step(1, Some(RowNumber(7)), &drawn, &kept), None, "nobody knows where that row is");
        assert_eq!(walk.step(1, Some(RowNumber(1_102)), &drawn, &(100..100)), None);
    }

    #[test]
    fn what_is_evicted_on_the_way_is_not_waited_for() {
        let mut walk = Walk::default();
        walk.wish(3, true);
        assert_eq!(walk.arrival(&rows(50..60), &(50..60)), Some((0, true)));
    }
}
