//! What must come back for what a client sent: a decoder written from the text of RFC 6455, without the lab's code.

use crate::support::raw::{BINARY, CLOSE, CONTINUATION, FIN, Frame, PING, PONG, TEXT};

/// The sizes that the lab lets pass.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    pub(crate) frame: u64,
    pub(crate) message: u64,
    pub(crate) fragments: usize,
}

/// How a connection ends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With the client's own close frame (§5.5.1: the endpoint "typically echos the status code it received").
    Echo(Vec<u8>),
    /// With a close frame that has this code, because the client did what it must not (§7.1.7).
    Failed(u16),
    /// Without a close frame, because the client left.
    Left,
    /// The same, or with 1002: the client left within a frame's header, and no rule says when that is judged.
    LeftInHeader,
}

const PROTOCOL_ERROR: End = End::Failed(1002);
const NO_UTF_8: End = End::Failed(1007);
const TOO_MANY_FRAGMENTS: End = End::Failed(1008);
const TOO_BIG: End = End::Failed(1009);

/// The frames that must come back for these bytes, and how the connection ends.
pub(crate) fn answer(wire: &[u8], sizes: Sizes) -> (Vec<Frame>, End) {
    let mut reader = Reader { sizes, answers: Vec::new(), message: None };
    let mut rest = wire;
    loop {
        match reader.read(rest) {
            Ok(size) => rest = &rest[size..],
            Err(end) => return (reader.answers, end),
        }
    }
}

/// The frames of a server: whole, unmasked (§5.1), and nothing behind them.
pub(crate) fn frames_of_server(mut wire: &[u8]) -> Option<Vec<Frame>> {
    let mut frames = Vec::new();
    while !wire.is_empty() {
        let header = Header::parse(wire).filter(|header| header.key.is_none() && header.is_well_formed())?;
        let end = header.size + usize::try_from(header.length).ok()?;
        frames.push(Frame { first: header.first, payload: wire.get(header.size..end)?.to_vec() });
        wire = &wire[end..];
    }
    Some(frames)
}

struct Reader {
    sizes: Sizes,
    answers: Vec<Frame>,
    /// A message whose last frame has not come.
    message: Option<Message>,
}

struct Message {
    opcode: u8,
    payload: Vec<u8>,
    fragments: usize,
}

impl Reader {
    /// Reads a frame from the beginning of what is left; gives its size.
    fn read(&mut self, wire: &[u8]) -> Result<usize, End> {
        let Some(header) = Header::parse(wire) else {
            return Err(if wire.is_empty() { End::Left } else { End::LeftInHeader });
        };
        // §5.1: "a server MUST close the connection upon receiving a frame that is not masked".
        let Some(key) = header.key.filter(|_| header.is_well_formed()) else { return Err(PROTOCOL_ERROR) };
        self.check(&header)?;
        let wanted = usize::try_from(header.length).unwrap_or(usize::MAX);
        let here = wanted.min(wire.len() - header.size);
        let payload = masked(&wire[header.size..header.size + here], key);
        if header.is_control() {
            if here < wanted {
                return Err(End::Left);
            }
            self.control(header.opcode(), payload)?;
        } else {
            self.data(&header, &payload)?;
        }
        Ok(header.size + here)
    }

    /// The order of frames (§5.4), and the lab's own limits (§10.4).
    fn check(&self, header: &Header) -> Result<(), End> {
        if header.is_control() {
            return Ok(());
        }
        let is_continuation = header.opcode() == CONTINUATION;
        if is_continuation != self.message.is_some() {
            return Err(PROTOCOL_ERROR);
        }
        let (bytes, fragments) =
            self.message.as_ref().map_or((0, 0), |message| (message.payload.len(), message.fragments));
        if header.length > self.sizes.frame || bytes as u64 + header.length > self.sizes.message {
            return Err(TOO_BIG);
        }
        if fragments == self.sizes.fragments {
            return Err(TOO_MANY_FRAGMENTS);
        }
        Ok(())
    }

    fn control(&mut self, opcode: u8, payload: Vec<u8>) -> Result<(), End> {
        match opcode {
            // §5.5.3: a pong has "identical Application data as found in the message body of the Ping frame".
            PING => self.answers.push(Frame { first: FIN | PONG, payload }),
            CLOSE => return Err(closed(payload)),
            // §5.5.3: "A response to an unsolicited Pong frame is not expected."
            _ => {}
        }
        Ok(())
    }

    /// A payload of a data frame, or the beginning of one.
    fn data(&mut self, header: &Header, payload: &[u8]) -> Result<(), End> {
        let empty = || Message { opcode: header.opcode(), payload: Vec::new(), fragments: 0 };
        let message = self.message.get_or_insert_with(empty);
        message.payload.extend(payload);
        message.fragments += 1;
        // §8.1: bytes that are no UTF-8 fail the connection. No byte that follows could make them so.
        if message.opcode == TEXT && !may_become_text(&message.payload) {
            return Err(NO_UTF_8);
        }
        if (payload.len() as u64) < header.length {
            return Err(End::Left);
        }
        let Some(message) = self.message.take_if(|_| header.is_last()) else { return Ok(()) };
        // §5.6: "a particular text frame might include a partial UTF-8 sequence; however, the whole message MUST contain
        // valid UTF-8".
        if message.opcode == TEXT && std::str::from_utf8(&message.payload).is_err() {
            return Err(NO_UTF_8);
        }
        self.answers.push(Frame { first: FIN | message.opcode, payload: message.payload });
        Ok(())
    }
}

/// §5.5.1: "the first two bytes of the body MUST be a 2-byte unsigned integer"; what follows is UTF-8.
fn closed(body: Vec<u8>) -> End {
    let [high, low, reason @ ..] = body.as_slice() else {
        return if body.is_empty() { End::Echo(body) } else { PROTOCOL_ERROR };
    };
    // §7.4, and the codes that were registered with IANA since.
    let is_code = matches!(u16::from_be_bytes([*high, *low]), 1000..=1003 | 1007..=1014 | 3000..=4999);
    match (is_code, std::str::from_utf8(reason)) {
        (false, _) => PROTOCOL_ERROR,
        (true, Err(_)) => NO_UTF_8,
        (true, Ok(_)) => End::Echo(body),
    }
}

/// §5.3: the same for both directions.
pub(crate) fn masked(payload: &[u8], key: [u8; 4]) -> Vec<u8> {
    payload.iter().enumerate().map(|(place, byte)| byte ^ key[place % 4]).collect()
}

fn may_become_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).err().is_none_or(|error| error.error_len().is_none())
}

/// A frame's header (§5.2).
struct Header {
    first: u8,
    length: u64,
    /// The least that a length of this form may say.
    shortest: u64,
    key: Option<[u8; 4]>,
    size: usize,
}

impl Header {
    /// None where it is not whole.
    fn parse(wire: &[u8]) -> Option<Self> {
        let [first, second, rest @ ..] = wire else { return None };
        let (length, shortest, rest) = match second & 0x7f {
            126 => rest.split_first_chunk().map(|(length, rest)| (u16::from_be_bytes(*length).into(), 126, rest))?,
            127 => rest.split_first_chunk().map(|(length, rest)| (u64::from_be_bytes(*length), 1 << 16, rest))?,
            length => (length.into(), 0, rest),
        };
        let is_masked = second & 0x80 != 0;
        let (key, rest) = match rest.split_first_chunk() {
            Some((key, rest)) if is_masked => (Some(*key), rest),
            None if is_masked => return None,
            _ => (None, rest),
        };
        Some(Self { first: *first, length, shortest, key, size: wire.len() - rest.len() })
    }

    /// What can be said of a header alone.
    fn is_well_formed(&self) -> bool {
        // RSV1, RSV2, RSV3 "MUST be 0 unless an extension is negotiated that defines meanings for non-zero values".
        let no_reserved_bit = self.first & 0x70 == 0;
        // "If an unknown opcode is received, the receiving endpoint MUST _Fail the WebSocket Connection_."
        let is_opcode = matches!(self.opcode(), CONTINUATION | TEXT | BINARY | CLOSE | PING | PONG);
        // §5.5: "All control frames MUST have a payload length of 125 bytes or less and MUST NOT be fragmented."
        let fits = !self.is_control() || (self.is_last() && self.length <= 125);
        // "the minimal number of bytes MUST be used to encode the length", and "the most significant bit MUST be 0".
        let is_length = self.length >= self.shortest && self.length >> 63 == 0;
        no_reserved_bit && is_opcode && fits && is_length
    }

    fn opcode(&self) -> u8 {
        self.first & 0x0f
    }

    fn is_control(&self) -> bool {
        self.opcode() >= 8
    }

    fn is_last(&self) -> bool {
        self.first & FIN != 0
    }
}
