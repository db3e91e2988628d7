//! One message that is looked into, in slices.

use std::ops::Range;

use super::Habits;
use crate::{
    model::{
        detail::{Compared, CopyPart, CopyState, DetailReport, Other, compare},
        id::{RowNumber, Ticket},
        inspect::{CopyLoss, Copying, Inspection, Line},
        log::{MessageLog, Row},
        message::Kind,
    },
    web::{
        file::{Beside, Bytes},
        timer::Soon,
    },
};

/// Bytes that are read in a slice: a few milliseconds.
const SLICE: usize = 256 * 1024;

/// A copy with more bytes is not put into the clipboard.
const MOST_COPIED: usize = 16 * 1024 * 1024;

pub(super) struct Open {
    pub(super) row: Row,
    pub(super) kind: Kind,
    pub(super) inspection: Inspection,
    /// Its bytes stay with the browser and are being read.
    pub(super) is_reading: bool,
    /// There was no memory for more than its beginning.
    pub(super) is_part: bool,
    /// For which question, of which row, how far, and how many bytes were written.
    pub(super) copying: Option<(Ticket, RowNumber, Copying, usize)>,
    pub(super) looking: Range<u32>,
    pub(super) path: Option<(u32, String)>,
    pub(super) compared: Option<(Compared, Vec<Line>)>,
    pub(super) wraps: bool,
    pub(super) soon: Option<Soon>,
}

impl Open {
    /// Its lines are cut as the person wants it now. The numbers of before mean nothing then.
    pub(super) fn fit(&mut self, Habits { characters, wraps, .. }: Habits) {
        self.wraps = wraps;
        if characters.is_some_and(|characters| self.inspection.fit(characters, wraps)) {
            self.path = None;
            self.read_on();
        }
    }

    pub(super) fn read_on(&mut self) {
        if !self.inspection.advance(SLICE).done {
            self.come_back();
        }
    }

    /// Another turn is needed.
    pub(super) fn come_back(&self) {
        if let Some(soon) = &self.soon {
            soon.call();
        }
    }

    /// The next piece of the copy that is wanted.
    pub(super) fn copy_on(&mut self) -> Option<(CopyPart, Beside)> {
        let (ticket, row, copying, copied) = self.copying.as_mut()?;
        let (ticket, row) = (*ticket, *row);
        let is_large = self.is_part || self.is_reading || copying.least(self.inspection.bytes()) > MOST_COPIED;
        if is_large || row != self.row.number {
            self.copying = None;
            return Some(part(ticket, "", false, if is_large { CopyState::TooLarge } else { CopyState::Gone }, None));
        }
        let piece = copying.piece(self.inspection.bytes());
        let loss = copying.loss();
        *copied = if piece.is_first { 0 } else { *copied } + piece.text.len();
        let state = match piece.is_last {
            _ if *copied > MOST_COPIED => CopyState::TooLarge,
            true => CopyState::Done,
            false => CopyState::More,
        };
        if state == CopyState::More {
            self.come_back();
        } else {
            self.copying = None;
        }
        Some(part(ticket, &piece.text, piece.is_first, state, loss))
    }

    /// The differences from another message.
    pub(super) fn compare(&self, other: Other, log: &mut MessageLog) -> (Compared, Vec<Line>) {
        let is_whole = !self.is_reading && !self.is_part;
        compare(self.row.number, is_whole.then(|| self.inspection.bytes()), other, log)
    }

    pub(super) fn report(&self) -> DetailReport {
        let Range { start, end } = self.looking;
        let mut progress = self.inspection.progress();
        let lines = match &self.compared {
            Some((compared, lines)) if compared.message.is_some() => {
                progress.lines = u32::try_from(lines.len()).unwrap_or(u32::MAX);
                lines.iter().skip(start as usize).take(end.saturating_sub(start) as usize).cloned().collect()
            }
            _ => self.inspection.lines(start, end.saturating_sub(start)),
        };
        DetailReport {
            row: self.row.clone(),
            is_reading: self.is_reading,
            is_part: self.is_part,
            lens: self.inspection.lens(),
            guess: self.inspection.guess().clone(),
            progress,
            from: start,
            lines,
            wraps: self.wraps,
            compared: self.compared.as_ref().map(|(compared, _)| compared.clone()),
            path: self.path.clone(),
        }
    }
}

fn part(ticket: Ticket, text: &str, is_first: bool, state: CopyState, loss: Option<CopyLoss>) -> (CopyPart, Beside) {
    (CopyPart { ticket, is_first, state, loss }, Beside::Bytes(Bytes::copy_of(text.as_bytes())))
}
