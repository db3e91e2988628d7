//! A scrolling element that holds only the rows near its view: it puts the scroll's arithmetic into the document.
//!
//! The list within it sticks to the view, and is moved by the rows that are above it. As a part of the scrolled content it
//! would have to be painted anew at each move: a flood that moves the list by a thousand rows a frame is faster than a
//! browser paints, and half of what a person saw then was blank (seen on a screen, in Chromium; the document's own
//! measures show nothing of it).

use std::ops::Range;

use yew::NodeRef;

use crate::{
    view::scroll::Scroll,
    web::{
        element::{self, HtmlElement, SizeWatch},
        wheel::TurnWatch,
    },
};

/// The element that scrolls, the list within it, and where it stands.
#[derive(Default)]
pub(crate) struct Pane {
    /// The element that scrolls.
    pub(crate) outer: NodeRef,
    /// The list within it, as high as the view. What scrolls beyond it is drawn by the style sheet.
    pub(crate) inner: NodeRef,
    pub(crate) scroll: Scroll,
    /// The lengths that are set: what can be scrolled, the list's height, where its first row stands in it, and a row's.
    lengths: [f64; 4],
    size: Option<SizeWatch>,
    turns: Option<TurnWatch>,
}

impl Pane {
    /// One that stands there.
    pub(crate) fn at(scroll: Scroll) -> Self {
        Self { scroll: scroll.in_new_document(), ..Self::default() }
    }

    /// How wide its view is, in pixels.
    pub(crate) fn width(&self) -> u32 {
        self.elements().map_or(0, |(outer, _)| u32::try_from(outer.client_width()).unwrap_or_default())
    }

    fn elements(&self) -> Option<(HtmlElement, HtmlElement)> {
        Some((self.outer.cast()?, self.inner.cast()?))
    }

    /// After the first drawing: calls when its size changes.
    pub(crate) fn attach(&mut self, on_resize: impl Fn() + 'static) {
        if let Some((outer, _)) = self.elements() {
            self.size = Some(SizeWatch::new(&outer, on_resize));
        }
    }

    /// Calls when the person turns to what is below (true) or above, which may be less than a pixel away.
    pub(crate) fn watch_turns(&mut self, on_turn: impl Fn(bool) + 'static) {
        self.turns = self.elements().map(|(outer, _)| TurnWatch::new(&outer, on_turn));
    }

    /// Puts the newest rows at the lower edge of a view that is pinned to them. The document does not hear of it, nor is
    /// it asked: both would cost a browser a layout, and all that stays behind is the thumb, until [`Self::place`].
    pub(crate) fn stick(&mut self, drawn: &Range<u64>) {
        if let Some((_, inner)) = self.elements() {
            self.set(2, &inner, "--shift", self.scroll.shift_of_newest(drawn));
        }
    }

    /// Puts the drawn rows where they belong among those that there are.
    pub(crate) fn place(&mut self, kept: Range<u64>, drawn: &Range<u64>) {
        let Some((outer, inner)) = self.elements() else { return };
        let height = f64::from(outer.client_height());
        self.scroll.resized(height);
        self.follow(&outer, &inner);
        // It may have been moved since the last drawing by a scroll whose event is yet to come.
        self.scroll.scrolled(element::scroll_top(&outer));
        self.scroll.fit(kept, height);
        self.set(3, &inner, "--row-height", self.scroll.row_height());
        self.set(2, &inner, "--shift", self.scroll.shift_of(drawn));
        self.follow(&outer, &inner);
    }

    /// The document follows a move that was not its own.
    fn follow(&mut self, outer: &HtmlElement, inner: &HtmlElement) {
        self.set(0, outer, "--extent", (self.scroll.height() - self.scroll.viewport()).max(0.0));
        self.set(1, inner, "height", self.scroll.viewport());
        if let Some(scroll_top) = self.scroll.take_move() {
            outer.set_scroll_top(whole(scroll_top));
        }
    }

    /// Sets a length only where it is another: each time, the browser would look at the rows again.
    fn set(&mut self, which: usize, element: &HtmlElement, property: &str, pixels: f64) {
        if self.lengths[which].total_cmp(&pixels).is_ne() {
            self.lengths[which] = pixels;
            element::set_pixels(element, property, pixels);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the list's height is limited to 4 million")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
