//! Going to a place in the log, and messages that are too large to be looked at in one go.

use super::{
    finding::{look_all, numbered, plain, rows_of, with},
    *,
};
use crate::model::{
    find::{
        filter::Filter,
        kind::KindField,
        pattern::{Language, Pattern},
    },
    id::{MessageNumber, RowNumber, Ticket},
    log::report::{Cut, Place, Seek},
};

#[test]
fn seeking_goes_from_match_to_match_and_on_at_the_other_end() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    numbered(&mut log, 0..50_000);
    log.set_search(Some(plain("9999")));
    let mut tickets = 0;
    let mut seek = |log: &mut MessageLog, from, forward| {
        tickets += 1;
        log.seek(Ticket(tickets), Seek { from: RowNumber(from), forward });
        look_all(log);
        let answer = log.answer().expect("an answer");
        assert_eq!(answer.ticket, Ticket(tickets));
        answer.found.map(|found| found.row.0)
    };
    assert_eq!(seek(&mut log, 20_000, true), Some(29_999));
    assert_eq!(seek(&mut log, 49_999, true), Some(9_999));
    assert_eq!(seek(&mut log, 9_999, false), Some(49_999));
    assert_eq!(seek(&mut log, 29_999, false), Some(19_999));
    assert_eq!(log.search().map(|search| search.matches), Some(5));
    let place = |log: &MessageLog| log.search().and_then(|search| search.at).map(|at| (at.row.0, at.place));
    assert_eq!(place(&log), Some((19_999, 2)));
    log.set_filter(Filter { inverted: true, ..with(plain("3")) });
    assert_eq!(seek(&mut log, 29_999, true), Some(49_999), "only among what the filter shows");
    assert_eq!(place(&log), Some((49_999, 4)), "of those that the filter shows");
    assert_eq!(log.search().map(|search| (search.matches, search.hidden)), Some((4, 1)));
    log.set_search(Some(plain("nowhere")));
    assert_eq!((seek(&mut log, 5, true), place(&log)), (None, None));
}

#[test]
fn a_place_in_the_log_is_found_in_the_list() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    for number in 0..1000_u32 {
        if number % 10 == 0 {
            log.note(&Note::Errored, Timestamp(f64::from(number)));
        }
        log.append(Direction::Received, Kind::Text, format!("m{number:05}").as_bytes(), Timestamp(f64::from(number)));
    }
    let locate = |log: &mut MessageLog, place| {
        log.locate(Ticket(1), place);
        let found = log.answer().and_then(|answer| answer.found).expect("a row");
        (found.row.0, found.position, found.message.map(|message| message.0))
    };
    assert_eq!(locate(&mut log, Place::Message(MessageNumber(15))), (17, 17, Some(15)));
    assert_eq!(locate(&mut log, Place::Message(MessageNumber(20))), (23, 23, Some(20)), "behind the note");
    assert_eq!(locate(&mut log, Place::Time(Timestamp(15.5))), (18, 18, Some(16)));
    assert_eq!(locate(&mut log, Place::Time(Timestamp(-9.0))), (0, 0, None));
    assert_eq!(locate(&mut log, Place::Row(RowNumber(9_999))).0, 1099);
    log.set_filter(with(plain("5")));
    look_all(&mut log);
    let (row, position, message) = locate(&mut log, Place::Message(MessageNumber(26)));
    assert_eq!((row, message), (33, None), "the next row that is shown");
    assert_eq!(log.window(position..position + 1)[0].number, RowNumber(33));
}

/// Before the filter had looked so far, the answer was the oldest row that was found until then.
#[test]
fn a_place_is_found_when_the_filter_has_looked_so_far() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    numbered(&mut log, 0..400_000);
    log.set_filter(with(Pattern { text: "[05]$".into(), language: Language::Regex, ignores_case: false }));
    log.look_on(&mut || false);
    log.locate(Ticket(1), Place::Row(RowNumber(100_000)));
    log.look_on(&mut || false);
    assert_eq!(log.answer(), None);
    look_all(&mut log);
    let answer = log.answer().expect("an answer");
    assert_eq!((answer.ticket, answer.found.map(|found| found.row)), (Ticket(1), Some(RowNumber(100_000))));
    // Without the filter nothing is left to wait for.
    log.set_filter(with(Pattern { text: "5$".into(), language: Language::Regex, ignores_case: false }));
    log.locate(Ticket(2), Place::Row(RowNumber(7)));
    assert_eq!(log.answer().map(|answer| answer.ticket), Some(Ticket(1)));
    log.set_filter(Filter::default());
    assert_eq!(log.answer().and_then(|answer| answer.found).map(|found| found.row), Some(RowNumber(7)));
}

#[test]
fn the_one_before_is_of_the_same_kind_whether_messages_are_grouped_or_not() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    for text in [r#"{"type":"price","d":"a"}"#, r#"{"type":"beat","d":"a"}"#, r#"{"type":"price","d":"b"}"#, "plain"] {
        receive(&mut log, text);
        log.append(Direction::Sent, Kind::Text, text.as_bytes(), NOW);
    }
    append(&mut log, Direction::Received, b"x");
    let before = |log: &MessageLog| [4, 2, 6, 5, 8, 99].map(|row| log.before_of_its_kind(RowNumber(row)));
    let row = |number| Before::Row(RowNumber(number));
    assert_eq!(before(&log), [row(0), Before::None, Before::None, row(1), Before::None, Before::None]);
    log.set_kinds(Some(KindField::Named("d".into())));
    assert_eq!(before(&log), [Before::None, row(0), Before::None, Before::None, Before::None, Before::None]);
    (0..4_096).for_each(|_| receive(&mut log, "plain, and another"));
    receive(&mut log, r#"{"d":"b"}"#);
    assert_eq!(log.before_of_its_kind(log.rows().end - 1), Before::NotWithin(4_096), "further back there may be one");
}

#[test]
fn one_steps_to_the_next_and_the_one_before_of_a_kind_among_those_that_are_shown() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    for text in
        [r#"{"type":"price","v":1}"#, r#"{"type":"beat"}"#, r#"{"type":"price","v":2}"#, r#"{"type":"price","v":3}"#]
    {
        receive(&mut log, text);
    }
    let step = |log: &mut MessageLog, row, forward| {
        log.locate(Ticket(1), Place::Kin(RowNumber(row), forward));
        log.answer().and_then(|answer| answer.found).map(|found| found.row.0)
    };
    assert_eq!([0, 2, 3].map(|row| step(&mut log, row, true)), [Some(2), Some(3), None]);
    assert_eq!([3, 2, 0, 1].map(|row| step(&mut log, row, false)), [Some(2), Some(0), None, None]);
    log.set_filter(Filter { inverted: true, ..with(Pattern { text: "\"v\":2".into(), ..Pattern::default() }) });
    while log.look_on(&mut || false) {}
    assert_eq!(step(&mut log, 0, true), Some(3), "what the filter hides is passed over");
}

#[test]
fn a_large_message_is_looked_at_piece_by_piece_and_found_across_two_of_them() {
    let large = |hit: usize| {
        let mut text = vec![b'x'; 9 << 20];
        text[hit..hit + 6].copy_from_slice("nädel".as_bytes());
        text
    };
    for (text, ignores_case) in [("nädel", false), ("NÄDEL", true), ("EL", true)] {
        let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
        let hits = [0, (128 << 10) - 3, (2 << 20) - 1, (4 << 20) - 5, (9 << 20) - 6];
        for hit in hits {
            log.append(Direction::Received, Kind::Text, &large(hit), NOW);
        }
        log.append(Direction::Received, Kind::Text, &vec![b'x'; 9 << 20], NOW);
        log.set_filter(with(Pattern { text: text.into(), ignores_case, ..Pattern::default() }));
        let mut steps = 0;
        while log.look_on(&mut || false) {
            steps += 1;
        }
        assert!(steps >= 10, "{steps} steps");
        assert_eq!(rows_of(&log), [0, 1, 2, 3, 4], "{text}");
        log.set_filter(Filter {
            inverted: true,
            ..with(Pattern { text: text.into(), ignores_case, ..Pattern::default() })
        });
        look_all(&mut log);
        assert_eq!(rows_of(&log), [5], "{text}");
    }
}

#[test]
fn messages_too_long_for_an_expression_are_counted() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    let text = format!("{}end", "x".repeat(2 << 20));
    receive(&mut log, &text);
    receive(&mut log, "end");
    log.set_filter(with(Pattern { text: "en.".into(), language: Language::Regex, ignores_case: false }));
    look_all(&mut log);
    receive(&mut log, &text);
    assert_eq!(log.list().cut, Some(Cut { bytes: 128_000, messages: 2 }));
    assert_eq!(log.list().messages, 1);
    log.set_filter(with(plain("end")));
    look_all(&mut log);
    assert_eq!((log.list().cut, log.list().messages), (None, 3));
    log.clear();
    assert_eq!(log.list().cut, None);
}
