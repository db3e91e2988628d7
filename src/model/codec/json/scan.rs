//! The pieces of JSON (RFC 8259), read from bytes: nothing is kept, nothing is copied.

/// What is wrong, in the words of the sentence that tells it.
type Check = Result<(), &'static str>;

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

    fn unfinished(self) -> &'static str {
        if self == Self::Array { "it ends within a list" } else { "it ends within an object" }
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
    pub(in crate::model) fn begin(&self) -> Result<Begin, &'static str> {
        match self.peek() {
            Some(b'[') => Ok(Begin::Nest(Nest::Array)),
            Some(b'{') => Ok(Begin::Nest(Nest::Object)),
            Some(b'"') => Ok(Begin::String),
            Some(b'-' | b'0'..=b'9') => Ok(Begin::Number),
            Some(b't') => Ok(Begin::Word(b"true")),
            Some(b'f') => Ok(Begin::Word(b"false")),
            Some(b'n') => Ok(Begin::Word(b"null")),
            Some(_) => Err("a value is expected"),
            None => Err("it ends where a value is expected"),
        }
    }

    /// Whether the name of a member begins here.
    pub(in crate::model) fn expect_name(&self) -> Check {
        match self.peek() {
            Some(b'"') => Ok(()),
            Some(_) => Err("a name in double quotes is expected"),
            None => Err(Nest::Object.unfinished()),
        }
    }

    pub(in crate::model) fn colon(&mut self) -> Check {
        if self.takes_here(b':') { Ok(()) } else { Err("a colon is expected") }
    }

    /// A string that begins here.
    pub(in crate::model) fn string(&mut self) -> Check {
        self.at += 1;
        self.string_part(usize::MAX).map(|_| ())
    }

    /// Reads on within a string, for about so many bytes: never to the middle of a character or of an escape. True when
    /// the string has ended.
    pub(in crate::model) fn string_part(&mut self, most: usize) -> Result<bool, &'static str> {
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
                Some(0..=0x1f) => return Err("a control character in a string must be escaped"),
                Some(_) => self.at += 1,
                None => return Err("it ends within a string"),
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
                        _ => return Err("four hex digits are expected behind \\u"),
                    }
                }
            }
            _ => return Err("this is no escape of JSON"),
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
        if self.peek().is_some_and(|next| next.is_ascii_digit()) { Err("a number cannot begin with 0") } else { Ok(()) }
    }

    fn digits(&mut self) -> Check {
        let first = self.at;
        while self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > first { Ok(()) } else { Err("a digit is expected") }
    }

    pub(in crate::model) fn word(&mut self, word: &[u8]) -> Check {
        for letter in word {
            if !self.takes_here(*letter) {
                return Err("a value is expected; the words are true, false and null");
            }
        }
        Ok(())
    }

    pub(in crate::model) fn end(&mut self) -> Check {
        self.skip_space();
        if self.peek().is_none() { Ok(()) } else { Err("something follows behind the end") }
    }

    /// What stands where the comma or the end of this should.
    pub(in crate::model) fn missing(&self, inside: Nest) -> &'static str {
        match (self.peek(), inside) {
            (None, _) => inside.unfinished(),
            (_, Nest::Array) => "a comma or ] is expected",
            (_, Nest::Object) => "a comma or } is expected",
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
