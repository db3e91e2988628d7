//! What is being written in one session: the kind, the choices that go with it, and the text while nobody looks.

use serde::{Deserialize, Serialize};
use yew::NodeRef;

use super::history::History;
use crate::{
    model::{
        codec::{Format, LineEnding},
        id::Ticket,
        recipe::{Recipe, RecipeError},
        settings::FilePlan,
    },
    web::element::HtmlTextAreaElement,
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

/// What a session's composer holds, for its duplicate, and for itself when another session was shown meanwhile.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// The choices.
    pub choices: Choices,
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
        Self { choices, text: self.draft(), drawing, file, ..Self::default() }
    }
}

/// A message as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The text.
    pub text: String,
    /// How it is read.
    pub choices: Choices,
}

impl Written {
    /// Text, as it is.
    pub fn text(text: &str) -> Self {
        Self { text: text.to_owned(), choices: Choices::default() }
    }

    /// What makes its messages, each time it is sent.
    ///
    /// # Errors
    ///
    /// When it is not of its kind, or has a placeholder that is none.
    pub fn recipe(&self) -> Result<Recipe, RecipeError> {
        Recipe::new(&self.text, self.choices.format())
    }
}

impl Choices {
    /// All that can be chosen for what is written in a field, each as one choice.
    pub const WAYS: [Self; 7] = [
        Self::of(Kind::Text, false, false),
        Self::of(Kind::Text, true, false),
        Self::of(Kind::Text, false, true),
        Self::of(Kind::Text, true, true),
        Self::of(Kind::Json, false, false),
        Self::of(Kind::Hex, false, false),
        Self::of(Kind::Base64, false, false),
    ];

    const fn of(kind: Kind, crlf: bool, escapes: bool) -> Self {
        Self { kind, crlf, escapes }
    }

    /// Its place among [`Self::WAYS`].
    pub fn way(self) -> usize {
        let fits = |way: &Self| way.kind == self.kind && (self.kind != Kind::Text || *way == self);
        Self::WAYS.iter().position(fits).unwrap_or_default()
    }

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
    fn every_choice_of_the_composer_is_one_of_the_ways() {
        for kind in Kind::ALL.into_iter().filter(|kind| kind.is_written()) {
            for (crlf, escapes) in [(false, false), (true, false), (false, true), (true, true)] {
                let choices = Choices { kind, crlf, escapes };
                assert_eq!(Choices::WAYS[choices.way()].format(), choices.format(), "{choices:?}");
            }
        }
    }

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
