//! Memory is counted with everything that is kept for each message, and where there is none, the oldest go.

use super::{super::room::AIR, *};
use crate::model::find::{filter::Filter, kind::KindField, pattern::Pattern};

/// Room for everything else, and as much for the log.
const CEILING: usize = 2 * AIR + 4 * 1024 * 1024;

#[test]
fn where_the_browser_has_no_more_memory_the_oldest_messages_go() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.ceiling = CEILING;
    for _ in 0..40_000 {
        append(&mut log, Direction::Received, &[7; 1000]);
        assert!(log.memory() + AIR <= log.ceiling, "{} bytes: too little is left for anything else", log.memory());
    }
    let ledger = log.ledger();
    assert_eq!((ledger.kept + ledger.evicted, ledger.truncated), (40_000, 0));
    assert!(ledger.kept > 4_000, "{ledger:?}");
    assert!(log.budget() < MessageLog::DEFAULT_BUDGET && log.take_shortage() && !log.take_shortage());
}

#[test]
fn when_there_is_memory_again_the_whole_budget_holds_again() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.ceiling = CEILING;
    (0..40_000).for_each(|_| append(&mut log, Direction::Received, &[7; 1000]));
    assert!(log.budget() < MessageLog::DEFAULT_BUDGET);
    log.try_again();
    assert_eq!(log.budget(), MessageLog::DEFAULT_BUDGET);
    (0..40_000).for_each(|_| append(&mut log, Direction::Received, &[7; 1000]));
    assert!(log.budget() < MessageLog::DEFAULT_BUDGET);
    log.clear();
    assert_eq!(log.budget(), MessageLog::DEFAULT_BUDGET);
}

#[test]
fn a_message_for_which_there_is_no_memory_is_kept_as_its_beginning_and_others_stay() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.ceiling = CEILING;
    (0..10_000).for_each(|_| append(&mut log, Direction::Received, &[1; 1000]));
    append(&mut log, Direction::Received, &vec![2; 20 * 1024 * 1024]);
    append(&mut log, Direction::Received, &[3; 10]);
    let ledger = log.ledger();
    assert_eq!((ledger.received, ledger.kept + ledger.evicted, ledger.truncated), (10_002, 10_002, 1));
    assert!(ledger.kept > 500, "{ledger:?}");
    assert!(log.payload(log.rows().end - 2).is_some_and(|head| head.len() >= 1024 * 1024), "{ledger:?}");
    assert_eq!(log.payload(log.rows().end - 1), Some(&[3; 10][..]));
}

#[test]
fn a_message_without_any_memory_is_counted_and_gone() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.ceiling = AIR;
    append(&mut log, Direction::Received, &[1; 10]);
    assert_eq!(log.ledger(), Ledger { received: 1, evicted: 1, ..Ledger::default() });
    assert!(log.take_shortage());
}

#[test]
fn what_others_need_is_given_up_and_half_is_kept() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    (0..20_000).for_each(|_| append(&mut log, Direction::Received, &[7; 1000]));
    let before = log.memory();
    log.ceiling = before + AIR;
    assert!(log.make_way(4 * 1024 * 1024));
    assert!(log.memory() >= before / 2 && log.budget() == log.memory());
    assert!(!log.make_way(before));
    assert!(log.ledger().kept > 5_000);
    log.give_up(usize::MAX);
    assert_eq!((log.ledger().kept, log.budget()), (0, 0));
}

/// Text of which nobody knows how long it is in UTF-8 before it is written.
struct Signs(usize, &'static str);

impl Source for Signs {
    fn left(&self) -> (usize, usize) {
        (self.0, self.0 * 3)
    }

    fn write(&mut self, place: &mut [u8]) -> usize {
        let count = self.0.min(place.len() / self.1.len());
        place[..count * self.1.len()].copy_from_slice(self.1.repeat(count).as_bytes());
        self.0 -= count;
        count * self.1.len()
    }
}

#[test]
fn text_that_needs_more_room_than_it_seemed_is_kept_whole() {
    let mut log = MessageLog::new(64 * 1024 * 1024);
    for (count, sign) in [(10, "a"), (10, "€"), (400_000, "€"), (400_000, "a"), (5_000_000, "é"), (3, "é")] {
        log.append_from(Direction::Received, Kind::Text, &mut Signs(count, sign), NOW);
        assert_eq!(log.payload(log.rows().end - 1), Some(sign.repeat(count).as_bytes()));
    }
    assert_eq!((log.ledger().truncated, log.ledger().kept), (0, 6));
    assert!(log.memory() < 18 * 1024 * 1024, "{}", log.memory());
}

#[test]
fn text_that_outgrows_the_budget_is_kept_as_its_beginning_and_its_length_is_known() {
    let mut log = MessageLog::new(MessageLog::LEAST_BUDGET);
    log.append_from(Direction::Received, Kind::Text, &mut Signs(2_000_000, "€"), NOW);
    let RowItem::Message { length, kept, .. } = log.window(0..1).remove(0).item else { panic!("a message") };
    assert_eq!((length, log.ledger().truncated), (6_000_000, 1));
    assert!(kept > 3_000_000 && log.memory() <= MessageLog::LEAST_BUDGET, "{kept} {}", log.memory());
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
    assert!(log.give_back() && log.memory() == 0 && !log.give_back());
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
        log.forget_cleared();
        let payload = vec![b'7'; length];
        (0..count).for_each(|_| append(&mut log, Direction::Received, &payload));
        let ledger = log.ledger();
        let beyond = log.memory() as u64 - ledger.bytes;
        assert!(beyond <= 24 * ledger.kept, "{beyond} bytes for {} messages of {length}", ledger.kept);
    }
}
