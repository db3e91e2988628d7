//! What a message becomes when it is taken out of the log.

use std::rc::Rc;

use super::{
    writing::FileWay,
    written::{Choices, Kind as WritingKind, Written},
};
use crate::{
    model::{
        codec::{hex, text},
        id::RowNumber,
        inspect::{CopyFormat, Lens},
        language::Text,
        message::Kind,
    },
    web::download::BytesUrl,
};

/// A larger message is no draft: a field with so much text in it would stop the page.
pub const MOST_DRAFTED: u32 = 1024 * 1024;

/// What is done with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// It is copied.
    Copy(CopyFormat),
    /// It is saved as a file, byte by byte.
    Save,
    /// It is put into the composer.
    Draft,
    /// It is shown as a picture.
    Picture,
}

/// The message that is looked into as a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its row.
    pub row: RowNumber,
    /// How it stands.
    pub shown: Shown,
}

/// How a picture stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// It is being fetched.
    Fetching,
    /// It is there.
    There(Rc<BytesUrl>),
    /// It is there, and drawn only when the person wants that in spite of this sentence.
    Doubted(Text, Rc<BytesUrl>),
    /// It cannot be shown: why, in a sentence.
    Failed(Text),
}

/// A message in the composer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draft {
    /// It is written in the field.
    Written(Written),
    /// The file that was chosen for it, and as what it is sent.
    File(FileWay),
}

/// The message such that it can be sent again, byte for byte: text as it is, or with escapes where a text field would
/// change it; bytes as hex.
pub fn draft(kind: Kind, bytes: &[u8]) -> Written {
    match (kind, std::str::from_utf8(bytes)) {
        (Kind::Text, Ok(written)) => {
            let escapes = written.contains(['\r', '\0']);
            let text = if escapes { text::escaped(written) } else { written.to_owned() };
            Written { choices: Choices { escapes, ..Choices::default() }, text }
        }
        _ => Written { choices: Choices { kind: WritingKind::Hex, ..Choices::default() }, text: hex::encode(bytes) },
    }
}

/// The ending of the name of its file.
pub fn ending(kind: Kind, lens: Lens) -> &'static str {
    match (kind, lens) {
        (_, Lens::Json) => "json",
        (Kind::Text, _) => "txt",
        (Kind::Binary, _) => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{codec, message::Message};

    #[test]
    fn a_draft_is_sent_as_the_very_same_bytes() {
        for (kind, bytes) in [
            (Kind::Text, "plain\ntext \\n".as_bytes()),
            (Kind::Text, "a\r\nb\0c\\\r".as_bytes()),
            (Kind::Text, b""),
            (Kind::Binary, &[0, 255, 16]),
        ] {
            let draft = draft(kind, bytes);
            let message = codec::encode(&draft.text, draft.choices.format()).expect("a draft can be sent");
            assert_eq!((message.kind(), message.bytes()), (kind, bytes), "{draft:?}");
            assert!(!matches!(message, Message::Text(_)) || !draft.text.contains('\r'));
        }
    }
}
