//! The log as NDJSON: every line is one object with the whole payload, in parts that fit together.

use serde_json::Value;

use super::*;
use crate::model::{
    close::{CloseCode, CloseEvent},
    endpoint::{Endpoint, Subprotocol},
    find::{filter::Filter, pattern::Pattern},
    id::{RowNumber, Ticket},
    log::{
        ndjson::PART_BYTES,
        report::{Extent, LinesFormat},
    },
    phase::{Closer, Ending, Negotiated, Target},
};

fn write(log: &MessageLog, extent: Extent) -> Vec<Value> {
    let (messages, text) = write_as(LinesFormat::Records, log, extent);
    let values: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let values: Vec<Value> = values.into_iter().filter(|line| line.get("event").is_none()).collect();
    assert_eq!(values.len() as u64, messages);
    values
}

fn write_as(format: LinesFormat, log: &MessageLog, extent: Extent) -> (u64, String) {
    let mut lines = Lines::new(Ticket(1), extent, format, log);
    let mut file = Vec::new();
    loop {
        // What the browser holds is a row of sevens.
        if let Some((_, range)) = lines.wanted(log) {
            lines.give(vec![7; usize::try_from(range.end - range.start).expect("a small piece")]);
        }
        let (part, bytes) = lines.part(log);
        assert!(bytes.len() <= PART_BYTES && bytes.capacity() <= PART_BYTES);
        file.extend_from_slice(&bytes);
        if part.done {
            return (part.messages, String::from_utf8(file).expect("UTF-8"));
        }
    }
}

#[test]
fn each_message_is_one_line() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    let at = Timestamp(1_795_257_391_120.4);
    log.append(Direction::Sent, Kind::Text, "a \"b\"\n\\\u{1}\u{1f980}".as_bytes(), at);
    log.note(&Note::Errored, NOW);
    log.append(Direction::Received, Kind::Binary, &[0, 255, 1], at);
    log.append_head(Direction::Sent, Kind::Text, &"é".as_bytes()[..1], 100, at);
    log.append_held(Kind::Binary, 5_000, at);
    let lines = write(&log, Extent::Kept);
    assert_eq!(
        lines[0],
        serde_json::json!({"index": 0, "time": "2026-11-21T10:36:31.120Z", "direction": "sent", "kind": "text", "size": 12, "text": "a \"b\"\n\\\u{1}\u{1f980}"})
    );
    assert_eq!((lines[1]["index"].as_u64(), lines[1]["base64"].as_str()), (Some(1), Some("AP8B")));
    assert_eq!((lines[2]["kept"].as_u64(), lines[2]["text"].as_str()), (Some(1), Some("")));
    assert_eq!((lines[3]["size"].as_u64(), lines[3].get("kept")), (Some(5_000), None));
}

#[test]
fn what_happened_stands_between_the_messages_without_secrets() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    let at = Timestamp(1_795_257_391_120.4);
    let endpoint = Endpoint::parse("wss://h.example/a?token=geheim").expect("an address");
    let offered = Subprotocol::parse_list("soap, wamp").expect("subprotocols");
    log.note(&Note::Connecting(Target { endpoint, offered }), at);
    log.note(&Note::Opened(Negotiated { protocol: "soap".into(), extensions: String::new() }), at);
    log.append(Direction::Sent, Kind::Text, b"{\"event\":1}", at);
    let close = CloseEvent { code: CloseCode(3_000), reason: "\"so\"\n".into(), was_clean: true };
    log.note(&Note::Closed(Ending { close, closer: Closer::Server, opened: true }), at);
    let (messages, text) = write_as(LinesFormat::Records, &log, Extent::Kept);
    let values: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let time = "2026-11-21T10:36:31.120Z";
    let address = "wss://h.example/a?token=•••";
    let expected = [
        serde_json::json!({"time": time, "event": "connecting", "address": address, "offered": "soap, wamp"}),
        serde_json::json!({"time": time, "event": "opened", "protocol": "soap", "extensions": ""}),
        values[2].clone(),
        serde_json::json!({"time": time, "event": "closed", "code": 3000, "reason": "\"so\"\n", "clean": true}),
    ];
    assert_eq!((messages, &values[..]), (1, &expected[..]));
    assert_eq!(values[2]["index"].as_u64(), Some(0));
}

#[test]
fn what_is_copied_is_what_messages_hold_and_nothing_else() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.append(Direction::Sent, Kind::Text, b"{\"a\": \"\\n\"}", NOW);
    log.note(&Note::Errored, NOW);
    log.append(Direction::Received, Kind::Binary, &[0, 255, 1], NOW);
    log.append(Direction::Received, Kind::Text, b"", NOW);
    log.append_held(Kind::Binary, 600_000, NOW);
    let copied = write_as(LinesFormat::Payloads, &log, Extent::Kept);
    assert_eq!(copied, (4, format!("{{\"a\": \"\\n\"}}\n00ff01\n\n{}", "07".repeat(600_000))));
}

#[test]
fn what_stays_with_the_browser_is_written_too() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    receive(&mut log, "before");
    log.append_held(Kind::Binary, 1_000_000, NOW);
    log.append_held(Kind::Binary, 0, NOW);
    receive(&mut log, "behind");
    let lines = write(&log, Extent::Kept);
    let base64 = lines[1]["base64"].as_str().expect("Base64");
    assert_eq!(data_encoding::BASE64.decode(base64.as_bytes()).ok(), Some(vec![7; 1_000_000]));
    assert_eq!((lines[2]["base64"].as_str(), lines[3]["text"].as_str()), (Some(""), Some("behind")));
    // What cannot be read says so.
    let mut lines = Lines::new(Ticket(1), Extent::Kept, LinesFormat::Records, &log);
    let mut file = Vec::new();
    for _ in 0..8 {
        if lines.wanted(&log).is_some() {
            lines.give(Vec::new());
        }
        file.extend(lines.part(&log).1);
    }
    let text = String::from_utf8(file).expect("UTF-8");
    let values: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    assert_eq!((values.len(), values[1]["kept"].as_u64()), (4, Some(0)));
}

#[test]
fn what_the_filter_shows_waits_until_the_filter_is_through() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    (0..30_000).for_each(|number| receive(&mut log, &format!("m{number}")));
    let pattern = Some(Pattern { text: "m0".into(), ..Pattern::default() });
    log.set_filter(Filter { pattern, ..Filter::default() });
    assert!(Lines::new(Ticket(1), Extent::Shown, LinesFormat::Records, &log).waits(&log));
    assert!(!Lines::new(Ticket(1), Extent::Kept, LinesFormat::Records, &log).waits(&log));
    while log.look_on(&mut || true) {}
    assert!(!Lines::new(Ticket(1), Extent::Shown, LinesFormat::Records, &log).waits(&log));
}

#[test]
fn large_messages_go_on_from_part_to_part() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    let text = "é\u{1}".repeat(1_000_000);
    receive(&mut log, &text);
    let bytes: Vec<u8> = (0..3_000_001_u32).map(|number| number.to_le_bytes()[0]).collect();
    append(&mut log, Direction::Received, &bytes);
    let lines = write(&log, Extent::Kept);
    assert_eq!(lines[0]["text"].as_str(), Some(text.as_str()));
    let base64 = lines[1]["base64"].as_str().expect("Base64");
    assert_eq!(data_encoding::BASE64.decode(base64.as_bytes()).ok(), Some(bytes));
}

#[test]
fn a_selection_and_what_the_filter_shows_can_be_written_alone() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    (0..30_000).for_each(|number| receive(&mut log, &format!("m{number}")));
    let indices = |lines: Vec<Value>| lines.iter().filter_map(|line| line["index"].as_u64()).collect::<Vec<_>>();
    assert_eq!(indices(write(&log, Extent::Rows(RowNumber(20)..RowNumber(22)))), [20, 21]);
    assert!(write(&log, Extent::Rows(RowNumber(40_000)..RowNumber(50_000))).is_empty());
    let pattern = Some(Pattern { text: "m29999".into(), ..Pattern::default() });
    log.set_filter(Filter { pattern, context: 1, ..Filter::default() });
    while log.look_on(&mut || true) {}
    assert_eq!(indices(write(&log, Extent::Shown)), [29_999]);
    assert_eq!(indices(write(&log, Extent::Rows(RowNumber(0)..RowNumber(30_000)))), [29_998, 29_999]);
    assert_eq!(write(&log, Extent::Kept).len(), 30_000);
}

#[test]
fn what_is_evicted_meanwhile_is_missing_and_every_line_is_whole() {
    let mut log = MessageLog::new(32 * 1024 * 1024);
    receive(&mut log, &"x".repeat(5_000_000));
    receive(&mut log, "y");
    let mut lines = Lines::new(Ticket(1), Extent::Kept, LinesFormat::Records, &log);
    let (_, mut file) = lines.part(&log);
    log.clear();
    let (part, rest) = lines.part(&log);
    file.extend_from_slice(&rest);
    assert!(part.done);
    let text = String::from_utf8(file).expect("UTF-8");
    assert!(text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    assert_eq!((text.lines().count(), part.messages), (1, 1));
}
