//! permessage-deflate (RFC 7692) against zlib's own streams, case by case after the Autobahn test suite's chapters 12, 13.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use socketscope_lab::{Config, Limits};
use support::{
    raw::{BINARY, CLOSE, CONTINUATION, FIN, Frame, RSV1, Raw, TEXT},
    start, start_with,
};

/// A client's side of the extension.
struct Deflate {
    compress: Compress,
    decompress: Decompress,
}

impl Deflate {
    /// Reads with a window of `bits`: it fails if the lab refers further back than it promised.
    fn new(bits: u8) -> Self {
        Self {
            compress: Compress::new_with_window_bits(Compression::default(), false, 15),
            decompress: Decompress::new_with_window_bits(false, bits),
        }
    }

    fn pack(&mut self, message: &[u8]) -> Vec<u8> {
        if message.is_empty() {
            return vec![0];
        }
        let mut packed = Vec::with_capacity(message.len() + 1024);
        self.compress.compress_vec(message, &mut packed, FlushCompress::Sync).unwrap();
        packed.truncate(packed.len() - 4);
        packed
    }

    fn unpack(&mut self, packed: &[u8]) -> Vec<u8> {
        let mut message = Vec::with_capacity(17 << 20);
        let input = [packed, &[0, 0, 0xff, 0xff]].concat();
        self.decompress.decompress_vec(&input, &mut message, FlushDecompress::Sync).unwrap();
        message
    }
}

fn offer(parameters: &str) -> String {
    format!("Sec-WebSocket-Extensions: permessage-deflate{parameters}\r\n")
}

fn agreed(raw: &Raw) -> Option<&str> {
    raw.head.lines().find_map(|line| line.to_lowercase().starts_with("sec-websocket-extensions: ").then(|| &line[26..]))
}

#[tokio::test]
async fn messages_of_all_sizes_come_back_under_every_offer() {
    let lab = start().await;
    for (parameters, bits) in [
        ("", 15),
        ("; client_max_window_bits", 15),
        ("; server_max_window_bits=9", 9),
        ("; server_max_window_bits=15", 15),
        ("; server_no_context_takeover; client_no_context_takeover", 15),
        ("; server_no_context_takeover; server_max_window_bits=9; client_max_window_bits=9", 9),
        ("; server_no_context_takeover; server_max_window_bits=15; client_max_window_bits", 15),
        ("; server_max_window_bits=10; client_max_window_bits=10", 10),
        ("; server_no_context_takeover; server_max_window_bits=9, permessage-deflate", 9),
    ] {
        let mut raw = Raw::connect_with(&lab, "/deflate", &offer(parameters)).await;
        assert!(agreed(&raw).unwrap().starts_with("permessage-deflate"), "{parameters}");
        let mut deflate = Deflate::new(bits);
        for size in [0, 16, 64, 256, 1024, 4096, 8192, 16_384, 32_768, 65_536, 131_072] {
            let message: Vec<u8> = (0..size).map(|i: u32| (i.wrapping_mul(i) / 7 % 26) as u8 + b'a').collect();
            for kind in [TEXT, BINARY] {
                if parameters.contains("client_no") {
                    deflate.compress.reset();
                }
                let packed = deflate.pack(&message);
                raw.send(FIN | RSV1 | kind, &packed).await;
                let echoed = raw.receive().await.unwrap();
                assert_eq!(echoed.first, FIN | RSV1 | kind);
                if parameters.contains("server_no") {
                    deflate.decompress = Decompress::new_with_window_bits(false, bits);
                }
                assert_eq!(deflate.unpack(&echoed.payload), message, "{parameters} {size}");
            }
        }
    }
}

#[tokio::test]
async fn a_message_of_16_mib_comes_back() {
    let lab = start().await;
    let mut raw = Raw::connect_with(&lab, "/deflate", &offer("")).await;
    let mut deflate = Deflate::new(15);
    let packed = deflate.pack(&vec![b'*'; 16 << 20]);
    raw.send(FIN | RSV1 | TEXT, &packed).await;
    assert!(deflate.unpack(&raw.receive().await.unwrap().payload) == vec![b'*'; 16 << 20]);
}

#[tokio::test]
async fn what_was_agreed_on_is_in_the_answer() {
    let lab = start().await;
    let raw = Raw::connect_with(&lab, "/deflate?window=10&takeover=0", &offer("; client_max_window_bits")).await;
    assert_eq!(agreed(&raw), Some("permessage-deflate; server_no_context_takeover; server_max_window_bits=10"));
    let raw = Raw::connect_with(&lab, "/deflate", &offer("; server_max_window_bits=8, permessage-deflate")).await;
    assert_eq!(agreed(&raw), Some("permessage-deflate"), "the second offer can be kept to");
    for refused in ["; server_max_window_bits=17", "; bogus", "; client_max_window_bits=1"] {
        let raw = Raw::connect_with(&lab, "/deflate", &offer(refused)).await;
        assert_eq!(agreed(&raw), None, "{refused}");
    }
    assert_eq!(agreed(&Raw::connect(&lab, "/deflate").await), None);
    assert_eq!(agreed(&Raw::connect_with(&lab, "/echo", &offer("")).await), None);
    assert_eq!(agreed(&Raw::connect_with(&lab, "/echo?deflate=1", &offer("")).await), Some("permessage-deflate"));
}

#[tokio::test]
async fn a_compressed_message_may_be_fragmented_and_a_plain_one_may_follow() {
    let lab = start().await;
    let mut raw = Raw::connect_with(&lab, "/deflate", &offer("")).await;
    let mut deflate = Deflate::new(15);
    let packed = deflate.pack(b"one message in two frames");
    let (head, tail) = packed.split_at(7);
    raw.send(RSV1 | TEXT, head).await;
    raw.send(FIN | CONTINUATION, tail).await;
    let echoed = raw.receive().await.unwrap();
    assert_eq!(deflate.unpack(&echoed.payload), b"one message in two frames");
    raw.send(FIN | TEXT, b"plain").await;
    let echoed = raw.receive().await.unwrap();
    assert_eq!(deflate.unpack(&echoed.payload), b"plain");
}

#[tokio::test]
async fn broken_compression_fails_the_connection() {
    let lab = start().await;
    for (first, payload, code) in [
        (FIN | RSV1 | TEXT, &b"\xff\xff\xff\xff"[..], 1007),
        (FIN | RSV1 | CONTINUATION, b"", 1002),
        (FIN | RSV1 | 9, b"", 1002),
    ] {
        let mut raw = Raw::connect_with(&lab, "/deflate", &offer("")).await;
        raw.send(first, payload).await;
        assert_eq!(raw.close_code().await, Some(code), "{first:x}");
    }
    let mut raw = Raw::connect_with(&lab, "/deflate", &offer("")).await;
    let packed = Deflate::new(15).pack(b"\xc3\x28");
    raw.send(FIN | RSV1 | TEXT, &packed).await;
    assert_eq!(raw.close_code().await, Some(1007), "text must be UTF-8 once it is whole again");
}

#[tokio::test]
async fn a_message_that_grows_past_the_limit_is_too_big() {
    let limits = Limits { message_bytes: 1 << 20, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let mut raw = Raw::connect_with(&lab, "/deflate", &offer("")).await;
    let packed = Deflate::new(15).pack(&vec![0; 2 << 20]);
    assert!(packed.len() < 1 << 16);
    raw.send(FIN | RSV1 | BINARY, &packed).await;
    assert_eq!(raw.close_code().await, Some(1009));
}

#[tokio::test]
async fn members_of_a_room_hear_the_same_compressed_or_not() {
    let lab = start().await;
    let mut plain = Raw::connect(&lab, "/chat").await;
    let mut packed = Raw::connect_with(&lab, "/chat?deflate=1", &offer("; server_max_window_bits=9")).await;
    support::wait_for("both are members", async || support::get(&lab, "/stats", &[]).await.json()["members"] == 2)
        .await;
    plain.send(FIN | TEXT, b"hello, hello, hello").await;
    assert_eq!(plain.receive().await, Some(Frame { first: FIN | TEXT, payload: b"hello, hello, hello".to_vec() }));
    let heard = packed.receive().await.unwrap();
    assert_eq!(heard.first, FIN | RSV1 | TEXT);
    assert_eq!(Deflate::new(9).unpack(&heard.payload), b"hello, hello, hello");
}

#[tokio::test]
async fn a_compressed_flood_counts_without_a_gap() {
    let lab = start().await;
    let mut raw = Raw::connect_with(&lab, "/flood?deflate=1&count=3000&size=300", &offer("")).await;
    let mut deflate = Deflate::new(15);
    for seq in 0..3000 {
        let Frame { first, payload } = raw.receive().await.unwrap();
        assert_eq!(first, FIN | RSV1 | TEXT);
        let text = deflate.unpack(&payload);
        assert_eq!(text.len(), 300);
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&text).unwrap()["seq"], seq);
    }
    assert_eq!(raw.receive().await.unwrap().first, FIN | CLOSE);
}

#[tokio::test]
async fn a_message_is_compressed_first_and_then_cut_into_frames() {
    let lab = start().await;
    let mut raw = Raw::connect_with(&lab, "/fragments?parts=3&size=500&deflate=1", &offer("")).await;
    let mut deflate = Deflate::new(15);
    for _ in 0..2 {
        let mut packed = Vec::new();
        for first in [RSV1 | TEXT, CONTINUATION, FIN | CONTINUATION] {
            let frame = raw.receive().await.unwrap();
            assert_eq!(frame.first, first);
            packed.extend(frame.payload);
        }
        let text = String::from_utf8(deflate.unpack(&packed)).unwrap();
        assert!(text.len() == 500 && text.starts_with("abcdefghéij"), "{text}");
        raw.send(FIN | TEXT, b"again").await;
    }
}
