//! The log as a file of NDJSON: one JSON object in each line, one line for each message or event, written part by part.
//!
//! A line has, in this order: `index` (the message's number), `time` (UTC, to the millisecond), `direction` (`sent` or
//! `received`), `kind` (`text` or `binary`), `size` (its length in bytes, as it came), `kept` (how many bytes follow, only
//! when that is less), and then its payload: `text`, or `base64` when it is binary. The bytes of a message that stays with
//! the browser are asked for, piece by piece ([`Lines::wanted`]). What happened to the connection has a line of its own, with
//! an `event`. To be copied, messages are written without all that.

mod event;

use std::ops::Range;

use data_encoding::{BASE64, HEXLOWER};

use super::{
    MessageLog,
    note::Note,
    segment::{EntryKind, Segment},
};
use crate::model::{
    id::{RowNumber, Ticket},
    log::report::{Extent, LinesFormat, LinesPart},
    message::{Direction, Kind},
    time::Timestamp,
};

/// A part has at most so many bytes.
pub(super) const PART_BYTES: usize = 1024 * 1024;
/// Bytes of a payload that are written at a time: a multiple of 3, for Base64, and with escapes it fits into a part.
const PIECE: usize = 96 * 1024;
/// Bytes of a payload that stays with the browser that are written at a time; in hex they take twice as many.
const HELD_PIECE: u64 = 3 * PIECE as u64;
/// What the rest of a line, or a piece of a payload with every byte escaped, takes at most.
const ROOM: usize = 6 * PIECE + 256;
/// Rows that are passed over in one part, when few are written.
const MOST_ROWS: u64 = 200_000;

/// The work of writing a file.
#[derive(Debug)]
pub struct Lines {
    ticket: Ticket,
    format: LinesFormat,
    /// Only what the filter lets through (true), or what the list shows (false).
    filtered: Option<bool>,
    /// Rows that are yet to be written.
    rows: Range<RowNumber>,
    /// Bytes of the payload in the first of these rows that are written; none when not even its line has begun.
    written: Option<u64>,
    /// What was read of that payload, when it stays with the browser; nothing, when it could not be read.
    read: Option<Vec<u8>>,
    messages: u64,
}

impl Lines {
    /// Begins with the log as it is now: what comes later is not written.
    pub fn new(ticket: Ticket, extent: Extent, format: LinesFormat, log: &MessageLog) -> Self {
        let kept = log.rows();
        let (filtered, mut rows) = match extent {
            Extent::Kept => (None, kept.clone()),
            Extent::Shown => (Some(true), kept.clone()),
            Extent::Rows(rows) => (Some(false), rows),
        };
        rows.end = rows.end.min(kept.end);
        Self { ticket, format, filtered, rows, written: None, read: None, messages: 0 }
    }

    /// Which work it is.
    pub fn ticket(&self) -> Ticket {
        self.ticket
    }

    /// Whether it depends on what the filter has not looked at yet.
    pub fn waits(&self, log: &MessageLog) -> bool {
        self.filtered.is_some() && log.is_sifting()
    }

    /// The row and the bytes of it that are to be read before the next part: it stays with the browser.
    pub fn wanted(&mut self, log: &MessageLog) -> Option<(RowNumber, Range<u64>)> {
        let row = self.row(log).filter(|_| self.read.is_none())?;
        let (place, at) = log.place(row)?;
        let length = log.segments[place].held_length(at)?;
        let from = self.written.unwrap_or(0);
        let is_wanted = self.written.is_some() || self.is_wanted(log, place, at);
        (from < length && is_wanted).then(|| (row, from..length.min(from + HELD_PIECE)))
    }

    /// These bytes were read; none, when they could not be.
    pub fn give(&mut self, read: Vec<u8>) {
        self.read = Some(read);
    }

    /// Writes the next part.
    pub fn part(&mut self, log: &MessageLog) -> (LinesPart, Vec<u8>) {
        let mut part = Vec::with_capacity(PART_BYTES);
        let mut passed = 0;
        while part.len() + ROOM <= PART_BYTES && passed < MOST_ROWS {
            let Some(row) = self.row(log) else { break };
            passed += 1;
            if self.write(log, row, &mut part) {
                self.advance();
            } else if self.wanted(log).is_some() {
                break;
            }
        }
        let left = self.rows.end - self.rows.start;
        (LinesPart { ticket: self.ticket, messages: self.messages, left, done: left == 0 }, part)
    }

    /// The next row. A line that has begun when its row was evicted is ended.
    fn row(&mut self, log: &MessageLog) -> Option<RowNumber> {
        if self.written.is_none() {
            self.rows.start = self.rows.start.max(log.rows().start);
        }
        (!self.rows.is_empty()).then_some(self.rows.start)
    }

    fn is_wanted(&self, log: &MessageLog, place: usize, at: usize) -> bool {
        self.filtered.is_none_or(|matches| log.shows(place, at, matches))
    }

    fn advance(&mut self) {
        (self.written, self.read) = (None, None);
        self.rows.start = self.rows.start + 1;
    }

    /// Writes a row, or as much of it as fits. Whether it is done.
    fn write(&mut self, log: &MessageLog, row: RowNumber, part: &mut Vec<u8>) -> bool {
        let Some((place, at)) = log.place(row) else {
            self.end(self.written.is_some(), part);
            return true;
        };
        let segment = &log.segments[place];
        if self.written.is_none() && !self.is_wanted(log, place, at) {
            return true;
        }
        let EntryKind::Message(_, kind) = segment.kind(at) else {
            self.write_note(segment, at, part);
            return true;
        };
        match segment.held_length(at) {
            Some(length) => self.write_read(segment, at, length, part),
            None => self.write_kept(segment, at, whole(kind, segment.payload(at)), part),
        }
    }

    fn write_note(&self, segment: &Segment, at: usize, part: &mut Vec<u8>) {
        if let (LinesFormat::Records, Some(note)) = (self.format, Note::from_bytes(segment.payload(at))) {
            event::write(&note, segment.time(at), part);
        }
    }

    fn begin(&mut self, segment: &Segment, at: usize, kept: u64, part: &mut Vec<u8>) {
        if self.written.is_none() {
            self.messages += 1;
            self.written = Some(0);
            match self.format {
                LinesFormat::Records => begin(segment, at, kept, part),
                LinesFormat::Payloads if self.messages > 1 => part.push(b'\n'),
                LinesFormat::Payloads => {}
            }
        }
    }

    fn write_kept(&mut self, segment: &Segment, at: usize, payload: &[u8], part: &mut Vec<u8>) -> bool {
        self.begin(segment, at, segment.payload(at).len() as u64, part);
        let mut from = self.written.and_then(|written| usize::try_from(written).ok()).unwrap_or_default();
        while from < payload.len() && part.len() + ROOM <= PART_BYTES {
            let piece = &payload[from..payload.len().min(from + PIECE)];
            match (segment.kind(at), self.format) {
                (EntryKind::Message(_, Kind::Text), LinesFormat::Records) => escape(piece, part),
                (EntryKind::Message(_, Kind::Text), LinesFormat::Payloads) => part.extend_from_slice(piece),
                _ => self.encode(piece, part),
            }
            from += piece.len();
        }
        self.written = Some(from as u64);
        self.end(from == payload.len(), part)
    }

    /// Writes what was read of a payload that stays with the browser.
    fn write_read(&mut self, segment: &Segment, at: usize, length: u64, part: &mut Vec<u8>) -> bool {
        match self.read.take() {
            None if length > 0 => false,
            Some(piece) if !piece.is_empty() => {
                self.begin(segment, at, length, part);
                self.encode(&piece, part);
                let written = self.written.unwrap_or(0) + piece.len() as u64;
                self.written = Some(written);
                self.end(written >= length, part)
            }
            // It cannot be read: the line says how much of it follows, or ends here.
            _ => {
                self.begin(segment, at, 0, part);
                self.end(true, part)
            }
        }
    }

    /// Bytes that are no text.
    fn encode(&self, piece: &[u8], part: &mut Vec<u8>) {
        let encoding = if self.format == LinesFormat::Records { BASE64 } else { HEXLOWER };
        part.extend_from_slice(encoding.encode(piece).as_bytes());
    }

    /// Ends the line, when all of its message is in it.
    fn end(&self, is_done: bool, part: &mut Vec<u8>) -> bool {
        if is_done && self.format == LinesFormat::Records {
            part.extend_from_slice(b"\"}\n");
        }
        is_done
    }
}

/// Text that was cut in the middle of a character ends before it.
fn whole(kind: Kind, payload: &[u8]) -> &[u8] {
    let cut = payload.len() - payload.len().min(3);
    let is_inner = |at: usize| payload.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
    match (kind, (cut..payload.len()).rev().find(|&at| !is_inner(at))) {
        (Kind::Text, Some(last)) if std::str::from_utf8(&payload[last..]).is_err() => &payload[..last],
        _ => payload,
    }
}

fn begin(segment: &Segment, at: usize, kept: u64, part: &mut Vec<u8>) {
    let EntryKind::Message(direction, kind) = segment.kind(at) else { return };
    number("{\"index\":", segment.message_number(at).0, part);
    let rest = [
        ",\"time\":\"",
        &utc(segment.time(at)),
        if direction == Direction::Sent { "\",\"direction\":\"sent" } else { "\",\"direction\":\"received" },
        if kind == Kind::Text { "\",\"kind\":\"text\"" } else { "\",\"kind\":\"binary\"" },
    ];
    for text in rest {
        part.extend_from_slice(text.as_bytes());
    }
    let size = segment.full_length(at);
    number(",\"size\":", size, part);
    if kept < size {
        number(",\"kept\":", kept, part);
    }
    part.extend_from_slice(if kind == Kind::Text { b",\"text\":\"" } else { b",\"base64\":\"" });
}

fn number(name: &str, value: u64, part: &mut Vec<u8>) {
    part.extend_from_slice(name.as_bytes());
    part.extend_from_slice(value.to_string().as_bytes());
}

/// Text between the quotes of JSON. What need not be escaped is copied in one go.
fn escape(text: &[u8], part: &mut Vec<u8>) {
    let mut from = 0;
    for (at, &byte) in text.iter().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        part.extend_from_slice(&text[from..at]);
        from = at + 1;
        match byte {
            b'"' | b'\\' => part.extend_from_slice(&[b'\\', byte]),
            b'\n' => part.extend_from_slice(b"\\n"),
            b'\r' => part.extend_from_slice(b"\\r"),
            b'\t' => part.extend_from_slice(b"\\t"),
            _ => {
                let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
                part.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    part.extend_from_slice(&text[from..]);
}

/// A point in time as RFC 3339 writes it, in UTC and to the millisecond.
#[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
fn utc(at: Timestamp) -> String {
    let milliseconds = at.0.floor() as i64;
    let (days, rest) = (milliseconds.div_euclid(86_400_000), milliseconds.rem_euclid(86_400_000));
    // Years that begin in March, in eras of 400 (Howard Hinnant, chrono-compatible date algorithms).
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (day, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = year + era * 400 + i64::from(month <= 2);
    let (hours, minutes, seconds) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{:03}Z", rest % 1000)
}
