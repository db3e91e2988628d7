//! Messages that stay with the browser: their Blobs, and the beginnings of those that came into view.

use std::{collections::BTreeMap, ops::Range};

use super::{
    bell::{Bell, Wake},
    desk::HeldPart,
};
use crate::{
    model::{
        link::PayloadPart,
        log::{MessageLog, PREVIEW_BYTES, Preview, Row, RowItem},
        message::{Direction, Kind},
        time::Timestamp,
    },
    web::file::{Blob, Bytes},
};

/// Messages up to so many bytes are read into the log at once.
const SMALL: u64 = 64 * 1024;

/// The Blobs of a log's rows.
#[derive(Default)]
pub(super) struct Held(BTreeMap<u64, Kept>);

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
    pub(super) fn append(&mut self, blob: Blob, log: &mut MessageLog, bell: &Bell, now: Timestamp) {
        let size = blob.size();
        match usize::try_from(size) {
            Ok(length) if size <= SMALL => {
                log.append(Direction::Received, Kind::Binary, &vec![0; length], now);
                if let Some(row) = log.rows().end.checked_sub(1) {
                    bell.when(async move { Wake::HeldRead(row, blob.slice(0..size).await) });
                }
            }
            _ => {
                if let Some(row) = log.append_held(Kind::Binary, size, now) {
                    self.0.insert(row, Kept { blob, beginning: Beginning::Unread });
                }
            }
        }
    }

    /// The whole message in this row, when it stays with the browser.
    pub(super) fn blob(&self, row: u64) -> Option<Blob> {
        self.0.get(&row).map(|kept| kept.blob.clone())
    }

    /// Lets go of what the log has evicted.
    pub(super) fn follow(&mut self, log: &MessageLog) {
        let first = log.rows().start;
        while self.0.first_key_value().is_some_and(|(row, _)| *row < first) {
            self.0.pop_first();
        }
    }

    /// How many bytes the browser holds of the message in this row, when it holds it.
    pub(super) fn size(&self, row: u64) -> Option<u64> {
        self.0.get(&row).map(|kept| kept.blob.size())
    }

    /// Reads a part of such a message for the page.
    pub(super) fn read_part(&self, part: PayloadPart, range: Range<u64>, bell: &Bell) {
        let Some(kept) = self.0.get(&part.row) else { return };
        let blob = kept.blob.clone();
        bell.when(async move { Wake::HeldPart(HeldPart { part, read: blob.slice(range).await }) });
    }

    /// Bytes were read: the whole of a small message, or the beginning of a large one.
    pub(super) fn read(&mut self, row: u64, bytes: Result<Bytes, String>, log: &mut MessageLog) {
        let bytes = match bytes {
            Ok(bytes) => bytes.head(u32::MAX),
            Err(why) => {
                log::error!("The browser could not read a message that it holds: {why}");
                Vec::new()
            }
        };
        match self.0.get_mut(&row) {
            Some(kept) => kept.beginning = Beginning::Read(bytes),
            None => log.fill(row, &bytes),
        }
    }

    /// Writes the beginnings into the rows in view, and reads those that are not there yet.
    pub(super) fn show(&mut self, rows: &mut [Row], bell: &Bell) {
        if self.0.is_empty() {
            return;
        }
        for row in rows {
            let (Some(kept), RowItem::Message { kind, length, preview, .. }) =
                (self.0.get_mut(&row.number), &mut row.item)
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
