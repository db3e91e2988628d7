//! Going through JSON without building anything: depth is counted, not recursed into, and broken text ends the way.

use memchr::memchr2;

/// A place in a JSON text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// What comes next, behind white space.
    pub(super) fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// Steps over this sign when it comes next.
    pub(super) fn takes(&mut self, sign: u8) -> bool {
        let is_next = self.peek() == Some(sign);
        self.at += usize::from(is_next);
        is_next
    }

    /// The name of the next member of an object, and the way to its value. `first` is the one behind the brace.
    pub(super) fn name(&mut self, first: bool) -> Option<&'a [u8]> {
        if !first && !self.takes(b',') {
            return None;
        }
        let name = self.string()?;
        self.takes(b':').then_some(name)
    }

    /// The next element of a list, as it is written. `first` is the one behind the bracket.
    pub(super) fn element(&mut self, first: bool) -> Option<&'a [u8]> {
        if !first && !self.takes(b',') {
            return None;
        }
        self.value()
    }

    /// Steps over a value: as it is written.
    pub(super) fn value(&mut self) -> Option<&'a [u8]> {
        let first = self.peek()?;
        let from = self.at;
        match first {
            b'"' => {
                self.string()?;
            }
            b'{' | b'[' => self.container()?,
            b'}' | b']' | b',' | b':' => return None,
            _ => self.scalar(),
        }
        Some(&self.bytes[from..self.at])
    }

    /// Steps over a string: what is between its quotes, as it is written.
    pub(super) fn string(&mut self) -> Option<&'a [u8]> {
        if !self.takes(b'"') {
            return None;
        }
        let from = self.at;
        loop {
            let step = memchr2(b'"', b'\\', self.bytes.get(self.at..)?)?;
            self.at += step + 1;
            if self.bytes[self.at - 1] == b'"' {
                return Some(&self.bytes[from..self.at - 1]);
            }
            self.at += 1;
        }
    }

    /// Steps over an object or list. Which bracket closes which is not looked at: only how deep it is.
    fn container(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.bytes.get(self.at)? {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn scalar(&mut self) {
        let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r');
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(ends).unwrap_or(rest.len());
    }
}

/// Whether a string as it is written means this text.
pub(super) fn means(written: &[u8], text: &str) -> bool {
    if memchr::memchr(b'\\', written).is_none() {
        return written == text.as_bytes();
    }
    let Ok(written) = std::str::from_utf8(written) else { return false };
    unescaped(written).eq(text.chars())
}

/// The characters that a string as it is written means. A broken escape stands for itself.
fn unescaped(written: &str) -> impl Iterator<Item = char> + '_ {
    let mut rest = written.chars();
    std::iter::from_fn(move || {
        let sign = rest.next()?;
        if sign != '\\' {
            return Some(sign);
        }
        match rest.next()? {
            'n' => Some('\n'),
            't' => Some('\t'),
            'r' => Some('\r'),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'u' => {
                let Some(high) = hex4(&mut rest) else { return Some(char::REPLACEMENT_CHARACTER) };
                if (0xd800..0xdc00).contains(&high) {
                    let mut ahead = rest.clone();
                    if ahead.next() == Some('\\')
                        && ahead.next() == Some('u')
                        && let Some(low) = hex4(&mut ahead)
                    {
                        rest = ahead;
                        return char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low & 0x3ff));
                    }
                }
                char::from_u32(high).or(Some(char::REPLACEMENT_CHARACTER))
            }
            sign => Some(sign),
        }
    })
}

fn hex4(signs: &mut std::str::Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0, |value, _| Some(value * 16 + signs.next()?.to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_stepped_over_as_they_are_written() {
        for value in [r#""a\"]b""#, "12.50e3", "[1,[2,\"]\"],{}]", r#"{"a":"}"}"#, "null"] {
            let text = format!(" {value} ,7");
            let mut cursor = Cursor::new(text.as_bytes());
            assert_eq!(cursor.value(), Some(value.as_bytes()), "{text}");
            assert_eq!(cursor.element(false), Some(&b"7"[..]), "{text}");
        }
    }

    #[test]
    fn nesting_of_any_depth_is_only_counted() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(Cursor::new(deep.as_bytes()).value(), Some(deep.as_bytes()));
        assert_eq!(Cursor::new(&deep.as_bytes()[..150_000]).value(), None);
    }

    #[test]
    fn broken_text_ends_the_way() {
        for text in ["", "  ", "}", ",", "\"", "\"\\", "{\"a", "[[", "\"a\\\""] {
            assert_eq!(Cursor::new(text.as_bytes()).value(), None, "{text}");
        }
    }

    #[test]
    fn a_name_means_the_same_however_it_is_escaped() {
        assert!(means(br"a\u0062\n", "ab\n"));
        assert!(means("\\ud83e\\udd80".as_bytes(), "\u{1f980}"));
        assert!(means(br"\ud83e", "\u{fffd}"));
        assert!(!means(br"a\u00", "a"));
        assert!(!means(br"\u0061b", "a"));
    }
}
