//! What is seen is what the list says it stands at, whatever moves it: checked in a document that does what a browser does.

mod whatever_happens;

use proptest::prelude::*;

use super::*;

const VIEWPORT: f64 = 480.0;

/// A browser's document around a list.
struct Document {
    scroll: Scroll,
    scroll_top: f64,
}

impl Document {
    fn with_rows(kept: Range<u64>) -> Self {
        let mut document = Self { scroll: Scroll::default(), scroll_top: 0.0 };
        document.draw(kept);
        document
    }

    /// What [`crate::view::parts::pane`] does after each event and each drawing.
    fn draw(&mut self, kept: Range<u64>) {
        self.scroll.resized(VIEWPORT);
        self.follow();
        self.scroll.scrolled(self.scroll_top);
        self.scroll.fit(kept, VIEWPORT);
        self.follow();
    }

    fn follow(&mut self) {
        if let Some(scroll_top) = self.scroll.take_move() {
            self.scroll_top = scroll_top;
        }
        self.scroll_top = self.scroll_top.clamp(0.0, self.end());
    }

    /// The person moves it to here, as far as it goes.
    fn move_to(&mut self, scroll_top: f64) {
        self.scroll_top = scroll_top.clamp(0.0, self.end());
        self.draw(self.scroll.kept.clone());
    }

    fn move_by(&mut self, pixels: f64) {
        self.move_to(self.scroll_top + pixels);
    }

    fn end(&self) -> f64 {
        (self.scroll.height() - VIEWPORT).max(0.0)
    }

    /// What is seen at the view's upper edge, in pixels from row 0, once the rows are drawn that are asked for.
    fn seen(&self) -> f64 {
        let drawn = self.scroll.rows_to_draw();
        let drawn = drawn.start..drawn.end.min(self.scroll.kept.end);
        assert!(self.scroll.pixels(drawn.start) <= self.scroll.top, "the first row in view is drawn");
        self.scroll.pixels(drawn.start) - self.scroll.shift_of(&drawn)
    }

    fn check(&self) {
        let Scroll { top, .. } = self.scroll;
        assert!((self.seen() - top).abs() < 0.01, "{} is seen, not {top}", self.seen());
        let (above, below) = (top - self.scroll.first_top(), self.scroll.last_top() - top);
        assert!(self.scroll_top > AT_END || above <= AT_END, "the log goes on above the document: {above}");
        assert!(self.end() - self.scroll_top > AT_END || below <= AT_END, "it goes on below: {below}");
    }

    /// The row at the upper edge of the view.
    fn top_row(&self) -> f64 {
        self.seen() / self.scroll.row_height()
    }
}

#[test]
fn rows_of_another_height_leave_the_first_of_them_where_it_is() {
    for rows in [1_000, 10_000_000] {
        let mut document = Document::with_rows(0..rows);
        document.move_to(document.end() / 2.0);
        for height in [20.0, 24.0] {
            let before = document.top_row();
            document.scroll.set_row_height(height);
            document.draw(0..rows);
            assert!((document.top_row() - before).abs() < 0.01, "{} and {before}", document.top_row());
            document.check();
        }
    }
}

#[test]
fn rows_of_another_height_leave_the_newest_in_view() {
    let mut document = Document::with_rows(0..100);
    document.scroll.set_row_height(20.0);
    document.draw(0..100);
    assert!((document.top_row() - 76.0).abs() < 0.01 && document.scroll.is_pinned());
}

#[test]
fn it_begins_pinned_to_the_newest() {
    let mut document = Document::with_rows(0..100);
    assert!((document.top_row() - 80.0).abs() < 0.01);
    document.draw(0..200);
    assert!((document.top_row() - 180.0).abs() < 0.01 && document.scroll.is_pinned());
}

#[test]
fn the_newest_rows_stick_to_where_they_will_be_placed() {
    for rows in [0, 7, 19, 20, 21, 1_000, 10_000_000_u64] {
        let document = Document::with_rows(0..rows);
        let drawn = rows - document.scroll.newest_to_draw().min(rows)..rows;
        let (stuck, placed) = (document.scroll.shift_of_newest(&drawn), document.scroll.shift_of(&drawn));
        assert!((stuck - placed).abs() < 0.01, "{stuck} and {placed} of {rows}");
    }
}

#[test]
fn scrolling_up_unpins_and_scrolling_to_the_end_pins_again() {
    let mut document = Document::with_rows(0..100);
    document.move_by(-48.0);
    assert!(!document.scroll.is_pinned());
    document.move_to(f64::MAX);
    assert!(document.scroll.is_pinned());
}

#[test]
fn the_echo_of_its_own_move_changes_nothing() {
    let mut document = Document::with_rows(0..100);
    // As the pixels of a screen may want it.
    document.scroll_top -= 0.7;
    document.draw(0..100);
    assert!(document.scroll.is_pinned());
    document.draw(0..100);
    assert!(document.scroll.is_pinned() && document.scroll.take_move().is_none());
}

#[test]
fn the_slowest_move_moves_the_list() {
    for rows in [1_000, 10_000_000] {
        let mut document = Document::with_rows(0..rows);
        document.draw(0..rows);
        let before = document.seen();
        for _ in 0..100 {
            document.move_by(-1.0);
        }
        assert!((before - document.seen() - 100.0).abs() < 0.01 && !document.scroll.is_pinned());
    }
}

#[test]
fn turning_back_lets_the_newest_go_before_anything_has_moved() {
    let mut document = Document::with_rows(0..100);
    document.scroll.turned(false);
    document.draw(0..120);
    assert!((document.top_row() - 80.0).abs() < 0.01 && !document.scroll.is_pinned());
    document.move_to(f64::MAX);
    document.scroll.turned(false);
    document.scroll.turned(true);
    assert!(document.scroll.is_pinned(), "it is at the end, where no move comes of it");
    let mut short = Document::with_rows(0..3);
    short.scroll.turned(false);
    assert!(short.scroll.is_pinned(), "there is nothing to turn to");
}

#[test]
fn a_view_that_grows_at_the_end_stays_at_the_end() {
    let mut document = Document::with_rows(0..100);
    let grown = VIEWPORT * 2.0;
    document.scroll.resized(grown);
    document.scroll.scrolled(100.0 * ROW_HEIGHT - grown);
    document.scroll.fit(0..110, grown);
    assert!(document.scroll.is_pinned());
    assert_eq!(document.scroll.take_move(), Some(110.0 * ROW_HEIGHT - grown));
}

#[test]
fn new_rows_and_eviction_leave_the_top_row_where_it_is() {
    let mut document = Document::with_rows(0..1000);
    document.move_to(500.0 * ROW_HEIGHT);
    document.draw(100..3000);
    assert!((document.top_row() - 500.0).abs() < 0.01);
    document.draw(800..3000);
    assert!((document.top_row() - 800.0).abs() < 0.01, "a row that is gone gives way to the oldest");
}

#[test]
fn new_rows_do_not_move_the_document() {
    for (rows, place) in [(1_000, 500.0), (1_000_000, 500_000.0)] {
        let mut document = Document::with_rows(0..rows);
        document.move_to(place * ROW_HEIGHT * document.end() / document.scroll.last_top());
        document.draw(0..rows + 1_000);
        assert_eq!(document.scroll.take_move(), None, "that would end a move of the person");
    }
}

#[test]
fn the_thumb_reaches_both_ends_and_everything_between() {
    for rows in [1_000_000, 10_000_000] {
        let mut document = Document::with_rows(0..rows);
        for (part, expected) in [(0.0, 0.0), (0.5, 0.5), (0.25, 0.25), (1.0, 1.0), (0.75, 0.75)] {
            document.move_to(document.end() * part);
            document.check();
            let seen = document.seen() / document.scroll.last_top();
            assert!((seen - expected).abs() < 0.002, "{seen} of {rows} at {part}");
        }
    }
}

#[test]
fn the_wheel_moves_by_exact_rows_from_both_ends() {
    for rows in [1_000_000, 2_300_000, 10_000_000] {
        let mut document = Document::with_rows(0..rows);
        for turn in 1..=20_000 {
            document.move_by(-100.0);
            document.check();
            assert!((document.scroll.last_top() - document.seen() - 100.0 * f64::from(turn)).abs() < 0.01, "{turn}");
        }
        document.scroll.go_to_edge(false);
        document.draw(0..rows);
        for turn in 1..=20_000 {
            document.move_by(100.0);
            document.check();
            assert!((document.seen() - 100.0 * f64::from(turn)).abs() < 0.01, "{turn}");
        }
        for turn in 1..=20_000 {
            document.move_by(-100.0);
            document.check();
            assert!((document.seen() - 100.0 * f64::from(20_000 - turn)).abs() < 0.01, "{turn}");
        }
    }
}

#[test]
fn what_came_since_it_was_left_is_counted() {
    let mut document = Document::with_rows(0..100);
    document.move_by(-480.0);
    document.draw(0..137);
    assert_eq!(document.scroll.unseen(), 37);
    document.scroll.go_to_edge(true);
    document.draw(0..140);
    assert_eq!((document.scroll.unseen(), document.scroll.is_pinned()), (0, true));
}

#[test]
fn what_is_or_was_in_view_and_what_is_gone_is_not_counted_as_new() {
    let mut document = Document::with_rows(0..5);
    document.scroll.go_to_edge(false);
    document.draw(0..7);
    assert_eq!((document.scroll.unseen(), document.scroll.is_pinned()), (0, false), "there is room for 20");
    document.draw(0..30);
    assert_eq!(document.scroll.unseen(), 10);
    document.move_by(4.0 * ROW_HEIGHT);
    document.move_by(-4.0 * ROW_HEIGHT);
    assert_eq!(document.scroll.unseen(), 6);
    document.draw(30..30);
    assert_eq!(document.scroll.unseen(), 0, "after Clear");
}

#[test]
fn a_row_is_revealed_by_the_shortest_move() {
    for rows in [1_000, 10_000_000] {
        let mut document = Document::with_rows(0..rows);
        document.scroll.go_to(500);
        document.draw(0..rows);
        let visible = document.scroll.visible();
        assert!(visible.contains(&500) && visible.end - visible.start >= 19, "{visible:?}");
        let mut reveal = |row| {
            document.scroll.reveal(row);
            document.draw(0..rows);
            document.check();
            document.scroll.visible()
        };
        assert_eq!(reveal(visible.start + 3), visible, "it can be seen already");
        assert_eq!(reveal(visible.end + 1).end, visible.end + 2);
        assert_eq!(reveal(visible.start - 5).start, visible.start - 5);
        document.scroll.go_to_edge(false);
        document.draw(0..rows);
        assert_eq!(document.scroll.visible().start, 0);
    }
}

#[test]
fn a_list_that_fits_into_the_view_starts_at_its_first_row() {
    let document = Document::with_rows(7..9);
    assert!(document.scroll_top.abs() < 0.01 && document.scroll.shift_of(&(7..9)).abs() < 0.01);
    assert_eq!(document.scroll.rows_to_draw().start, 7);
}

#[test]
fn rows_that_are_drawn_already_stay_in_view_until_others_are() {
    let mut document = Document::with_rows(0..10_000_000);
    document.move_to(4_000_000.0);
    let drawn = document.scroll.rows_to_draw();
    for scroll_top in [6_000_000.0, 10_000.0, 0.0, f64::MAX] {
        document.move_to(scroll_top);
        let from = document.scroll.shift_of(&drawn);
        let to = from + document.scroll.pixels(drawn.end - drawn.start);
        assert!(from <= 0.0 && VIEWPORT <= to, "{from}–{to} leaves a part of the view blank");
    }
}
