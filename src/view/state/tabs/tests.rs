//! The order of the tabs, what is unread, and what a session takes with it.

use super::*;
use crate::model::{
    endpoint::Endpoint,
    link::{SessionSnapshot, Summary},
    log::Ledger,
    phase::Target,
};

fn form(url: &str) -> Form {
    Form { url: url.into(), ..Form::default() }
}

/// Four sessions, 0 to 3; the last one is shown.
fn four() -> Tabs {
    let mut tabs = Tabs::new(form("ws://0"));
    (1..4).for_each(|number| tabs.open(form(&format!("ws://{number}"))));
    tabs
}

fn order(tabs: &Tabs) -> Vec<u32> {
    tabs.iter().map(|tab| tab.id.0).collect()
}

fn summary(session: u32, received: u64) -> Summary {
    Summary { session: SessionId(session), state: ReadyState::Open, will_retry: false, received }
}

fn snapshot(session: u32, sessions: Vec<Summary>) -> Snapshot {
    let received = sessions.iter().find(|one| one.session.0 == session).map_or(0, |one| one.received);
    let ledger = Ledger { received, kept: received, ..Ledger::default() };
    Snapshot { session: SessionId(session), shown: SessionSnapshot { ledger, ..SessionSnapshot::default() }, sessions }
}

#[test]
fn tabs_move_and_the_shown_one_stays_shown() {
    let mut tabs = four();
    tabs.put(SessionId(3), SessionId(0));
    assert_eq!((order(&tabs), tabs.selected().id.0), (vec![3, 0, 1, 2], 3));
    tabs.step(SessionId(3), false);
    tabs.step(SessionId(2), true);
    tabs.step(SessionId(0), true);
    assert_eq!((order(&tabs), tabs.selected().id.0), (vec![3, 1, 0, 2], 3));
}

#[test]
fn closing_shows_the_neighbour_and_the_last_gives_way_to_a_fresh_one() {
    let mut tabs = four();
    tabs.select(SessionId(1));
    tabs.close(SessionId(0));
    assert_eq!(tabs.selected().id.0, 1);
    tabs.close(SessionId(1));
    assert_eq!(tabs.selected().id.0, 2);
    tabs.close(SessionId(3));
    tabs.close(SessionId(2));
    assert_eq!((order(&tabs), tabs.selected().title(Text::EMPTY)), (vec![4], String::new()));
}

#[test]
fn unread_counts_from_when_the_session_was_left() {
    let mut tabs = Tabs::new(form("ws://0"));
    tabs.hear(snapshot(0, vec![summary(0, 5)]));
    tabs.open(form("ws://1"));
    let unread = |tabs: &Tabs| tabs.labels(Text::EMPTY).iter().map(|label| label.unread).collect::<Vec<_>>();
    assert_eq!(unread(&tabs), [0, 0]);
    tabs.hear(snapshot(1, vec![summary(0, 9), summary(1, 3)]));
    assert_eq!(unread(&tabs), [4, 0]);
    tabs.select(SessionId(0));
    assert_eq!(unread(&tabs), [0, 0]);
}

#[test]
fn what_comes_while_nobody_sees_the_page_is_unread_in_the_session_that_is_shown_too() {
    let mut tabs = Tabs::new(form("ws://0"));
    tabs.hear(snapshot(0, vec![summary(0, 5)]));
    tabs.hide(true);
    assert_eq!(tabs.unread(), 0);
    tabs.hear(snapshot(0, vec![summary(0, 12)]));
    assert_eq!(tabs.unread(), 7);
    tabs.hide(false);
    assert_eq!(tabs.unread(), 0);
}

#[test]
fn a_late_snapshot_of_another_session_is_not_drawn() {
    let mut tabs = Tabs::new(form("ws://0"));
    tabs.open(form("ws://1"));
    assert!(!tabs.hear(snapshot(0, vec![summary(0, 9)])));
    assert_eq!(tabs.selected().shown.ledger.received, 0);
    assert!(tabs.get(SessionId(0)).is_some_and(Tab::keeps_messages));
}

#[test]
fn what_a_file_has_need_not_be_asked_about() {
    let mut tabs = Tabs::new(form("ws://0"));
    tabs.hear(snapshot(0, vec![summary(0, 5)]));
    let unsaved = |tabs: &Tabs| (tabs.selected().keeps_messages(), tabs.selected().keeps_unsaved());
    assert_eq!(unsaved(&tabs), (true, true));
    let total = tabs.selected().total();
    tabs.selected_mut().save_up_to(total);
    assert_eq!(unsaved(&tabs), (true, false));
    tabs.hear(snapshot(0, vec![summary(0, 6)]));
    assert_eq!(unsaved(&tabs), (true, true));
}

#[test]
fn a_duplicate_takes_form_draft_and_settings_and_no_log() {
    let mut tabs = Tabs::new(form("ws://0"));
    tabs.hear(snapshot(0, vec![summary(0, 9)]));
    let tab = tabs.selected_mut();
    tab.name = Some("mine".into());
    tab.writing.write(|writing| writing.text = "draft".into());
    Rc::make_mut(&mut tab.behaviour).reconnects = true;
    tabs.duplicate();
    let copy = tabs.selected();
    assert_eq!((copy.id.0, copy.title(Text::EMPTY), copy.keeps_messages()), (1, "mine".to_owned(), false));
    assert!(copy.behaviour.reconnects && copy.writing.read(|writing| writing.text == "draft"));
    copy.writing.write(|writing| writing.text.clear());
    assert!(tabs.get(SessionId(0)).is_some_and(|tab| tab.writing.read(|writing| writing.text == "draft")));
}

#[test]
fn a_title_shows_neither_query_nor_password() {
    let title = |url: &str| Tabs::new(form(url)).selected().title(Text::EMPTY);
    assert_eq!(title("wss://me:secret@host:9001/chat/?token=abc"), "host:9001/chat");
    assert_eq!(title("wss://host/hook/A1b2C3d4E5f6G7h8I9j0K1/x"), "host/hook/A1b2•••/x");
    assert_eq!(title(" "), "");
}

#[test]
fn whatever_is_typed_the_title_is_that_of_the_latest_connection() {
    let mut tabs = Tabs::new(form("ws://host/typed"));
    let endpoint = Endpoint::parse("ws://host/open?token=abc").expect("a good address");
    let mut told = snapshot(0, vec![summary(0, 0)]);
    told.shown.target = Some(Target { endpoint, offered: Vec::new() });
    tabs.hear(told.clone());
    assert_eq!(tabs.selected().title(Text::EMPTY), "host/open");
    told.sessions[0].state = ReadyState::Closed;
    tabs.hear(told);
    assert_eq!(tabs.selected().title(Text::EMPTY), "host/open");
}
