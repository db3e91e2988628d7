//! What a client must not do, one rule of RFC 6455 at a time.

use super::{SIZES, client::Client};
use crate::support::raw::{BINARY, CLOSE, CONTINUATION, FIN, PING, PONG, RSV1, TEXT};

/// What a client does, for a person, and how it does it.
type Violation = (&'static str, fn(&mut Client));

pub(crate) const VIOLATIONS: [Violation; 21] = [
    ("sets a reserved bit", reserved_bit),
    ("sends a reserved opcode", reserved_opcode),
    ("does not mask", unmasked),
    ("fragments a control frame", fragmented_control),
    ("sends a long control frame", long_control),
    ("continues nothing", lone_continuation),
    ("begins a message within another", message_within_a_message),
    ("writes a short length in two bytes", |client| long_form(client, 2)),
    ("writes a short length in eight bytes", |client| long_form(client, 8)),
    ("announces a length with its top bit set", |client| announce(client, 1 << 63)),
    ("announces gigabytes", |client| announce(client, 5 << 30)),
    ("announces a byte too many", |client| announce(client, SIZES.frame + 1)),
    ("sends a message of too many bytes", large_message),
    ("sends a message of too many frames", many_fragments),
    ("closes with half a code", |client| client.frame(FIN | CLOSE, &[3])),
    ("closes with a code that must not be sent", wrong_code),
    ("closes with a reason that is no UTF-8", wrong_reason),
    ("sends text that is no UTF-8", |client| wrong_text(client, false)),
    ("sends text that is no UTF-8 in fragments", |client| wrong_text(client, true)),
    ("ends text within a character", half_a_character),
    ("sends the beginning of a frame whose text is no UTF-8", beginning_of_wrong_text),
];

/// Beginnings of what can never be UTF-8 (§8.1; RFC 3629 §3 and §10).
const WRONG: [&[u8]; 9] = [
    b"\xff",
    b"\x80",
    b"\xc0\xaf",
    b"\xc3\x28",
    b"\xe0\x80\xaf",
    b"\xed\xa0\x80",
    b"\xf0\x8f\xbf\xbf",
    b"\xf4\x90\x80\x80",
    b"\xf8\x88\x80\x80\x80",
];

fn reserved_bit(client: &mut Client) {
    let bits = client.one_of(&[RSV1, 0x20, 0x10, 0x70]);
    let first = client.one_of(&[FIN | TEXT, FIN | BINARY, TEXT, FIN | PING, FIN | CLOSE]);
    client.frame(first | bits, b"");
}

fn reserved_opcode(client: &mut Client) {
    let opcode = client.one_of(&[3, 4, 5, 6, 7, 11, 12, 13, 14, 15]);
    let payload = client.control_payload();
    client.frame(FIN | opcode, &payload);
}

fn unmasked(client: &mut Client) {
    let first = client.one_of(&[FIN | TEXT, FIN | BINARY, FIN | PING, FIN | CLOSE]);
    let at = client.wire.len();
    client.frame(first, b"");
    client.wire.truncate(at + 2);
    client.wire[at + 1] = 0;
}

fn fragmented_control(client: &mut Client) {
    let opcode = client.one_of(&[PING, PONG, CLOSE]);
    client.frame(opcode, b"");
}

fn long_control(client: &mut Client) {
    let (opcode, size) = (client.one_of(&[PING, PONG, CLOSE]), client.one_of(&[126, 200, 65_536]));
    client.frame(FIN | opcode, &vec![3; size]);
}

fn lone_continuation(client: &mut Client) {
    let first = client.one_of(&[CONTINUATION, FIN | CONTINUATION]);
    client.frame(first, b"of nothing");
}

fn message_within_a_message(client: &mut Client) {
    let opcodes = [TEXT, BINARY, FIN | TEXT, FIN | BINARY];
    let (outer, inner) = (client.one_of(&opcodes[..2]), client.one_of(&opcodes));
    client.frame(outer, b"one");
    client.frame(inner, b"two");
}

fn long_form(client: &mut Client, length_bytes: usize) {
    let size = if length_bytes == 2 { 125 } else { 65_535 };
    let (first, size) = (client.one_of(&[FIN | TEXT, BINARY, FIN | PING]), client.one_of(&[0, 1, size]));
    client.frame_with(first, &vec![b'x'; size], length_bytes);
}

fn announce(client: &mut Client, length: u64) {
    let first = client.one_of(&[FIN | TEXT, FIN | BINARY, TEXT]);
    client.header(first, length, 8);
}

fn large_message(client: &mut Client) {
    let frame = usize::try_from(SIZES.frame).expect("a small limit");
    let payload = client.bytes(frame);
    client.frame(BINARY, &payload);
    client.frame(FIN | CONTINUATION, &payload);
}

fn many_fragments(client: &mut Client) {
    let (opcode, last) = (client.one_of(&[TEXT, BINARY]), client.one_of(&[CONTINUATION, FIN | CONTINUATION]));
    let (piece, excess) = (client.one_of(&[&b""[..], b"x"]), client.one_of(&[&b""[..], b"y", b"\xff"]));
    client.frame(opcode, piece);
    for _ in 1..SIZES.fragments {
        client.frame(CONTINUATION, piece);
    }
    client.frame(last, excess);
}

fn wrong_code(client: &mut Client) {
    let code: u16 = client.one_of(&[0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535]);
    client.frame(FIN | CLOSE, &code.to_be_bytes());
}

fn wrong_reason(client: &mut Client) {
    let wrong = client.one_of(&WRONG);
    let reason = client.text(100);
    client.frame(FIN | CLOSE, &[b"\x03\xe8", &reason[..], wrong].concat());
}

fn wrong_text(client: &mut Client, is_fragmented: bool) {
    let (before, after, wrong) = (client.below(200), client.below(200), client.one_of(&WRONG));
    let text = [&client.text(before), wrong, &client.text(after)].concat();
    if !is_fragmented {
        return client.frame(FIN | TEXT, &text);
    }
    let cut = client.below(text.len());
    client.frame(TEXT, &text[..cut]);
    client.ping_or_pong();
    client.frame(FIN | CONTINUATION, &text[cut..]);
}

fn half_a_character(client: &mut Client) {
    let half = client.one_of(&[&b"\xc3"[..], b"\xe2\x82", b"\xf0\x9f\x98"]);
    let text = [&client.text(20), half].concat();
    if client.below(2) == 0 {
        return client.frame(FIN | TEXT, &text);
    }
    client.frame(TEXT, &text);
    client.frame(FIN | CONTINUATION, b"");
}

/// §8.1 says so of the byte stream, not of a frame: who waits for the rest waits in vain.
fn beginning_of_wrong_text(client: &mut Client) {
    let text = [&client.text(50)[..], client.one_of(&WRONG)].concat();
    let at = client.wire.len();
    client.frame(FIN | TEXT, &[text.clone(), vec![b'x'; 50_000]].concat());
    client.wire.truncate(at + 8 + text.len() + 10);
}
