//! Cases of the Autobahn test suite, by their numbers: those of chapters 2 to 7, 9 and 10 that are more than one rule, which
//! `protocol.rs` holds.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use socketscope_lab::Running;
use support::{
    raw::{BINARY, CLOSE, CONTINUATION, FIN, Frame, PING, PONG, RSV1, Raw, TEXT, frame},
    start, within,
};
use tokio::{io::AsyncWriteExt, task::yield_now};

type Frames = &'static [(u8, &'static [u8])];

/// What is sent before a proper close frame, what comes back, and the code at the end.
const CASES: [(&str, Frames, Frames, u16); 30] = [
    ("2.9", &[(FIN | PONG, b"unasked"), (FIN | PING, b"asked")], &[(FIN | PONG, b"asked")], 1000),
    ("2.10", &[(FIN | PING, b"ping".as_slice()); 10], &[(FIN | PONG, b"ping".as_slice()); 10], 1000),
    ("3.1", &[(FIN | 0x10 | TEXT, b"*")], &[], 1002),
    ("3.2", &[(FIN | TEXT, b"*"), (FIN | 0x20 | TEXT, b"*"), (FIN | PING, b"")], &[(FIN | TEXT, b"*")], 1002),
    ("3.4", &[(FIN | TEXT, b"*"), (FIN | RSV1 | TEXT, b"*"), (FIN | PING, b"")], &[(FIN | TEXT, b"*")], 1002),
    ("3.5", &[(FIN | 0x50 | BINARY, b"\0")], &[], 1002),
    ("3.6", &[(FIN | 0x60 | PING, b"*")], &[], 1002),
    ("3.7", &[(FIN | 0x70 | CLOSE, b"")], &[], 1002),
    ("4.1.3", &[(FIN | TEXT, b"*"), (FIN | 5, b""), (FIN | PING, b"")], &[(FIN | TEXT, b"*")], 1002),
    ("4.1.5", &[(FIN | TEXT, b"*"), (FIN | 7, b"payload"), (FIN | PING, b"")], &[(FIN | TEXT, b"*")], 1002),
    ("4.2.3", &[(FIN | TEXT, b"*"), (FIN | 0xd, b""), (FIN | PING, b"")], &[(FIN | TEXT, b"*")], 1002),
    ("4.2.5", &[(FIN | TEXT, b"*"), (FIN | 0xf, b"payload"), (FIN | PING, b"")], &[(FIN | TEXT, b"*")], 1002),
    ("5.1", &[(PING, b"frag"), (FIN | CONTINUATION, b"ment")], &[], 1002),
    ("5.2", &[(PONG, b"frag"), (FIN | CONTINUATION, b"ment")], &[], 1002),
    ("5.3", &[(TEXT, b"frag"), (FIN | CONTINUATION, b"ment")], &[(FIN | TEXT, b"fragment")], 1000),
    (
        "5.6",
        &[(TEXT, b"frag"), (FIN | PING, b"ping"), (FIN | CONTINUATION, b"ment")],
        &[(FIN | PONG, b"ping"), (FIN | TEXT, b"fragment")],
        1000,
    ),
    ("5.9", &[(FIN | CONTINUATION, b"nothing"), (FIN | TEXT, b"*")], &[], 1002),
    ("5.12", &[(CONTINUATION, b"nothing"), (FIN | TEXT, b"*")], &[], 1002),
    (
        "5.15",
        &[
            (TEXT, b"frag"),
            (FIN | CONTINUATION, b"ment"),
            (CONTINUATION, b"nothing"),
            (TEXT, b"frag"),
            (FIN | CONTINUATION, b"ment"),
        ],
        &[(FIN | TEXT, b"fragment")],
        1002,
    ),
    ("5.16", &[(CONTINUATION, b""), (TEXT, b"frag"), (FIN | CONTINUATION, b"ment")], &[], 1002),
    ("5.18", &[(TEXT, b"one"), (FIN | TEXT, b"two")], &[], 1002),
    (
        "5.19",
        &[
            (TEXT, b"1"),
            (CONTINUATION, b"2"),
            (FIN | PING, b"one"),
            (CONTINUATION, b"3"),
            (CONTINUATION, b"4"),
            (FIN | PING, b"two"),
            (FIN | CONTINUATION, b"5"),
        ],
        &[(FIN | PONG, b"one"), (FIN | PONG, b"two"), (FIN | TEXT, b"12345")],
        1000,
    ),
    ("6.1.2", &[(TEXT, b""), (CONTINUATION, b""), (FIN | CONTINUATION, b"")], &[(FIN | TEXT, b"")], 1000),
    ("6.1.3", &[(TEXT, b""), (CONTINUATION, b"*"), (FIN | CONTINUATION, b"")], &[(FIN | TEXT, b"*")], 1000),
    ("7.1.1", &[(FIN | TEXT, b"*")], &[(FIN | TEXT, b"*")], 1000),
    ("7.1.2", &[(FIN | CLOSE, b"\x03\xe9"), (FIN | CLOSE, b"\x03\xe8")], &[], 1001),
    ("7.1.3", &[(FIN | CLOSE, b"\x03\xe9"), (FIN | PING, b"late")], &[], 1001),
    ("7.1.4", &[(FIN | CLOSE, b"\x03\xe9"), (FIN | TEXT, b"late")], &[], 1001),
    ("7.1.5", &[(TEXT, b"frag"), (FIN | CLOSE, b"\x03\xe9"), (FIN | CONTINUATION, b"ment")], &[], 1001),
    ("7.3.5", &[(FIN | CLOSE, b"\x03\xe9a reason, and then more")], &[], 1001),
];

/// Chapter 6: text that is none, after what is wrong with it (6.8, 6.10 to 6.21).
const NO_TEXT: [&[u8]; 51] = [
    b"\xf8\x88\x80\x80\x80",
    b"\xfc\x84\x80\x80\x80\x80",
    b"\xf7\xbf\xbf\xbf",
    b"\xfb\xbf\xbf\xbf\xbf",
    b"\xfd\xbf\xbf\xbf\xbf\xbf",
    b"\xf4\x90\x80\x80",
    b"\x80",
    b"\xbf",
    b"\x80\xbf",
    b"\x80\xbf\x80",
    b"\x80\xbf\x80\xbf",
    b"\xc0 \xc1 \xc2 ",
    b"\xdf ",
    b"\xe0 \xe1 ",
    b"\xef ",
    b"\xf0 \xf1 ",
    b"\xf7 ",
    b"\xf8 ",
    b"\xfd ",
    b"\xc0",
    b"\xe0\x80",
    b"\xf0\x80\x80",
    b"\xdf",
    b"\xef\xbf",
    b"\xf7\xbf\xbf",
    b"\xfe",
    b"\xff",
    b"\xfe\xfe\xff\xff",
    b"\xc0\xaf",
    b"\xe0\x80\xaf",
    b"\xf0\x80\x80\xaf",
    b"\xf8\x80\x80\x80\xaf",
    b"\xfc\x80\x80\x80\x80\xaf",
    b"\xc1\xbf",
    b"\xe0\x9f\xbf",
    b"\xf0\x8f\xbf\xbf",
    b"\xf8\x87\xbf\xbf\xbf",
    b"\xc0\x80",
    b"\xe0\x80\x80",
    b"\xf0\x80\x80\x80",
    b"\xf8\x80\x80\x80\x80",
    b"\xed\xa0\x80",
    b"\xed\xad\xbf",
    b"\xed\xae\x80",
    b"\xed\xaf\xbf",
    b"\xed\xb0\x80",
    b"\xed\xbe\x80",
    b"\xed\xbf\xbf",
    b"\xed\xa0\x80\xed\xb0\x80",
    b"\xed\xad\xbf\xed\xbf\xbf",
    b"\xed\xaf\xbf\xed\xb0\x80",
];

/// How a client's bytes are cut into writes.
#[derive(Clone, Copy, Debug)]
enum Cut {
    Whole,
    Frames,
    Bytes(usize),
}

#[tokio::test]
async fn each_case_is_answered_alike_however_its_bytes_are_cut() {
    let lab = start().await;
    for (number, sent, back, code) in CASES {
        for cut in [Cut::Whole, Cut::Frames, Cut::Bytes(1)] {
            let mut frames: Vec<_> = sent.iter().map(|(first, payload)| frame(*first, payload)).collect();
            frames.push(frame(FIN | CLOSE, &1000_u16.to_be_bytes()));
            let mut raw = connect(&lab).await;
            send(&mut raw, &frames, cut).await;
            for (first, payload) in back {
                let expected = Frame { first: *first, payload: payload.to_vec() };
                assert_eq!(raw.receive().await, Some(expected), "{number}, {cut:?}");
            }
            assert_ends(&mut raw, code, &format!("{number}, {cut:?}")).await;
        }
    }
}

#[tokio::test]
async fn text_that_is_none_fails_the_connection_behind_text_and_before_it() {
    let lab = start().await;
    for wrong in NO_TEXT {
        let text = ["κόσμε".as_bytes(), wrong, b"edited"].concat();
        let in_fragments = text.iter().map(|byte| frame(CONTINUATION, &[*byte]));
        let in_fragments = std::iter::once(frame(TEXT, b"")).chain(in_fragments).collect();
        let last = [frame(FIN | TEXT, wrong)].to_vec();
        for frames in [vec![frame(FIN | TEXT, &text)], in_fragments, last] {
            let mut raw = connect(&lab).await;
            send(&mut raw, &frames, Cut::Whole).await;
            assert_ends(&mut raw, 1007, &format!("{wrong:x?}")).await;
        }
    }
}

#[tokio::test]
async fn text_to_the_edges_of_unicode_comes_back() {
    let lab = start().await;
    let mut raw = connect(&lab).await;
    // 6.7, 6.9, 6.11: the edges of what one, two, three and four bytes hold, and of the surrogates.
    let edges = "\0\u{7f}\u{80}\u{7ff}\u{800}\u{d7ff}\u{e000}\u{fffd}\u{ffff}\u{10000}\u{10ffff}".chars();
    // 6.22, 6.23: what is no character by name is one in UTF-8.
    let others = (0..=16).flat_map(|plane| [0xfffe, 0xffff].map(|sign| (plane << 16) | sign)).chain(0xfff9..=0xffff);
    for sign in edges.chain(others.map(|sign| char::from_u32(sign).unwrap())) {
        let text = String::from(sign).into_bytes();
        send(&mut raw, &[frame(FIN | TEXT, &text)], Cut::Whole).await;
        assert_eq!(raw.receive().await, Some(Frame { first: FIN | TEXT, payload: text }), "{sign:?}");
    }
}

#[tokio::test]
async fn a_text_that_ends_anywhere_is_one_where_a_character_ends() {
    let lab = start().await;
    let text = "κόσμε";
    for end in 0..=text.len() {
        let mut raw = connect(&lab).await;
        let frames = [frame(FIN | TEXT, &text.as_bytes()[..end]), frame(FIN | CLOSE, &1000_u16.to_be_bytes())];
        send(&mut raw, &frames, Cut::Whole).await;
        let code = if text.is_char_boundary(end) { 1000 } else { 1007 };
        assert_eq!(raw.closing_code().await, Some(code), "6.6, {end} bytes");
    }
}

/// Chapters 9.3 to 9.6 and 10.1, with a quarter of their smallest size.
#[tokio::test]
async fn a_large_message_comes_back_whatever_it_is_cut_into() {
    const SIZE: usize = 1 << 20;
    let lab = start().await;
    let mut raw = connect(&lab).await;
    let payload = vec![b'*'; SIZE];
    for kind in [TEXT, BINARY] {
        for size in [64, 256, 1300, 4096, 65_536, SIZE] {
            let mut frames: Vec<_> = payload.chunks(size).map(|piece| frame(CONTINUATION, piece)).collect();
            frames[0][0] |= kind;
            frames.last_mut().unwrap()[0] |= FIN;
            send(&mut raw, &frames, Cut::Whole).await;
            assert_comes_back(&mut raw, kind, &payload, &format!("frames of {size}")).await;
        }
        for size in [256, 997, 2048] {
            send(&mut raw, &[frame(FIN | kind, &payload)], Cut::Bytes(size)).await;
            assert_comes_back(&mut raw, kind, &payload, &format!("writes of {size}")).await;
        }
    }
}

/// Chapters 9.7 and 9.8, with a tenth of their messages.
#[tokio::test]
async fn a_hundred_messages_of_each_size_come_back_one_by_one() {
    let lab = start().await;
    let mut raw = connect(&lab).await;
    for size in [0, 16, 64, 256, 1024, 4096, 16_384] {
        for kind in [TEXT, BINARY].into_iter().cycle().take(100) {
            raw.send(FIN | kind, &vec![b'*'; size]).await;
            assert_comes_back(&mut raw, kind, &vec![b'*'; size], &format!("{size} bytes")).await;
        }
    }
}

async fn connect(lab: &Running) -> Raw {
    let raw = Raw::connect(lab, "/echo").await;
    // Otherwise the kernel would put together what was cut.
    raw.stream.set_nodelay(true).unwrap();
    raw
}

async fn send(raw: &mut Raw, frames: &[Vec<u8>], cut: Cut) {
    let whole = frames.concat();
    let pieces: Vec<&[u8]> = match cut {
        Cut::Whole => vec![&whole],
        Cut::Frames => frames.iter().map(Vec::as_slice).collect(),
        Cut::Bytes(size) => whole.chunks(size).collect(),
    };
    for piece in pieces {
        // The lab may have had enough and closed.
        if within(raw.stream.write_all(piece)).await.is_err() {
            break;
        }
        yield_now().await;
    }
}

async fn assert_comes_back(raw: &mut Raw, kind: u8, payload: &[u8], case: &str) {
    let echoed = raw.receive().await.unwrap();
    assert!(echoed.first == FIN | kind && echoed.payload == payload, "{case}: {} bytes", echoed.payload.len());
}

async fn assert_ends(raw: &mut Raw, code: u16, case: &str) {
    let close = raw.receive().await.unwrap_or_else(|| panic!("{case}: a close frame"));
    let received = close.payload.first_chunk().map(|code| u16::from_be_bytes(*code));
    assert_eq!((close.first, received), (FIN | CLOSE, Some(code)), "{case}");
    assert_eq!(raw.receive().await, None, "{case}: nothing follows a close frame");
}
