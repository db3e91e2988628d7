//! A client that a seed leads: frames that a client may send, in pieces of any size.

use rand::{Rng, RngExt, SeedableRng, rngs::Xoshiro256PlusPlus, seq::IndexedRandom};

use super::{reference::masked, violations::VIOLATIONS};
use crate::support::raw::{BINARY, CLOSE, CONTINUATION, FIN, PING, PONG, TEXT};

/// All that one client sends, and how it is cut for TCP.
pub(crate) struct Session {
    pub(crate) wire: Vec<u8>,
    pub(crate) pieces: Vec<usize>,
    /// How it ends, for a person.
    pub(crate) story: &'static str,
}

impl Session {
    /// The same session for the same seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut client = Client { random: Xoshiro256PlusPlus::seed_from_u64(seed), wire: Vec::new() };
        client.chat();
        let story = match client.below(100) {
            0..40 => client.say_goodbye(),
            40..80 => client.break_a_rule(),
            80..95 => client.flip_bits(),
            _ => client.leave(),
        };
        let pieces = client.pieces();
        Self { wire: client.wire, pieces, story }
    }
}

pub(crate) struct Client {
    pub(crate) random: Xoshiro256PlusPlus,
    pub(crate) wire: Vec<u8>,
}

impl Client {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.random.random_range(0..limit)
    }

    pub(crate) fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        *choices.choose(&mut self.random).expect("a choice")
    }

    /// A few messages and control frames that all is well with.
    fn chat(&mut self) {
        for _ in 0..self.below(8) {
            if self.random.random_bool(0.3) {
                self.ping_or_pong();
            } else {
                self.message();
            }
        }
    }

    fn say_goodbye(&mut self) -> &'static str {
        self.close();
        // §5.5.1: what follows a close frame does not count.
        self.chat();
        "closes properly"
    }

    fn break_a_rule(&mut self) -> &'static str {
        let (name, violate) = self.one_of(&VIOLATIONS);
        violate(self);
        self.chat();
        name
    }

    /// Whatever a few bits change: the rule that is broken is for the reference to find.
    fn flip_bits(&mut self) -> &'static str {
        self.message();
        self.close();
        for _ in 0..=self.below(3) {
            let (place, bit) = (self.below(self.wire.len()), self.below(8));
            self.wire[place] ^= 1 << bit;
        }
        "has bits flipped"
    }

    fn leave(&mut self) -> &'static str {
        self.message();
        let end = self.below(self.wire.len());
        self.wire.truncate(end);
        "leaves without a close frame"
    }

    /// Writes a frame of the shortest form.
    pub(crate) fn frame(&mut self, first: u8, payload: &[u8]) {
        let length_bytes = match payload.len() {
            0..=125 => 0,
            126..=0xffff => 2,
            _ => 8,
        };
        self.frame_with(first, payload, length_bytes);
    }

    /// Writes a frame whose length takes 0, 2 or 8 bytes behind the first two (§5.2).
    pub(crate) fn frame_with(&mut self, first: u8, payload: &[u8], length_bytes: usize) {
        let key = self.header(first, payload.len() as u64, length_bytes);
        self.wire.extend(masked(payload, key));
    }

    /// Writes a header, and gives its key.
    pub(crate) fn header(&mut self, first: u8, length: u64, length_bytes: usize) -> [u8; 4] {
        let short = match length_bytes {
            0 => u8::try_from(length).expect("a short length"),
            2 => 126,
            _ => 127,
        };
        let key = self.random.random();
        self.wire.extend([first, 0x80 | short]);
        self.wire.extend(&length.to_be_bytes()[8 - length_bytes..]);
        self.wire.extend(key);
        key
    }

    pub(crate) fn message(&mut self) {
        let size = self.size();
        let (opcode, payload) =
            if self.random.random_bool(0.6) { (TEXT, self.text(size)) } else { (BINARY, self.bytes(size)) };
        if self.random.random_bool(0.6) {
            self.frame(FIN | opcode, &payload);
        } else {
            self.fragments(opcode, &payload);
        }
    }

    /// Cuts a message anywhere, within characters too, with control frames between its frames (§5.4).
    fn fragments(&mut self, opcode: u8, payload: &[u8]) {
        let mut cuts: Vec<usize> = (0..self.below(6)).map(|_| self.below(payload.len() + 1)).collect();
        cuts.sort_unstable();
        let (mut first, mut start) = (opcode, 0);
        for cut in cuts {
            self.frame(first, &payload[start..cut]);
            (first, start) = (CONTINUATION, cut);
            if self.random.random_bool(0.3) {
                self.ping_or_pong();
            }
        }
        self.frame(FIN | first, &payload[start..]);
    }

    pub(crate) fn ping_or_pong(&mut self) {
        let opcode = self.one_of(&[PING, PING, PONG]);
        let payload = self.control_payload();
        self.frame(FIN | opcode, &payload);
    }

    pub(crate) fn close(&mut self) {
        let code: u16 = self.one_of(&[1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 3999, 4000, 4999]);
        let size = self.one_of(&[0, 1, 10, 122, 123]);
        let reason = self.text(size);
        let body = if self.random.random_bool(0.2) { Vec::new() } else { [&code.to_be_bytes()[..], &reason].concat() };
        self.frame(FIN | CLOSE, &body);
    }

    pub(crate) fn control_payload(&mut self) -> Vec<u8> {
        let size = self.one_of(&[0, 1, 5, 124, 125]);
        self.bytes(size)
    }

    /// Mostly small, and often where the form of a length changes. What comes back for the largest is as much as the lab
    /// writes at once.
    fn size(&mut self) -> usize {
        match self.below(100) {
            0..70 => self.below(40),
            70..97 => self.one_of(&[0, 1, 124, 125, 126, 127, 128, 300, 2000]),
            97 => self.one_of(&[65_535, 65_536, 65_537]),
            _ => 65_400 + self.below(140),
        }
    }

    pub(crate) fn bytes(&mut self, size: usize) -> Vec<u8> {
        let mut bytes = vec![0; size];
        self.random.fill_bytes(&mut bytes);
        bytes
    }

    /// Text of so many bytes, with characters of every length.
    pub(crate) fn text(&mut self, size: usize) -> Vec<u8> {
        let signs: String = (0..16).map(|_| self.sign()).collect();
        let mut text = signs.repeat(size / signs.len() + 1);
        text.truncate(text.floor_char_boundary(size));
        text.push_str(&"x".repeat(size - text.len()));
        text.into_bytes()
    }

    fn sign(&mut self) -> char {
        match self.below(4) {
            0 => self.random.random_range(' '..='~'),
            1 => self.random.random_range('\u{80}'..='\u{7ff}'),
            2 => self.one_of(&['\u{800}', '\u{d7ff}', '\u{e000}', '\u{ffff}', '\0']),
            _ => self.random.random_range('\u{10000}'..='\u{10ffff}'),
        }
    }

    /// Where the client's writes end.
    fn pieces(&mut self) -> Vec<usize> {
        let largest = match self.below(4) {
            0 => 1 << 20,
            1 if self.wire.len() < 2000 => 1,
            2 if self.wire.len() < 10_000 => 20,
            _ => 20_000,
        };
        let (mut pieces, mut left) = (Vec::new(), self.wire.len());
        while left > 0 {
            let piece = if largest > 20_000 { left } else { self.random.random_range(1..=largest).min(left) };
            pieces.push(piece);
            left -= piece;
        }
        pieces
    }
}
