//! Requests whose end two servers could see in two places (RFC 9112 §11.2): what hides behind it is not answered.

use super::{all_that_comes, statuses};
use crate::support::start;

/// How the lab takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    /// As no request at all: 400 and close.
    No,
    /// As a request in a coding that it does not know: 501 and close (RFC 9112 §6.1).
    Unknown,
    /// As the last request of its connection (RFC 9112 §6.1: "the server MUST close the connection").
    Last,
    /// As a request that ends in one place only: what follows is a request of its own.
    Whole,
}

use Taken::{Last, No, Unknown, Whole};

const CHUNKS: &str = "5\r\nhello\r\n0\r\n\r\n";

/// Asks for what nobody else in this test asks for.
const HIDDEN: &str = "GET /stats HTTP/1.1\r\nHost: localhost\r\n\r\n";
const LAST: &str = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

/// Header lines that say where a body ends, with a body of five bytes, or of `CHUNKS`.
const LENGTHS: [(&str, Taken); 44] = [
    // Length and chunks: the chunks count, and nothing comes after (RFC 9112 §6.3, rule 3).
    ("Content-Length: 5\r\nTransfer-Encoding: chunked", Last),
    ("Transfer-Encoding: chunked\r\nContent-Length: 5", Last),
    ("Transfer-Encoding: chunked\r\nContent-Length: 99", Last),
    ("Transfer-Encoding:\tchunked\r\nContent-Length: 5", Last),
    ("X: a\nTransfer-Encoding: chunked\r\nContent-Length: 5", Last),
    // Several lengths (rule 5).
    ("Content-Length: 5\r\nContent-Length: 6", No),
    ("Content-Length: 6\r\nContent-Length: 5", No),
    ("Content-Length: 5, 6", No),
    ("Content-Length: 5, 5", No),
    ("Content-Length: 5\r\nX: y\r\ncontent-length: 0", No),
    ("Content-Length: 5\r\nContent-Length: 5", Whole),
    // Lengths that are no number, or too large a one.
    ("Content-Length: -5", No),
    ("Content-Length: +5", No),
    ("Content-Length: 0x5", No),
    ("Content-Length: 5.0", No),
    ("Content-Length: 5e0", No),
    ("Content-Length: 1 5", No),
    ("Content-Length: ", No),
    ("Content-Length: \u{665}", No),
    ("Content-Length: \u{b}5", No),
    ("Content-Length: 5\0", No),
    ("Content-Length: 18446744073709551616", No),
    ("Content-Length: 18446744073709551621", No),
    ("Content-Length: 5\r\nContent-Length: ", No),
    ("Content-Length: 00005", Whole),
    // Codings that do not end in chunked (rule 4).
    ("Transfer-Encoding: xchunked", No),
    ("Transfer-Encoding: chunkedx", No),
    ("Transfer-Encoding: chunked, identity", No),
    ("Transfer-Encoding: chunked;q=1", No),
    ("Transfer-Encoding: \"chunked\"", No),
    ("Transfer-Encoding: \u{b}chunked", No),
    ("Transfer-Encoding: ", No),
    ("Transfer-Encoding: \r\nContent-Length: 5", No),
    ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", No),
    ("tRANSFER-eNCODING:   cHuNkEd", Whole),
    // White space where there is none (RFC 9112 §5.1, §5.2), and line ends that are none (§2.2).
    ("Content-Length : 5", No),
    ("Transfer-Encoding : chunked\r\nContent-Length: 5", No),
    (" Transfer-Encoding: chunked\r\nContent-Length: 5", No),
    ("Transfer-Encoding:\r\n chunked\r\nContent-Length: 5", No),
    ("Content-Length:\r\n\t5", No),
    ("X: a\rTransfer-Encoding: chunked\r\nContent-Length: 5", No),
    ("Content-Length: 5\r", No),
    ("Transfer\0-Encoding: chunked\r\nContent-Length: 5", No),
    ("Content-Length", No),
];

/// Bodies in chunks (RFC 9112 §7.1).
const BODIES: [(&str, Taken); 18] = [
    (CHUNKS, Whole),
    ("5;name=\"value\"\r\nhello\r\n0\r\n\r\n", Whole),
    ("00000005\r\nhello\r\n000\r\n\r\n", Whole),
    ("5\r\nhello\r\n0\r\nContent-Length: 99\r\n\r\n", Whole),
    ("10000000000000005\r\nhello\r\n0\r\n\r\n", No),
    ("FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n", No),
    ("-5\r\nhello\r\n0\r\n\r\n", No),
    ("+5\r\nhello\r\n0\r\n\r\n", No),
    ("0x5\r\nhello\r\n0\r\n\r\n", No),
    (" 5\r\nhello\r\n0\r\n\r\n", No),
    ("5 0\r\nhello\r\n0\r\n\r\n", No),
    ("\r\n5\r\nhello\r\n0\r\n\r\n", No),
    ("5\nhello\n0\n\n", No),
    ("5;a\nhello\r\n0\r\n\r\n", No),
    ("5;a\rb\r\nhello\r\n0\r\n\r\n", No),
    ("5\r\nhelloXX0\r\n\r\n", No),
    ("5\r\nhello\n0\r\n\r\n", No),
    ("5\r\nhello\r\n0\r\nGET /stats HTTP/1.1\r\n\r\n", No),
];

#[tokio::test]
async fn a_length_that_can_be_read_in_two_ways_hides_no_request() {
    for (headers, taken) in LENGTHS {
        let body = if headers.to_lowercase().contains("chunked") { CHUNKS } else { "hello" };
        let request = format!("POST /poll?session=s HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n{body}");
        check(&request, 204, taken).await;
    }
}

#[tokio::test]
async fn a_body_whose_chunks_can_be_read_in_two_ways_hides_no_request() {
    for (body, taken) in BODIES {
        let head = "POST /poll?session=s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        check(&format!("{head}{body}"), 204, taken).await;
    }
}

#[tokio::test]
async fn a_body_that_is_packed_or_chunked_twice_is_not_taken_for_the_message() {
    for headers in [
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity, chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
    ] {
        let request = format!("POST /poll?session=s HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n{CHUNKS}");
        check(&request, 204, Unknown).await;
    }
}

#[tokio::test]
async fn http_1_0_has_no_chunks() {
    let head = "POST /poll?session=s HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n";
    check(&format!("{head}Transfer-Encoding: chunked\r\n\r\n{CHUNKS}"), 204, No).await;
    check(&format!("{head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"), 204, No).await;
    check(&format!("{head}Content-Length: 5\r\n\r\nhello"), 204, Whole).await;
}

/// Whatever an address does with a body: what is in it is no request.
#[tokio::test]
async fn a_body_that_looks_like_a_request_is_not_answered() {
    let lab = start().await;
    for line in [
        "GET /poll",
        "GET /health",
        "GET /lab.json",
        "GET /",
        "GET /nowhere",
        "HEAD /health",
        "POST /health",
        "POST /poll",
        "PUT /poll",
        "OPTIONS /poll",
        "DELETE /echo",
        "GET /echo",
        "POST /echo",
        "GET /poll?count=x",
        "CONNECT localhost:80",
    ] {
        for framing in [
            format!("Content-Length: {}\r\n\r\n{HIDDEN}", HIDDEN.len()),
            format!("Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{HIDDEN}\r\n0\r\n\r\n", HIDDEN.len()),
        ] {
            let request = format!("{line} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n{framing}{LAST}");
            let answers = all_that_comes(&lab, request.as_bytes()).await;
            assert!(!String::from_utf8_lossy(&answers).contains("open_connections"), "{request}");
            assert!((1..=2).contains(&statuses(&answers).len()), "{request}");
        }
    }
}

#[tokio::test]
async fn the_body_of_a_handshake_is_neither_frames_nor_a_request() {
    let upgrade = "GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
        Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    for framing in ["Content-Length: 6\r\n\r\n\u{1}\u{0}1234", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"] {
        let lab = start().await;
        let answers = all_that_comes(&lab, format!("{upgrade}{framing}{LAST}").as_bytes()).await;
        assert_eq!(statuses(&answers)[0], 400, "{framing:?}");
        assert_eq!(lab.open_connections(), 0);
    }
    let refused = upgrade.replace("Version: 13", "Version: 12");
    check(&format!("{refused}\r\n"), 426, Whole).await;
}

/// Sends a request with another one hidden behind it.
async fn check(request: &str, status: u16, taken: Taken) {
    let lab = start().await;
    let answers = all_that_comes(&lab, format!("{request}{HIDDEN}{LAST}").as_bytes()).await;
    let expected = match taken {
        No => vec![400],
        Unknown => vec![501],
        Last => vec![status],
        Whole => vec![status, 200, 200],
    };
    assert_eq!(statuses(&answers), expected, "{request:?}");
}
