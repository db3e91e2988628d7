//! Bytes in Base64 (RFC 4648).

use data_encoding::{BASE64, BASE64_NOPAD};

use super::{CodecError, Fault, Place};

/// Bytes that are written at a time, a multiple of three. All at once would end the program on wasm32: `data-encoding` takes
/// at most `usize::MAX / 512` bytes, which are 8,388,607 there.
const PIECE: usize = 3 << 14;

/// Reads bytes: standard or URL-safe alphabet, with or without `=` at the end, white space anywhere.
///
/// # Errors
///
/// For any other character, for `=` before the end, and when the text ends in the middle of a byte.
pub fn decode(text: &str) -> Result<Vec<u8>, CodecError> {
    let mut digits = Vec::with_capacity(text.len());
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || c == '=').len();
    for (at, character) in text[..end].char_indices() {
        match character {
            '-' => digits.push(b'+'),
            '_' => digits.push(b'/'),
            'A'..='Z' | 'a'..='z' | '0'..='9' | '+' | '/' => digits.extend(u8::try_from(character)),
            space if space.is_whitespace() => {}
            foreign => {
                return Err(CodecError { place: Place::of(text, at), fault: Fault::NoBase64Digit(foreign) });
            }
        }
    }
    // More than two `=`, or some after nothing, are no padding.
    if let Some((at, _)) = text[end..].match_indices('=').nth(if digits.is_empty() { 0 } else { 2 }) {
        return Err(CodecError { place: Place::of(text, end + at), fault: Fault::NoBase64Digit('=') });
    }
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 3);
    for piece in digits.chunks(PIECE / 3 * 4) {
        let incomplete = |_| CodecError { place: Place::of(text, end), fault: Fault::Base64Incomplete };
        bytes.extend(BASE64_NOPAD.decode(piece).map_err(incomplete)?);
    }
    Ok(bytes)
}

/// Writes bytes: standard alphabet, with padding, in one line.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for piece in bytes.chunks(PIECE) {
        BASE64.encode_append(piece, &mut text);
    }
    text
}
