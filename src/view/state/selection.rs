//! Which rows are selected: one, or all from one to another.

use std::ops::RangeInclusive;

use crate::model::id::RowNumber;

/// The selected rows, by their numbers. They stay selected when the list moves, and when rows between them are hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Where it began, and where it ends now: the row that is looked at.
    ends: Option<(RowNumber, RowNumber)>,
}

impl Selection {
    /// One row.
    pub fn one(row: RowNumber) -> Self {
        Self { ends: Some((row, row)) }
    }

    /// All rows from where it began to this one.
    #[must_use]
    pub fn extended(self, row: RowNumber) -> Self {
        Self { ends: Some((self.ends.map_or(row, |(began, _)| began), row)) }
    }

    /// The row that was selected last.
    pub fn cursor(&self) -> Option<RowNumber> {
        self.ends.map(|(_, cursor)| cursor)
    }

    /// All of them, from the oldest to the newest.
    pub fn rows(&self) -> Option<RangeInclusive<RowNumber>> {
        self.ends.map(|(one, other)| one.min(other)..=one.max(other))
    }

    /// Whether a row is among them.
    pub fn contains(&self, row: RowNumber) -> bool {
        self.rows().is_some_and(|rows| rows.contains(&row))
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.ends.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_reaches_from_where_it_began_in_both_directions() {
        let [two, three, four, five, six, eight] = [2, 3, 4, 5, 6, 8].map(RowNumber);
        let selection = Selection::one(five).extended(eight).extended(two);
        assert_eq!(selection.rows(), Some(two..=five));
        assert_eq!(selection.cursor(), Some(two));
        assert!(selection.contains(three) && !selection.contains(six));
        assert_eq!(Selection::default().extended(four), Selection::one(four));
        assert!(Selection::default().is_empty() && !Selection::default().contains(RowNumber(0)));
    }
}
