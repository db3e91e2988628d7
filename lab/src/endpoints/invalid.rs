//! `/invalid`: one broken frame, for a client that should notice.

use super::{Outcome, Request};
use crate::websocket::WebSocket;

/// The rules that can be broken.
pub(crate) const KINDS: &[&str] = &[
    "utf8",
    "opcode",
    "rsv",
    "length",
    "mask",
    "control",
    "continuation",
    "control-length",
    "interleave",
    "close-code",
    "close-length",
    "close-utf8",
];

/// Sends the broken frame, then listens to what the client makes of it.
pub(crate) async fn converse(socket: &mut WebSocket, request: &Request) -> Outcome {
    let what = request.parameters.text("what");
    socket.queue_raw(broken(what));
    if what == "control-length" {
        socket.queue_raw(&[b'.'; 126]);
    }
    loop {
        socket.receive().await?;
    }
}

fn broken(what: &str) -> &'static [u8] {
    match what {
        // A reserved opcode (RFC 6455 §5.2).
        "opcode" => b"\x83\x02hi",
        // A reserved bit without an extension (§5.2).
        "rsv" => b"\xc1\x02hi",
        // A 64-bit length whose top bit is set (§5.2).
        "length" => b"\x82\x7f\x80\x00\x00\x00\x00\x00\x00\x02hi",
        // A masked frame from a server (§5.1).
        "mask" => b"\x81\x82\x00\x00\x00\x00hi",
        // A control frame, here a ping, that is not the last of its message (§5.5).
        "control" => b"\x09\x02hi",
        // A continuation with nothing to continue (§5.4).
        "continuation" => b"\x80\x02hi",
        // A control frame, here a ping, of 126 bytes (§5.5); they follow.
        "control-length" => b"\x89\x7e\x00\x7e",
        // A new message inside a fragmented one (§5.4).
        "interleave" => b"\x01\x02hi\x81\x02ho",
        // A close frame with 1005, which only names what a side saw (§7.4.1).
        "close-code" => b"\x88\x02\x03\xed",
        // A close frame with half a code (§5.5.1).
        "close-length" => b"\x88\x01\x03",
        // A close reason that is not UTF-8 (§5.5.1).
        "close-utf8" => b"\x88\x04\x03\xe8\xc3\x28",
        // Text that is not UTF-8: a character's first byte without its second (§8.1).
        _ => b"\x81\x02\xc3\x28",
    }
}
