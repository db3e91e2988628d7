//! The message that is looked into, read in slices so that no message keeps the engine from its sockets.

use std::ops::Range;

use super::bell::{Bell, Wake};
use crate::{
    model::{
        detail::{Compared, DetailCommand, DetailNews, DetailReport, Other},
        inspect::{self, Inspection, Line},
        log::{MessageLog, Row, RowItem},
        message::Kind,
    },
    web::{file::Bytes, timer::Soon},
};

/// Bytes that are read in a slice: a few milliseconds.
const SLICE: usize = 512 * 1024;

/// How many rows back the one before is looked for.
const FURTHEST: u64 = 4_096;

/// What is looked into, if anything is.
#[derive(Default)]
pub(super) struct Detail {
    open: Option<Open>,
    /// The page does not know yet how it stands.
    is_news: bool,
}

struct Open {
    row: Row,
    kind: Kind,
    inspection: Inspection,
    /// Its bytes stay with the browser and are being read.
    is_reading: bool,
    looking: Range<u32>,
    path: Option<(u32, String)>,
    compared: Option<(Compared, Vec<Line>)>,
    soon: Option<Soon>,
}

impl Detail {
    /// Looks into the message in this row. Its bytes are copied: it stays when the log lets go of it. Those that stay
    /// with the browser come later, by [`Self::take`].
    pub(super) fn open(&mut self, row: u64, log: &MessageLog, is_held: bool, bell: &Bell) {
        self.is_news = true;
        let looking = self.open.take().map_or(0..0, |open| open.looking);
        let found = log.row_numbered(row);
        let (Some(row), Some(payload)) = (found, log.payload(row)) else { return };
        let RowItem::Message { kind, .. } = row.item else { return };
        let mut open = Open {
            row,
            kind,
            inspection: Inspection::new(payload.to_vec(), kind),
            is_reading: is_held,
            looking,
            path: None,
            compared: None,
            soon: bell.soon(|| Wake::Detail),
        };
        open.read_on();
        self.open = Some(open);
    }

    /// Does what the person wants with the message that is looked into.
    pub(super) fn obey(&mut self, command: DetailCommand, log: &MessageLog) {
        self.is_news = true;
        let Some(open) = &mut self.open else { return };
        match command {
            DetailCommand::Open(_) => {}
            DetailCommand::Close => self.open = None,
            DetailCommand::Compare(other) => open.compared = other.map(|other| open.compare(other, log)),
            DetailCommand::Choose(lens) => {
                open.compared = None;
                open.inspection.choose(lens);
                open.path = None;
                open.read_on();
            }
            DetailCommand::Fold(line) => {
                open.inspection.fold(line);
            }
            DetailCommand::Unfold(line) => {
                open.inspection.unfold(line);
            }
            DetailCommand::Look(lines) => open.looking = lines,
            DetailCommand::Point(line) => open.path = open.inspection.path_at(line).map(|path| (line, path)),
        }
    }

    /// Its turn has come: reads the next slice.
    pub(super) fn rang(&mut self) {
        if let Some(open) = &mut self.open {
            open.read_on();
            self.is_news = true;
        }
    }

    /// The bytes that stayed with the browser have come.
    pub(super) fn take(&mut self, row: u64, bytes: Result<Bytes, String>) {
        let Some(open) = self.open.as_mut().filter(|open| open.is_reading && open.row.number == row) else { return };
        self.is_news = true;
        open.is_reading = false;
        match bytes {
            Ok(bytes) => open.inspection = Inspection::new(bytes.head(u32::MAX), open.kind),
            Err(why) => log::error!("The browser could not read a message that it holds: {why}"),
        }
        open.read_on();
    }

    /// The page has forgotten how it stood: another session was shown meanwhile.
    pub(super) fn tell_again(&mut self) {
        self.is_news = true;
    }

    /// What the page does not know yet.
    pub(super) fn news(&mut self) -> DetailNews {
        if !std::mem::take(&mut self.is_news) {
            return DetailNews::Same;
        }
        self.open.as_ref().map_or(DetailNews::Closed, |open| DetailNews::Open(Box::new(open.report())))
    }
}

impl Open {
    fn read_on(&mut self) {
        let progress = self.inspection.advance(SLICE);
        if let (false, Some(soon)) = (progress.done, &self.soon) {
            soon.call();
        }
    }

    /// The differences from another message, which is taken for the older one when it came before.
    fn compare(&self, other: Other, log: &MessageLog) -> (Compared, Vec<Line>) {
        let row = match other {
            Other::Row(row) => log.row_numbered(row),
            Other::Before => self.before(log),
        };
        let found = row.and_then(|row| Some((message_number(&row)?, row.number, log.payload(row.number)?)));
        let Some((message, number, payload)) = found else {
            let why = "There is no such message in the log.".to_owned();
            return (Compared { other, message: None, why }, Vec::new());
        };
        let (old, new) = if number < self.row.number {
            (payload, self.inspection.bytes())
        } else {
            (self.inspection.bytes(), payload)
        };
        let diff = inspect::diff(old, new);
        (Compared { other, message: Some(message), why: diff.why }, diff.lines)
    }

    /// The message before this one that is most like it: of the same direction, payload and, where it is known, kind.
    fn before(&self, log: &MessageLog) -> Option<Row> {
        let RowItem::Message { direction, kind, named, .. } = self.row.item else { return None };
        let is_like = |row: &Row| match &row.item {
            RowItem::Message { direction: other, kind: other_kind, named: other_named, .. } => {
                (*other, *other_kind, *other_named) == (direction, kind, named)
            }
            RowItem::Note(_) => false,
        };
        let end = self.row.number;
        (end.saturating_sub(FURTHEST)..end).rev().filter_map(|number| log.row_numbered(number)).find(is_like)
    }

    fn report(&self) -> DetailReport {
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
            lens: self.inspection.lens(),
            guess: self.inspection.guess().clone(),
            progress,
            from: start,
            lines,
            compared: self.compared.as_ref().map(|(compared, _)| compared.clone()),
            path: self.path.clone(),
        }
    }
}

fn message_number(row: &Row) -> Option<u64> {
    match row.item {
        RowItem::Message { index, .. } => Some(index),
        RowItem::Note(_) => None,
    }
}
