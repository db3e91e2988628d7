//! Whether a text is JSON (RFC 8259). It is never written anew: 64-bit numbers, repeated keys and spaces stay.
//!
//! A parser of its own, because it only has to say yes or where not: `serde_json` brings its tables for numbers with it,
//! and adds 20 kB to what a visitor loads. A test holds the two against each other.

mod scan;

pub(in crate::model) use self::scan::{Begin, Nest, Scanner};
use super::{CodecError, Fault, Place};
use crate::model::language::Text;

/// Checks a text. Nesting may be of any depth: it is kept in a list, not on the stack.
///
/// # Errors
///
/// Where it stops being JSON.
pub fn check(text: &str) -> Result<(), CodecError> {
    let mut scan = Scanner::new(text.as_bytes(), 0);
    document(&mut scan).map_err(|why| {
        let byte = (0..=scan.at.min(text.len())).rfind(|&byte| text.is_char_boundary(byte)).unwrap_or_default();
        CodecError { place: Place::of(text, byte), fault: Fault::Json(why) }
    })
}

/// Reads a whole document; an error is at the scanner's place.
pub(in crate::model) fn document(scan: &mut Scanner<'_>) -> Result<(), Text> {
    let mut open = Vec::new();
    loop {
        if let Some(inside) = value(scan)? {
            open.push(inside);
            if !scan.takes(inside.end()) {
                name(scan, inside)?;
                continue;
            }
            open.pop();
        }
        loop {
            let Some(&inside) = open.last() else { return scan.end() };
            if scan.takes(inside.end()) {
                open.pop();
            } else if scan.takes(b',') {
                name(scan, inside)?;
                break;
            } else {
                return Err(scan.missing(inside));
            }
        }
    }
}

/// A whole scalar, or the beginning of an array or object.
pub(in crate::model) fn value(scan: &mut Scanner<'_>) -> Result<Option<Nest>, Text> {
    scan.skip_space();
    match scan.begin()? {
        Begin::Nest(nest) => {
            scan.at += 1;
            return Ok(Some(nest));
        }
        Begin::String => scan.string(),
        Begin::Number => scan.number(),
        Begin::Word(word) => scan.word(word),
    }?;
    Ok(None)
}

/// In an object, the name and the colon of what comes next.
fn name(scan: &mut Scanner<'_>, inside: Nest) -> Result<(), Text> {
    if inside == Nest::Array {
        return Ok(());
    }
    scan.skip_space();
    scan.expect_name()?;
    scan.string()?;
    scan.skip_space();
    scan.colon()
}
