//! The endpoints that misbehave on purpose, byte for byte.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::Duration;

use socketscope_lab::{Config, Limits};
use support::{
    Client, all_gone, get, handshake,
    raw::{BINARY, CLOSE, CONTINUATION, FIN, Frame, PING, PONG, RSV1, Raw, TEXT, frame},
    start, start_with, wait_for, within,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

#[tokio::test]
async fn invalid_breaks_the_rule_that_was_asked_for() {
    let lab = start().await;
    for (what, first, rest) in [
        ("utf8", FIN | TEXT, &b"\x02\xc3\x28"[..]),
        ("opcode", FIN | 3, b"\x02hi"),
        ("rsv", FIN | RSV1 | TEXT, b"\x02hi"),
        ("length", FIN | BINARY, b"\x7f\x80\0\0\0\0\0\0\x02hi"),
        ("mask", FIN | TEXT, b"\x82\0\0\0\0hi"),
        ("control", PING, b"\x02hi"),
        ("continuation", FIN | CONTINUATION, b"\x02hi"),
        ("control-length", FIN | PING, &[&b"\x7e\0\x7e"[..], &[b'.'; 126]].concat()),
        ("interleave", TEXT, b"\x02hi\x81\x02ho"),
        ("close-code", FIN | CLOSE, b"\x02\x03\xed"),
        ("close-length", FIN | CLOSE, b"\x01\x03"),
        ("close-utf8", FIN | CLOSE, b"\x04\x03\xe8\xc3\x28"),
    ] {
        let mut raw = Raw::connect(&lab, &format!("/invalid?what={what}")).await;
        let mut wire = vec![0; 1 + rest.len()];
        within(raw.stream.read_exact(&mut wire)).await.unwrap();
        assert_eq!(wire, [&[first][..], rest].concat(), "{what}");
        raw.send(FIN | CLOSE, &1002_u16.to_be_bytes()).await;
        assert_eq!(raw.close_code().await, Some(1002), "{what}: the client's verdict is answered");
    }
    all_gone(&lab).await;
}

#[tokio::test]
async fn a_proper_client_notices_every_broken_rule() {
    let lab = start().await;
    for what in ["utf8", "opcode", "rsv", "mask", "control", "continuation", "control-length", "interleave"] {
        let mut client = Client::connect(&lab, &format!("/invalid?what={what}")).await;
        let received = within(futures_util::StreamExt::next(&mut client.0)).await.unwrap();
        assert!(received.is_err(), "{what}: {received:?}");
    }
}

const STALL: &[u8] = b"GET /stall HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
    Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

#[tokio::test]
async fn stall_never_answers_and_gives_up_after_its_limit() {
    let limits = Limits { stall: Duration::from_millis(100), ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let mut stream = TcpStream::connect(lab.address()).await.unwrap();
    stream.write_all(STALL).await.unwrap();
    let mut answer = Vec::new();
    within(stream.read_to_end(&mut answer)).await.unwrap();
    assert!(answer.is_empty(), "{answer:?}");
}

#[tokio::test]
async fn stats_count_a_handshake_that_stalls_until_its_client_leaves() {
    let lab = start().await;
    let stalled = async |count: u64| {
        let counted = async || get(&lab, "/stats", &[]).await.json()["stalled_handshakes"] == count;
        wait_for("the handshakes that stall are counted", counted).await;
    };
    stalled(0).await;
    let mut stream = TcpStream::connect(lab.address()).await.unwrap();
    stream.write_all(STALL).await.unwrap();
    stalled(1).await;
    drop(stream);
    stalled(0).await;
}

#[tokio::test]
async fn refuse_answers_with_every_status_that_it_accepts() {
    let lab = start().await;
    for status in [200, 204, 301, 304, 401, 403, 404, 418, 500, 503, 599] {
        assert_eq!(handshake(&lab, &format!("/refuse?status={status}"), &[]).await.status, status);
    }
}

#[tokio::test]
async fn slow_reads_no_faster_than_it_was_asked_to() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/slow?bytes_per_second=1000").await;
    let wire = frame(FIN | BINARY, &vec![0; 24 << 20]);
    // Some systems would take all of it into their own buffer.
    socket2::SockRef::from(&raw.stream).set_send_buffer_size(1 << 20).unwrap();
    let taken = tokio::time::timeout(Duration::from_secs(1), async {
        let mut taken = 0;
        while taken < wire.len() {
            taken += raw.stream.write(&wire[taken..]).await.unwrap();
        }
    });
    assert!(taken.await.is_err(), "24 MiB cannot be on their way within a second");
    drop(raw);
    all_gone(&lab).await;
}

#[tokio::test]
async fn slow_reads_as_fast_as_it_was_asked_to() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/slow?bytes_per_second=1000000000").await;
    // At 64 KiB in each tick of 50 ms this takes half a minute.
    let wire = frame(FIN | BINARY, &vec![0; 20 << 20]).repeat(2);
    tokio::time::timeout(Duration::from_secs(25), raw.stream.write_all(&wire)).await.unwrap().unwrap();
}

#[tokio::test]
async fn slow_answers_a_close_once_it_has_read_it() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/slow?bytes_per_second=100").await;
    raw.send(FIN | TEXT, b"a few bytes").await;
    raw.send(FIN | CLOSE, &1000_u16.to_be_bytes()).await;
    assert_eq!(raw.close_code().await, Some(1000));
}

#[tokio::test]
async fn ping_pings_and_reports_the_pong() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/ping?every=50").await;
    let ping = raw.receive().await.unwrap();
    assert_eq!(ping, Frame { first: FIN | PING, payload: b"0".to_vec() });
    text_that_begins(&mut raw, "ping 0: no pong after ").await;
    // The newest ping is answered: on a busy machine an older one may be forgotten by now.
    let newest = loop {
        let frame = raw.receive().await.unwrap();
        if frame.first == FIN | PING {
            break frame.payload;
        }
    };
    raw.send(FIN | PONG, &newest).await;
    raw.send(FIN | PONG, b"never asked").await;
    text_that_begins(&mut raw, &format!("ping {}: pong after ", String::from_utf8(newest).unwrap())).await;
    text_that_begins(&mut raw, "a pong that no ping asked for, with 11 bytes").await;
}

/// Reads on to a text message that begins so.
async fn text_that_begins(raw: &mut Raw, beginning: &str) {
    within(async {
        loop {
            let frame = raw.receive().await.unwrap();
            if frame.first == FIN | TEXT && frame.payload.starts_with(beginning.as_bytes()) {
                break;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn clients_that_vanish_are_counted_out_wherever_they_were() {
    let lab = start().await;
    for path in [
        "/silent",
        "/slow",
        "/echo",
        "/chat",
        "/ping",
        "/flood?count=1000000&size=1000",
        "/invalid",
        "/close?after=60000",
    ] {
        let mut raw = Raw::connect(&lab, path).await;
        raw.send(FIN | TEXT, b"hello").await;
        drop(raw);
    }
    all_gone(&lab).await;
}

#[tokio::test]
async fn a_client_that_stalls_within_a_frame_is_counted_out_when_it_leaves() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/echo").await;
    raw.write(&[FIN | TEXT, 0xff, 0, 0]).await;
    drop(raw);
    all_gone(&lab).await;
}
