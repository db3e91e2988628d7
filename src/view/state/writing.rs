//! What is being written in one session: the kind, the choices that go with it, and the text while nobody looks.

use yew::NodeRef;

use super::{
    draft_history::History,
    written::{Choices, Written},
};
use crate::{
    model::{id::Ticket, settings::FilePlan},
    web::element::HtmlTextAreaElement,
};

/// What a session's composer holds, for its duplicate, and for itself when another session was shown meanwhile.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// The choices.
    pub choices: Choices,
    /// What is sent stays in the field.
    pub keeps: bool,
    /// The draft, while no field holds it.
    pub text: String,
    /// The field that holds it, while it is written: a draft of megabytes is not copied at each letter.
    pub field: NodeRef,
    /// What was sent before.
    pub history: History,
    /// The last ticket that was given out.
    pub ticket: Ticket,
    /// The pixels of the drawing.
    pub drawing: Option<Vec<u8>>,
    /// How a file is to be sent.
    pub file: FileForm,
    /// A message of this kind was handed over, its answer is not here yet, and the draft is still the same.
    pub waiting: Option<Choices>,
    /// Why the draft was not sent.
    pub problem: Option<String>,
    /// How the connection is to be closed.
    pub close: CloseForm,
}

/// A close with a code and a reason, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseForm {
    /// The code.
    pub code: String,
    /// The reason.
    pub reason: String,
    /// An empty close frame, without either.
    pub no_code: bool,
}

impl Default for CloseForm {
    fn default() -> Self {
        Self { code: "1000".to_owned(), reason: String::new(), no_code: false }
    }
}

impl Writing {
    /// The draft as it is now.
    pub fn draft(&self) -> String {
        self.field.cast::<HtmlTextAreaElement>().map_or_else(|| self.text.clone(), |field| field.value())
    }

    /// The draft with its choices; without its text when that has more UTF-16 units than `most`.
    pub fn written(&self, most: u32) -> Written {
        let field = self.field.cast::<HtmlTextAreaElement>();
        let is_short = field.map_or(self.text.len() <= most as usize, |field| field.text_length() <= most);
        Written { text: if is_short { self.draft() } else { String::new() }, choices: self.choices }
    }

    /// The same draft for another session.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        let (choices, drawing, file) = (self.choices, self.drawing.clone(), self.file.clone());
        Self { choices, keeps: self.keeps, text: self.draft(), drawing, file, ..Self::default() }
    }
}

/// As what a file is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileWay {
    /// As one binary message.
    #[default]
    Binary,
    /// As many of them.
    Chunks,
    /// As one text message.
    Text,
}

impl FileWay {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Binary, Self::Chunks, Self::Text];
}

/// How a file is to be sent, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileForm {
    /// As what.
    pub way: FileWay,
    /// Bytes of each.
    pub size: String,
    /// Bytes of buffer above which it waits.
    pub threshold: String,
}

impl Default for FileForm {
    fn default() -> Self {
        Self { way: FileWay::default(), size: "65536".to_owned(), threshold: "1048576".to_owned() }
    }
}

impl FileForm {
    /// What the engine is told. `None` when a number cannot be read.
    pub fn plan(&self) -> Option<FilePlan> {
        match self.way {
            FileWay::Binary => return Some(FilePlan::Whole),
            FileWay::Text => return Some(FilePlan::Text),
            FileWay::Chunks => {}
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
        form.way = FileWay::Text;
        assert_eq!(form.plan(), Some(FilePlan::Text));
        form.way = FileWay::Chunks;
        assert_eq!(form.plan(), Some(FilePlan::Chunks { size: 65_536, threshold: 1_048_576 }));
        form.size = "0".into();
        assert_eq!(form.plan(), None);
    }
}
