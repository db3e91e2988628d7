//! The message that is looked into, read in slices so that no message keeps the engine from its sockets.

use std::ops::Range;

use super::bell::{Bell, Wake};
use crate::{
    model::{
        detail::{Compared, CopyPart, CopyState, DetailCommand, DetailNews, DetailReport, Other, compare},
        id::{RowNumber, Ticket},
        inspect::{CopyLoss, Copying, Inspection, Lens, Line},
        log::{MessageLog, Row, RowItem},
        message::Kind,
    },
    web::{
        file::{Beside, Bytes},
        timer::Soon,
    },
};

/// Bytes that are read in a slice: a few milliseconds.
const SLICE: usize = 256 * 1024;

/// Of a message for which there is no memory, so many bytes are looked into.
const PART: usize = 1024 * 1024;

/// So does a message that stays with the browser, from this size on: it would lie in memory twice while it is read.
const MOST_HELD: u64 = 512 * 1024 * 1024;

/// A copy with more bytes is not put into the clipboard.
const MOST_COPIED: usize = 16 * 1024 * 1024;

/// What is looked into, if anything is.
#[derive(Default)]
pub(super) struct Detail {
    open: Option<Open>,
    habits: Habits,
    /// The page does not know yet how it stands.
    is_news: bool,
}

/// How the person looks into messages: the next one is looked into in the same way.
#[derive(Clone, Copy)]
struct Habits {
    /// The lens that was chosen last in the place of the one that was likely to fit.
    lens: Option<Lens>,
    /// It is compared with the one before of its kind.
    compares: bool,
    /// A line has room for so many characters, as far as that is known.
    characters: Option<u32>,
    /// What is longer goes on in the next one.
    wraps: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { lens: None, compares: false, characters: None, wraps: true }
    }
}

struct Open {
    row: Row,
    kind: Kind,
    inspection: Inspection,
    /// Its bytes stay with the browser and are being read.
    is_reading: bool,
    /// There was no memory for more than its beginning.
    is_part: bool,
    /// For which question, of which row, how far, and how many bytes were written.
    copying: Option<(Ticket, RowNumber, Copying, usize)>,
    looking: Range<u32>,
    path: Option<(u32, String)>,
    compared: Option<(Compared, Vec<Line>)>,
    wraps: bool,
    soon: Option<Soon>,
}

impl Detail {
    /// Looks into the message in this row. Its bytes are copied: it stays when the log lets go of it. Those that stay
    /// with the browser come later, by [`Self::take`].
    pub(super) fn open(&mut self, row: RowNumber, log: &mut MessageLog, is_held: bool, bell: &Bell) {
        self.is_news = true;
        let looking = self.open.take().map_or(0..0, |open| open.looking);
        let found = log.row_numbered(row);
        let (Some(row), Some((bytes, is_part))) = (found, copied(log, row)) else { return };
        let RowItem::Message { kind, .. } = row.item else { return };
        let mut open = Open {
            row,
            kind,
            inspection: self.habits.inspection(bytes, kind),
            is_reading: is_held,
            is_part,
            copying: None,
            looking,
            path: None,
            compared: None,
            wraps: self.habits.wraps,
            soon: bell.soon(|| Wake::Detail),
        };
        open.read_on();
        if self.habits.compares && !is_held {
            open.compared = Some(open.compare(Other::Before, log));
        }
        self.open = Some(open);
    }

    /// Looks into none any more.
    pub(super) fn close(&mut self) {
        (self.open, self.is_news) = (None, true);
    }

    /// Does what the person wants with the message that is looked into.
    pub(super) fn obey(&mut self, command: DetailCommand, log: &mut MessageLog) {
        self.is_news = true;
        let guess = self.open.as_ref().map(|open| open.inspection.guess().lens);
        self.habits.hear(&command, guess);
        let Some(open) = &mut self.open else { return };
        match command {
            DetailCommand::Open(_) => {}
            DetailCommand::Fit(_) | DetailCommand::Wrap(_) => open.fit(self.habits),
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
            DetailCommand::Copy(ticket, row, format) => {
                open.copying = Some((ticket, row, Copying::new(format), 0));
                open.come_back();
            }
        }
    }

    /// Its turn has come: reads the next slice, and copies the next piece.
    pub(super) fn rang(&mut self) -> Option<(CopyPart, Beside)> {
        let open = self.open.as_mut()?;
        open.read_on();
        self.is_news = true;
        open.copy_on()
    }

    /// How many bytes are read of a message of this size that stays with the browser.
    pub(super) fn most(size: u64) -> u64 {
        if size > MOST_HELD { PART as u64 } else { size }
    }

    /// The bytes that stayed with the browser have come, of a message of this size.
    pub(super) fn take(&mut self, row: RowNumber, size: u64, bytes: Result<Bytes, String>, log: &mut MessageLog) {
        let Some(open) = self.open.as_mut().filter(|open| open.is_reading && open.row.number == row) else { return };
        self.is_news = true;
        open.is_reading = false;
        match bytes {
            Ok(bytes) => {
                open.is_part = bytes.len() < size || !has_way(log, size);
                let most = if open.is_part { PART } else { usize::MAX };
                let head = bytes.head(u32::try_from(most).unwrap_or(u32::MAX));
                open.inspection = self.habits.inspection(head, open.kind);
            }
            Err(why) => log::error!("The browser could not read a message that it holds: {why}"),
        }
        open.read_on();
    }

    /// The bytes of the message in this row, when all of them are here.
    pub(super) fn bytes(&self, row: RowNumber) -> Option<&[u8]> {
        let open = self.open.as_ref().filter(|open| open.row.number == row && !open.is_part && !open.is_reading)?;
        Some(open.inspection.bytes())
    }

    /// Bytes of memory that it uses.
    pub(super) fn memory(&self) -> usize {
        self.open.as_ref().map_or(0, |open| open.inspection.bytes().len() + open.inspection.memory())
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

/// A copy of a message, or of its beginning when there is no memory for all of it.
fn copied(log: &mut MessageLog, row: RowNumber) -> Option<(Vec<u8>, bool)> {
    let length = log.message(row)?.len();
    // When memory is short, the message itself may have to go.
    let head = log.message(row)?[..length.min(PART)].to_vec();
    if length > PART && has_way(log, length as u64) {
        let whole = log.message(row).map(<[u8]>::to_vec);
        return Some(whole.map_or((head, true), |whole| (whole, false)));
    }
    let is_part = head.len() < length;
    Some((head, is_part))
}

/// Whether there is memory for a message of this length, and for what is noted of its lines.
fn has_way(log: &mut MessageLog, length: u64) -> bool {
    usize::try_from(length).is_ok_and(|length| log.make_way(length.saturating_add(length / 8)))
}

impl Habits {
    /// What the person wants now; the message is likely to be of this lens.
    fn hear(&mut self, command: &DetailCommand, guess: Option<Lens>) {
        match command {
            DetailCommand::Fit(characters) => self.characters = Some(*characters),
            DetailCommand::Wrap(wraps) => self.wraps = *wraps,
            DetailCommand::Compare(other) => self.compares = *other == Some(Other::Before),
            DetailCommand::Choose(lens) => self.lens = Some(*lens).filter(|lens| guess != Some(*lens)),
            _ => {}
        }
    }

    /// Looks into these bytes in the same way, where that can be.
    fn inspection(self, bytes: Vec<u8>, kind: Kind) -> Inspection {
        let mut inspection = Inspection::new(bytes, kind);
        if let Some(characters) = self.characters {
            inspection.fit(characters, self.wraps);
        }
        if let Some(lens) = self.lens.filter(|lens| inspection.guess().others.contains(lens)) {
            inspection.choose(lens);
        }
        inspection
    }
}

impl Open {
    /// Its lines are cut as the person wants it now. The numbers of before mean nothing then.
    fn fit(&mut self, Habits { characters, wraps, .. }: Habits) {
        self.wraps = wraps;
        if characters.is_some_and(|characters| self.inspection.fit(characters, wraps)) {
            self.path = None;
            self.read_on();
        }
    }

    fn read_on(&mut self) {
        if !self.inspection.advance(SLICE).done {
            self.come_back();
        }
    }

    /// Another turn is needed.
    fn come_back(&self) {
        if let Some(soon) = &self.soon {
            soon.call();
        }
    }

    /// The next piece of the copy that is wanted.
    fn copy_on(&mut self) -> Option<(CopyPart, Beside)> {
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
    fn compare(&self, other: Other, log: &mut MessageLog) -> (Compared, Vec<Line>) {
        let is_whole = !self.is_reading && !self.is_part;
        compare(self.row.number, is_whole.then(|| self.inspection.bytes()), other, log)
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
