//! Reconnecting, heartbeats and settings: the cells that the standard knows nothing of.

use super::*;
use crate::model::{backoff::NoRetry, codec::Format, recipe::Recipe};

fn policy() -> ReconnectPolicy {
    ReconnectPolicy { first_ms: 1_000, tries: Some(2), ..ReconnectPolicy::default() }
}

/// A session that reconnects, with connection 1 open.
fn reconnecting() -> Session {
    let mut session = Session::default();
    session.update(settings(Some(policy())), NOW);
    session.update(Event::ConnectClicked(target()), NOW);
    session.update(socket(SocketEvent::Opened(Negotiated::default())), NOW);
    session
}

fn lose(session: &mut Session) -> Effects {
    session.update(Event::Socket(session.connection(), closed_with(1006, false)), NOW)
}

fn offline() -> Moment {
    Moment { is_online: false, ..Moment::from(NOW) }
}

fn retrying(attempt: u32, delay_ms: f64) -> [Effect; 2] {
    [Effect::TakeNote(Note::Retrying { attempt, of: Some(2), delay_ms }), Effect::ScheduleRetry(delay_ms)]
}

#[test]
fn a_lost_connection_is_tried_again_until_the_tries_are_used_up() {
    let mut session = reconnecting();
    assert_eq!(lose(&mut session)[2..], retrying(1, 1_000.0));
    assert_eq!(session.retry().map(|retry| retry.at), Some(Timestamp(NOW.0 + 1_000.0)));
    assert_eq!(session.update(Event::RetryElapsed, NOW).as_slice(), opening(2));
    assert_eq!(lose(&mut session)[2..], retrying(2, 2_000.0));
    assert_eq!(session.update(Event::RetryElapsed, NOW).as_slice(), opening(3));
    let all_tried = Effect::TakeNote(Note::NotRetrying(NoRetry::AllTried { tries: 2 }));
    assert_eq!((&lose(&mut session)[2..], session.retry()), (&[all_tried][..], None));
}

#[test]
fn only_a_connection_that_stands_begins_the_count_anew() {
    let reopened = || {
        let mut session = reconnecting();
        lose(&mut session);
        session.update(Event::RetryElapsed, NOW);
        session.update(Event::Socket(session.connection(), SocketEvent::Opened(Negotiated::default())), NOW);
        session
    };
    let mut dropped = reopened();
    assert_eq!(lose(&mut dropped)[2..], retrying(2, 2_000.0), "a server that accepts and drops is backed off from");
    let mut steady = reopened();
    let lost = Event::Socket(steady.connection(), closed_with(1006, false));
    assert_eq!(steady.update(lost, Timestamp(NOW.0 + STEADY_MS))[2..], retrying(1, 1_000.0));
}

#[test]
fn luck_shortens_the_delay() {
    let mut session = reconnecting();
    let moment = Moment { luck: 0.25, ..Moment::from(NOW) };
    let effects = session.update(socket(closed_with(1006, false)), moment);
    assert_eq!(effects[3], Effect::ScheduleRetry(250.0));
}

#[test]
fn a_close_that_says_not_to_is_not_followed_by_a_try() {
    let mut session = reconnecting();
    let effects = session.update(socket(closed_with(1008, true)), NOW);
    assert_eq!(effects[2..], [Effect::TakeNote(Note::NotRetrying(NoRetry::Code(CloseCode(1008))))]);
}

#[test]
fn no_try_follows_what_the_person_closed_or_let_go() {
    let mut session = reconnecting();
    session.update(Event::CloseClicked(CloseRequest::Plain), NOW);
    assert_eq!((lose(&mut session).len(), session.retry()), (2, None));
    let mut session = reconnecting();
    session.update(Event::CloseClicked(CloseRequest::Plain), NOW);
    assert_eq!((session.update(Event::LetGoClicked, NOW).len(), session.retry()), (2, None));
}

#[test]
fn no_try_follows_what_the_browser_refuses() {
    let mut session = Session::default();
    session.update(settings(Some(policy())), NOW);
    session.update(Event::ConnectClicked(target()), NOW);
    let effects = session.update(socket(SocketEvent::Refused("no".into())), NOW);
    assert_eq!(effects[1..], [Effect::TakeNote(Note::NotRetrying(NoRetry::Refused))]);
    assert_eq!(session.retry(), None);
}

#[test]
fn a_try_waits_until_the_browser_is_online() {
    let mut session = drive_to(Waiting);
    for _ in 0..2 {
        assert_eq!(session.update(Event::RetryElapsed, offline()).as_slice(), [Effect::ScheduleRetry(1_000.0)]);
    }
    assert_eq!(session.retry().map(|retry| retry.waits_for_network), Some(true));
    assert_eq!(session.update(Event::OnlineChanged, offline()).as_slice(), []);
    let mut unheard = session.clone();
    assert_eq!(
        session.update(Event::OnlineChanged, NOW).as_slice(),
        [&[Effect::CancelRetry], &opening(2)[..]].concat()
    );
    assert_eq!(unheard.update(Event::RetryElapsed, NOW).as_slice(), opening(2));
    let mut early = drive_to(Waiting);
    assert_eq!(early.update(Event::OnlineChanged, NOW).as_slice(), [], "its time has not come");
}

#[test]
fn a_server_on_this_machine_needs_no_network() {
    let mut session = Session::default();
    session.update(settings(Some(policy())), NOW);
    let endpoint = Endpoint::parse("ws://127.0.0.1:9001/echo").expect("a good address");
    session.update(Event::ConnectClicked(Target { endpoint, ..target() }), NOW);
    lose(&mut session);
    session.update(Event::RetryElapsed, offline());
    assert_eq!(session.phase(), &Phase::Connecting);
}

#[test]
fn a_try_begins_only_where_one_is_planned() {
    for event in [Event::RetryElapsed, Event::OnlineChanged, Event::ReconnectNowClicked] {
        check(&but(&[Waiting]), &event, None, |_| vec![]);
    }
    let now = [&[Effect::CancelRetry], &opening(2)[..]].concat();
    check(&[Waiting], &Event::ReconnectNowClicked, Some(ReadyState::Connecting), |_| now.clone());
}

#[test]
fn tries_are_called_off_while_waiting_and_while_connecting() {
    let stop = Event::StopReconnectingClicked;
    check(&[Waiting], &stop, None, |_| vec![Effect::CancelRetry, Effect::TakeNote(Note::RetryStopped)]);
    check(&[Connecting], &stop, None, |_| vec![Effect::TakeNote(Note::RetryStopped)]);
    check(&but(&[Waiting, Connecting]), &stop, None, |_| vec![]);
    let mut session = drive_to(Waiting);
    session.update(Event::RetryElapsed, NOW);
    session.update(stop, NOW);
    assert_eq!((lose(&mut session).len(), session.retry()), (2, None));
}

#[test]
fn settings_change_nothing_but_a_try_that_they_do_not_allow_and_a_heartbeat() {
    check(&but(&[Waiting]), &settings(None), None, |_| vec![]);
    check(&but(&[Waiting]), &settings(Some(policy())), None, |_| vec![]);
    check(&[Waiting], &settings(Some(policy())), None, |_| vec![]);
    let none = ReconnectPolicy { tries: Some(0), ..policy() };
    for settings in [settings(None), settings(Some(none))] {
        check(&[Waiting], &settings, None, |_| vec![Effect::CancelRetry, Effect::TakeNote(Note::RetryStopped)]);
    }
    check(&[Open], &with_heartbeat(), None, |_| vec![Effect::SetHeartbeat]);
    check(&but(&[Open, Waiting]), &with_heartbeat(), None, |_| vec![]);
}

#[test]
fn what_is_said_on_open_and_the_heartbeat_follow_each_open() {
    let mut session = drive_to(Connecting);
    let Event::SettingsEntered(mut settings) = with_heartbeat() else { panic!("settings") };
    settings.on_open = vec![recipe("hello")];
    session.update(Event::SettingsEntered(settings), NOW);
    let effects = session.update(socket(SocketEvent::Opened(Negotiated::default())), NOW);
    assert_eq!(effects[1..], [Effect::SendOnOpen, Effect::SetHeartbeat]);
}

#[test]
fn an_unanswered_heartbeat_ends_an_open_connection_and_nothing_else() {
    let unanswered = Event::HeartbeatUnanswered(LIVE, 500);
    check(&[Open], &unanswered, Some(ReadyState::Closed), |_| {
        let note = Note::HeartbeatUnanswered { waited_ms: 500 };
        vec![Effect::TakeNote(note), Effect::CloseSocket(timed_out()), Effect::DropSocket]
    });
    check(&but(&[Open]), &unanswered, None, |_| vec![]);
    check(&ALL, &Event::HeartbeatUnanswered(ConnectionId(9), 500), None, |_| vec![]);
    let mut session = reconnecting();
    assert_eq!(session.update(unanswered, NOW)[3..], retrying(1, 1_000.0));
    assert_eq!(session.phase(), &Phase::LetGo(LetGo::HeartbeatUnanswered));
    assert_ne!(timed_out(), CloseRequest::Plain);
}

#[test]
fn the_timeline_follows_every_state_across_attempts() {
    use ReadyState::{Closed, Connecting, Open};
    let mut session = reconnecting();
    lose(&mut session);
    session.update(Event::RetryElapsed, NOW);
    let stages: Vec<_> = session.timeline().stages().map(|stage| (stage.connection.0, stage.state)).collect();
    assert_eq!(stages, [(1, Connecting), (1, Open), (1, Closed), (2, Connecting)]);
    assert_eq!(drive_to(New).timeline().stages().len(), 0);
}

fn recipe(text: &str) -> Recipe {
    Recipe::new(text, Format::default()).expect("a message")
}

fn with_heartbeat() -> Event {
    let heartbeat = Heartbeat { message: recipe("beat"), every_ms: 1_000, reply: Reply::Any, timeout_ms: 500 };
    Event::SettingsEntered(Settings { heartbeat: Some(heartbeat), ..Settings::default() })
}
