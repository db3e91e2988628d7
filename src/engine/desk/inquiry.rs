//! What the person looks for in a desk's log: filter, search, kinds, watched paths, and what is copied out of it.

use std::ops::Range;

use super::Desk;
use crate::{
    engine::bell::Wake,
    model::{
        id::{RowNumber, Ticket},
        link::{Inquiry, PayloadPart, ToPage},
        log::{Lines, MessageLog},
    },
    web::{
        Thrown, clock,
        file::{Beside, Bytes},
    },
};

/// Milliseconds in which kept messages are looked at before everything else has its turn.
const SLICE_MS: f64 = 8.0;

/// Something for the page, with something beside it.
pub(in crate::engine) type Parcel = (ToPage, Beside);

impl Desk {
    pub(super) fn inquire(&mut self, inquiry: Inquiry) {
        match inquiry {
            Inquiry::Kinds(field) => self.log.set_kinds(field),
            Inquiry::Watch(plans) => self.log.set_watches(plans),
            Inquiry::Seek(ticket, seek) => self.log.seek(ticket, seek),
            Inquiry::Locate(ticket, place) => self.log.locate(ticket, place),
            Inquiry::Read(ticket, row, range) => self.read(ticket, row, range),
            Inquiry::Lines(ticket, extent, format) => {
                self.lines = Some(Lines::new(ticket, extent, format, &self.log));
                self.lines_wait = false;
                self.write_lines(ticket);
            }
            Inquiry::MoreLines(ticket) => self.write_lines(ticket),
            Inquiry::EndLines => self.end_lines(),
            Inquiry::Budget(bytes) => {
                let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
                self.log.set_budget(bytes.clamp(MessageLog::LEAST_BUDGET, MessageLog::MOST_BUDGET));
                self.held.follow(&self.log);
            }
        }
    }

    /// Looks at kept messages for a while, and asks for another turn when some are left.
    pub(super) fn look_on(&mut self) {
        if self.log.is_looking() {
            self.look_a_while();
        }
        self.write_waiting_lines();
    }

    fn look_a_while(&mut self) {
        let began = clock::now();
        if !self.log.look_on(&mut || (0.0..SLICE_MS).contains(&clock::now().since(began))) || self.looks {
            return;
        }
        if self.looker.is_none() {
            self.looker = self.bell.soon(|| Wake::Look);
        }
        if let Some(looker) = &self.looker {
            self.looks = true;
            looker.call();
        }
    }

    /// Another turn to look at kept messages has come.
    pub(super) fn looked(&mut self) {
        self.looks = false;
        self.look_on();
    }

    /// What the desk has for the page.
    pub(in crate::engine) fn take_parcels(&mut self) -> Vec<Parcel> {
        std::mem::take(&mut self.parcels)
    }

    /// Hands over a payload: of the message that is looked into, or as it is kept.
    fn read(&mut self, ticket: Ticket, row: RowNumber, range: Range<u64>) {
        let mut part = PayloadPart { ticket, row, start: range.start, kept: None };
        let blob = self.held.blob(row).filter(|_| self.detail.bytes(row).is_none());
        let beside = if let Some(blob) = blob {
            part.kept = Some(blob.size());
            blob.part(range).map(Beside::Blob)
        } else {
            let payload = self.detail.bytes(row).or_else(|| self.log.message(row));
            part.kept = payload.map(|payload| payload.len() as u64);
            let payload = payload.unwrap_or_default();
            let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(payload.len());
            let (start, end) = (place(range.start), place(range.end));
            Some(Beside::Bytes(Bytes::copy_of(&payload[start..end.max(start)])))
        };
        let beside = beside.unwrap_or_else(|| Beside::Bytes(Bytes::copy_of(&[])));
        self.parcels.push((ToPage::Payload(self.bell.session(), part), beside));
    }

    fn end_lines(&mut self) {
        (self.lines, self.lines_wait) = (None, false);
    }

    /// What waited for the filter is written when that is through.
    fn write_waiting_lines(&mut self) {
        if let Some(ticket) = self.lines.as_ref().map(Lines::ticket).filter(|_| self.lines_wait) {
            self.lines_wait = false;
            self.write_lines(ticket);
        }
    }

    /// Writes the next part; or first waits for the filter, or for bytes that the browser holds.
    fn write_lines(&mut self, ticket: Ticket) {
        let Some(lines) = self.lines.as_mut().filter(|lines| lines.ticket() == ticket) else { return };
        if lines.waits(&self.log) {
            self.lines_wait = true;
            return;
        }
        if let Some((row, range)) = lines.wanted(&self.log) {
            let Some(blob) = self.held.blob(row) else { return self.give_lines(ticket, Vec::new()) };
            return self.bell.when(async move { Wake::LinesRead(ticket, blob.slice(range).await) });
        }
        let (part, bytes) = lines.part(&self.log);
        if part.done {
            self.lines = None;
        }
        let bytes = Beside::Bytes(Bytes::copy_of(&bytes));
        self.parcels.push((ToPage::Lines(self.bell.session(), part), bytes));
    }

    /// Bytes that the browser held were read.
    pub(super) fn lines_read(&mut self, ticket: Ticket, read: Result<Bytes, Thrown>) {
        let read = read.inspect_err(|why| log::error!("The browser could not read a message that it holds: {why}"));
        self.give_lines(ticket, read.map(|bytes| bytes.head(u32::MAX)).unwrap_or_default());
    }

    fn give_lines(&mut self, ticket: Ticket, bytes: Vec<u8>) {
        if let Some(lines) = self.lines.as_mut().filter(|lines| lines.ticket() == ticket) {
            lines.give(bytes);
            self.write_lines(ticket);
        }
    }
}
