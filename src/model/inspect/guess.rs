//! Which lens is likely to fit a message, and why.

use serde::{Deserialize, Serialize};

use super::{
    Lens, Picture,
    folds::Range,
    index::Index,
    walk::{Mode, State, WIDTH},
};
use crate::model::{
    codec::json::{self, Scanner},
    language::{Text, say, text},
    message::Kind,
};

/// No more of a message is tried.
pub(super) const HEAD: usize = 256 * 1024;

/// What a message is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// The lens that is likely to fit.
    pub lens: Lens,
    /// Why: a sentence.
    pub why: String,
    /// The other lenses that may be chosen.
    pub others: Vec<Lens>,
}

/// What a message is taken for: by its kind, its first bytes, and by what can read it.
pub(super) fn guess(bytes: &[u8], kind: Kind) -> Guess {
    let picture = Picture::sniff(bytes);
    let (lens, why) = match picture {
        Some(picture) => (Lens::Picture, picture.begins()),
        None if kind == Kind::Text => as_text(bytes, text!("The message is text", "Die Nachricht ist Text")),
        None => binary(bytes),
    };
    let mut others = vec![Lens::Text, Lens::Json, Lens::Hex];
    if picture.is_some() {
        others.push(Lens::Picture);
    }
    if kind == Kind::Binary {
        others.extend([Lens::MessagePack, Lens::Cbor, Lens::Protobuf]);
    }
    others.retain(|other| *other != lens);
    Guess { lens, why, others }
}

/// Text is JSON, or text.
fn as_text(bytes: &[u8], is_text: Text) -> (Lens, String) {
    let head = &bytes[..bytes.len().min(HEAD)];
    let cut = head.len() < bytes.len();
    let mut scan = Scanner::new(head, 0);
    scan.skip_space();
    if !matches!(scan.peek(), Some(b'{' | b'[')) {
        return (Lens::Text, [is_text.now(), "."].concat());
    }
    scan.at = 0;
    let whole = json::document(&mut scan);
    match whole {
        Ok(()) if !cut => (Lens::Json, say!("All of it is JSON.", "Alles daran ist JSON.")),
        _ if scan.at >= head.len() && cut => (
            Lens::Json,
            say!(
                "Its first 256 KiB are JSON; the rest was not tried.",
                "Die ersten 256 KiB sind JSON; der Rest wurde nicht geprüft."
            ),
        ),
        Err(_) if scan.at >= head.len() => {
            (Lens::Json, say!("It is JSON that ends too early.", "Es ist JSON, das zu früh endet."))
        }
        Err(_) if scan.at > head.len() / 2 => (
            Lens::Json,
            [text!("It is JSON up to byte ", "Es ist JSON bis zum Byte ").now(), &scan.at.to_string(), "."].concat(),
        ),
        _ => (
            Lens::Text,
            [
                is_text.now(),
                text!("; it begins like JSON, but is none.", "; sie beginnt wie JSON, ist aber keines.").now(),
            ]
            .concat(),
        ),
    }
}

fn binary(bytes: &[u8]) -> (Lens, String) {
    if bytes.is_empty() {
        return (Lens::Hex, say!("The message is empty.", "Die Nachricht ist leer."));
    }
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return (
            Lens::Hex,
            [text!("Its first bytes are those of ", "Die ersten Bytes sind die von ").now(), name, "."].concat(),
        );
    }
    if is_text(&bytes[..bytes.len().min(HEAD)], bytes.len()) {
        return as_text(bytes, text!("The bytes are text in UTF-8", "Die Bytes sind Text in UTF-8"));
    }
    for lens in [Lens::MessagePack, Lens::Cbor, Lens::Protobuf] {
        if could_be(bytes, lens) {
            return (
                lens,
                [
                    text!("The bytes can be read as ", "Die Bytes lassen sich von Anfang bis Ende als ").now(),
                    lens.name().now(),
                    text!(" from end to end.", " lesen.").now(),
                ]
                .concat(),
            );
        }
    }
    (
        Lens::Hex,
        say!("The bytes are in no format that is known here.", "Die Bytes haben kein Format, das hier bekannt ist."),
    )
}

/// Whether bytes are one map or list of this format; of a long message, whether its beginning is.
fn could_be(bytes: &[u8], lens: Lens) -> bool {
    let nests = match lens {
        Lens::MessagePack => matches!(bytes[0], 0x80..=0x9f | 0xdc..=0xdf),
        Lens::Cbor => matches!(bytes[0], 0x80..=0xdb),
        _ => bytes.len() > 1,
    };
    let Some((step, _)) = lens.walk().filter(|_| nests) else { return false };
    let mut index = Index::new(step, State::new(Mode::Item, WIDTH));
    index.advance(bytes, 4 * HEAD);
    let one = |range: Range| range.close + 1 == index.lines();
    !index.has_failed()
        && (lens == Lens::Protobuf || !index.is_done() || index.lines() == 1 || index.range(bytes, 0).is_some_and(one))
}

/// First bytes by which a format is known that no lens shows.
const MAGIC: [(&[u8], Text); 7] = [
    (b"\x1f\x8b\x08", Text::same("gzip")),
    (b"\x28\xb5\x2f\xfd", Text::same("Zstandard")),
    (b"\x78\x9c", Text::same("zlib")),
    (b"\x78\xda", Text::same("zlib")),
    (b"PK\x03\x04", text!("a ZIP archive", "einem ZIP-Archiv")),
    (b"%PDF-", Text::same("PDF")),
    (b"\0asm", Text::same("WebAssembly")),
];

/// Whether bytes, of which this is the head, are UTF-8, without control characters that no one writes.
pub(super) fn is_text(head: &[u8], length: usize) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        // Cut in the middle of a character.
        Err(error) => error.error_len().is_none() && head.len() < length,
    };
    valid && !head.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127))
}
