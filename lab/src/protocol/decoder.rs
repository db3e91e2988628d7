//! A client's bytes, assembled into messages and control frames.

use bytes::{Buf, Bytes, BytesMut};

use super::{
    CloseFrame, DeflateTerms, Message, MessageKind, OpCode, ProtocolError,
    deflate::Inflater,
    frame::FrameHeader,
    mask::apply_mask,
    utf8::{EarlyCheck, Utf8Check},
};

/// What a client sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Incoming {
    Message(Message),
    Ping(Bytes),
    Pong(Bytes),
    /// Its close frame; nothing that follows it counts (RFC 6455 §5.5.1).
    Close(Option<CloseFrame>),
}

/// The sizes that a decoder lets pass.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DecoderLimits {
    pub(crate) frame_bytes: usize,
    pub(crate) message_bytes: usize,
    pub(crate) fragments: u32,
}

/// Takes bytes as they come and gives what they mean, in order.
#[derive(Debug)]
pub(crate) struct Decoder {
    input: BytesMut,
    limits: DecoderLimits,
    terms: Option<DeflateTerms>,
    /// Made when it is first needed.
    inflater: Option<Box<Inflater>>,
    partial: Option<Partial>,
    /// The text of a frame that is here in part.
    early: Option<EarlyCheck>,
    received_bytes: u64,
}

/// A fragmented message that has not ended.
#[derive(Debug)]
struct Partial {
    kind: MessageKind,
    compressed: bool,
    payload: BytesMut,
    utf8: Utf8Check,
    fragments: u32,
}

impl Decoder {
    /// A decoder of a connection that negotiated permessage-deflate if there are `terms`.
    pub(crate) fn new(limits: DecoderLimits, terms: Option<DeflateTerms>) -> Self {
        Self { input: BytesMut::new(), limits, terms, inflater: None, partial: None, early: None, received_bytes: 0 }
    }

    /// Adds what the socket gave.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.input.extend_from_slice(bytes);
        self.received_bytes += bytes.len() as u64;
    }

    /// The bytes that were added so far.
    pub(crate) fn received_bytes(&self) -> u64 {
        self.received_bytes
    }

    /// The bytes of messages that are not whole, and of what came behind them.
    pub(crate) fn held_bytes(&self) -> usize {
        self.input.len() + self.partial.as_ref().map_or(0, |partial| partial.payload.len())
    }

    /// Gives the memory of an empty input back: ten thousand idle connections should cost little.
    pub(crate) fn release(&mut self) {
        if self.input.is_empty() {
            self.input = BytesMut::new();
        }
    }

    /// Gives up what is not whole.
    pub(crate) fn discard(&mut self) {
        (self.input, self.partial) = (BytesMut::new(), None);
    }

    /// The next thing that the client sent; none when more bytes are needed.
    pub(crate) fn next(&mut self) -> Result<Option<Incoming>, ProtocolError> {
        loop {
            let Some((header, payload)) = self.next_frame()? else { return Ok(None) };
            let incoming = match header.opcode {
                OpCode::Ping => Some(Incoming::Ping(payload.freeze())),
                OpCode::Pong => Some(Incoming::Pong(payload.freeze())),
                OpCode::Close => Some(Incoming::Close(CloseFrame::parse(&payload)?)),
                _ => self.assemble(&header, payload)?.map(Incoming::Message),
            };
            if incoming.is_some() {
                return Ok(incoming);
            }
        }
    }

    fn next_frame(&mut self) -> Result<Option<(FrameHeader, BytesMut)>, ProtocolError> {
        let Some(header) = FrameHeader::parse(&self.input)? else { return Ok(None) };
        self.check(&header)?;
        let Ok(length) = usize::try_from(header.length) else {
            return Err(ProtocolError::FrameTooBig(self.limits.frame_bytes));
        };
        if self.input.len() - header.size < length {
            self.check_early(&header)?;
            return Ok(None);
        }
        self.early = None;
        self.input.advance(header.size);
        let mut payload = self.input.split_to(length);
        apply_mask(&mut payload, header.key);
        Ok(Some((header, payload)))
    }

    /// Finds text that is no UTF-8 before its frame is whole.
    fn check_early(&mut self, header: &FrameHeader) -> Result<(), ProtocolError> {
        let partial = self.partial.as_ref();
        let is_plain_text = match header.opcode {
            OpCode::Text => !header.rsv1,
            OpCode::Continuation => partial.is_some_and(Partial::is_plain_text),
            _ => false,
        };
        if !is_plain_text {
            return Ok(());
        }
        let so_far = || partial.map_or_else(Utf8Check::default, |partial| partial.utf8.clone());
        let early = self.early.get_or_insert_with(|| EarlyCheck::after(so_far()));
        early.push(&self.input[header.size..], header.key)
    }

    /// What can be said against a frame before its payload is here.
    fn check(&self, header: &FrameHeader) -> Result<(), ProtocolError> {
        // Compression is said once, by the first frame of a message (RFC 7692 §6.1).
        let may_be_compressed = self.terms.is_some() && matches!(header.opcode, OpCode::Text | OpCode::Binary);
        if header.rsv1 && !may_be_compressed {
            return Err(ProtocolError::ReservedBitSet);
        }
        if header.opcode.is_control() {
            return Ok(());
        }
        match (header.opcode, &self.partial) {
            (OpCode::Continuation, None) => return Err(ProtocolError::UnexpectedContinuation),
            (OpCode::Text | OpCode::Binary, Some(_)) => return Err(ProtocolError::ExpectedContinuation),
            _ => {}
        }
        if header.length > self.limits.frame_bytes as u64 {
            return Err(ProtocolError::FrameTooBig(self.limits.frame_bytes));
        }
        let so_far = self.partial.as_ref().map_or(0, |partial| partial.payload.len());
        if header.length > (self.limits.message_bytes.saturating_sub(so_far)) as u64 {
            return Err(ProtocolError::MessageTooBig(self.limits.message_bytes));
        }
        let fragments = self.partial.as_ref().map_or(u32::from(!header.fin), |partial| partial.fragments + 1);
        if fragments > self.limits.fragments {
            return Err(ProtocolError::TooManyFragments(self.limits.fragments));
        }
        Ok(())
    }

    fn assemble(&mut self, header: &FrameHeader, payload: BytesMut) -> Result<Option<Message>, ProtocolError> {
        let kind = match header.opcode {
            OpCode::Text => MessageKind::Text,
            _ => MessageKind::Binary,
        };
        if header.fin && self.partial.is_none() {
            let payload = if header.rsv1 { self.inflate(&payload)? } else { payload.freeze() };
            return whole_message(kind, payload).map(Some);
        }
        let partial = self.partial.get_or_insert_with(|| Partial::new(kind, header.rsv1));
        partial.push(&payload)?;
        match self.partial.take_if(|_| header.fin) {
            Some(partial) if partial.compressed => {
                whole_message(partial.kind, self.inflate(&partial.payload)?).map(Some)
            }
            Some(partial) => partial.finish().map(Some),
            None => Ok(None),
        }
    }

    fn inflate(&mut self, compressed: &[u8]) -> Result<Bytes, ProtocolError> {
        let terms = self.terms.ok_or(ProtocolError::ReservedBitSet)?;
        let inflater = self.inflater.get_or_insert_with(|| Box::new(Inflater::new(terms)));
        inflater.inflate(compressed, self.limits.message_bytes).map(Bytes::from)
    }
}

impl Partial {
    fn new(kind: MessageKind, compressed: bool) -> Self {
        Self { kind, compressed, payload: BytesMut::new(), utf8: Utf8Check::default(), fragments: 0 }
    }

    fn is_plain_text(&self) -> bool {
        self.kind == MessageKind::Text && !self.compressed
    }

    fn push(&mut self, payload: &[u8]) -> Result<(), ProtocolError> {
        self.fragments += 1;
        if self.is_plain_text() {
            self.utf8.push(payload)?;
        }
        self.payload.extend_from_slice(payload);
        Ok(())
    }

    fn finish(self) -> Result<Message, ProtocolError> {
        self.utf8.finish()?;
        Ok(Message { kind: self.kind, payload: self.payload.freeze() })
    }
}

fn whole_message(kind: MessageKind, payload: Bytes) -> Result<Message, ProtocolError> {
    if kind == MessageKind::Text && std::str::from_utf8(&payload).is_err() {
        return Err(ProtocolError::InvalidUtf8);
    }
    Ok(Message { kind, payload })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: DecoderLimits = DecoderLimits { frame_bytes: 1000, message_bytes: 2000, fragments: 10 };

    /// All that a decoder makes of some reads, to the first error.
    fn decode(reads: &[&[u8]]) -> (Vec<Incoming>, Option<ProtocolError>) {
        let mut decoder = Decoder::new(LIMITS, None);
        let mut made = Vec::new();
        for read in reads {
            decoder.push(read);
            loop {
                match decoder.next() {
                    Ok(Some(incoming)) => made.push(incoming),
                    Ok(None) => break,
                    Err(error) => return (made, Some(error)),
                }
            }
        }
        (made, None)
    }

    /// Any frame, most of them valid.
    fn frame() -> impl Strategy<Value = Vec<u8>> {
        let first =
            prop_oneof![8 => prop::sample::select(&[0x81, 0x82, 0x01, 0x00, 0x80, 0x89, 0x8a][..]), 1 => any::<u8>()];
        (first, prop::collection::vec(b'a'..=b'z', 0..120), any::<[u8; 4]>()).prop_map(|(first, mut payload, key)| {
            let length = u8::try_from(payload.len()).expect("at most 119");
            apply_mask(&mut payload, key);
            [&[first, 0x80 | length][..], &key, &payload].concat()
        })
    }

    #[test]
    fn a_fragment_too_many_is_the_same_breach_however_much_of_it_is_here() {
        let fragments = [&[0x01, 0x80, 0, 0, 0, 0][..], &[0, 0x80, 0, 0, 0, 0].repeat(9)].concat();
        let no_text = [0x80, 0x82, 0, 0, 0, 0, 0xff, 0xff];
        for end in 6..=no_text.len() {
            let (_, error) = decode(&[&fragments, &no_text[..end]]);
            assert_eq!(error, Some(ProtocolError::TooManyFragments(10)), "{end}");
        }
    }

    proptest! {
        #[test]
        fn where_a_read_ends_changes_nothing(frames in prop::collection::vec(frame(), 0..20), size in 1_usize..50) {
            let wire = frames.concat();
            let pieces: Vec<&[u8]> = wire.chunks(size).collect();
            prop_assert_eq!(decode(&pieces), decode(&[&wire]));
        }

        #[test]
        fn no_bytes_make_the_decoder_panic(reads: Vec<Vec<u8>>) {
            decode(&reads.iter().map(Vec::as_slice).collect::<Vec<_>>());
        }
    }
}
