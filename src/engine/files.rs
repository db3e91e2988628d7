//! A file on its way: read piece by piece, or handed over whole. At most one piece is in memory at a time.
//!
//! In the log a file is a note with its name, and one sent message for each `send()`, with its real length and its
//! beginning: the bytes themselves stay in the file.

use std::fmt::Display;

use super::bell::{Bell, Wake};
use crate::{
    model::{
        link::{FileReport, FileState},
        log::{MessageLog, Note},
        message::{Direction, Kind},
        phase::ReadyState,
        send_pace::{Pacer, Step},
        settings::{FilePlan, SenderPlan},
        time::Timestamp,
    },
    web::{
        clock,
        file::{File, FileError, Piece},
        socket::{SendError, Socket},
        timer::Timer,
    },
};

/// Bytes that the log keeps of a file that is one message.
const HEAD_OF_FILE: u32 = 64 * 1024;
/// Bytes that the log keeps of each message, when a file is many.
const HEAD_OF_CHUNK: u32 = 1024;

/// A file that is being sent; it remains for its report when it has ended.
pub(super) struct Sending {
    /// Tells its reads from those of an earlier file.
    number: u32,
    file: File,
    name: String,
    size: u64,
    /// Bytes of each message but the last; `None` for one message.
    chunk: Option<u64>,
    /// It is sent as one text message.
    is_text: bool,
    /// Waits for the buffer, as a sender of as many messages does.
    pacer: Pacer,
    handed: u64,
    /// What the socket had taken in all, when the latest piece was handed over.
    mark: u64,
    /// Bytes of it that the browser held at the latest look.
    held: u64,
    state: FileState,
    /// Its connection is over: nothing of what the browser held goes any more.
    is_over: bool,
    bell: Bell,
    timer: Option<Timer>,
}

impl Sending {
    /// Prepares a file. Its first step is up to the caller.
    pub(super) fn new(number: u32, file: File, plan: &FilePlan, bell: Bell, now: Timestamp) -> Self {
        let (name, size) = (file.name(), file.size());
        let (chunk, threshold) = match *plan {
            FilePlan::Whole | FilePlan::Text => (None, u64::MAX),
            FilePlan::Chunks { size, threshold } => (Some(u64::from(size.max(1))), threshold),
        };
        let count = Some(chunk.map_or(1, |chunk| size.div_ceil(chunk).max(1)));
        let pacer = Pacer::new(SenderPlan { template: String::new(), count, per_second: None, threshold }, now);
        let state = FileState::Sending;
        Self {
            number,
            file,
            name,
            size,
            chunk,
            is_text: *plan == FilePlan::Text,
            pacer,
            handed: 0,
            mark: 0,
            held: 0,
            state,
            is_over: false,
            bell,
            timer: None,
        }
    }

    /// What the log says of it.
    pub(super) fn note(&self) -> Note {
        let chunks = self.chunk.and(self.pacer.plan().count);
        Note::SendingFile { name: self.name.clone(), size: self.size, chunks }
    }

    pub(super) fn number(&self) -> u32 {
        self.number
    }

    pub(super) fn is_under_way(&self) -> bool {
        self.state == FileState::Sending
    }

    pub(super) fn report(&self) -> FileReport {
        let (name, size, handed) = (self.name.clone(), self.size, self.handed);
        FileReport { name, size, handed, buffered: self.held, state: self.state }
    }

    /// Looks at how much of it the browser still holds. Of a connection that broke, that tells nothing: what it held is
    /// lost, and Chromium may say that it holds none of it any more.
    pub(super) fn look(&mut self, socket: &Socket) {
        if socket.ready_state() != ReadyState::Closed {
            self.count(socket);
        }
    }

    fn count(&mut self, socket: &Socket) {
        if self.is_over {
            return;
        }
        // What was handed over later stands behind it in the buffer.
        let behind = socket.handed().saturating_sub(self.mark);
        self.held = u64::from(socket.buffered_amount()).saturating_sub(behind).min(self.handed);
        if self.state == FileState::Handed && self.held == 0 {
            self.state = FileState::Done;
        }
    }

    /// Its connection is over. After a clean close the browser knows what went out.
    pub(super) fn lose(&mut self, socket: Option<&Socket>, was_clean: bool) {
        if let Some(socket) = socket.filter(|_| was_clean) {
            self.count(socket);
        }
        if matches!(self.state, FileState::Sending | FileState::Handed) {
            self.state = FileState::Stopped;
            self.timer = None;
        }
        self.is_over = true;
    }

    /// Ends the handing over, unless it has ended. What the browser holds goes on its way.
    pub(super) fn end(&mut self, state: FileState) {
        if self.is_under_way() {
            self.state = state;
            self.timer = None;
        }
    }

    /// Reads the next piece, or waits until the browser has room for it.
    pub(super) fn step(&mut self, socket: Option<&Socket>) {
        if !self.is_under_way() {
            return;
        }
        let Some(socket) = socket else { return self.end(FileState::Stopped) };
        self.timer = None;
        match self.pacer.next(clock::now(), u64::from(socket.buffered_amount())) {
            Step::Send(_) => self.read(),
            Step::Wait(milliseconds) | Step::Drain(milliseconds) => {
                self.timer = Some(self.bell.after(milliseconds, Wake::File(self.number)));
            }
            // Nobody pauses it.
            Step::Done | Step::Paused => {
                self.end(FileState::Handed);
                self.look(socket);
            }
        }
    }

    /// A piece was read: hands it over. Answers what the browser said when it threw.
    pub(super) fn take(
        &mut self,
        read: Result<Piece, FileError>,
        socket: Option<&Socket>,
        log: &mut MessageLog,
    ) -> Option<String> {
        if !self.is_under_way() {
            return None;
        }
        let piece = match read {
            Ok(piece) if piece.bytes.len() == self.piece().1 => piece,
            Ok(_) => return self.unreadable(&"it is shorter than it was"),
            Err(FileError::Unreadable(why)) => return self.unreadable(&why),
            Err(FileError::NotText) => {
                self.end(FileState::NotText);
                return None;
            }
        };
        match socket.map(|socket| self.hand(&piece, socket)) {
            Some(Ok((head, length))) => {
                self.handed += length;
                self.mark = socket.map_or(0, Socket::handed);
                self.pacer.sent_one();
                let (kind, head) = self.head(piece.bytes.head(head));
                log.append_head(Direction::Sent, kind, &head, length, clock::now());
                self.step(socket);
                None
            }
            Some(Err(SendError::Threw(why))) => {
                self.end(FileState::Stopped);
                Some(why.into())
            }
            Some(Err(SendError::NotOpen(_))) | None => {
                self.end(FileState::Stopped);
                None
            }
        }
    }

    /// Hands over a piece, or the whole file. Answers how much of it the log keeps, and its length.
    fn hand(&self, piece: &Piece, socket: &Socket) -> Result<(u32, u64), SendError> {
        match (self.chunk, &piece.text) {
            (Some(_), _) => socket.send_bytes(&piece.bytes).map(|()| (HEAD_OF_CHUNK, piece.bytes.len())),
            (None, Some(text)) => socket.send_text_of(text, self.size).map(|()| (HEAD_OF_FILE, self.size)),
            (None, None) => socket.send_file(&self.file).map(|()| (HEAD_OF_FILE, self.size)),
        }
    }

    /// What the log keeps of a piece: text is not cut within a character.
    fn head(&self, mut bytes: Vec<u8>) -> (Kind, Vec<u8>) {
        if !self.is_text {
            return (Kind::Binary, bytes);
        }
        if let Err(error) = std::str::from_utf8(&bytes) {
            bytes.truncate(error.valid_up_to());
        }
        (Kind::Text, bytes)
    }

    /// Where the next piece begins, and how many of its bytes are read: the beginning of a file that goes whole.
    fn piece(&self) -> (u64, u64) {
        let most = self.chunk.unwrap_or(u64::from(HEAD_OF_FILE));
        (self.handed, (self.size - self.handed.min(self.size)).min(most))
    }

    fn read(&self) {
        let (file, number, is_text, (start, length)) = (self.file.clone(), self.number, self.is_text, self.piece());
        let read = async move {
            let bytes = file.slice(start..start + length).await.map_err(FileError::Unreadable)?;
            let text = if is_text { Some(file.text().await?) } else { None };
            Ok(Piece { bytes, text })
        };
        self.bell.when(async move { Wake::FileRead(number, read.await) });
    }

    fn unreadable(&mut self, why: &dyn Display) -> Option<String> {
        log::error!("The file {} could not be read: {why}", self.name);
        self.end(FileState::Unreadable);
        None
    }
}
