//! permessage-deflate (RFC 7692): what is agreed on, and messages made smaller and whole again.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::ProtocolError;

/// What the server's side of a compressed connection is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DeflateTerms {
    /// The base-2 logarithm of the window that the server compresses with.
    pub(crate) server_window_bits: u8,
    /// Whether the server refers back to earlier messages.
    pub(crate) server_takeover: bool,
    /// Whether the client may.
    pub(crate) client_takeover: bool,
}

/// A window of 256 bytes is in RFC 7692 §7.1.2, but zlib has none below 512 for a raw stream.
const SMALLEST_WINDOW_BITS: u8 = 9;

impl DeflateTerms {
    /// All that the extension has.
    pub(crate) const BEST: Self = Self { server_window_bits: 15, server_takeover: true, client_takeover: true };
    /// One compressed message that any client can read, whatever it agreed to and received before.
    pub(crate) const SHARED: Self = Self { server_window_bits: 9, server_takeover: false, client_takeover: true };

    /// Accepts the first offer that the server can keep to; `self` is the most that it is ready for.
    pub(crate) fn negotiate<'a>(self, mut offers: impl Iterator<Item = &'a str>) -> Option<Self> {
        offers.find_map(|offer| self.accept(offer))
    }

    /// Reads one offer. A parameter that is unknown, repeated or out of range spoils it (RFC 7692 §5.1).
    fn accept(self, offer: &str) -> Option<Self> {
        let mut parts = offer.split(';').map(str::trim);
        if parts.next() != Some("permessage-deflate") {
            return None;
        }
        let mut terms = self;
        let mut seen = Vec::new();
        for part in parts {
            let (name, value) =
                part.split_once('=').map_or((part, None), |(name, value)| (name.trim(), Some(value.trim())));
            if seen.contains(&name) {
                return None;
            }
            seen.push(name);
            match (name, value.map(window_bits)) {
                ("server_no_context_takeover", None) => terms.server_takeover = false,
                ("client_no_context_takeover", None) => terms.client_takeover = false,
                ("server_max_window_bits", Some(Some(bits))) if bits >= SMALLEST_WINDOW_BITS => {
                    terms.server_window_bits = bits.min(terms.server_window_bits);
                }
                // The lab reads every window that a client can have, so it asks for no smaller one.
                ("client_max_window_bits", None | Some(Some(_))) => {}
                _ => return None,
            }
        }
        Some(terms)
    }

    /// The value of the answer's `Sec-WebSocket-Extensions`.
    pub(crate) fn header(self) -> String {
        let mut header = "permessage-deflate".to_owned();
        if !self.server_takeover {
            header.push_str("; server_no_context_takeover");
        }
        if !self.client_takeover {
            header.push_str("; client_no_context_takeover");
        }
        if self.server_window_bits < 15 {
            header.push_str("; server_max_window_bits=");
            header.push_str(&self.server_window_bits.to_string());
        }
        header
    }
}

/// RFC 7692 §7.1.2.1: a decimal integer from 8 to 15 without leading zeros, which may be quoted (§5.2).
fn window_bits(value: &str) -> Option<u8> {
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    (8..=15).find(|bits: &u8| bits.to_string() == value)
}

/// What ends a flushed block, and stays off the wire (RFC 7692 §7.2.1).
const FLUSH_TAIL: [u8; 4] = [0x00, 0x00, 0xff, 0xff];

/// Fast, and the lowest level of zlib-rs that builds its codes from what a message holds.
const LEVEL: Compression = Compression::new(3);

/// Compresses one connection's messages.
#[derive(Debug)]
pub(crate) struct Deflater {
    stream: Compress,
    takeover: bool,
}

impl Deflater {
    pub(crate) fn new(terms: DeflateTerms) -> Self {
        let stream = Compress::new_with_window_bits(LEVEL, false, terms.server_window_bits);
        Self { stream, takeover: terms.server_takeover }
    }

    /// The compressed form of a message.
    pub(crate) fn deflate(&mut self, payload: &[u8]) -> Vec<u8> {
        if payload.is_empty() {
            // An empty stored block, whose tail is left off (RFC 7692 §7.2.3.6).
            return vec![0x00];
        }
        let mut out = Vec::with_capacity(payload.len() / 2 + 64);
        let start = self.stream.total_in();
        loop {
            let taken = usize::try_from(self.stream.total_in() - start).unwrap_or(payload.len());
            let status = self.stream.compress_vec(&payload[taken..], &mut out, FlushCompress::Sync);
            // A full buffer may hide more; a buffer with room left means that all is flushed.
            if status.is_err() || out.len() < out.capacity() {
                break;
            }
            out.reserve(out.capacity());
        }
        if !self.takeover {
            self.stream.reset();
        }
        if out.ends_with(&FLUSH_TAIL) {
            out.truncate(out.len() - FLUSH_TAIL.len());
        }
        out
    }
}

/// Reads one connection's compressed messages.
#[derive(Debug)]
pub(crate) struct Inflater {
    stream: Decompress,
    takeover: bool,
}

impl Inflater {
    pub(crate) fn new(terms: DeflateTerms) -> Self {
        Self { stream: Decompress::new(false), takeover: terms.client_takeover }
    }

    /// The message that was compressed, unless it has more than `limit` bytes.
    pub(crate) fn inflate(&mut self, compressed: &[u8], limit: usize) -> Result<Vec<u8>, ProtocolError> {
        let mut out = Vec::with_capacity((compressed.len() * 3).clamp(64, limit.saturating_add(1).max(64)));
        for input in [compressed, &FLUSH_TAIL] {
            self.inflate_part(input, &mut out, limit)?;
        }
        if !self.takeover {
            self.stream.reset(false);
        }
        Ok(out)
    }

    fn inflate_part(&mut self, mut input: &[u8], out: &mut Vec<u8>, limit: usize) -> Result<(), ProtocolError> {
        loop {
            let before = self.stream.total_in();
            let status = self.stream.decompress_vec(input, out, FlushDecompress::Sync);
            let taken = usize::try_from(self.stream.total_in() - before).unwrap_or(input.len());
            input = &input[taken..];
            if out.len() > limit {
                return Err(ProtocolError::MessageTooBig(limit));
            }
            match status {
                Err(_) => return Err(ProtocolError::InvalidDeflate),
                // A client may end its stream and begin another (RFC 7692 §7.2.3.4).
                Ok(Status::StreamEnd) => self.stream.reset(false),
                Ok(_) if out.len() == out.capacity() => out.reserve(out.capacity().max(64)),
                Ok(_) if input.is_empty() => return Ok(()),
                Ok(_) if taken == 0 => return Err(ProtocolError::InvalidDeflate),
                Ok(_) => {}
            }
            if input.is_empty() && matches!(status, Ok(Status::StreamEnd)) {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // Each case makes two streams of a quarter of a megabyte.
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn messages_survive_under_all_terms(
            messages: Vec<Vec<u8>>,
            server_window_bits in 9_u8..=15,
            takeover: bool,
        ) {
            let terms = DeflateTerms { server_window_bits, server_takeover: takeover, client_takeover: takeover };
            let (mut deflater, mut inflater) = (Deflater::new(terms), Inflater::new(terms));
            for message in messages {
                let packed = deflater.deflate(&message);
                prop_assert_eq!(inflater.inflate(&packed, 1 << 20), Ok(message));
            }
        }

        #[test]
        fn no_bytes_make_the_inflater_panic(bytes: Vec<u8>) {
            let _ = Inflater::new(DeflateTerms::BEST).inflate(&bytes, 1 << 16);
        }
    }

    #[test]
    fn long_messages_survive() {
        let (mut deflater, mut inflater) = (Deflater::new(DeflateTerms::BEST), Inflater::new(DeflateTerms::BEST));
        for size in [1, 63, 64, 65, 1 << 16, (1 << 20) + 1] {
            let message: Vec<u8> = (0..size).map(|i: u32| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
            let packed = deflater.deflate(&message);
            assert_eq!(inflater.inflate(&packed, 1 << 21), Ok(message), "{size}");
        }
    }

    #[test]
    fn a_small_message_that_would_become_huge_is_too_big() {
        let packed = Deflater::new(DeflateTerms::BEST).deflate(&vec![0; 2 << 20]);
        assert!(packed.len() < 32 << 10);
        let inflated = Inflater::new(DeflateTerms::BEST).inflate(&packed, 1 << 20);
        assert_eq!(inflated, Err(ProtocolError::MessageTooBig(1 << 20)));
    }

    #[test]
    fn the_examples_of_the_rfc_are_read() {
        // RFC 7692 §7.2.3.1, .3 and .4: one block, an uncompressed block, and a stream that ends.
        for packed in [
            &[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00][..],
            &[0x00, 0x05, 0x00, 0xfa, 0xff, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x00],
            &[0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00],
        ] {
            let mut inflater = Inflater::new(DeflateTerms::BEST);
            for _ in 0..2 {
                assert_eq!(inflater.inflate(packed, 100).as_deref(), Ok(&b"Hello"[..]));
            }
        }
    }

    #[test]
    fn offers_are_answered_as_the_rfc_says() {
        let answer =
            |offers: &str| DeflateTerms::BEST.negotiate(offers.split(',').map(str::trim)).map(DeflateTerms::header);
        assert_eq!(answer("permessage-deflate").as_deref(), Some("permessage-deflate"));
        assert_eq!(answer("permessage-deflate; client_max_window_bits").as_deref(), Some("permessage-deflate"));
        let all =
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10";
        assert_eq!(answer(all).as_deref(), Some(all));
        let second = "permessage-deflate; server_max_window_bits=8, permessage-deflate; server_max_window_bits=\"9\"";
        assert_eq!(answer(second).as_deref(), Some("permessage-deflate; server_max_window_bits=9"));
        for refused in [
            "x-webkit-deflate-frame",
            "permessage-deflate; unknown",
            "permessage-deflate; server_max_window_bits",
            "permessage-deflate; server_max_window_bits=16",
            "permessage-deflate; server_max_window_bits=010",
            "permessage-deflate; client_max_window_bits=7",
            "permessage-deflate; server_no_context_takeover=1",
            "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        ] {
            assert_eq!(answer(refused), None, "{refused}");
        }
    }
}
