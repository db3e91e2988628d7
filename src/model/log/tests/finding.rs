//! Filter, search and kinds show the same as looking at every row, whatever is appended, evicted, cleared or filled.

mod each_row;

use super::*;
use crate::model::find::{
    filter::Filter,
    kind::{KindField, KindName},
    pattern::{Language, Pattern},
    watch::WatchPlan,
};

pub(super) fn plain(text: &str) -> Pattern {
    Pattern { text: text.into(), ..Pattern::default() }
}

pub(super) fn with(pattern: Pattern) -> Filter {
    Filter { pattern: Some(pattern), ..Filter::default() }
}

pub(super) fn look_all(log: &mut MessageLog) {
    while log.look_on(&mut || false) {}
}

/// The numbers of the rows that the list shows, and which of them are context.
fn shown(log: &MessageLog) -> Vec<(u64, bool)> {
    let positions = log.list().positions;
    let rows = log.window(positions.clone());
    assert!(rows.iter().map(|row| row.position).eq(positions));
    rows.iter().map(|row| (row.number.0, row.is_context)).collect()
}

pub(super) fn numbered(log: &mut MessageLog, range: std::ops::Range<u32>) {
    range.for_each(|number| receive(log, &format!("m{number:05}")));
}

pub(super) fn rows_of(log: &MessageLog) -> Vec<u64> {
    shown(log).into_iter().map(|(row, _)| row).collect()
}

#[test]
fn a_filter_shows_what_has_the_text_and_what_is_no_message() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    receive(&mut log, "abc");
    log.note(&Note::SendFailed("b".into()), NOW);
    // Together they have the text, neither has it alone.
    receive(&mut log, "xxa");
    receive(&mut log, "bcx");
    receive(&mut log, "ab");
    log.set_filter(with(plain("ab")));
    look_all(&mut log);
    receive(&mut log, "no");
    receive(&mut log, "cab");
    assert_eq!(rows_of(&log), [0, 1, 4, 6]);
    assert_eq!((log.list().messages, log.list().progress), (3, None));
    log.set_filter(Filter { inverted: true, ..with(plain("ab")) });
    look_all(&mut log);
    assert_eq!(rows_of(&log), [1, 2, 3, 5]);
    log.set_filter(Filter::default());
    assert_eq!((log.list().positions, log.list().is_filtered, log.list().version), (0..7, false, 3));
}

#[test]
fn positions_stay_while_older_rows_are_found_and_evicted_and_newer_ones_come() {
    let mut log = MessageLog::new(MessageLog::LEAST_BUDGET);
    numbered(&mut log, 0..120_000);
    log.set_filter(with(Pattern { text: "7$".into(), language: Language::Regex, ignores_case: false }));
    let mut known = std::collections::BTreeMap::new();
    for round in 0..400_u32 {
        let has_more = log.look_on(&mut || false);
        numbered(&mut log, 120_000 + round * 100..120_000 + (round + 1) * 100);
        let list = log.list();
        for row in log.window(list.positions.end.saturating_sub(50)..list.positions.end) {
            assert_eq!(*known.entry(row.number).or_insert(row.position), row.position);
        }
        assert!(has_more || list.progress.is_none());
    }
    assert!(known.len() > 300 && log.ledger().evicted > 0);
    assert_eq!(log.list().messages, log.list().positions.end - log.list().positions.start);
}

#[test]
fn rows_around_a_match_are_shown_as_context_also_when_they_come_later() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    numbered(&mut log, 0..10);
    log.set_filter(Filter { context: 2, ..with(plain("m00004")) });
    look_all(&mut log);
    assert_eq!(shown(&log), [(2, true), (3, true), (4, false), (5, true), (6, true)]);
    log.set_filter(Filter { context: 2, ..with(plain("m00012")) });
    look_all(&mut log);
    numbered(&mut log, 10..20);
    assert_eq!(shown(&log), [(10, true), (11, true), (12, false), (13, true), (14, true)]);
    assert_eq!(log.list().messages, 1);
}

#[test]
fn direction_kind_size_and_time_combine() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    for (at, direction, kind, length) in [
        (1000.0, Direction::Sent, Kind::Text, 5),
        (1001.0, Direction::Received, Kind::Text, 5),
        (1002.0, Direction::Received, Kind::Binary, 5),
        (1003.0, Direction::Received, Kind::Text, 50),
        (1004.0, Direction::Received, Kind::Text, 6),
    ] {
        log.append(direction, kind, &vec![b'x'; length], Timestamp(at));
    }
    log.set_filter(Filter {
        direction: Some(Direction::Received),
        kind: Some(Kind::Text),
        least_bytes: Some(5),
        most_bytes: Some(10),
        from: Some(Timestamp(1001.0)),
        to: Some(Timestamp(1003.5)),
        ..Filter::default()
    });
    look_all(&mut log);
    assert_eq!(rows_of(&log), [1]);
}

#[test]
fn a_filter_that_cannot_be_used_leaves_the_one_before() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    numbered(&mut log, 0..10);
    log.set_filter(with(plain("m00004")));
    log.set_filter(with(Pattern { text: "(".into(), language: Language::Regex, ignores_case: false }));
    look_all(&mut log);
    assert_eq!(rows_of(&log), [4]);
    assert_eq!(log.list().problem.and_then(|problem| problem.at), Some(1));
}

#[test]
fn matches_are_marked_in_text_and_in_hex() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    receive(&mut log, "a needle in a haystack");
    append(&mut log, Direction::Received, b"a needle");
    log.set_filter(with(plain("need")));
    log.set_search(Some(plain("edle")));
    look_all(&mut log);
    let marked = |row: u64| {
        let RowItem::Message { preview, .. } = log.window(row..row + 1).remove(0).item else { panic!("a message") };
        let text = |mark: &Mark| (preview.text[mark.start as usize..mark.end as usize].to_owned(), mark.is_of_search);
        preview.marks.iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(marked(0), [("ne".to_owned(), false), ("edle".to_owned(), true)]);
    assert_eq!(marked(1), [("6e 65 ".to_owned(), false), ("65 64 6c 65".to_owned(), true)]);
}

#[test]
fn a_match_beyond_the_beginning_is_shown_with_what_is_around_it() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    receive(&mut log, &format!("{}Needle in a haystack", "é".repeat(1_000)));
    receive(&mut log, &format!("needle {}", "x".repeat(2_000)));
    append(&mut log, Direction::Received, &[&[0; 1_000][..], b"needle"].concat());
    log.set_search(Some(Pattern { ignores_case: true, ..plain("needle") }));
    look_all(&mut log);
    let preview = |row: u64| {
        let RowItem::Message { preview, .. } = log.window(row..row + 1).remove(0).item else { panic!("a message") };
        let mark = preview.marks[0];
        let marked = preview.text[mark.start as usize..mark.end as usize].to_owned();
        (preview.skipped, preview.cut, marked)
    };
    assert_eq!(preview(0), (1_976, false, "Needle".to_owned()));
    assert_eq!(preview(1), (0, true, "needle".to_owned()));
    assert_eq!(preview(2), (976, false, "6e 65 65 64 6c 65".to_owned()));
}

#[test]
fn kinds_are_counted_shown_alone_and_muted() {
    let mut log = MessageLog::new(MessageLog::LEAST_BUDGET);
    let name = |value: &str| KindName::Named("type".into(), value.into());
    let send = |log: &mut MessageLog, count: u32| {
        for number in 0..count {
            let kind = ["tick", "beat", "trade"][number as usize % 3];
            receive(log, &format!(r#"{{"type":"{kind}","n":{number}}}"#));
        }
    };
    send(&mut log, 300);
    log.set_filter(Filter { muted: vec![name("beat")], ..Filter::default() });
    look_all(&mut log);
    send(&mut log, 300);
    assert_eq!(log.list().messages, 400);
    log.set_filter(Filter { only: Some(name("beat")), ..Filter::default() });
    look_all(&mut log);
    assert_eq!(log.list().messages, 200);
    assert_eq!(log.kinds(NOW), None, "they are not wanted, only needed");
    log.set_kinds(Some(KindField::Found));
    look_all(&mut log);
    let report = log.kinds(NOW).expect("kinds");
    assert_eq!(report.kinds.iter().map(|kind| kind.kept).collect::<Vec<_>>(), [200, 200, 200]);
    send(&mut log, 200_000);
    let report = log.kinds(NOW).expect("kinds");
    assert_eq!(report.kinds.iter().map(|kind| kind.kept).sum::<u64>(), log.ledger().kept);
    log.set_kinds(Some(KindField::Named("n[".into())));
    assert!(log.kinds(NOW).is_some_and(|report| report.problem.is_some() && report.field == KindField::Found));
}

#[test]
fn a_context_row_of_a_muted_kind_is_not_shown() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    for text in ["a", r#"{"type":"beat"}"#, "hit", r#"{"type":"beat"}"#, "b"] {
        receive(&mut log, text);
    }
    let muted = vec![KindName::Named("type".into(), "beat".into())];
    log.set_filter(Filter { muted, context: 2, ..with(plain("hit")) });
    look_all(&mut log);
    assert_eq!(shown(&log), [(0, true), (2, false), (4, true)]);
}

#[test]
fn a_path_that_is_watched_late_knows_what_is_kept() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    (0..3).for_each(|number| receive(&mut log, &format!(r#"{{"a":{number}}}"#)));
    log.set_watches(vec![WatchPlan { path: "a".into(), includes_sent: false }]);
    assert!(log.is_looking());
    // It comes while what is kept is looked at, and is looked at in its turn.
    receive(&mut log, r#"{"a":3}"#);
    assert_eq!(log.watches()[0].latest, None);
    look_all(&mut log);
    assert!(!log.is_looking());
    let report = log.watches().remove(0);
    assert_eq!(report.latest.map(|value| value.text), Some("3".into()));
    assert_eq!((report.before.map(|value| value.text), report.changes), (Some("2".into()), 3));
}

#[test]
fn a_watch_looks_at_the_last_thousand_messages_however_many_notes_are_among_them() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    let watch = || vec![WatchPlan { path: "a".into(), includes_sent: false }];
    for number in 0..3_000 {
        receive(&mut log, &format!(r#"{{"a":{number}}}"#));
        if number >= 2_500 {
            log.note(&Note::Errored, NOW);
        }
    }
    log.set_watches(watch());
    look_all(&mut log);
    let report = log.watches().remove(0);
    assert_eq!((report.seen, report.changes), (1_000, 999));
    let mut few = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    few.note(&Note::Errored, NOW);
    (0..3).for_each(|number| receive(&mut few, &format!(r#"{{"a":{number}}}"#)));
    few.set_watches(watch());
    look_all(&mut few);
    assert_eq!(few.watches()[0].seen, 3);
}

#[test]
fn what_is_filled_later_is_looked_at_then() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.set_filter(with(plain("abc")));
    append(&mut log, Direction::Received, &[0; 3]);
    append(&mut log, Direction::Received, b"abc");
    log.fill(RowNumber(0), b"abc");
    log.fill(RowNumber(1), b"xyz");
    assert_eq!(rows_of(&log), [0]);
}
