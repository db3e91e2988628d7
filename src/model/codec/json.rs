//! Whether a text is JSON (RFC 8259). It is never written anew: 64-bit numbers, repeated keys and spaces stay.
//!
//! A parser of its own, because it only has to say yes or where not: `serde_json` brings its tables for numbers with it,
//! and adds 20 kB to what a visitor loads. A test holds the two against each other.

use super::{CodecError, Fault, Place};

/// Checks a text. Nesting may be of any depth: it is kept in a list, not on the stack.
///
/// # Errors
///
/// Where it stops being JSON.
pub fn check(text: &str) -> Result<(), CodecError> {
    let mut reader = Reader { bytes: text.as_bytes(), at: 0 };
    reader.document().map_err(|why| {
        let byte = (0..=reader.at.min(text.len())).rfind(|&byte| text.is_char_boundary(byte)).unwrap_or_default();
        CodecError { place: Place::of(text, byte), fault: Fault::Json(why) }
    })
}

/// What is wrong, in the words of the sentence that tells it.
type Check = Result<(), &'static str>;

/// An array or object that is not closed yet.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Array,
    Object,
}

impl Open {
    fn end(self) -> u8 {
        if self == Self::Array { b']' } else { b'}' }
    }

    fn unfinished(self) -> &'static str {
        if self == Self::Array { "it ends within a list" } else { "it ends within an object" }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn document(&mut self) -> Check {
        let mut open = Vec::new();
        loop {
            if let Some(inside) = self.value()? {
                open.push(inside);
                if !self.takes(inside.end()) {
                    self.name(inside)?;
                    continue;
                }
                open.pop();
            }
            loop {
                let Some(&inside) = open.last() else { return self.end() };
                if self.takes(inside.end()) {
                    open.pop();
                } else if self.takes(b',') {
                    self.name(inside)?;
                    break;
                } else {
                    return Err(self.missing(inside));
                }
            }
        }
    }

    /// A whole scalar, or the beginning of an array or object.
    fn value(&mut self) -> Result<Option<Open>, &'static str> {
        self.skip_space();
        match self.peek() {
            Some(b'[') => self.opened(Open::Array),
            Some(b'{') => self.opened(Open::Object),
            Some(b'"') => self.string().map(|()| None),
            Some(b'-' | b'0'..=b'9') => self.number().map(|()| None),
            Some(b't') => self.word(b"true").map(|()| None),
            Some(b'f') => self.word(b"false").map(|()| None),
            Some(b'n') => self.word(b"null").map(|()| None),
            Some(_) => Err("a value is expected"),
            None => Err("it ends where a value is expected"),
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "one of the arms of `value`")]
    fn opened(&mut self, what: Open) -> Result<Option<Open>, &'static str> {
        self.at += 1;
        Ok(Some(what))
    }

    /// In an object, the name and the colon of what comes next.
    fn name(&mut self, inside: Open) -> Check {
        if inside == Open::Array {
            return Ok(());
        }
        self.skip_space();
        match self.peek() {
            Some(b'"') => self.string()?,
            Some(_) => return Err("a name in double quotes is expected"),
            None => return Err(inside.unfinished()),
        }
        if self.takes(b':') { Ok(()) } else { Err("a colon is expected") }
    }

    fn string(&mut self) -> Check {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                Some(0..=0x1f) => return Err("a control character in a string must be escaped"),
                Some(_) => self.at += 1,
                None => return Err("it ends within a string"),
            }
        }
        self.at += 1;
        Ok(())
    }

    fn escape(&mut self) -> Check {
        self.at += 1;
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    match self.peek() {
                        Some(digit) if digit.is_ascii_hexdigit() => self.at += 1,
                        _ => return Err("four hex digits are expected behind \\u"),
                    }
                }
            }
            _ => return Err("this is no escape of JSON"),
        }
        Ok(())
    }

    fn number(&mut self) -> Check {
        self.takes_here(b'-');
        if !self.takes_here(b'0') {
            self.digits()?;
        }
        if self.takes_here(b'.') {
            self.digits()?;
        }
        if self.takes_here(b'e') || self.takes_here(b'E') {
            let _ = self.takes_here(b'+') || self.takes_here(b'-');
            self.digits()?;
        }
        // A second digit behind a leading zero.
        if self.peek().is_some_and(|next| next.is_ascii_digit()) { Err("a number cannot begin with 0") } else { Ok(()) }
    }

    fn digits(&mut self) -> Check {
        let first = self.at;
        while self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > first { Ok(()) } else { Err("a digit is expected") }
    }

    fn word(&mut self, word: &[u8]) -> Check {
        for letter in word {
            if !self.takes_here(*letter) {
                return Err("a value is expected; the words are true, false and null");
            }
        }
        Ok(())
    }

    fn end(&mut self) -> Check {
        self.skip_space();
        if self.peek().is_none() { Ok(()) } else { Err("something follows behind the end") }
    }

    fn missing(&self, inside: Open) -> &'static str {
        match (self.peek(), inside) {
            (None, _) => inside.unfinished(),
            (_, Open::Array) => "a comma or ] is expected",
            (_, Open::Object) => "a comma or } is expected",
        }
    }

    /// Skips space, and this character when it is next.
    fn takes(&mut self, wanted: u8) -> bool {
        self.skip_space();
        self.takes_here(wanted)
    }

    fn takes_here(&mut self, wanted: u8) -> bool {
        let is_next = self.peek() == Some(wanted);
        self.at += usize::from(is_next);
        is_next
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}
