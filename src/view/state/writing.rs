//! What is being written in one session: the kind, the choices that go with it, and the text while nobody looks.

use serde::{Deserialize, Serialize};

use super::history::History;
use crate::model::{
    codec::{Format, LineEnding},
    link::Ticket,
    settings::FilePlan,
};

/// The kinds of message that can be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Text.
    #[default]
    Text,
    /// Text that is checked to be JSON, and sent as written.
    Json,
    /// Bytes as hexadecimal digits.
    Hex,
    /// Bytes in Base64.
    Base64,
    /// A file.
    File,
    /// A picture drawn by hand.
    Drawing,
}

impl Kind {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 6] = [Self::Text, Self::Json, Self::Hex, Self::Base64, Self::File, Self::Drawing];

    /// Whether it is written in the text field.
    pub fn is_written(self) -> bool {
        !matches!(self, Self::File | Self::Drawing)
    }
}

/// The choices that go with a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// What it is.
    pub kind: Kind,
    /// Line ends are CRLF, not LF.
    pub crlf: bool,
    /// `\n`, `\0`, `\u{…}` and the like stand for characters.
    pub escapes: bool,
}

/// What a session's composer holds while another session is shown.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// The choices.
    pub choices: Choices,
    /// The draft.
    pub text: String,
    /// What was sent before.
    pub history: History,
    /// The last ticket that was given out.
    pub ticket: Ticket,
    /// The pixels of the drawing.
    pub drawing: Option<Vec<u8>>,
    /// How a file is to be sent.
    pub file: FileForm,
}

impl Writing {
    /// The same draft for another session.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self { ticket: Ticket::default(), history: History::default(), ..self.clone() }
    }
}

impl Choices {
    /// How the text becomes a message.
    pub fn format(self) -> Format {
        match self.kind {
            Kind::Json => Format::Json,
            Kind::Hex => Format::Hex,
            Kind::Base64 => Format::Base64,
            Kind::Text | Kind::File | Kind::Drawing => {
                let ending = if self.crlf { LineEnding::Crlf } else { LineEnding::Lf };
                Format::Text { ending, escapes: self.escapes }
            }
        }
    }
}

/// How a file is to be sent, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileForm {
    /// As many messages, not as one.
    pub in_chunks: bool,
    /// Bytes of each.
    pub size: String,
    /// Bytes of buffer above which it waits.
    pub threshold: String,
}

impl Default for FileForm {
    fn default() -> Self {
        Self { in_chunks: false, size: "65536".to_owned(), threshold: "1048576".to_owned() }
    }
}

impl FileForm {
    /// What the engine is told. `None` when a number cannot be read.
    pub fn plan(&self) -> Option<FilePlan> {
        if !self.in_chunks {
            return Some(FilePlan::Whole);
        }
        let size = self.size.trim().parse().ok().filter(|size| (1..=LARGEST_CHUNK).contains(size))?;
        Some(FilePlan::Chunks { size, threshold: self.threshold.trim().parse().ok()? })
    }
}

/// A chunk is in memory as a whole.
const LARGEST_CHUNK: u32 = 64 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_goes_whole_unless_told_otherwise() {
        let mut form = FileForm::default();
        assert_eq!(form.plan(), Some(FilePlan::Whole));
        form.in_chunks = true;
        assert_eq!(form.plan(), Some(FilePlan::Chunks { size: 65_536, threshold: 1_048_576 }));
        form.size = "0".into();
        assert_eq!(form.plan(), None);
    }
}
