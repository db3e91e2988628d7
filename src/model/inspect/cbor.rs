//! CBOR (RFC 8949): heads of items.

use super::{
    items::{self, Item},
    msgpack::number,
    walk::{Frame, Walk},
};
use crate::model::language::{Text, text};

/// Writes the next line.
pub(super) fn step(walk: &mut Walk<'_>) -> bool {
    items::step(walk, head, "CBOR")
}

pub(super) fn path(bytes: &[u8], frame: &Frame, path: &mut String) {
    items::path(bytes, frame, head, path);
}

fn head(bytes: &[u8]) -> Result<(Item, usize), Text> {
    let first =
        *bytes.first().ok_or(text!("it ends where a value is expected", "es endet, wo ein Wert erwartet wird"))?;
    let (major, low) = (first >> 5, first & 31);
    if low == 31 {
        let item = match major {
            2 | 3 => Item::Parts,
            4 => Item::Array(None),
            5 => Item::Map(None),
            7 => Item::Break,
            _ => {
                return Err(text!(
                    "a number or a tag without an end is not allowed",
                    "eine Zahl oder ein Tag ohne Ende ist nicht erlaubt",
                ));
            }
        };
        return Ok((item, 1));
    }
    let width = match low {
        0..=23 => 0,
        24..=27 => 1 << (low - 24),
        _ => return Err(text!("a head of 28 to 30 is reserved", "ein Kopf von 28 bis 30 ist reserviert")),
    };
    let argument = if width == 0 { u64::from(low) } else { number(bytes, 1, width)? };
    let item = match major {
        0 => Item::Whole(argument),
        1 => Item::Negative(argument),
        2 => Item::Bytes(argument),
        3 => Item::Text(argument),
        4 => Item::Array(Some(argument)),
        5 => Item::Map(Some(argument)),
        6 => Item::Tag(argument),
        _ => simple(low, argument),
    };
    Ok((item, 1 + width))
}

fn simple(low: u8, argument: u64) -> Item {
    match (low, argument) {
        (25, bits) => Item::Float(bits, 2),
        (26, bits) => Item::Float(bits, 4),
        (27, bits) => Item::Float(bits, 8),
        (_, 20) => Item::Word("false"),
        (_, 21) => Item::Word("true"),
        (_, 22) => Item::Word("null"),
        (_, 23) => Item::Word("undefined"),
        (_, other) => Item::Simple(u8::try_from(other).unwrap_or_default()),
    }
}
