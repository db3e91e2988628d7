//! Where the list stands: which rows are in view, and where the document must put them. Pure arithmetic.
//!
//! The list has a height of its own, in the *log*: row `n` stands at `n` × the height of a row, for the whole life of a
//! session. So eviction at the old end and new rows at the other move nothing. The document cannot be as high (Firefox
//! stops at 17.8 million pixels, Chromium at 33), so above [`MAX_HEIGHT`] its scrollbar is a scaled picture: a short move
//! (wheel, keys, touch) moves the log by exactly as much, a long one (the thumb) jumps in proportion.

use std::ops::Range;

/// The height of a message's row in pixels.
const ROW_HEIGHT: f64 = 24.0;

/// The greatest height that the list takes in the document, in pixels.
const MAX_HEIGHT: f64 = 8_000_000.0;

/// A move of more than so many screens at once is one of the thumb.
const SHORT_MOVE: f64 = 3.0;

/// Rows that are drawn beyond each edge of the view, in screens.
const MARGIN: f64 = 1.0;

/// The same while the list is pinned: there is nothing below, and a flood draws all of them in each frame.
const PINNED_MARGIN: f64 = 0.5;

/// The position of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Scroll {
    kept: Range<u64>,
    /// What of the log is at the view's upper edge, in pixels from row 0.
    top: f64,
    /// The `scrollTop` that belongs to it.
    document_top: f64,
    viewport: f64,
    pinned: bool,
    /// Reaching the end pins it.
    pins: bool,
    /// The end of the log when it was last pinned: what came after that nobody has seen.
    seen: u64,
    row_height: f64,
}

impl Default for Scroll {
    fn default() -> Self {
        Self {
            kept: 0..0,
            top: 0.0,
            document_top: 0.0,
            viewport: 0.0,
            pinned: true,
            pins: true,
            seen: 0,
            row_height: ROW_HEIGHT,
        }
    }
}

impl Scroll {
    /// A list that stays at its beginning, with rows of this height in pixels.
    pub fn from_the_top(row_height: f64) -> Self {
        Self { pinned: false, pins: false, row_height, ..Self::default() }
    }

    /// The height of a row in pixels, for the style sheet, too.
    pub fn row_height(&self) -> f64 {
        self.row_height
    }

    /// The height of the view in pixels.
    pub fn viewport(&self) -> f64 {
        self.viewport
    }

    /// Whether the newest row is held in view.
    pub fn is_pinned(&self) -> bool {
        self.pinned
    }

    /// The rows of the log and the height of the view have changed. The row at the upper edge stays where it is,
    /// unless the list is pinned to the newest, or that row is gone.
    pub fn fit(&mut self, kept: Range<u64>, viewport: f64) {
        self.kept = kept;
        self.viewport = viewport;
        if self.pinned {
            self.seen = self.kept.end;
        }
        self.top = if self.pinned { self.last_top() } else { self.top.clamp(self.first_top(), self.last_top()) };
        let mapped = self.mapped();
        let edge = SHORT_MOVE * viewport;
        let far = (mapped - self.document_top).abs() > self.span() / 4.0;
        let at_edge = self.document_top < edge || self.document_top > self.span() - edge;
        if !self.is_scaled() || self.pinned || far || at_edge {
            self.document_top = mapped;
        }
    }

    /// The view has this height now. A browser moves a list by itself when its view grows beyond the last row: known
    /// before [`Self::scrolled`], that is no move of the person.
    pub fn resized(&mut self, viewport: f64) {
        self.viewport = viewport;
    }

    /// The person, or the program itself, has moved the list to this `scrollTop`.
    pub fn scrolled(&mut self, scroll_top: f64) {
        let moved = scroll_top - self.document_top;
        // Our own move comes back as an event, rounded to whole pixels.
        if moved.abs() <= 1.0 {
            return;
        }
        self.document_top = scroll_top;
        let at_end = scroll_top >= self.span() - 1.0;
        let is_short = moved.abs() <= SHORT_MOVE * self.viewport;
        self.top = if at_end {
            self.last_top()
        } else if self.is_scaled() && is_short && scroll_top > 0.0 {
            self.top + moved
        } else {
            self.first_top() + scroll_top * self.scale()
        };
        self.top = self.top.clamp(self.first_top(), self.last_top());
        self.pinned = at_end && self.pins;
    }

    /// Rows that came since the person left the newest; 0 while pinned.
    pub fn unseen(&self) -> u64 {
        self.kept.end.saturating_sub(self.seen)
    }

    /// Goes to the newest row and stays there, or to the oldest.
    pub fn go_to_edge(&mut self, newest: bool) {
        self.pinned = newest;
        self.top = if newest { self.last_top() } else { self.first_top() };
        self.document_top = self.mapped();
    }

    /// Goes to a row, so that it stands in the upper third of the view.
    pub fn go_to(&mut self, row: u64) {
        self.pinned = false;
        self.top = (self.pixels(row) - self.viewport / 3.0).clamp(self.first_top(), self.last_top());
        self.document_top = self.mapped();
    }

    /// Moves no more than is needed to see a row whole.
    pub fn reveal(&mut self, row: u64) {
        let (above, below) = (self.pixels(row) - self.top, self.pixels(row + 1) - self.viewport - self.top);
        let move_by = if above < 0.0 { above } else { below.max(0.0) };
        if move_by.abs() > 0.0 {
            self.top = (self.top + move_by).clamp(self.first_top(), self.last_top());
            self.document_top = (self.document_top + move_by).clamp(0.0, self.span());
            self.pinned = false;
        }
    }

    /// The rows that can be seen whole.
    pub fn visible(&self) -> Range<u64> {
        self.row_at(self.top + self.row_height - 1.0)..self.row_at(self.top + self.viewport)
    }

    /// The list's height in the document.
    pub fn height(&self) -> f64 {
        self.full_height().min(MAX_HEIGHT)
    }

    /// The `scrollTop` that the document should have.
    pub fn document_top(&self) -> f64 {
        self.document_top
    }

    /// Where this row stands in the document, from the upper edge of the list.
    pub fn offset_of(&self, row: u64) -> f64 {
        self.document_top + self.pixels(row) - self.top
    }

    /// The rows to draw: those in view and [`MARGIN`] around them, in steps that spare most moves a new request.
    pub fn rows_to_draw(&self) -> Range<u64> {
        const STEP: u64 = 16;
        let margin = MARGIN * self.viewport;
        let first = self.row_at(self.top - margin) / STEP * STEP;
        let last = (self.row_at(self.top + self.viewport + margin) + 1).next_multiple_of(STEP);
        first.max(self.kept.start)..last
    }

    /// How many of the newest rows to draw while pinned.
    pub fn newest_to_draw(&self) -> u64 {
        self.row_at((1.0 + PINNED_MARGIN) * self.viewport) + 2
    }

    fn full_height(&self) -> f64 {
        self.pixels(self.kept.end - self.kept.start)
    }

    fn pixels(&self, rows: u64) -> f64 {
        float(rows) * self.row_height
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates at zero")]
    fn row_at(&self, pixels: f64) -> u64 {
        (pixels / self.row_height) as u64
    }

    fn is_scaled(&self) -> bool {
        self.full_height() > MAX_HEIGHT
    }

    fn first_top(&self) -> f64 {
        self.pixels(self.kept.start)
    }

    fn last_top(&self) -> f64 {
        (self.pixels(self.kept.end) - self.viewport).max(self.first_top())
    }

    /// The greatest `scrollTop`.
    fn span(&self) -> f64 {
        (self.height() - self.viewport).max(0.0)
    }

    /// Pixels of the log for one of the scrollbar.
    fn scale(&self) -> f64 {
        if self.span() > 0.0 { (self.last_top() - self.first_top()) / self.span() } else { 1.0 }
    }

    /// The `scrollTop` in proportion to where the log stands.
    fn mapped(&self) -> f64 {
        ((self.top - self.first_top()) / self.scale()).clamp(0.0, self.span())
    }
}

#[expect(clippy::cast_precision_loss, reason = "a log of 2^48 rows is out of reach")]
fn float(rows: u64) -> f64 {
    rows as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEWPORT: f64 = 480.0;

    fn with_rows(kept: Range<u64>) -> Scroll {
        let mut scroll = Scroll::default();
        scroll.fit(kept, VIEWPORT);
        scroll
    }

    /// The row at the upper edge of the view.
    fn top_row(scroll: &Scroll) -> f64 {
        scroll.top / ROW_HEIGHT
    }

    #[test]
    fn it_begins_pinned_to_the_newest() {
        let mut scroll = with_rows(0..100);
        assert!((top_row(&scroll) - 80.0).abs() < 0.01);
        scroll.fit(0..200, VIEWPORT);
        assert!((top_row(&scroll) - 180.0).abs() < 0.01 && scroll.is_pinned());
    }

    #[test]
    fn scrolling_up_unpins_and_scrolling_to_the_end_pins_again() {
        let mut scroll = with_rows(0..100);
        scroll.scrolled(scroll.document_top() - 48.0);
        assert!(!scroll.is_pinned());
        scroll.scrolled(scroll.span());
        assert!(scroll.is_pinned());
    }

    #[test]
    fn the_echo_of_its_own_move_changes_nothing() {
        let mut scroll = with_rows(0..100);
        let before = scroll.clone();
        scroll.scrolled(scroll.document_top().floor());
        assert_eq!(scroll, before);
    }

    #[test]
    fn a_view_that_grows_at_the_end_stays_at_the_end() {
        let mut scroll = with_rows(0..100);
        scroll.fit(0..100, VIEWPORT);
        assert!(scroll.is_pinned());
        let grown = VIEWPORT * 2.0;
        scroll.resized(grown);
        scroll.scrolled(100.0 * ROW_HEIGHT - grown);
        scroll.fit(0..110, grown);
        assert!(scroll.is_pinned());
        assert!((scroll.document_top() - (110.0 * ROW_HEIGHT - grown)).abs() < 0.01);
    }

    #[test]
    fn new_rows_and_eviction_leave_the_top_row_where_it_is() {
        let mut scroll = with_rows(0..1000);
        scroll.scrolled(500.0 * ROW_HEIGHT);
        scroll.fit(100..3000, VIEWPORT);
        assert!((top_row(&scroll) - 500.0).abs() < 0.01);
        assert!((scroll.offset_of(500) - scroll.document_top()).abs() < 0.01);
        scroll.fit(800..3000, VIEWPORT);
        assert!((top_row(&scroll) - 800.0).abs() < 0.01, "a row that is gone gives way to the oldest");
    }

    #[test]
    fn ten_million_rows_move_by_exact_rows_and_reach_both_ends() {
        let mut scroll = with_rows(0..10_000_000);
        scroll.scrolled(4_000_000.0);
        let middle = top_row(&scroll);
        assert!((middle - 5_000_000.0).abs() < 400.0, "{middle}");
        for _ in 0..1000 {
            scroll.scrolled(scroll.document_top() + 5.0 * ROW_HEIGHT);
            scroll.fit(0..10_000_000, VIEWPORT);
        }
        assert!((top_row(&scroll) - middle - 5000.0).abs() < 0.1);
        scroll.scrolled(0.0);
        assert!(top_row(&scroll).abs() < 0.01);
        scroll.scrolled(scroll.span());
        assert!((top_row(&scroll) - 9_999_980.0).abs() < 0.01);
    }

    #[test]
    fn stepping_up_from_the_end_of_a_scaled_list_never_runs_into_the_edge_of_the_document() {
        let mut scroll = with_rows(0..10_000_000);
        for step in 1..=400_000_u32 {
            scroll.scrolled(scroll.document_top() - 4.0 * ROW_HEIGHT);
            scroll.fit(0..10_000_000, VIEWPORT);
            let expected = 9_999_980.0 - 4.0 * f64::from(step);
            assert!((top_row(&scroll) - expected).abs() < 0.5, "step {step}: {} {expected}", top_row(&scroll));
        }
    }

    #[test]
    fn what_came_since_it_was_left_is_counted() {
        let mut scroll = with_rows(0..100);
        scroll.scrolled(scroll.document_top() - 480.0);
        scroll.fit(0..137, VIEWPORT);
        assert_eq!(scroll.unseen(), 37);
        scroll.go_to_edge(true);
        scroll.fit(0..140, VIEWPORT);
        assert_eq!((scroll.unseen(), scroll.is_pinned()), (0, true));
    }

    #[test]
    fn a_row_is_revealed_by_the_shortest_move() {
        let mut scroll = with_rows(0..1000);
        scroll.go_to(500);
        let visible = scroll.visible();
        assert!(visible.contains(&500) && visible.end - visible.start >= 19, "{visible:?}");
        scroll.reveal(visible.start + 3);
        assert_eq!(scroll.visible(), visible, "it can be seen already");
        scroll.reveal(visible.end + 1);
        assert_eq!(scroll.visible().end, visible.end + 2);
        scroll.reveal(visible.start - 5);
        assert_eq!(scroll.visible().start, visible.start - 5);
        scroll.go_to_edge(false);
        assert_eq!(scroll.visible().start, 0);
    }

    #[test]
    fn a_list_that_fits_into_the_view_starts_at_its_first_row() {
        let scroll = with_rows(7..9);
        assert!(scroll.document_top().abs() < 0.01 && scroll.offset_of(7).abs() < 0.01);
        assert_eq!(scroll.rows_to_draw().start, 7);
    }
}
