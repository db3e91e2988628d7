//! Literals of other languages that mean exactly the text, whatever is in it.

use std::fmt::Write;

use crate::model::inspect::hides;

/// A word for a POSIX shell: single quotes, in which nothing has a meaning but the quote itself.
///
/// No argument of a program can hold NUL; the caller sees to that.
pub(super) fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A string of JavaScript.
pub(super) fn javascript(text: &str) -> String {
    // `</script>` would end an inline script.
    literal(text, |code| format!("\\u{{{code:x}}}")).replace("</", r"<\/")
}

/// A string of Python 3.
pub(super) fn python(text: &str) -> String {
    literal(text, |code| if code > 0xffff { format!("\\U{code:08x}") } else { format!("\\u{code:04x}") })
}

/// A string of Rust.
pub(super) fn rust(text: &str) -> String {
    literal(text, |code| format!("\\u{{{code:x}}}"))
}

/// A string between double quotes, in which backslash, quote and what cannot be seen are escaped.
fn literal(text: &str, escape: impl Fn(u32) -> String) -> String {
    let mut literal = String::from('"');
    for character in text.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            hidden if hides(hidden) => literal.push_str(&escape(hidden.into())),
            plain => literal.push(plain),
        }
    }
    literal.push('"');
    literal
}

/// Bytes in hex, two digits for each.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
