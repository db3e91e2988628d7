//! What the person looks for in a desk's log: filter, search, kinds, watched paths, and what is copied out of it.

use super::Desk;
use crate::{
    engine::bell::Wake,
    model::{
        link::{Inquiry, PayloadPart, Ticket, ToPage},
        log::{Lines, MessageLog},
    },
    web::{clock, file::Bytes},
};

/// Milliseconds in which kept messages are looked at before everything else has its turn.
const SLICE_MS: f64 = 8.0;

/// Something for the page, with bytes beside it.
pub(in crate::engine) type Parcel = (ToPage, Vec<u8>);

/// Bytes of a message that the browser holds, which were asked for.
pub(in crate::engine) struct HeldPart {
    pub(in crate::engine) part: PayloadPart,
    pub(in crate::engine) read: Result<Bytes, String>,
}

impl Desk {
    pub(super) fn inquire(&mut self, inquiry: Inquiry) {
        match inquiry {
            Inquiry::Kinds(field) => self.log.set_kinds(field),
            Inquiry::Watch(plans) => self.log.set_watches(plans),
            Inquiry::Seek(ticket, seek) => self.log.seek(ticket, seek),
            Inquiry::Locate(ticket, place) => self.log.locate(ticket, place),
            Inquiry::Read(ticket, row, range) => self.read(ticket, row, range),
            Inquiry::Lines(ticket, extent) => {
                self.lines = Some(Lines::new(ticket, extent, &self.log));
                self.write_lines(ticket);
            }
            Inquiry::MoreLines(ticket) => self.write_lines(ticket),
            Inquiry::EndLines => self.lines = None,
            Inquiry::Budget(bytes) => {
                let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
                self.log.set_budget(bytes.clamp(MessageLog::LEAST_BUDGET, MessageLog::MOST_BUDGET));
                self.held.follow(&self.log);
            }
            // The engine's own.
            Inquiry::BudgetOfAll(_) => {}
        }
    }

    /// Looks at kept messages for a while, and asks for another turn when some are left.
    pub(super) fn look_on(&mut self) {
        if !self.log.is_looking() {
            return;
        }
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

    fn read(&mut self, ticket: Ticket, row: u64, range: std::ops::Range<u64>) {
        let mut part = PayloadPart { ticket, row, start: range.start, kept: None };
        if let Some(size) = self.held.size(row) {
            part.kept = Some(size);
            return self.held.read_part(part, range.start.min(size)..range.end.min(size), &self.bell);
        }
        let payload = self.log.message(row);
        part.kept = payload.map(|payload| payload.len() as u64);
        let payload = payload.unwrap_or_default();
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(payload.len());
        let (start, end) = (place(range.start), place(range.end));
        let bytes = payload[start..end.max(start)].to_vec();
        self.parcels.push((ToPage::Payload(self.bell.session(), part), bytes));
    }

    pub(super) fn held_part(&mut self, held: HeldPart) {
        let HeldPart { mut part, read } = held;
        let bytes = match read {
            Ok(bytes) => bytes.head(u32::MAX),
            Err(why) => {
                log::error!("The browser could not read a message that it holds: {why}");
                part.kept = None;
                Vec::new()
            }
        };
        self.parcels.push((ToPage::Payload(self.bell.session(), part), bytes));
    }

    fn write_lines(&mut self, ticket: Ticket) {
        let Some(lines) = self.lines.as_mut().filter(|lines| lines.ticket() == ticket) else { return };
        let (part, bytes) = lines.part(&self.log);
        if part.done {
            self.lines = None;
        }
        self.parcels.push((ToPage::Lines(self.bell.session(), part), bytes));
    }
}
