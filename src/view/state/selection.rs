//! Which rows are selected: one, or all from one to another.

use std::ops::RangeInclusive;

/// The selected rows, by their numbers. They stay selected when the list moves, and when rows between them are hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Where it began, and where it ends now: the row that is looked at.
    ends: Option<(u64, u64)>,
}

impl Selection {
    /// One row.
    pub fn one(row: u64) -> Self {
        Self { ends: Some((row, row)) }
    }

    /// All rows from where it began to this one.
    #[must_use]
    pub fn extended(self, row: u64) -> Self {
        Self { ends: Some((self.ends.map_or(row, |(began, _)| began), row)) }
    }

    /// The row that was selected last.
    pub fn cursor(&self) -> Option<u64> {
        self.ends.map(|(_, cursor)| cursor)
    }

    /// All of them, from the oldest to the newest.
    pub fn rows(&self) -> Option<RangeInclusive<u64>> {
        self.ends.map(|(one, other)| one.min(other)..=one.max(other))
    }

    /// Whether a row is among them.
    pub fn contains(&self, row: u64) -> bool {
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
        let selection = Selection::one(5).extended(8).extended(2);
        assert_eq!(selection.rows(), Some(2..=5));
        assert_eq!(selection.cursor(), Some(2));
        assert!(selection.contains(3) && !selection.contains(6));
        assert_eq!(Selection::default().extended(4), Selection::one(4));
        assert!(Selection::default().is_empty() && !Selection::default().contains(0));
    }
}
