//! The message that is looked into, read in slices so that no message keeps the engine from its sockets.

mod open;

use self::open::Open;
use super::bell::{Bell, Wake};
use crate::{
    model::{
        detail::{CopyPart, DetailCommand, DetailNews, Other},
        id::RowNumber,
        inspect::{Copying, Inspection, Lens},
        log::{MessageLog, RowItem},
        message::Kind,
    },
    web::{
        Thrown,
        file::{Beside, Bytes},
    },
};

/// Of a message for which there is no memory, so many bytes are looked into.
const PART: usize = 1024 * 1024;

/// So does a message that stays with the browser, from this size on: it would lie in memory twice while it is read.
const MOST_HELD: u64 = 512 * 1024 * 1024;

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
    pub(super) fn take(&mut self, row: RowNumber, size: u64, bytes: Result<Bytes, Thrown>, log: &mut MessageLog) {
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
