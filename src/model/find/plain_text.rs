//! A text that is looked for in bytes: as it is, or whatever the case of its ASCII letters.

use std::ops::Range;

use memchr::{arch::all::packedpair::Pair, memchr2, memmem::Finder};

/// Bytes of which the case is taken away at a time.
pub(super) const WINDOW: usize = 32 * 1024;

/// Where comparing takes so many times as many bytes as are looked through, their case is taken away instead.
const MOST_COMPARED: usize = 4;

/// A text made ready.
#[derive(Debug)]
pub(super) enum Needle {
    Exact(Finder<'static>),
    AnyCase(AnyCase),
}

/// A text with letters.
#[derive(Debug)]
pub(super) struct AnyCase {
    /// In lower case.
    finder: Finder<'static>,
    /// The place of the byte in it that is rarest in most texts.
    rarest: usize,
}

impl Needle {
    pub(super) fn new(text: &[u8], ignores_case: bool) -> Self {
        if !ignores_case || !text.iter().any(u8::is_ascii_alphabetic) {
            return Self::Exact(Finder::new(text).into_owned());
        }
        let text = text.to_ascii_lowercase();
        // Of one byte there is no pair.
        let rarest = Pair::new(&text).map_or(0, |pair| usize::from(pair.index1()));
        Self::AnyCase(AnyCase { finder: Finder::new(&text).into_owned(), rarest })
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Exact(finder) | Self::AnyCase(AnyCase { finder, .. }) => finder.needle().len(),
        }
    }

    /// Where it is first.
    pub(super) fn find(&self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::Exact(finder) => finder.find(bytes),
            Self::AnyCase(any) => any.find(bytes),
        }
    }

    /// Where it is, without overlaps. It is not empty.
    pub(super) fn all<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = from + self.find(&bytes[from..])?;
            from = start + self.len().max(1);
            Some(start..start + self.len())
        })
    }
}

impl AnyCase {
    /// Looks for the rarest byte, and compares what is around it.
    fn find(&self, bytes: &[u8]) -> Option<usize> {
        let needle = self.finder.needle();
        let (low, high) = (needle[self.rarest], needle[self.rarest].to_ascii_uppercase());
        let last = bytes.len().checked_sub(needle.len())?;
        let mut compared = 0;
        let mut from = 0;
        while from <= last {
            let seen = from + self.rarest;
            let at = from + memchr2(low, high, &bytes[seen..=last + self.rarest])?;
            let pairs = bytes[at..].iter().zip(needle);
            let equal = pairs.take_while(|(byte, wanted)| byte.to_ascii_lowercase() == **wanted).count();
            if equal == needle.len() {
                return Some(at);
            }
            from = at + 1;
            compared += equal;
            if compared > MOST_COMPARED * from + WINDOW {
                return self.find_folded(bytes, from);
            }
        }
        None
    }

    /// The same in a time that no text can lengthen.
    fn find_folded(&self, bytes: &[u8], mut from: usize) -> Option<usize> {
        let overlap = self.finder.needle().len() - 1;
        let mut folded = Vec::with_capacity(WINDOW + 2 * overlap);
        while from < bytes.len() {
            let window = from..bytes.len().min(from + WINDOW + 2 * overlap);
            folded.clear();
            folded.extend_from_slice(&bytes[window.clone()]);
            folded.make_ascii_lowercase();
            if let Some(hit) = self.finder.find(&folded) {
                return Some(from + hit);
            }
            if window.end == bytes.len() {
                return None;
            }
            from = window.end - overlap;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn any_case(text: &str) -> Needle {
        Needle::new(text.as_bytes(), true)
    }

    #[test]
    fn a_text_is_found_in_any_case_or_as_it_is() {
        let bytes = b"a Price, a PRICE, a price";
        for (needle, first, count) in [("price", 2, 3), ("PRICE", 2, 3), ("e", 6, 3), (", a p", 7, 2)] {
            let needle = any_case(needle);
            assert_eq!(needle.find(bytes), Some(first), "{needle:?}");
            assert_eq!(needle.all(bytes).count(), count, "{needle:?}");
        }
        assert_eq!(Needle::new(b"price", false).find(bytes), Some(20));
        assert_eq!(any_case("prices").find(bytes), None);
        assert_eq!(any_case("a much longer text than that").find(bytes), None);
    }

    #[test]
    fn only_letters_have_a_case() {
        assert_eq!(any_case("[a").find(b"{a [A"), Some(3));
        assert_eq!(any_case("@1").find(b"`1"), None);
        assert_eq!(any_case("ä").find("Ä".as_bytes()), None, "those beyond ASCII are folded elsewhere");
    }

    #[test]
    fn a_text_of_near_misses_takes_no_longer_than_another() {
        let needle = any_case(&format!("{}a", "b".repeat(4_000)));
        for length in [4_000, 200_000].into_iter().chain(WINDOW..WINDOW + 9) {
            let mut bytes = b"B".repeat(length);
            assert_eq!(needle.find(&bytes), None, "in {length}");
            bytes.push(b'A');
            assert_eq!(needle.find(&bytes), Some(length - 4_000), "in {length}");
        }
    }
}
