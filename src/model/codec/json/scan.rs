//! The pieces of JSON (RFC 8259), read from bytes: nothing is kept, nothing is copied.

use crate::model::language::{Text, text};

/// What is wrong, in the words of the sentence that tells it.
type Check = Result<(), Text>;

/// An array or object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Nest {
    Array,
    Object,
}

impl Nest {
    pub(in crate::model) fn end(self) -> u8 {
        if self == Self::Array { b']' } else { b'}' }
    }

    fn unfinished(self) -> Text {
        if self == Self::Array {
            text!("it ends within a list", "es endet in einer Liste")
        } else {
            text!("it ends within an object", "es endet in einem Objekt")
        }
    }
}

/// What a value begins as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Begin {
    Nest(Nest),
    String,
    Number,
    Word(&'static [u8]),
}

/// A place in JSON. After an error, `at` is where it is.
#[derive(Clone, Debug)]
pub(in crate::model) struct Scanner<'a> {
    bytes: &'a [u8],
    pub(in crate::model) at: usize,
}

impl<'a> Scanner<'a> {
    pub(in crate::model) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// What the value here is; nothing of it is read.
    pub(in crate::model) fn begin(&self) -> Result<Begin, Text> {
        match self.peek() {
            Some(b'[') => Ok(Begin::Nest(Nest::Array)),
            Some(b'{') => Ok(Begin::Nest(Nest::Object)),
            Some(b'"') => Ok(Begin::String),
            Some(b'-' | b'0'..=b'9') => Ok(Begin::Number),
            Some(b't') => Ok(Begin::Word(b"true")),
            Some(b'f') => Ok(Begin::Word(b"false")),
            Some(b'n') => Ok(Begin::Word(b"null")),
            Some(_) => Err(text!("a value is expected", "ein Wert wird erwartet")),
            None => Err(text!("it ends where a value is expected", "es endet, wo ein Wert erwartet wird")),
        }
    }

    /// Whether the name of a member begins here.
    pub(in crate::model) fn expect_name(&self) -> Check {
        match self.peek() {
            Some(b'"') => Ok(()),
            Some(_) => Err(text!(
                "a name in double quotes is expected",
                "ein Name in doppelten Anführungszeichen wird erwartet",
            )),
            None => Err(Nest::Object.unfinished()),
        }
    }

    pub(in crate::model) fn colon(&mut self) -> Check {
        if self.takes_here(b':') { Ok(()) } else { Err(text!("a colon is expected", "ein Doppelpunkt wird erwartet")) }
    }

    /// A string that begins here.
    pub(in crate::model) fn string(&mut self) -> Check {
        self.at += 1;
        self.string_part(usize::MAX).map(|_| ())
    }

    /// Reads on within a string, for about so many bytes: never to the middle of a character or of an escape. True when
    /// the string has ended.
    pub(in crate::model) fn string_part(&mut self, most: usize) -> Result<bool, Text> {
        let stop = self.at.saturating_add(most);
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(true);
                }
                // Behind a character's first byte come at most three more; others are no UTF-8, and stop nothing.
                Some(byte) if self.at >= stop && (byte & 0xc0 != 0x80 || self.at - stop > 3) => return Ok(false),
                Some(b'\\') => self.escape()?,
                Some(0..=0x1f) => {
                    return Err(text!(
                        "a control character in a string must be escaped",
                        "ein Steuerzeichen in einem String braucht ein Escape",
                    ));
                }
                Some(_) => self.at += 1,
                None => return Err(text!("it ends within a string", "es endet in einem String")),
            }
        }
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
                        _ => {
                            return Err(text!(
                                "four hex digits are expected behind \\u",
                                "hinter \\u werden vier Hexziffern erwartet",
                            ));
                        }
                    }
                }
            }
            _ => return Err(text!("this is no escape of JSON", "das ist kein Escape von JSON")),
        }
        Ok(())
    }

    pub(in crate::model) fn number(&mut self) -> Check {
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
        if self.peek().is_some_and(|next| next.is_ascii_digit()) {
            Err(text!("a number cannot begin with 0", "eine Zahl kann nicht mit 0 beginnen"))
        } else {
            Ok(())
        }
    }

    fn digits(&mut self) -> Check {
        let first = self.at;
        while self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > first { Ok(()) } else { Err(text!("a digit is expected", "eine Ziffer wird erwartet")) }
    }

    pub(in crate::model) fn word(&mut self, word: &[u8]) -> Check {
        for letter in word {
            if !self.takes_here(*letter) {
                return Err(text!(
                    "a value is expected; the words are true, false and null",
                    "ein Wert wird erwartet; die Wörter sind true, false und null",
                ));
            }
        }
        Ok(())
    }

    pub(in crate::model) fn end(&mut self) -> Check {
        self.skip_space();
        if self.peek().is_none() {
            Ok(())
        } else {
            Err(text!("something follows behind the end", "hinter dem Ende folgt noch etwas"))
        }
    }

    /// What stands where the comma or the end of this should.
    pub(in crate::model) fn missing(&self, inside: Nest) -> Text {
        match (self.peek(), inside) {
            (None, _) => inside.unfinished(),
            (_, Nest::Array) => text!("a comma or ] is expected", "ein Komma oder ] wird erwartet"),
            (_, Nest::Object) => text!("a comma or } is expected", "ein Komma oder } wird erwartet"),
        }
    }

    /// Skips space, and this character when it is next.
    pub(in crate::model) fn takes(&mut self, wanted: u8) -> bool {
        self.skip_space();
        self.takes_here(wanted)
    }

    pub(in crate::model) fn takes_here(&mut self, wanted: u8) -> bool {
        let is_next = self.peek() == Some(wanted);
        self.at += usize::from(is_next);
        is_next
    }

    pub(in crate::model) fn skip_space(&mut self) {
        self.space_part(usize::MAX);
    }

    /// Skips so many bytes of space. True when there is no more of it.
    pub(in crate::model) fn space_part(&mut self, most: usize) -> bool {
        let stop = self.at.saturating_add(most);
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            if self.at >= stop {
                return false;
            }
            self.at += 1;
        }
        true
    }

    pub(in crate::model) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}
