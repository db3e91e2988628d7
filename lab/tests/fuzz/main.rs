//! Thousands of clients that seeds lead, most of them up to something: what comes back is what a second decoder says.
//!
//! With `SOCKETSCOPE_LONG=1`, as `cargo xtask test --long` sets it, there are 20,000, of seeds that nobody has tried yet.
//! `SOCKETSCOPE_FUZZ_SEED=N` repeats the one session of that seed.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may panic, and report")]

mod client;
mod reference;
#[path = "../support/mod.rs"]
mod support;
mod violations;

use std::{collections::BTreeMap, env, time::Instant};

use client::Session;
use futures_util::{StreamExt, stream};
use reference::{End, Sizes, answer, frames_of_server};
use socketscope_lab::{Config, Limits, Running};
use support::{
    raw::{CLOSE, FIN, Frame, PONG, Raw, TEXT},
    start_with, within,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::yield_now,
};

const SIZES: Sizes = Sizes { frame: 70_000, message: 100_000, fragments: 12 };
const FIRST_SEED: u64 = 13;
const SESSIONS: u64 = 3_000;
const MANY_SESSIONS: u64 = 20_000;
const AT_ONCE: usize = 16;
/// With more than this to write, the lab answers only the last of several pings, as RFC 6455 §5.5.3 lets it.
const MUCH_TO_WRITE: usize = 64 * 1024;
const ONE_SEED: &str = "SOCKETSCOPE_FUZZ_SEED";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_session_is_answered_as_the_reference_says() {
    let limits = Limits {
        frame_bytes: SIZES.frame.try_into().unwrap(),
        message_bytes: SIZES.message.try_into().unwrap(),
        fragments: SIZES.fragments.try_into().unwrap(),
        ..Limits::default()
    };
    let lab = &start_with(Config { limits, ..Config::default() }).await;
    let (began, mut ends) = (Instant::now(), BTreeMap::new());
    let mut sessions = stream::iter(seeds()).map(|seed| play(lab, seed)).buffer_unordered(AT_ONCE);
    while let Some(end) = sessions.next().await {
        *ends.entry(end).or_insert(0) += 1;
    }
    drop(sessions);
    println!("in {:?}: {ends:?}", began.elapsed());
    support::all_gone(lab).await;
    if env::var_os(ONE_SEED).is_none() {
        // The seeds lead everywhere.
        assert_eq!(ends.into_keys().collect::<Vec<_>>(), ["1002", "1007", "1008", "1009", "echo", "left"]);
    }
}

fn seeds() -> std::ops::Range<u64> {
    if let Ok(seed) = env::var(ONE_SEED) {
        let seed = seed.parse().expect("a number");
        return seed..seed + 1;
    }
    if env::var_os("SOCKETSCOPE_LONG").is_none() {
        return FIRST_SEED..FIRST_SEED + SESSIONS;
    }
    let first = u64::from(rand::random::<u32>());
    println!("{MANY_SESSIONS} sessions from seed {first}");
    first..first + MANY_SESSIONS
}

/// Plays one session to its end; gives what that was.
async fn play(lab: &Running, seed: u64) -> String {
    let session = Session::new(seed);
    let (expected, end) = answer(&session.wire, SIZES);
    let received = send(lab, &session).await;
    let outcome = frames_of_server(&received).ok_or_else(|| format!("no frames: {received:x?}"));
    if let Err(difference) = outcome.and_then(|frames| compare(&expected, &end, frames)) {
        let story = session.story;
        panic!("{difference}\n\nA client that {story}; {ONE_SEED}={seed} repeats it.");
    }
    match end {
        End::Echo(_) => "echo".to_owned(),
        End::Failed(code) => code.to_string(),
        End::Left | End::LeftInHeader => "left".to_owned(),
    }
}

/// Sends it all, leaves, and reads to the end.
async fn send(lab: &Running, session: &Session) -> Vec<u8> {
    let stream = Raw::connect(lab, "/echo").await.stream;
    // Otherwise the kernel would put the pieces together again.
    stream.set_nodelay(true).unwrap();
    let (mut reader, mut writer) = stream.into_split();
    let writing = async {
        let mut rest = session.wire.as_slice();
        for size in &session.pieces {
            let (piece, behind) = rest.split_at(*size);
            // The lab may have had enough and closed.
            if writer.write_all(piece).await.is_err() {
                break;
            }
            rest = behind;
            yield_now().await;
        }
        let _ = writer.shutdown().await;
    };
    let reading = async {
        let mut received = Vec::new();
        let _ = reader.read_to_end(&mut received).await;
        received
    };
    within(async { tokio::join!(writing, reading).1 }).await
}

fn compare(expected: &[Frame], end: &End, mut frames: Vec<Frame>) -> Result<(), String> {
    let close = frames.pop_if(|frame| frame.first == FIN | CLOSE);
    let seen = end_of(close, end);
    if seen != *end {
        return Err(format!("It ends with {seen:?}, not with {end:?}."));
    }
    let size: usize = expected.iter().map(|frame| frame.payload.len() + 10).sum();
    let is_same = if size < MUCH_TO_WRITE { frames == expected } else { is_same_with_fewer_pongs(expected, &frames) };
    if is_same { Ok(()) } else { Err(format!("There came {}, not {}.", brief(&frames), brief(expected))) }
}

/// How it ended, in the words of what was expected.
fn end_of(close: Option<Frame>, expected: &End) -> End {
    let Some(Frame { payload, .. }) = close else {
        return if *expected == End::LeftInHeader { End::LeftInHeader } else { End::Left };
    };
    match (expected, payload.split_first_chunk()) {
        (End::LeftInHeader, Some((code, _))) if u16::from_be_bytes(*code) == 1002 => End::LeftInHeader,
        // The reason is the lab's own.
        (End::Failed(_), Some((code, reason))) if std::str::from_utf8(reason).is_ok() => {
            End::Failed(u16::from_be_bytes(*code))
        }
        _ => End::Echo(payload),
    }
}

/// A pong may stand for those before it; all else is as it was sent.
fn is_same_with_fewer_pongs(expected: &[Frame], frames: &[Frame]) -> bool {
    let is_pong = |frame: &&Frame| frame.first == FIN | PONG;
    let mut due = expected.iter().rev().filter(is_pong).peekable();
    let mut pongs = frames.iter().rev().filter(is_pong).peekable();
    due.peek() == pongs.peek()
        && pongs.all(|pong| due.any(|due| due == pong))
        && expected.iter().filter(|frame| !is_pong(frame)).eq(frames.iter().filter(|frame| !is_pong(frame)))
}

fn brief(frames: &[Frame]) -> String {
    let frames = frames.iter().map(|Frame { first, payload }| {
        format!("{first:x}:{} bytes {:x?}", payload.len(), &payload[..payload.len().min(8)])
    });
    format!("[{}]", frames.collect::<Vec<_>>().join(", "))
}

#[test]
fn the_reference_reads_the_examples_of_the_rfc() {
    // §5.7, and the closing handshake of §1.4.
    let hello = b"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58";
    let pong = b"\x8a\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58";
    let close = b"\x88\x82\0\0\0\0\x03\xe8";
    let echo = Frame { first: FIN | TEXT, payload: b"Hello".to_vec() };
    assert_eq!(answer(&[&hello[..], pong, close].concat(), SIZES), (vec![echo], End::Echo(b"\x03\xe8".to_vec())));
    assert_eq!(answer(b"\x81\x05Hello", SIZES), (vec![], End::Failed(1002)), "a client masks");
    let of_server = frames_of_server(b"\x81\x05Hello\x88\x02\x03\xe8").unwrap();
    assert_eq!(of_server.iter().map(|frame| frame.payload.len()).collect::<Vec<_>>(), [5, 2]);
    assert_eq!(frames_of_server(hello), None, "a server does not");
}
