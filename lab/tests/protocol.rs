//! RFC 6455 at `/echo`, case by case after the chapters of the Autobahn test suite.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use support::{
    raw::{BINARY, CLOSE, CONTINUATION, FIN, Frame, PING, PONG, RSV1, Raw, TEXT, frame},
    start,
};

/// Sends frames, each with its first byte, and expects the connection to be failed with a code.
async fn fails(frames: &[(u8, &[u8])], code: u16) {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/echo").await;
    let wire: Vec<u8> = frames.iter().flat_map(|(first, payload)| frame(*first, payload)).collect();
    raw.write(&wire).await;
    assert_eq!(raw.close_code().await, Some(code), "{frames:x?}");
}

/// Sends frames and expects one message back.
async fn echoes(frames: &[(u8, &[u8])], first: u8, payload: &[u8]) {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/echo").await;
    let wire: Vec<u8> = frames.iter().flat_map(|(first, payload)| frame(*first, payload)).collect();
    // Byte by byte: no boundary of a read may matter.
    for byte in wire {
        raw.write(&[byte]).await;
    }
    assert_eq!(raw.receive().await, Some(Frame { first, payload: payload.to_vec() }));
}

#[tokio::test]
async fn messages_around_every_length_boundary_come_back() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/echo").await;
    for size in [0, 1, 124, 125, 126, 127, 128, 65_535, 65_536, 65_537, 1 << 20] {
        for kind in [TEXT, BINARY] {
            raw.send(FIN | kind, &vec![b'*'; size]).await;
            let echoed = raw.receive().await.unwrap();
            assert_eq!((echoed.first, echoed.payload.len()), (FIN | kind, size));
        }
    }
}

#[tokio::test]
async fn a_message_of_16_mib_comes_back() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/echo").await;
    raw.send(FIN | BINARY, &vec![0x2a; 16 << 20]).await;
    assert_eq!(raw.receive().await.unwrap().payload.len(), 16 << 20);
}

#[tokio::test]
async fn a_ping_is_answered_with_its_payload_and_a_pong_with_nothing() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/echo").await;
    raw.send(FIN | PONG, b"unasked").await;
    for payload in [&b""[..], b"hello", &[0xfe; 125]] {
        raw.send(FIN | PING, payload).await;
        assert_eq!(raw.receive().await, Some(Frame { first: FIN | PONG, payload: payload.to_vec() }));
    }
}

#[tokio::test]
async fn control_frames_that_are_long_or_fragmented_fail_the_connection() {
    fails(&[(FIN | PING, &[0; 126])], 1002).await;
    fails(&[(PING, b"")], 1002).await;
    fails(&[(PONG, b"")], 1002).await;
    fails(&[(CLOSE, b"")], 1002).await;
}

#[tokio::test]
async fn reserved_bits_and_opcodes_fail_the_connection() {
    for bits in [RSV1, 0x20, 0x10, 0x70] {
        fails(&[(FIN | bits | TEXT, b"hi")], 1002).await;
        fails(&[(FIN | bits | PING, b"")], 1002).await;
    }
    for opcode in [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] {
        fails(&[(FIN | opcode, b"")], 1002).await;
    }
}

#[tokio::test]
async fn fragments_are_joined_with_control_frames_between_them() {
    echoes(&[(TEXT, b"frag"), (FIN | CONTINUATION, b"ment")], FIN | TEXT, b"fragment").await;
    echoes(&[(BINARY, b""), (CONTINUATION, b"a"), (FIN | CONTINUATION, b"")], FIN | BINARY, b"a").await;
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/echo").await;
    for (first, payload) in [(TEXT, &b"frag"[..]), (FIN | PING, b"between"), (FIN | CONTINUATION, b"ment")] {
        raw.send(first, payload).await;
    }
    assert_eq!(raw.receive().await, Some(Frame { first: FIN | PONG, payload: b"between".to_vec() }));
    assert_eq!(raw.receive().await, Some(Frame { first: FIN | TEXT, payload: b"fragment".to_vec() }));
}

#[tokio::test]
async fn fragments_out_of_order_fail_the_connection() {
    fails(&[(FIN | CONTINUATION, b"nothing to continue")], 1002).await;
    fails(&[(CONTINUATION, b"nothing to continue")], 1002).await;
    fails(&[(TEXT, b"one"), (FIN | TEXT, b"two")], 1002).await;
    fails(&[(TEXT, b"one"), (BINARY, b"two")], 1002).await;
    fails(&[(TEXT, b"a"), (FIN | CONTINUATION, b"b"), (FIN | CONTINUATION, b"c")], 1002).await;
}

#[tokio::test]
async fn text_is_checked_as_utf_8_across_frames() {
    let text = "Hello-µ@ßöäüàá-UTF-8!! κόσμε \u{10ffff}\u{0}".as_bytes();
    echoes(&[(FIN | TEXT, text)], FIN | TEXT, text).await;
    let mut pieces: Vec<(u8, &[u8])> = text.chunks(1).map(|byte| (CONTINUATION, byte)).collect();
    pieces[0].0 = TEXT;
    pieces.push((FIN | CONTINUATION, b""));
    echoes(&pieces, FIN | TEXT, text).await;
    for invalid in [
        &b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80edited"[..],
        b"\xf4\x90\x80\x80",
        b"\xc0\xaf",
        b"\xff",
        b"\xed\xbf\xbf",
        b"a\xc3",
    ] {
        fails(&[(FIN | TEXT, invalid)], 1007).await;
        let (head, tail) = invalid.split_at(1);
        fails(&[(TEXT, head), (CONTINUATION, tail), (FIN | CONTINUATION, b"")], 1007).await;
    }
}

#[tokio::test]
async fn invalid_text_fails_the_connection_before_the_message_ends() {
    fails(&[(TEXT, b"\xce\xba\xe1\xbd\xb9"), (CONTINUATION, b"\xf4\x90")], 1007).await;
}

#[tokio::test]
async fn invalid_text_fails_the_connection_before_its_frame_ends() {
    let lab = start().await;
    let invalid = &b"\xce\xba\xe1\xbd\xb9\xf4\x90"[..];
    for (before, first) in [(None, FIN | TEXT), (Some(&b"\xce"[..]), FIN | CONTINUATION)] {
        let mut raw = Raw::connect(&lab, "/echo").await;
        let mut payload = vec![b'x'; 60_000];
        payload[..7].copy_from_slice(invalid);
        if let Some(before) = before {
            raw.send(TEXT, before).await;
            payload[0] = 0xba;
            payload[1] = b'y';
        }
        let wire = frame(first, &payload);
        raw.write(&wire[..8 + invalid.len()]).await;
        assert_eq!(raw.close_code().await, Some(1007));
    }
}

#[tokio::test]
async fn binary_is_never_checked_as_text() {
    echoes(&[(FIN | BINARY, b"\xff\xfe")], FIN | BINARY, b"\xff\xfe").await;
}

#[tokio::test]
async fn a_close_frame_is_answered_with_its_code_and_the_connection_ends() {
    for code in [1000_u16, 1001, 1003, 1007, 1011, 3000, 3999, 4000, 4999] {
        fails(&[(FIN | CLOSE, &code.to_be_bytes())], code).await;
    }
    let longest = [&1000_u16.to_be_bytes()[..], &[b'*'; 123]].concat();
    fails(&[(FIN | CLOSE, &longest)], 1000).await;
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/echo").await;
    raw.send(FIN | CLOSE, b"").await;
    assert_eq!(raw.receive().await, Some(Frame { first: FIN | CLOSE, payload: vec![] }));
    assert_eq!(raw.receive().await, None);
}

#[tokio::test]
async fn a_close_frame_that_is_wrong_is_answered_with_what_is_wrong() {
    fails(&[(FIN | CLOSE, b"\x03")], 1002).await;
    for code in [0_u16, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535] {
        fails(&[(FIN | CLOSE, &code.to_be_bytes())], 1002).await;
    }
    fails(&[(FIN | CLOSE, b"\x03\xe8\xff")], 1007).await;
    fails(&[(FIN | CLOSE, &[3; 126])], 1002).await;
}

#[tokio::test]
async fn nothing_after_a_close_frame_is_answered() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/echo").await;
    let both =
        [frame(FIN | CLOSE, &1000_u16.to_be_bytes()), frame(FIN | TEXT, b"late"), frame(FIN | PING, b"")].concat();
    raw.write(&both).await;
    assert_eq!(raw.receive().await.unwrap().first, FIN | CLOSE);
    assert_eq!(raw.receive().await, None);
}

#[tokio::test]
async fn no_pong_comes_after_a_close_frame_when_much_waits_to_be_written() {
    let lab = start().await;
    for end in [frame(FIN | CLOSE, &1000_u16.to_be_bytes()), frame(FIN | 3, b"")] {
        let mut raw = Raw::connect(&lab, "/echo").await;
        // As much as the lab writes at once: of the pings behind it, one waits for its pong.
        let message = frame(FIN | BINARY, &vec![0; 65_532]);
        raw.write(&[message, frame(FIN | PING, b"one"), frame(FIN | PING, b"two"), end].concat()).await;
        assert_eq!(raw.receive().await.unwrap().payload.len(), 65_532);
        let mut last = raw.receive().await.unwrap();
        while let Some(frame) = raw.receive().await {
            last = frame;
        }
        assert_eq!(last.first, FIN | CLOSE, "{last:?}");
    }
}
