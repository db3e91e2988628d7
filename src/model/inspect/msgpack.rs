//! `MessagePack`, by its specification of 2013: heads of items.

use super::{
    items::{self, Item},
    walk::{Frame, Walk},
};
use crate::model::language::{Text, text};

/// Writes the next line.
pub(super) fn step(walk: &mut Walk<'_>) -> bool {
    items::step(walk, head, "MessagePack")
}

pub(super) fn path(bytes: &[u8], frame: &Frame, path: &mut String) {
    items::path(bytes, frame, head, path);
}

/// So many bytes as a number, the highest first.
pub(super) fn number(bytes: &[u8], at: usize, width: usize) -> Result<u64, Text> {
    let part = bytes
        .get(at..at + width)
        .ok_or(text!("it ends within the head of a value", "es endet im Kopf eines Wertes"))?;
    Ok(part.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

fn head(bytes: &[u8]) -> Result<(Item, usize), Text> {
    let first =
        *bytes.first().ok_or(text!("it ends where a value is expected", "es endet, wo ein Wert erwartet wird"))?;
    let low = |mask: u8| u64::from(first & mask);
    // In most groups the head is followed by 1, 2, 4 or 8 bytes of a number.
    let of = |base: u8, least: usize| {
        let width = least << (first - base);
        number(bytes, 1, width).map(|number| (number, 1 + width))
    };
    Ok(match first {
        0x00..=0x7f => (Item::Whole(low(0x7f)), 1),
        0x80..=0x8f => (Item::Map(Some(low(15))), 1),
        0x90..=0x9f => (Item::Array(Some(low(15))), 1),
        0xa0..=0xbf => (Item::Text(low(31)), 1),
        0xc0 => (Item::Word("null"), 1),
        0xc1 => return Err(text!("the byte c1 is never used", "das Byte c1 wird nie benutzt")),
        0xc2 => (Item::Word("false"), 1),
        0xc3 => (Item::Word("true"), 1),
        0xc4..=0xc6 => of(0xc4, 1).map(|(length, behind)| (Item::Bytes(length), behind))?,
        0xc7..=0xc9 => {
            let (length, behind) = of(0xc7, 1)?;
            (extension(bytes, behind, length)?, behind + 1)
        }
        0xca => (Item::Float(number(bytes, 1, 4)?, 4), 5),
        0xcb => (Item::Float(number(bytes, 1, 8)?, 8), 9),
        0xcc..=0xcf => of(0xcc, 1).map(|(number, behind)| (Item::Whole(number), behind))?,
        0xd0..=0xd3 => {
            let (number, behind) = of(0xd0, 1)?;
            let bits = 8 * (behind - 1);
            let negative = number >> (bits - 1) & 1 == 1;
            let less = !number & (u64::MAX >> (64 - bits));
            (if negative { Item::Negative(less) } else { Item::Whole(number) }, behind)
        }
        0xd4..=0xd8 => (extension(bytes, 1, 1 << (first - 0xd4))?, 2),
        0xd9..=0xdb => of(0xd9, 1).map(|(length, behind)| (Item::Text(length), behind))?,
        0xdc..=0xdd => of(0xdc, 2).map(|(count, behind)| (Item::Array(Some(count)), behind))?,
        0xde..=0xdf => of(0xde, 2).map(|(count, behind)| (Item::Map(Some(count)), behind))?,
        0xe0..=0xff => (Item::Negative(0xff - u64::from(first)), 1),
    })
}

fn extension(bytes: &[u8], at: usize, length: u64) -> Result<Item, Text> {
    let kind = bytes.get(at).ok_or(text!("it ends within the head of a value", "es endet im Kopf eines Wertes"))?;
    Ok(Item::Extension(kind.cast_signed(), length))
}
