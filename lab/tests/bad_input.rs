//! Input that no proper client sends: each ends in the status or close code that the RFC names, the lab goes on, and a
//! bystander does not notice.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::Duration;

use socketscope_lab::{Config, Limits, Running};
use support::{
    Client, all_gone, exchange, get, handshake,
    raw::{BINARY, CONTINUATION, FIN, Raw, TEXT, frame},
    start_with, wait_for, within,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

/// A lab, and somebody who uses it all the while.
struct Scene {
    lab: Running,
    bystander: Client,
}

impl Scene {
    async fn new(limits: Limits) -> Self {
        let lab = start_with(Config { limits, ..Config::default() }).await;
        let bystander = Client::connect(&lab, "/chat?room=bystander").await;
        Self { lab, bystander }
    }

    /// Sends bytes to `/echo` and expects it to close with a code.
    async fn fails(&self, wire: &[u8], code: u16) {
        let mut raw = Raw::connect(&self.lab, "/echo").await;
        raw.write(wire).await;
        assert_eq!(raw.close_code().await, Some(code));
    }

    /// The bystander is heard, nobody else is left, and nothing is kept.
    async fn goes_on(mut self) {
        self.bystander.send("still here?").await;
        assert_eq!(self.bystander.receive_text().await, "still here?");
        wait_for("nobody else is left", async || self.lab.open_connections() == 1).await;
        self.bystander.close().await;
        all_gone(&self.lab).await;
        let stats = get(&self.lab, "/stats", &[]).await.json();
        assert_eq!((&stats["held_bytes"], &stats["members"]), (&0.into(), &0.into()));
    }
}

#[tokio::test]
async fn garbage_instead_of_http_is_answered_with_400() {
    let scene = Scene::new(Limits::default()).await;
    for garbage in
        [&b"\x16\x03\x01\x02\0garbage\r\n\r\n"[..], b"\0\0\0\0\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"]
    {
        assert_eq!(exchange(&scene.lab, garbage).await.status, 400, "{garbage:?}");
    }
    scene.goes_on().await;
}

#[tokio::test]
async fn half_a_handshake_is_waited_for_no_longer_than_the_limit_and_then_answered_with_408() {
    let scene = Scene::new(Limits { handshake: Duration::from_millis(200), ..Limits::default() }).await;
    for half in
        [&b"G"[..], b"GET /echo HTTP/1.1\r\nHost:", b"GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"]
    {
        assert_eq!(exchange(&scene.lab, half).await.status, 408, "{half:?}");
    }
    // A connection that has asked for nothing is not told off.
    let mut idle = TcpStream::connect(scene.lab.address()).await.unwrap();
    let mut answer = Vec::new();
    let _ = within(idle.read_to_end(&mut answer)).await;
    assert!(answer.is_empty(), "{answer:?}");
    scene.goes_on().await;
}

#[tokio::test]
async fn a_handshake_byte_by_byte_is_not_waited_for_longer() {
    let scene = Scene::new(Limits { handshake: Duration::from_millis(200), ..Limits::default() }).await;
    let mut slow = TcpStream::connect(scene.lab.address()).await.unwrap();
    let writing = async {
        while slow.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    within(writing).await;
    scene.goes_on().await;
}

#[tokio::test]
async fn a_header_of_20_kib_is_answered_with_431() {
    let scene = Scene::new(Limits::default()).await;
    let long = format!("X-Long: {}", "x".repeat(20 << 10));
    assert_eq!(handshake(&scene.lab, "/echo", &[&long]).await.status, 431);
    scene.goes_on().await;
}

#[tokio::test]
async fn a_wrong_version_key_or_upgrade_is_answered_with_what_is_wrong() {
    let scene = Scene::new(Limits::default()).await;
    let head = "GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
        Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    for (right, wrong, status) in [
        ("Version: 13", "Version: 12", 426),
        ("dGhlIHNhbXBsZSBub25jZQ==", "dGhl", 400),
        ("Upgrade: websocket", "Upgrade: smoke-signals", 426),
        ("Connection: Upgrade", "Connection: close", 426),
    ] {
        assert_eq!(exchange(&scene.lab, head.replace(right, wrong).as_bytes()).await.status, status, "{wrong}");
    }
    scene.goes_on().await;
}

#[tokio::test]
async fn a_frame_without_a_mask_is_closed_with_1002() {
    let scene = Scene::new(Limits::default()).await;
    scene.fails(b"\x81\x05hello", 1002).await;
    scene.goes_on().await;
}

#[tokio::test]
async fn five_gibibytes_announced_are_closed_with_1009_before_a_byte_of_them_came() {
    let scene = Scene::new(Limits::default()).await;
    let header = [&[FIN | BINARY, 0xff][..], &(5_u64 << 30).to_be_bytes(), &[1, 2, 3, 4]].concat();
    scene.fails(&header, 1009).await;
    scene.goes_on().await;
}

#[tokio::test]
async fn endless_fragments_are_closed_with_1009_and_empty_ones_with_1008() {
    let limits = Limits { message_bytes: 100_000, fragments: 1000, ..Limits::default() };
    let scene = Scene::new(limits).await;
    let endless = |piece: &[u8]| [frame(BINARY, piece), frame(CONTINUATION, piece).repeat(1000)].concat();
    scene.fails(&endless(&[0; 1000]), 1009).await;
    scene.fails(&endless(b""), 1008).await;
    let mut raw = Raw::connect(&scene.lab, "/echo").await;
    raw.write(&[frame(TEXT, b""), frame(CONTINUATION, b"").repeat(998), frame(FIN | CONTINUATION, b"enough")].concat())
        .await;
    assert_eq!(raw.receive().await.unwrap().payload, b"enough", "a thousand are within the limit");
    drop(raw);
    scene.goes_on().await;
}

#[tokio::test]
async fn text_that_is_no_utf_8_is_closed_with_1007_wherever_it_is_cut() {
    let scene = Scene::new(Limits::default()).await;
    for pieces in [[&b"\xc3"[..], b"\x28"], [b"\xf0\x9f", b"\x98x"], [b"\xed", b"\xa0\x80"], [b"caf", b"\xc3"]] {
        let wire = [frame(TEXT, pieces[0]), frame(FIN | CONTINUATION, pieces[1])].concat();
        scene.fails(&wire, 1007).await;
    }
    scene.goes_on().await;
}

#[tokio::test]
async fn a_room_name_may_hold_a_slash_but_no_control_character_and_not_10_000_characters() {
    let scene = Scene::new(Limits::default()).await;
    assert_eq!(handshake(&scene.lab, &format!("/chat?room={}", "r".repeat(10_000)), &[]).await.status, 400);
    assert_eq!(handshake(&scene.lab, &format!("/chat?name={}", "n".repeat(10_000)), &[]).await.status, 400);
    for name in ["%00", "a%0Ab", "%7F", "%C2%85"] {
        assert_eq!(handshake(&scene.lab, &format!("/chat?room={name}"), &[]).await.status, 400, "{name}");
    }
    let mut one = Client::connect(&scene.lab, "/chat?room=a/b%2Fc").await;
    let mut other = Client::connect(&scene.lab, "/chat?room=a%2Fb/c").await;
    one.send("the same room").await;
    assert_eq!(other.receive_text().await, "the same room");
    drop((one, other));
    scene.goes_on().await;
}

#[tokio::test]
async fn more_members_than_a_room_takes_are_closed_with_1013() {
    rlimit::increase_nofile_limit(u64::MAX).unwrap();
    let scene = Scene::new(Limits::default()).await;
    let mut members = Vec::new();
    for _ in 0..1000 {
        members.push(Raw::connect(&scene.lab, "/chat?room=full").await);
    }
    for _ in 0..20 {
        let mut refused = Client::connect(&scene.lab, "/chat?room=full").await;
        assert_eq!(refused.closed().await.unwrap().code, CloseCode::Again);
    }
    members[0].send(FIN | TEXT, b"all here").await;
    for member in &mut members {
        assert_eq!(member.receive().await.unwrap().payload, b"all here");
    }
    drop(members);
    scene.goes_on().await;
}

#[tokio::test]
async fn counts_and_sizes_that_overflow_are_refused() {
    let scene = Scene::new(Limits::default()).await;
    for number in ["18446744073709551615", "18446744073709551616", "99999999999999999999999999", "4294967296", "-1"] {
        for query in [format!("count={number}"), format!("size={number}"), format!("count=2&size={number}")] {
            assert_eq!(handshake(&scene.lab, &format!("/flood?{query}"), &[]).await.status, 400, "{query}");
        }
    }
    scene.goes_on().await;
}
