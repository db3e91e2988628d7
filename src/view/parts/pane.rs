//! A scrolling element that holds only the rows near its view: it puts the scroll's arithmetic into the document.

use std::ops::Range;

use yew::NodeRef;

use crate::{
    view::scroll::Scroll,
    web::element::{HtmlElement, SizeWatch, set_pixels},
};

/// The element that scrolls, the list within it, and where it stands.
#[derive(Default)]
pub(crate) struct Pane {
    /// The element that scrolls.
    pub(crate) outer: NodeRef,
    /// The list within it, as high as all rows.
    pub(crate) inner: NodeRef,
    pub(crate) scroll: Scroll,
    size: Option<SizeWatch>,
}

impl Pane {
    /// One that stands there.
    pub(crate) fn at(scroll: Scroll) -> Self {
        Self { scroll, ..Self::default() }
    }

    fn elements(&self) -> Option<(HtmlElement, HtmlElement)> {
        Some((self.outer.cast()?, self.inner.cast()?))
    }

    /// After the first drawing: stands where the scroll says, and calls when its size changes.
    pub(crate) fn attach(&mut self, on_resize: impl Fn() + 'static) {
        if let Some((outer, inner)) = self.elements() {
            set_pixels(&inner, "--row-height", self.scroll.row_height());
            self.size = Some(SizeWatch::new(&outer, on_resize));
        }
        // The document's own position is still 0.
        self.follow();
    }

    /// The document's scrollbar follows a move that was not its own.
    pub(crate) fn follow(&self) {
        if let Some((outer, inner)) = self.elements() {
            set_pixels(&inner, "height", self.scroll.height());
            outer.set_scroll_top(whole(self.scroll.document_top()));
        }
    }

    /// Puts the drawn rows, of which this is the first, where they belong among those that there are.
    pub(crate) fn place(&mut self, kept: Range<u64>, first: Option<u64>) {
        let Some((outer, inner)) = self.elements() else { return };
        let height = f64::from(outer.client_height());
        // It may have been moved since the last drawing by a scroll whose event is yet to come.
        self.scroll.resized(height);
        self.scroll.scrolled(f64::from(outer.scroll_top()));
        self.scroll.fit(kept, height);
        set_pixels(&inner, "height", self.scroll.height());
        if let Some(first) = first {
            set_pixels(&inner, "padding-block-start", self.scroll.offset_of(first).max(0.0));
        }
        let scroll_top = whole(self.scroll.document_top());
        if outer.scroll_top() != scroll_top {
            outer.set_scroll_top(scroll_top);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the list's height is limited to 8 million")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
