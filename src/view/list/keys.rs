//! What a key does to the list that has the focus. Pure: the list does it.

use std::ops::Range;

use crate::model::{id::RowNumber, log::Row};

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing is selected yet: select the row at this place among those that are drawn; with Shift, all up to it.
    Select { place: usize, extend: bool },
    /// Go so many rows on, or back; with Shift, select all up to there.
    Move { rows: i64, extend: bool },
    /// Go to the oldest row, or the newest; with Shift, select all up to it.
    Edge { newest: bool, extend: bool },
    /// Copy what is selected.
    Copy,
    /// Go into the message that is looked into.
    Enter,
    /// Select nothing.
    Unselect,
    /// The character begins a filter.
    Type(char),
}

/// A key that was pressed.
pub(super) struct Press<'a> {
    pub(super) key: &'a str,
    pub(super) shift: bool,
    /// Ctrl, or ⌘.
    pub(super) control: bool,
    pub(super) alt: bool,
}

/// What the key asks for; `None` leaves it to the browser, which scrolls. `visible` are the places of the drawn rows
/// that can be seen whole.
pub(super) fn step(press: &Press<'_>, rows: &[Row], cursor: Option<RowNumber>, visible: &Range<usize>) -> Option<Step> {
    if press.control && !press.alt && !press.shift && press.key.eq_ignore_ascii_case("c") {
        return cursor.map(|_| Step::Copy);
    }
    // The browser's own shortcuts.
    if press.control || press.alt {
        return None;
    }
    let page = i64::try_from(visible.len()).unwrap_or(i64::MAX).max(1);
    let last = rows.len().checked_sub(1)?;
    let moved = match (press.key, cursor) {
        ("Home" | "End", _) => return Some(Step::Edge { newest: press.key == "End", extend: press.shift }),
        ("Enter", Some(_)) => return Some(Step::Enter),
        ("Escape", _) if cursor.is_some() => return Some(Step::Unselect),
        ("ArrowDown" | "ArrowUp", None) => {
            let place = visible.end.saturating_sub(1).min(last);
            return Some(Step::Select { place, extend: press.shift });
        }
        ("ArrowDown", Some(_)) => 1,
        ("ArrowUp", Some(_)) => -1,
        // Without a selection the browser scrolls by pages itself.
        ("PageDown", Some(_)) => page,
        ("PageUp", Some(_)) => -page,
        (key, _) => return typed(key).map(Step::Type),
    };
    Some(Step::Move { rows: moved, extend: press.shift })
}

/// The one printable character of a key; the space bar goes on scrolling.
fn typed(key: &str) -> Option<char> {
    let mut characters = key.chars();
    let first = characters.next().filter(|first| !first.is_whitespace())?;
    characters.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        log::{Note, RowItem},
        time::Timestamp,
    };

    fn rows(numbers: Range<u64>) -> Vec<Row> {
        let note = RowItem::Note(Note::LetGo);
        let row = |number| Row {
            number: RowNumber(number),
            position: number,
            is_context: false,
            at: Timestamp(0.0),
            item: note.clone(),
        };
        numbers.map(row).collect()
    }

    fn press(key: &str, cursor: Option<RowNumber>) -> Option<Step> {
        let press = Press { key, shift: false, control: false, alt: false };
        step(&press, &rows(100..160), cursor, &(20..40))
    }

    #[test]
    fn arrows_and_pages_move_the_selection() {
        let by = |rows| Some(Step::Move { rows, extend: false });
        assert_eq!(press("ArrowDown", Some(RowNumber(105))), by(1));
        assert_eq!(press("ArrowUp", Some(RowNumber(100))), by(-1));
        assert_eq!(press("PageDown", Some(RowNumber(105))), by(20));
        assert_eq!(press("PageUp", Some(RowNumber(7))), by(-20), "a row that is out of sight, too");
        let lowest = Some(Step::Select { place: 39, extend: false });
        assert_eq!(press("ArrowUp", None), lowest, "the lowest that is seen whole");
    }

    #[test]
    fn keys_of_the_browser_stay_with_the_browser() {
        for key in ["PageUp", "Tab", " ", "F5", "Enter"] {
            assert_eq!(press(key, None), None, "{key}");
        }
        let ctrl = |key| Press { key, shift: false, control: true, alt: false };
        assert_eq!(step(&ctrl("a"), &rows(0..9), Some(RowNumber(3)), &(0..9)), None);
        assert_eq!(step(&ctrl("c"), &rows(0..9), None, &(0..9)), None, "nothing is selected");
        assert_eq!(step(&ctrl("c"), &rows(0..9), Some(RowNumber(3)), &(0..9)), Some(Step::Copy));
    }

    #[test]
    fn edges_escape_and_typing() {
        assert_eq!(press("End", None), Some(Step::Edge { newest: true, extend: false }));
        assert_eq!(press("Home", Some(RowNumber(120))), Some(Step::Edge { newest: false, extend: false }));
        let shift = Press { key: "Home", shift: true, control: false, alt: false };
        assert_eq!(
            step(&shift, &rows(0..9), Some(RowNumber(5)), &(0..9)),
            Some(Step::Edge { newest: false, extend: true })
        );
        assert_eq!(press("Escape", Some(RowNumber(120))), Some(Step::Unselect));
        assert_eq!(press("Escape", None), None);
        assert_eq!(press("Enter", Some(RowNumber(120))), Some(Step::Enter));
        assert_eq!(press("x", None), Some(Step::Type('x')));
    }

    #[test]
    fn an_empty_list_takes_no_key() {
        assert_eq!(
            step(&Press { key: "ArrowDown", shift: false, control: false, alt: false }, &[], None, &(0..0)),
            None
        );
    }
}
