//! The sentences, where they are put together from parts.

use super::*;
use crate::model::close::CloseEvent;

#[test]
fn a_close_reason_does_not_turn_the_status_round() {
    let close = CloseEvent { code: CloseCode(4001), reason: "a\u{202e}b".into(), was_clean: true };
    let told = ending(&Ending { close, closer: Closer::Server, opened: true });
    assert!(told.contains("reason “\u{2068}a\\u{202E}b\u{2069}”"), "{told}");
}

#[test]
fn the_status_line_of_a_close_tells_code_name_reason_and_cleanness() {
    let close = CloseEvent { code: CloseCode(4001), reason: "bye".into(), was_clean: true };
    let phase = Phase::Closed(Ending { close, closer: Closer::Server, opened: true });
    assert_eq!(
        status(&phase, None),
        "Disconnected from WebSocket. 4001 Private use, reason “bye”, clean. \
         The application defines what this code means. The server began the close."
    );
}

#[test]
fn a_file_of_one_chunk_goes_in_one_message() {
    let told = |chunks| note(&Note::SendingFile { name: "a.txt".into(), size: 5, chunks });
    assert_eq!(told(Some(1)), "Sending the file a.txt, 5 B, in 1 message");
    assert_eq!(told(Some(2)), "Sending the file a.txt, 5 B, in 2 messages");
    assert_eq!(inspector::dropped(1), "1 older state is not listed any more.");
}

#[test]
fn an_abnormal_closure_says_nothing_twice() {
    let told = |closer, opened| {
        let close = CloseEvent { code: CloseCode::ABNORMAL_CLOSURE, reason: String::new(), was_clean: false };
        ending(&Ending { close, closer, opened }).replace("1006 Abnormal Closure, no reason, not clean.", "")
    };
    assert_eq!(told(Closer::Nobody, false), " The connection never opened.");
    assert_eq!(
        told(Closer::Nobody, true),
        " The connection ended without a closing handshake. Who ended it, no page can know."
    );
    assert_eq!(told(Closer::You, false), " You closed it before it opened.");
    assert_eq!(told(Closer::You, true), " The connection ended without a closing handshake. You began the close.");
}

#[test]
fn a_budget_is_told_in_the_unit_in_which_it_is_set() {
    assert_eq!(mebibytes(541 << 20), "541 MiB");
    assert_eq!(memory_use(0, 256 << 20), "0.0 of 256 MiB");
    assert_eq!(memory_use(1, 2_048 << 20), "0.1 of 2,048 MiB");
    assert_eq!(memory_use((12 << 20) + (1 << 19), (1 << 20) * 3 / 2), "12.5 of 1.5 MiB");
}

#[test]
fn counts_and_bytes_are_short() {
    assert_eq!([count(7), count(999), count(1_000), count(12_345_678)], ["7", "999", "1,000", "12,345,678"]);
    assert_eq!([bytes(0), bytes(999), bytes(16_777_216)], ["0 B", "999 B", "16.8 MB"]);
    assert_eq!([messages(0), messages(1), messages(1_000)], ["0 messages", "1 message", "1,000 messages"]);
}
