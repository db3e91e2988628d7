//! The document as a scaled picture of the log: what stands where in the one, and where in the other.

use super::{Document, Scroll};
use crate::model::decimal::bounded;

/// The screens at each end of the document that show the log pixel for pixel. More than [`SHORT_MOVE`], so that no short
/// move runs into the end of the document where the log goes on.
const EXACT: f64 = 8.0;

impl Scroll {
    pub(super) fn put(&mut self, document_top: f64) {
        let document_top = document_top.round();
        if self.document_top.total_cmp(&document_top).is_ne() {
            self.document = Document::Behind;
            self.document_top = document_top;
        }
    }

    pub(super) fn full_height(&self) -> f64 {
        self.pixels(self.kept.end - self.kept.start)
    }

    pub(super) fn pixels(&self, rows: u64) -> f64 {
        float(rows) * self.row_height
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates at zero")]
    pub(super) fn row_at(&self, pixels: f64) -> u64 {
        (pixels / self.row_height) as u64
    }

    pub(super) fn first_top(&self) -> f64 {
        self.pixels(self.kept.start)
    }

    pub(super) fn last_top(&self) -> f64 {
        (self.pixels(self.kept.end) - self.viewport).max(self.first_top())
    }

    /// The greatest `scrollTop`.
    pub(super) fn span(&self) -> f64 {
        (self.height() - self.viewport).max(0.0)
    }

    /// The pixels at each end of the document that are those of the log.
    pub(super) fn exact(&self) -> f64 {
        EXACT * self.viewport
    }

    /// Pixels of the log for one of the document, between those.
    pub(super) fn scale(&self) -> f64 {
        let (all, span, ends) = (self.last_top() - self.first_top(), self.span(), 2.0 * self.exact());
        if all > span && span > ends { (all - ends) / (span - ends) } else { 1.0 }
    }

    /// The `scrollTop` in proportion to where the log stands.
    pub(super) fn mapped(&self) -> f64 {
        let (above, below, edge) = (self.top - self.first_top(), self.last_top() - self.top, self.exact());
        let mapped = if above <= edge {
            above
        } else if below <= edge {
            self.span() - below
        } else {
            edge + (above - edge) / self.scale()
        };
        bounded(mapped, 0.0, self.span())
    }

    /// Where the log stands in proportion to the `scrollTop`.
    pub(super) fn log_top(&self) -> f64 {
        let (above, below, edge) = (self.document_top, self.span() - self.document_top, self.exact());
        if above <= edge {
            self.first_top() + above
        } else if below <= edge {
            self.last_top() - below
        } else {
            self.first_top() + edge + (above - edge) * self.scale()
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a log of 2^48 rows is out of reach")]
fn float(rows: u64) -> f64 {
    rows as f64
}
