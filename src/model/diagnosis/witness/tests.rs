//! What a witness keeps of an attempt, and when it asks.

use super::*;
use crate::model::{
    close::{CloseCode, CloseEvent},
    endpoint::Endpoint,
    phase::{Ending, Negotiated},
};

const AT: Timestamp = Timestamp(10_000.0);

fn attempt(number: u32, before: Option<&Witness>) -> Witness {
    let endpoint = Endpoint::parse("ws://example.org/chat").expect("a good address");
    Witness::new(ConnectionId(number), &Target { endpoint, offered: Vec::new() }, Timestamp(0.0), before)
}

fn fail(witness: &mut Witness, closer: Closer, opened: bool) {
    let close = CloseEvent { code: CloseCode(1006), reason: String::new(), was_clean: false };
    let page = Surroundings { is_online: true, ..Surroundings::default() };
    witness.fail(&Phase::Closed(Ending { close, closer, opened }), 7, page, AT);
}

fn probe(witness: &Witness) -> Option<Probe> {
    witness.evidence().map(|evidence| evidence.probe)
}

#[test]
fn of_a_row_of_tries_the_first_asks_and_the_last() {
    let mut first = attempt(1, None);
    fail(&mut first, Closer::Nobody, false);
    assert_eq!(first.wanted_probe(false).as_deref(), Some("http://example.org/chat"));
    first.ask();
    let mut second = attempt(2, Some(&first));
    fail(&mut second, Closer::Nobody, false);
    assert_eq!((second.wanted_probe(false), probe(&second)), (None, Some(Probe::Pending)), "the first asks for both");
    second.probed(ConnectionId(1), Probe::Failed(3.0));
    assert_eq!(probe(&second), Some(Probe::Failed(3.0)));
    let mut third = attempt(3, Some(&second));
    fail(&mut third, Closer::Nobody, false);
    assert_eq!((third.wanted_probe(false), probe(&third)), (None, Some(Probe::Failed(3.0))), "it is known");
    let mut last = attempt(4, Some(&third));
    fail(&mut last, Closer::Nobody, false);
    assert!(last.wanted_probe(true).is_some(), "the last asks anew");
}

#[test]
fn what_a_late_probe_says_changes_nothing() {
    let mut witness = attempt(2, None);
    fail(&mut witness, Closer::Nobody, false);
    witness.ask();
    witness.probed(ConnectionId(1), Probe::Answered(1.0));
    assert_eq!((probe(&witness), witness.is_asking()), (Some(Probe::Pending), true));
}

#[test]
fn an_attempt_that_had_opened_is_not_asked_about_and_counts_from_there() {
    let mut witness = attempt(1, None);
    let negotiated = Negotiated { protocol: "soap".into(), extensions: String::new() };
    witness.hear(&Note::Opened(negotiated), 5, Timestamp(4_000.0));
    witness.hear(&Note::Errored, 6, Timestamp(5_000.0));
    fail(&mut witness, Closer::Nobody, true);
    assert_eq!(witness.wanted_probe(true), None);
    let evidence = witness.evidence().expect("it has failed");
    let seen = (evidence.elapsed_ms, evidence.received, &*evidence.selected_subprotocol, evidence.error_seen);
    assert_eq!(seen, (6_000.0, 2, "soap", true));
}

#[test]
fn who_was_away_meanwhile_needs_no_answer() {
    let mut witness = attempt(1, None);
    fail(&mut witness, Closer::Nobody, false);
    witness.ask();
    let mut absence = Absence::default();
    absence.change(true, Timestamp(9_500.0));
    witness.explain(&absence);
    assert!(witness.evidence().is_some_and(|evidence| evidence.page_was_away) && !witness.is_asking());
    let mut closed = attempt(2, None);
    fail(&mut closed, Closer::You, false);
    closed.explain(&absence);
    assert!(closed.evidence().is_some_and(|evidence| !evidence.page_was_away), "the person closed it");
}

#[test]
fn a_policy_that_is_told_late_is_the_cause_and_one_that_blocks_the_probe_is_told_apart() {
    let mut witness = attempt(1, None);
    fail(&mut witness, Closer::Nobody, false);
    witness.ask();
    witness.blocked("connect-src", false, true);
    let evidence = witness.evidence().expect("it has failed").clone();
    assert!(evidence.probe_blocked_by_policy && evidence.blocked_by_policy.is_none());
    witness.blocked("connect-src", true, false);
    let evidence = witness.evidence().expect("it has failed");
    assert_eq!((evidence.blocked_by_policy.as_deref(), evidence.probe), (Some("connect-src"), Probe::NotSent));
    assert!(!witness.is_asking());
    let mut early = attempt(2, None);
    early.blocked("connect-src", true, false);
    fail(&mut early, Closer::Nobody, false);
    assert_eq!(early.evidence().and_then(|evidence| evidence.blocked_by_policy.as_deref()), Some("connect-src"));
    assert_eq!(early.wanted_probe(true), None, "the cause is known");
}

#[test]
fn what_other_sessions_show_and_the_browser_permits_is_added() {
    let mut witness = attempt(1, None);
    fail(&mut witness, Closer::Nobody, false);
    witness.weigh(2, 3);
    witness.permitted(ConnectionId(9), Permission::Denied);
    witness.permitted(ConnectionId(1), Permission::Granted);
    let evidence = witness.evidence().expect("it has failed");
    let seen = (evidence.others_connecting, evidence.recent_failures, evidence.local_permission);
    assert_eq!(seen, (2, 3, Permission::Granted));
}
