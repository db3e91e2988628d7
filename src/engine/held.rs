//! Messages that stay with the browser: their Blobs, and the beginnings of those that came into view.

use std::collections::VecDeque;

use super::bell::{Bell, Wake};
use crate::{
    model::{
        id::{MessageNumber, RowNumber},
        log::{Blank, MessageLog, PREVIEW_BYTES, Preview, Row, RowItem},
        message::{Direction, Kind},
        time::Timestamp,
    },
    web::{
        Thrown,
        file::{Blob, Bytes},
    },
};

/// Messages up to so many bytes are read into the log at once.
const SMALL: u64 = 64 * 1024;

/// The Blobs of a log's rows, in their order.
#[derive(Default)]
pub(super) struct Held(VecDeque<(RowNumber, Kept)>);

struct Kept {
    blob: Blob,
    beginning: Beginning,
}

enum Beginning {
    Unread,
    Reading,
    Read(Vec<u8>),
}

impl Held {
    /// Appends a Blob to the log. A small one is read, and its place kept for it; a large one stays with the browser.
    /// Answers its row.
    pub(super) fn append(
        &mut self,
        blob: Blob,
        log: &mut MessageLog,
        bell: &Bell,
        now: Timestamp,
    ) -> Option<RowNumber> {
        let size = blob.size();
        match usize::try_from(size) {
            Ok(length) if size <= SMALL => {
                let row = log.append_from(Direction::Received, Kind::Binary, &mut Blank(length), now)?;
                bell.when(async move { Wake::HeldRead(row, blob.slice(0..size).await) });
                Some(row)
            }
            _ => {
                let row = log.append_held(Kind::Binary, size, now)?;
                self.0.push_back((row, Kept { blob, beginning: Beginning::Unread }));
                Some(row)
            }
        }
    }

    /// The whole message in this row, when it stays with the browser.
    pub(super) fn blob(&self, row: RowNumber) -> Option<Blob> {
        self.0.get(self.place(row)?).map(|(_, kept)| kept.blob.clone())
    }

    /// Lets go of what the log has evicted for good.
    pub(super) fn follow(&mut self, log: &MessageLog) {
        let first = log.oldest_row();
        while self.0.front().is_some_and(|(row, _)| *row < first) {
            self.0.pop_front();
        }
    }

    fn place(&self, row: RowNumber) -> Option<usize> {
        self.0.binary_search_by_key(&row, |(row, _)| *row).ok()
    }

    fn of(&mut self, row: RowNumber) -> Option<&mut Kept> {
        let place = self.place(row)?;
        self.0.get_mut(place).map(|(_, kept)| kept)
    }

    /// Bytes were read: the whole of a small message, or the beginning of a large one. Answers the number of a small one
    /// that could not be read.
    pub(super) fn read(
        &mut self,
        row: RowNumber,
        bytes: Result<Bytes, Thrown>,
        log: &mut MessageLog,
    ) -> Option<MessageNumber> {
        let read = bytes.map(|bytes| bytes.head(u32::MAX)).map_err(|why| {
            log::error!("The browser could not read a message that it holds: {why}");
        });
        match (self.of(row), read) {
            (Some(kept), read) => kept.beginning = Beginning::Read(read.unwrap_or_default()),
            (None, Ok(bytes)) => log.fill(row, &bytes),
            (None, Err(())) => {
                return log.row_numbered(row).and_then(|row| row.message());
            }
        }
        None
    }

    /// Writes the beginnings into the rows in view, and reads those that are not there yet.
    pub(super) fn show(&mut self, rows: &mut [Row], bell: &Bell) {
        if self.0.is_empty() {
            return;
        }
        for row in rows {
            let (Some(kept), RowItem::Message { kind, length, preview, .. }) = (self.of(row.number), &mut row.item)
            else {
                continue;
            };
            match &kept.beginning {
                Beginning::Read(bytes) => *preview = Preview::of(*kind, bytes, *length),
                Beginning::Reading => {}
                Beginning::Unread => {
                    kept.beginning = Beginning::Reading;
                    let (blob, number) = (kept.blob.clone(), row.number);
                    bell.when(async move { Wake::HeldRead(number, blob.slice(0..PREVIEW_BYTES as u64).await) });
                }
            }
        }
    }
}
