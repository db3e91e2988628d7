//! The messages of a flood: all of one size, each with its number.

use std::ops::Range;

use crate::{parameters::Parameters, protocol::MessageKind};

/// The smallest text: `{"seq":N}` with sixteen digits.
pub(crate) const SMALLEST_TEXT: u64 = 24;

/// Makes one message after the other in the same memory.
#[derive(Debug)]
pub(crate) struct Numbered {
    kind: MessageKind,
    payload: Vec<u8>,
    /// Where the number is in the payload.
    place: Range<usize>,
    next: u64,
    /// The number at which the text has to be laid out anew.
    layout_ends: u64,
}

impl Numbered {
    /// The messages that the parameters `kind` and `size` ask for, from number 0.
    pub(crate) fn new(parameters: &Parameters) -> Self {
        let kind = if parameters.text("kind") == "binary" { MessageKind::Binary } else { MessageKind::Text };
        Self::from(kind, parameters.size("size"), 0)
    }

    /// Messages of one kind and size, from any number on.
    pub(crate) fn from(kind: MessageKind, size: usize, next: u64) -> Self {
        let mut payload = vec![b'.'; size];
        if kind == MessageKind::Binary {
            for (byte, value) in payload.iter_mut().zip((0..=u8::MAX).cycle()) {
                *byte = value;
            }
        }
        Self { kind, payload, place: 0..size.min(size_of::<u64>()), next, layout_ends: 0 }
    }

    pub(crate) fn kind(&self) -> MessageKind {
        self.kind
    }

    /// The size of each message.
    pub(crate) fn size(&self) -> usize {
        self.payload.len()
    }

    /// The number of the next message.
    pub(crate) fn number(&self) -> u64 {
        self.next
    }

    /// The first number after the next message's that takes more room than that.
    pub(crate) fn longer_at(&self) -> u64 {
        match self.kind {
            MessageKind::Binary => u64::MAX,
            MessageKind::Text => 10_u64.saturating_pow(self.next.checked_ilog10().unwrap_or(0) + 1),
        }
    }

    /// The next message.
    pub(crate) fn next(&mut self) -> &[u8] {
        match self.kind {
            MessageKind::Binary => self.write_number(),
            MessageKind::Text if self.next < self.layout_ends => increment(&mut self.payload[self.place.clone()]),
            MessageKind::Text => self.lay_out(),
        }
        self.next += 1;
        &self.payload
    }

    /// Makes the next message of an earlier one whose number took as much room.
    pub(crate) fn renumber(&mut self, earlier: &mut [u8]) {
        self.next();
        earlier[self.place.clone()].copy_from_slice(&self.payload[self.place.clone()]);
    }

    /// A binary message begins with its number in eight bytes, as many of them as fit.
    fn write_number(&mut self) {
        let bytes = self.next.to_be_bytes();
        let place = &mut self.payload[self.place.clone()];
        place.copy_from_slice(&bytes[bytes.len() - place.len()..]);
    }

    /// `{"seq":N,"pad":"..."}`, or with blanks behind where there is no room for a pad.
    fn lay_out(&mut self) {
        const BEFORE: &str = "{\"seq\":";
        const BETWEEN: &[u8] = b",\"pad\":\"";
        const AFTER: &[u8] = b"\"}";
        self.layout_ends = self.longer_at();
        let head = format!("{BEFORE}{}", self.next);
        let (start, end) = (BEFORE.len().min(self.size()), head.len().min(self.size()));
        self.place = start..end;
        let (room, tail) = self.payload.split_at_mut(end);
        room.copy_from_slice(&head.as_bytes()[..end]);
        if tail.len() >= BETWEEN.len() + AFTER.len() {
            tail.fill(b'.');
            tail[..BETWEEN.len()].copy_from_slice(BETWEEN);
            let end = tail.len() - AFTER.len();
            tail[end..].copy_from_slice(AFTER);
        } else {
            tail.fill(b' ');
            if let Some(brace) = tail.first_mut() {
                *brace = b'}';
            }
        }
    }
}

/// Adds one to decimal digits, of which at least one is no nine.
fn increment(digits: &mut [u8]) {
    for digit in digits.iter_mut().rev() {
        if *digit != b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn text_of_any_size_is_json_with_its_number(size in 24_usize..300, from in 0_u64..10_000_000_000) {
            let mut messages = Numbered::from(MessageKind::Text, size, from);
            for seq in from..from + 12 {
                let text = messages.next();
                prop_assert_eq!(text.len(), size);
                let json: serde_json::Value = serde_json::from_slice(text).expect("JSON");
                prop_assert_eq!(&json["seq"], &serde_json::Value::from(seq));
            }
        }

        #[test]
        fn no_size_is_too_small_for_a_message(size in 0_usize..24) {
            for kind in [MessageKind::Text, MessageKind::Binary] {
                prop_assert_eq!(Numbered::from(kind, size, 0).next().len(), size);
            }
        }
    }

    #[test]
    fn the_number_grows_by_a_digit_in_place() {
        let mut messages = Numbered::from(MessageKind::Text, 24, 9);
        assert_eq!(messages.next(), b"{\"seq\":9,\"pad\":\"......\"}");
        assert_eq!(messages.next(), b"{\"seq\":10,\"pad\":\".....\"}");
    }
}
