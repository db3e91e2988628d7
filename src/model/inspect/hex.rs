//! Bytes in hex: 8 or 16 on a line, with their place before and ASCII behind. It needs no index.

use super::{
    as_u32,
    line::{Class, Line},
};

/// Bytes on a line, where there is room for them.
pub(super) const WIDE: usize = 16;

/// Bytes on a line, where there is less.
pub(super) const NARROW: usize = 8;

/// Characters of a line with so many bytes: the place, the bytes with their gaps, and ASCII.
pub(super) fn width(row: usize) -> usize {
    10 + row * 3 + row / NARROW + row
}

/// How many lines there are, with so many bytes on each.
pub(super) fn lines(length: usize, row: usize) -> u32 {
    as_u32(length.div_ceil(row))
}

/// The line with this number.
pub(super) fn line(bytes: &[u8], number: u32, length: usize) -> Option<Line> {
    let start = number as usize * length;
    let row = bytes.get(start..bytes.len().min(start + length))?;
    let mut line = Line { number, offset: as_u32(start), ..Line::default() };
    line.push(Class::Offset, &digits(start as u64, 8));
    line.push(Class::Hex, "  ");
    line.push(Class::Hex, &row_of(row, length));
    line.push(Class::Ascii, "  ");
    for byte in row {
        let shown = if matches!(byte, b' '..=b'~') { char::from(*byte) } else { '.' };
        line.push(Class::Ascii, shown.encode_utf8(&mut [0; 4]));
    }
    Some(line)
}

/// The bytes of a line, with a gap behind each eighth, always of the same width.
fn row_of(row: &[u8], length: usize) -> String {
    let mut text = String::with_capacity(length * 3);
    for at in 0..length {
        if at > 0 {
            text.push_str(if at % NARROW == 0 { "  " } else { " " });
        }
        match row.get(at) {
            Some(byte) => text.push_str(&digits(u64::from(*byte), 2)),
            None => text.push_str("  "),
        }
    }
    text
}

/// A number in hex, of at least so many digits.
pub(super) fn digits(number: u64, least: u32) -> String {
    let count = least.max((67 - number.leading_zeros()) / 4);
    let digit = |place: u32| usize::try_from(number >> (4 * place) & 15).unwrap_or_default();
    (0..count).rev().map(|place| char::from(b"0123456789abcdef"[digit(place)])).collect()
}
