//! UTF-8 checked piece by piece, because a fragment may end inside a character (RFC 6455 §5.6).

use super::{ProtocolError, mask::apply_mask};

/// What is known of a text that has not ended.
#[derive(Clone, Debug, Default)]
pub(crate) struct Utf8Check {
    /// The bytes of a character whose rest has not come: at most three.
    unfinished: Vec<u8>,
}

impl Utf8Check {
    /// Checks the next piece: an error as soon as no continuation could make the text valid.
    pub(crate) fn push(&mut self, mut piece: &[u8]) -> Result<(), ProtocolError> {
        while !self.unfinished.is_empty() {
            let Some((first, rest)) = piece.split_first() else { return Ok(()) };
            self.unfinished.push(*first);
            piece = rest;
            if incomplete_tail(&self.unfinished)?.is_empty() {
                self.unfinished.clear();
            }
        }
        self.unfinished.extend_from_slice(incomplete_tail(piece)?);
        Ok(())
    }

    /// Ends the text: an error when it stops inside a character.
    pub(crate) fn finish(self) -> Result<(), ProtocolError> {
        if self.unfinished.is_empty() { Ok(()) } else { Err(ProtocolError::InvalidUtf8) }
    }
}

/// The text of a frame that has not come whole: what is here of it is checked at once (RFC 6455 §8.1).
#[derive(Debug)]
pub(crate) struct EarlyCheck {
    text: Utf8Check,
    /// How many of the frame's bytes have been checked.
    checked: usize,
}

impl EarlyCheck {
    /// A check of what follows the text of earlier frames.
    pub(crate) fn after(text: Utf8Check) -> Self {
        Self { text, checked: 0 }
    }

    /// Checks what is new of a masked payload that is here in part.
    pub(crate) fn push(&mut self, payload: &[u8], mut key: [u8; 4]) -> Result<(), ProtocolError> {
        let mut piece = payload[self.checked..].to_vec();
        key.rotate_left(self.checked % 4);
        apply_mask(&mut piece, key);
        self.checked = payload.len();
        self.text.push(&piece)
    }
}

/// The bytes at the end that may still become a character.
fn incomplete_tail(bytes: &[u8]) -> Result<&[u8], ProtocolError> {
    match std::str::from_utf8(bytes) {
        Ok(_) => Ok(&[]),
        Err(error) if error.error_len().is_none() => Ok(&bytes[error.valid_up_to()..]),
        Err(_) => Err(ProtocolError::InvalidUtf8),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pieces_are_judged_like_the_whole(pieces: Vec<Vec<u8>>) {
            prop_assert_eq!(check(&pieces), std::str::from_utf8(&pieces.concat()).is_ok());
        }

        #[test]
        fn a_text_cut_anywhere_is_still_a_text(text: String, size in 1_usize..5) {
            let pieces: Vec<Vec<u8>> = text.as_bytes().chunks(size).map(<[u8]>::to_vec).collect();
            prop_assert!(check(&pieces));
        }
    }

    #[test]
    fn a_masked_text_is_checked_wherever_its_pieces_end() {
        let key = [0x37, 0xfa, 0x21, 0x3d];
        let mut payload = "κόσμε, \u{10ffff}".as_bytes().to_vec();
        apply_mask(&mut payload, key);
        let mut early = EarlyCheck::after(Utf8Check::default());
        for end in [1, 3, 4, 9, payload.len()] {
            assert!(early.push(&payload[..end], key).is_ok(), "{end}");
        }
        payload.push(0xff ^ key[payload.len() % 4]);
        assert!(early.push(&payload, key).is_err());
    }

    #[test]
    fn an_impossible_byte_is_refused_before_the_text_ends() {
        let mut text = Utf8Check::default();
        assert!(text.push(&[0xf4]).is_ok());
        assert!(text.push(&[0x90]).is_err(), "U+110000 and above do not exist");
    }

    fn check(pieces: &[Vec<u8>]) -> bool {
        let mut text = Utf8Check::default();
        pieces.iter().all(|piece| text.push(piece).is_ok()) && text.finish().is_ok()
    }
}
