//! What only the build for tests and measurements has (the feature `trial`).

use super::Desk;
use crate::{
    model::{
        id::{RowNumber, Ticket},
        link::{PayloadPart, ToPage},
        message::{Direction, Kind},
    },
    web::{
        clock,
        file::{Beside, Bytes},
        memory,
    },
};

/// Breaks down as a fault that nobody knows would: what was under way stays as it is.
pub(super) fn break_down() -> ! {
    panic!("The engine was told to break down.")
}

impl Desk {
    /// Fills the log as the lab's `/flood` would.
    pub(super) fn fill(&mut self, rows: u64, bytes: usize) {
        let now = clock::now();
        for row in 0..rows {
            let text = format!(r#"{{"seq":{row},"pad":""}}"#);
            let pad = "x".repeat(bytes.saturating_sub(text.len()));
            let text =
                if pad.is_empty() { format!("{row:0bytes$}") } else { format!(r#"{{"seq":{row},"pad":"{pad}"}}"#) };
            self.log.append(Direction::Received, Kind::Text, text.as_bytes(), now);
        }
    }

    /// The baseline of a filter: the same bytes, and nothing but memmem. Tells its milliseconds, how often it was found,
    /// and the bytes of memory.
    pub(super) fn measure(&mut self, needle: &[u8]) {
        let began = clock::now();
        let found = self.log.occurrences(needle);
        let took = clock::now().since(began);
        let said = format!("[{took},{found},{}]", memory::bytes());
        let part = PayloadPart { ticket: Ticket(u32::MAX), row: RowNumber(0), start: 0, kept: None };
        self.parcels.push((ToPage::Payload(self.bell.session(), part), Beside::Bytes(Bytes::copy_of(said.as_bytes()))));
    }
}
