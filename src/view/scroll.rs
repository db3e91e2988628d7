//! Where the list stands: which rows are in view, and where the document must put them. Pure arithmetic.
//!
//! The list has a height of its own, in the *log*: row `n` stands at `n` × the height of a row, for the whole life of a
//! session. So eviction at the old end and new rows at the other move nothing. The document cannot be as high (Firefox
//! stops at 17.8 million pixels, Chromium at 33 divided by the zoom), so above [`MAX_HEIGHT`] it is a scaled picture: a
//! short move (wheel, keys, touch) moves the log by exactly as much, a long one (the thumb) jumps in proportion.
//!
//! After short moves the document stands elsewhere than in proportion, which nobody sees, as the rows are put where it
//! stands. Near the ends of the log it is pixel for pixel (see [`EXACT`]), so that both end together.

mod scale;

use std::ops::Range;

use crate::model::decimal::bounded;

/// The height of a row in pixels until another is told.
const ROW_HEIGHT: f64 = 24.0;

/// The greatest height that the list takes in the document, in pixels. Firefox counts them in sixtieths and lets them pass
/// through floats of 32 bits: at twice this height a move of 100 pixels became one of 99, where the view had some heights.
const MAX_HEIGHT: f64 = 4_000_000.0;

/// A move of more than so many screens at once is one of the thumb.
const SHORT_MOVE: f64 = 3.0;

/// Rows that are drawn beyond each edge of the view, in screens.
const MARGIN: f64 = 1.0;

/// The same while the list is pinned: there is nothing below, and a flood draws all of them in each frame.
const PINNED_MARGIN: f64 = 0.2;

/// What a browser makes of a position may be so many pixels beside it: it rounds to the pixels of the screen.
const ROUNDING: f64 = 1.0;

/// So near to an end, and nearer still, is at the end.
const AT_END: f64 = 2.0 * ROUNDING;

/// The position of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Scroll {
    kept: Range<u64>,
    /// What of the log is at the view's upper edge, in pixels from row 0.
    top: f64,
    /// The `scrollTop` that belongs to it.
    document_top: f64,
    document: Document,
    viewport: f64,
    pinned: bool,
    /// Reaching the end pins it.
    pins: bool,
    /// Rows from here on have never been in view.
    seen: u64,
    row_height: f64,
}

/// What the document knows of its `scrollTop`.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Document {
    /// It was read there.
    Read,
    /// It is to be put there.
    Behind,
    /// It was put there, and not read since.
    Put,
}

impl Default for Scroll {
    fn default() -> Self {
        Self {
            kept: 0..0,
            top: 0.0,
            document_top: 0.0,
            document: Document::Read,
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

    /// The same in another document, which still stands at its beginning.
    #[must_use]
    pub fn in_new_document(self) -> Self {
        Self { document: Document::Behind, ..self }
    }

    /// The height of a row in pixels, for the style sheet, too.
    pub fn row_height(&self) -> f64 {
        self.row_height
    }

    /// Rows have this height from now on, in pixels. The row at the upper edge stays where it is.
    pub fn set_row_height(&mut self, row_height: f64) {
        let top = self.top / self.row_height * row_height;
        self.row_height = row_height;
        self.stand(if self.pinned { self.last_top() } else { top });
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
        self.stand(if self.pinned { self.last_top() } else { self.top });
    }

    /// The rows of the log have changed.
    pub fn keep(&mut self, kept: Range<u64>) {
        self.fit(kept, self.viewport);
    }

    /// The view has this height now. A browser moves a list by itself when its view grows beyond the last row: known
    /// before [`Self::scrolled`], that is no move of the person.
    pub fn resized(&mut self, viewport: f64) {
        self.viewport = viewport;
        self.top = bounded(self.top, self.first_top(), self.last_top());
        self.document_top = self.document_top.min(self.span());
    }

    /// The document is at this `scrollTop`. Where it was not put there, the person has moved it.
    pub fn scrolled(&mut self, scroll_top: f64) {
        let moved = scroll_top - self.document_top;
        let before = std::mem::replace(&mut self.document, Document::Read);
        self.document_top = scroll_top;
        if moved == 0.0 || (before == Document::Put && moved.abs() < ROUNDING) {
            return;
        }
        let is_short = moved.abs() <= SHORT_MOVE * self.viewport;
        let top = if is_short { self.top + moved } else { self.log_top() };
        let (first, last) = (self.first_top(), self.last_top());
        let at_end = moved > 0.0 && top >= last - AT_END;
        let at_start = moved < 0.0 && top <= first + AT_END;
        self.pinned = at_end && self.pins;
        self.stand(if at_end {
            last
        } else if at_start {
            first
        } else {
            top
        });
    }

    /// The person turns towards newer or older rows. However small the move is, the newest is held no longer; or held
    /// again, when the list is there already and nothing is moved.
    pub fn turned(&mut self, to_newer: bool) {
        let is_at_end = self.top >= self.last_top() - AT_END;
        let can_move = self.last_top() > self.first_top();
        self.pinned = if to_newer { self.pinned || (is_at_end && self.pins) } else { self.pinned && !can_move };
    }

    /// Rows below the view that nobody has seen; 0 while pinned.
    pub fn unseen(&self) -> u64 {
        self.kept.end.saturating_sub(self.seen.max(self.kept.start))
    }

    /// Goes to the newest row and stays there, or to the oldest.
    pub fn go_to_edge(&mut self, newest: bool) {
        self.pinned = newest && self.pins;
        self.stand(if newest { self.last_top() } else { self.first_top() });
    }

    /// Goes to the row at this position, so that it stands in the upper third of the view.
    pub fn go_to(&mut self, position: u64) {
        self.pinned = false;
        self.stand(self.pixels(position) - self.viewport / 3.0);
        self.put(self.mapped());
    }

    /// Moves no more than is needed to see the row at this position whole.
    pub fn reveal(&mut self, position: u64) {
        let (above, below) = (self.pixels(position) - self.top, self.pixels(position + 1) - self.viewport - self.top);
        let move_by = if above < 0.0 { above } else { below.max(0.0) };
        if move_by.abs() > 0.0 {
            self.pinned = false;
            self.put(bounded(self.document_top + move_by, 0.0, self.span()));
            self.stand(self.top + move_by);
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

    /// The `scrollTop` that the document is to get, if it does not have it.
    pub fn take_move(&mut self) -> Option<f64> {
        if self.document != Document::Behind {
            return None;
        }
        self.document = Document::Put;
        Some(self.document_top)
    }

    /// Where these rows are put, from the upper edge of the view: where they belong, as long as they fill the view.
    /// Otherwise they stay in view, for a frame or two, until others are there.
    pub fn shift_of(&self, drawn: &Range<u64>) -> f64 {
        let (first, end) = (self.pixels(drawn.start), self.pixels(drawn.end));
        let top = self.top.min(end - self.viewport).max(first);
        first - top
    }

    /// Where the newest rows are put in a view that is pinned to them, whatever else there is.
    pub fn shift_of_newest(&self, drawn: &Range<u64>) -> f64 {
        (self.viewport - self.pixels(drawn.end - drawn.start)).min(0.0)
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

    /// Stands there in the log. The document follows only when it must: what moves it interrupts the person's own move.
    fn stand(&mut self, top: f64) {
        self.top = bounded(top, self.first_top(), self.last_top());
        if self.viewport > 0.0 {
            self.seen = self.seen.max(self.visible().end.min(self.kept.end));
        }
        let (mapped, edge) = (self.mapped(), self.exact());
        let beside = (self.document_top - mapped).abs();
        let is_right = if self.top - self.first_top() < edge || self.last_top() - self.top < edge {
            beside <= AT_END && self.document_top <= self.span()
        } else {
            (edge..=self.span() - edge).contains(&self.document_top) && beside <= self.span() / 4.0
        };
        if !is_right {
            self.put(mapped);
        }
    }
}

// Natively only: proptest needs a source of randomness that the browser does not give it.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
