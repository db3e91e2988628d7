//! Memory is counted with everything that is kept for each message, and where there is none, the oldest go.

use super::*;
use crate::model::find::{filter::Filter, kind::KindField, pattern::Pattern};

#[test]
fn where_the_browser_has_no_more_memory_the_oldest_messages_go() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.ceiling = 12 * 1024 * 1024;
    for _ in 0..40_000 {
        append(&mut log, Direction::Received, &[7; 1000]);
    }
    let ledger = log.ledger();
    assert_eq!((ledger.kept + ledger.evicted, ledger.truncated), (40_000, 0));
    assert!(log.memory() <= log.ceiling - 1024 * 1024, "{} bytes: nothing is left for anything else", log.memory());
    assert!(ledger.kept > 7_000, "{ledger:?}");
    assert!(log.budget() < MessageLog::DEFAULT_BUDGET);
}

#[test]
fn a_message_for_which_there_is_no_memory_at_all_is_kept_as_nothing_but_its_length() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.ceiling = 4 * 1024 * 1024;
    append(&mut log, Direction::Received, &[1; 10]);
    append(&mut log, Direction::Received, &vec![2; 20 * 1024 * 1024]);
    append(&mut log, Direction::Received, &[3; 10]);
    let ledger = log.ledger();
    assert_eq!((ledger.received, ledger.kept + ledger.evicted), (3, 3));
    assert_eq!(log.payload(log.rows().end - 1), Some(&[3; 10][..]));
}

#[test]
fn a_smaller_budget_takes_effect_at_once() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    (0..20_000).for_each(|_| append(&mut log, Direction::Received, &[7; 1000]));
    log.set_budget(8 * 1024 * 1024);
    assert!(log.memory() <= 8 * 1024 * 1024);
    assert_eq!(log.ledger().kept + log.ledger().evicted, 20_000);
    assert!(log.give_back() && log.memory() < 7 * 1024 * 1024);
    log.clear();
    assert!(!log.give_back() && log.memory() == 0);
}

#[test]
fn beyond_its_payload_a_message_takes_at_most_24_bytes_filtered_and_in_kinds() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.set_kinds(Some(KindField::Found));
    let pattern = Some(Pattern { text: "7".into(), ..Pattern::default() });
    log.set_filter(Filter { pattern: pattern.clone(), ..Filter::default() });
    log.set_search(pattern);
    // So many that the last segment is nearly full, as in a log of many.
    for (length, count) in [(16, 327_000_u32), (100, 104_000), (500, 20_900)] {
        log.clear();
        let payload = vec![b'7'; length];
        (0..count).for_each(|_| append(&mut log, Direction::Received, &payload));
        let ledger = log.ledger();
        let beyond = log.memory() as u64 - ledger.bytes;
        assert!(beyond <= 24 * ledger.kept, "{beyond} bytes for {} messages of {length}", ledger.kept);
    }
}
