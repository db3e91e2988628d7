//! The ledger adds up whatever happens, rows keep their numbers, and memory stays within the budget.

mod budget;
mod finding;
mod ndjson;
mod places;

use proptest::prelude::*;

use super::*;
use crate::model::{
    message::{Direction, Kind},
    phase::Negotiated,
    time::Timestamp,
};

const NOW: Timestamp = Timestamp(1000.0);

fn append(log: &mut MessageLog, direction: Direction, payload: &[u8]) {
    log.append(direction, Kind::Binary, payload, NOW);
}

fn receive(log: &mut MessageLog, text: &str) {
    log.append(Direction::Received, Kind::Text, text.as_bytes(), NOW);
}

fn numbers(log: &MessageLog) -> Vec<(u64, Option<u64>)> {
    let index = |item| match item {
        RowItem::Message { index, .. } => Some(index.0),
        RowItem::Note(_) => None,
    };
    log.window(log.list().positions).into_iter().map(|row| (row.number.0, index(row.item))).collect()
}

#[test]
fn messages_and_notes_keep_their_order_and_only_messages_have_a_number() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    receive(&mut log, "a");
    log.note(&Note::Errored, NOW);
    receive(&mut log, "b");
    assert_eq!(numbers(&log), [(0, Some(0)), (1, None), (2, Some(1))]);
    assert_eq!(log.payload(RowNumber(2)), Some(&b"b"[..]));
    assert_eq!(log.ledger(), Ledger { received: 2, kept: 2, bytes: 2, ..Ledger::default() });
}

#[test]
fn equal_messages_of_the_same_instant_are_all_kept() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    (0..3).for_each(|_| receive(&mut log, "same"));
    assert_eq!(log.window(0..9).len(), 3);
}

#[test]
fn clear_evicts_and_never_reuses_a_number() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    receive(&mut log, "a");
    log.clear();
    receive(&mut log, "b");
    assert_eq!(numbers(&log), [(1, Some(1))]);
    assert_eq!(log.ledger(), Ledger { received: 2, kept: 1, evicted: 1, bytes: 1, ..Ledger::default() });
}

#[test]
fn what_was_cleared_can_be_brought_back_before_what_came_since() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.set_filter(finding::with(finding::plain("a")));
    for text in ["a", "b", "aa"] {
        receive(&mut log, text);
    }
    append(&mut log, Direction::Sent, &[0; 9]);
    let before = log.ledger();
    log.clear();
    receive(&mut log, "a, later");
    assert_eq!((log.ledger().kept, log.ledger().evicted, log.cleared()), (1, 4, 4));
    assert_eq!((log.oldest_row(), log.rows().start), (RowNumber(0), RowNumber(4)));
    assert!(log.undo_clear() && !log.undo_clear(), "once");
    finding::look_all(&mut log);
    let kept = Ledger { received: 4, kept: 5, bytes: before.bytes + 8, ..before };
    assert_eq!((log.ledger(), log.cleared()), (kept, 0));
    assert_eq!(finding::rows_of(&log), [0, 2, 4]);
    log.clear();
    assert!(log.forget_cleared() && !log.undo_clear(), "what is forgotten does not come back");
    assert_eq!(log.ledger(), Ledger { kept: 0, bytes: 0, evicted: 5, ..kept });
}

#[test]
fn what_was_cleared_goes_before_anything_that_is_kept() {
    let mut log = MessageLog::new(MessageLog::LEAST_BUDGET);
    (0..2_000).for_each(|_| append(&mut log, Direction::Received, &[7; 1000]));
    log.clear();
    (0..2_000).for_each(|_| append(&mut log, Direction::Received, &[7; 1000]));
    assert_eq!((log.ledger().kept, log.cleared()), (2_000, 0), "its memory was needed");
}

#[test]
fn a_flood_stays_within_the_budget_and_the_newest_are_kept() {
    let budget = 8 * 1024 * 1024;
    let mut log = MessageLog::new(budget);
    let payload = [7; 1000];
    for _ in 0..50_000 {
        append(&mut log, Direction::Received, &payload);
        assert!(log.memory() <= budget, "{} bytes", log.memory());
    }
    let ledger = log.ledger();
    assert_eq!(ledger.kept + ledger.evicted, 50_000);
    assert!(ledger.kept > 4000 && ledger.bytes == ledger.kept * 1000);
    assert_eq!(numbers(&log).last(), Some(&(49_999, Some(49_999))));
}

#[test]
fn of_a_message_larger_than_the_budget_as_much_as_half_the_budget_is_kept() {
    let budget = 8 * 1024 * 1024;
    let mut log = MessageLog::new(budget);
    append(&mut log, Direction::Received, &[1; 10]);
    append(&mut log, Direction::Received, &vec![1; budget]);
    let rows = log.window(0..2);
    let RowItem::Message { length, kept, .. } = rows[1].item else { panic!("{rows:?}") };
    assert_eq!((length, kept), (budget as u64, budget as u64 / 2));
    assert_eq!((log.ledger().truncated, log.ledger().kept), (1, 2));
    assert!(log.memory() <= budget);
    append(&mut log, Direction::Received, &vec![1; budget - 5_000]);
    assert_eq!((log.ledger().truncated, log.ledger().kept), (0, 1), "one that is not larger is kept whole");
}

#[test]
fn a_large_message_within_the_budget_is_kept_whole() {
    let mut log = MessageLog::new(64 * 1024 * 1024);
    append(&mut log, Direction::Sent, &vec![1; 16 * 1024 * 1024]);
    assert_eq!(log.payload(RowNumber(0)).map(<[u8]>::len), Some(16 * 1024 * 1024));
    assert_eq!(log.ledger().truncated, 0);
}

#[test]
fn time_survives_a_pause_of_two_days_and_a_clock_that_goes_back() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    let day = 24.0 * 3_600_000.0;
    for at in [0.5, 2.0 * day, day] {
        log.note(&Note::Opened(Negotiated::default()), Timestamp(at));
    }
    let times: Vec<f64> = log.window(0..9).iter().map(|row| row.at.0).collect();
    assert_eq!(times, [0.5, 2.0 * day, 2.0 * day]);
}

#[test]
fn a_preview_is_not_cut_within_a_character() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    receive(&mut log, &"€".repeat(200));
    let RowItem::Message { preview, .. } = log.window(0..1).remove(0).item else { panic!("a message") };
    assert_eq!(preview, Preview { text: "€".repeat(170), cut: true, ..Preview::default() });
}

#[test]
fn of_a_file_that_is_sent_the_head_is_kept() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.append_head(Direction::Sent, Kind::Binary, &[1, 2], 9_000, NOW);
    let RowItem::Message { length, kept, preview, .. } = log.window(0..1).remove(0).item else { panic!("a message") };
    assert_eq!((length, kept, preview.text.as_str(), preview.cut), (9_000, 2, "01 02", true));
    assert_eq!(log.ledger(), Ledger { sent: 1, kept: 1, truncated: 1, bytes: 2, ..Ledger::default() });
}

#[test]
fn what_the_browser_holds_is_kept_and_not_truncated() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    receive(&mut log, "a");
    assert_eq!(log.append_held(Kind::Binary, 5_000_000, NOW), Some(RowNumber(1)));
    let RowItem::Message { length, kept, preview, .. } = log.window(1..2).remove(0).item else { panic!("a message") };
    assert_eq!((length, kept, preview.cut), (5_000_000, 5_000_000, true));
    assert_eq!(log.ledger(), Ledger { received: 2, kept: 2, bytes: 1, held: 5_000_000, ..Ledger::default() });
    log.clear();
    assert_eq!(log.ledger(), Ledger { received: 2, evicted: 2, ..Ledger::default() });
}

#[test]
fn what_the_browser_holds_counts_towards_the_budget() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    for _ in 0..1_000 {
        log.append_held(Kind::Binary, 10_000_000, NOW);
    }
    let ledger = log.ledger();
    assert!(ledger.held <= 300_000_000, "{ledger:?}");
    assert!(ledger.kept >= 20 && ledger.kept * 10_000_000 == ledger.held, "{ledger:?}");
}

#[test]
fn a_reserved_place_is_filled_later() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    append(&mut log, Direction::Received, &[0; 3]);
    receive(&mut log, "next");
    log.fill(RowNumber(0), &[7, 8, 9]);
    assert_eq!(log.payload(RowNumber(0)), Some(&[7, 8, 9][..]));
    log.fill(RowNumber(1), b"other length");
    log.fill(RowNumber(9), b"no such row");
    assert_eq!(log.payload(RowNumber(1)), Some(&b"next"[..]));
    log.clear();
    log.fill(RowNumber(0), &[1, 2, 3]);
}

#[test]
fn an_entry_takes_sixteen_bytes() {
    assert_eq!(segment::ENTRY_BYTES, 16);
}

proptest! {
    #[test]
    fn the_ledger_always_adds_up(steps in proptest::collection::vec((0..9u8, 0..700_000usize), 1..60)) {
        let mut log = MessageLog::new(4 * 1024 * 1024);
        for (what, length) in steps {
            match what {
                0 => log.clear(),
                1 => log.note(&Note::Errored, NOW),
                7 => drop(log.undo_clear()),
                8 => drop(log.forget_cleared()),
                2 => append(&mut log, Direction::Sent, &vec![0; length * 4]),
                3 => log.append_head(Direction::Sent, Kind::Binary, &[0; 9], 9 + length as u64, NOW),
                4 => {
                    log.append_held(Kind::Binary, length as u64, NOW);
                }
                _ => append(&mut log, Direction::Received, &vec![0; length]),
            }
            let ledger = log.ledger();
            prop_assert_eq!(ledger.kept + ledger.evicted, ledger.received + ledger.sent);
            let rows = log.window(log.list().positions);
            let kept: Vec<_> = rows.iter().filter_map(|row| match &row.item {
                RowItem::Message { kept, length, .. } => Some((*kept, kept < length)),
                RowItem::Note(_) => None,
            }).collect();
            prop_assert_eq!(kept.len() as u64, ledger.kept);
            prop_assert_eq!(kept.iter().map(|(bytes, _)| bytes).sum::<u64>(), ledger.bytes + ledger.held);
            prop_assert_eq!(kept.iter().filter(|(_, cut)| *cut).count() as u64, ledger.truncated);
        }
    }
}
