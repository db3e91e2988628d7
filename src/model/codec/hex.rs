//! Bytes in hex.

use data_encoding::HEXLOWER;

use super::{CodecError, Fault, Place};

/// Reads bytes. White space, commas and colons may separate groups of digits; a group may begin with `0x` and has two
/// digits for each byte. Upper and lower case count alike.
///
/// # Errors
///
/// For any other character, and for a group with an odd number of digits: it could mean different bytes.
pub fn decode(text: &str) -> Result<Vec<u8>, CodecError> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    for group in text.split(is_separator) {
        read_group(group, &mut bytes)
            .map_err(|(within, fault)| CodecError { place: Place::of(text, at + within), fault })?;
        at += group.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    Ok(bytes)
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | ':')
}

/// Reads a group; an error comes with the byte where it is.
fn read_group(group: &str, bytes: &mut Vec<u8>) -> Result<(), (usize, Fault)> {
    let digits = group.strip_prefix("0x").or_else(|| group.strip_prefix("0X")).unwrap_or(group);
    if let Some((at, foreign)) = digits.char_indices().find(|(_, character)| !character.is_ascii_hexdigit()) {
        return Err((group.len() - digits.len() + at, Fault::NoHexDigit(foreign)));
    }
    if digits.len() % 2 == 1 || digits.len() < group.len() && digits.is_empty() {
        // A long group is cut, so that the sentence stays short.
        let shown = if group.len() > 16 { format!("{}…", &group[..16]) } else { group.to_owned() };
        return Err((0, Fault::OddDigits(shown)));
    }
    bytes.extend(digits.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])));
    Ok(())
}

/// The value of a hex digit.
pub(super) fn digit(character: u8) -> u8 {
    match character {
        b'0'..=b'9' => character - b'0',
        other => (other | 0x20).wrapping_sub(b'a').wrapping_add(10),
    }
}

/// Writes bytes: two digits in lower case for each, a space between.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3);
    for byte in bytes {
        if !text.is_empty() {
            text.push(' ');
        }
        HEXLOWER.encode_append(&[*byte], &mut text);
    }
    text
}
