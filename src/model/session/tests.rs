//! Every cell of the table (state × event → state, effects).

use super::*;
use crate::model::{
    endpoint::Endpoint,
    settings::{Heartbeat, ReconnectPolicy, Reply},
};

const NOW: Timestamp = Timestamp(7.0);
const LIVE: ConnectionId = ConnectionId(1);
const OLD: ConnectionId = ConnectionId(0);

fn target() -> Target {
    Target { endpoint: Endpoint::parse("ws://host/echo").expect("a good address"), offered: Vec::new() }
}

fn closed_with(code: u16, was_clean: bool) -> SocketEvent {
    SocketEvent::Closed(CloseEvent { code: CloseCode(code), reason: String::new(), was_clean })
}

fn settings(reconnect: Option<ReconnectPolicy>) -> Event {
    Event::SettingsEntered(Settings { reconnect, ..Settings::default() })
}

fn socket(event: SocketEvent) -> Event {
    Event::Socket(LIVE, event)
}

/// Every state in which a session can be.
#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
    New,
    Connecting,
    Open,
    Closing,
    Closed,
    /// Closed, with a further try planned.
    Waiting,
    Refused,
    LetGo,
}

use At::{Closed, Closing, Connecting, New, Open, Waiting};
const ALL: [At; 8] = [New, Connecting, Open, Closing, Closed, Waiting, At::Refused, At::LetGo];
/// Those of them that the standard calls CLOSED.
const CLOSED: [At; 5] = [New, Closed, Waiting, At::Refused, At::LetGo];

/// A session in the given state, with connection 1 where it has one.
fn drive_to(state: At) -> Session {
    let connect = Event::ConnectClicked(target());
    let open = socket(SocketEvent::Opened(Negotiated::default()));
    let close = Event::CloseClicked(CloseRequest::Plain);
    let story = match state {
        New => vec![],
        Connecting => vec![connect],
        Open => vec![connect, open],
        Closing => vec![connect, open, close],
        Closed => vec![connect, open, close, socket(closed_with(1000, true))],
        Waiting => vec![settings(Some(ReconnectPolicy::default())), connect, open, socket(closed_with(1006, false))],
        At::Refused => vec![connect, socket(SocketEvent::Refused("no".into()))],
        At::LetGo => vec![connect, open, close, Event::LetGoClicked],
    };
    let mut session = Session::default();
    for event in story {
        session.update(event, NOW);
    }
    assert_eq!(session.retry().is_some(), state == Waiting);
    session
}

/// In each of these states the event leads to this state and these effects.
fn check(states: &[At], event: &Event, then: Option<ReadyState>, expected: impl Fn(ReadyState) -> Vec<Effect>) {
    for &state in states {
        let mut session = drive_to(state);
        let before = session.phase().ready_state();
        let effects = session.update(event.clone(), NOW);
        assert_eq!(effects.as_slice(), expected(before), "{state:?} × {event:?}");
        assert_eq!(session.phase().ready_state(), then.unwrap_or(before), "{state:?} × {event:?}");
    }
}

/// The states that are not among these.
fn but(states: &[At]) -> Vec<At> {
    ALL.into_iter().filter(|state| !states.contains(state)).collect()
}

fn opening(number: u32) -> [Effect; 2] {
    [Effect::TakeNote(Note::Connecting(target())), Effect::OpenSocket(ConnectionId(number), target())]
}

#[test]
fn connect_opens_a_socket_when_closed_and_is_refused_otherwise() {
    let connect = Event::ConnectClicked(target());
    check(&[New], &connect, Some(ReadyState::Connecting), |_| opening(1).to_vec());
    check(&[Closed, At::Refused, At::LetGo], &connect, Some(ReadyState::Connecting), |_| opening(2).to_vec());
    check(&[Waiting], &connect, Some(ReadyState::Connecting), |_| [&[Effect::CancelRetry], &opening(2)[..]].concat());
    check(&but(&CLOSED), &connect, None, |state| vec![Effect::Refuse(Refusal::NotClosed(state))]);
}

#[test]
fn send_transmits_when_open_and_is_refused_otherwise() {
    check(&[Open], &Event::SendClicked, None, |_| vec![Effect::Transmit]);
    check(&but(&[Open]), &Event::SendClicked, None, |state| vec![Effect::Refuse(Refusal::NotOpen(state))]);
}

#[test]
fn close_closes_what_is_connecting_or_open_calls_off_a_try_and_is_refused_otherwise() {
    let close = Event::CloseClicked(CloseRequest::Plain);
    check(&[Connecting, Open], &close, Some(ReadyState::Closing), |_| vec![Effect::CloseSocket(CloseRequest::Plain)]);
    check(&[Waiting], &close, None, |_| vec![Effect::CancelRetry, Effect::TakeNote(Note::RetryStopped)]);
    check(&but(&[Connecting, Open, Waiting]), &close, None, |state| {
        vec![Effect::Refuse(Refusal::NothingToClose(state))]
    });
}

#[test]
fn what_is_connecting_or_closing_can_be_let_go() {
    check(&[Closing], &Event::LetGoClicked, Some(ReadyState::Closed), |_| {
        vec![Effect::TakeNote(Note::LetGo), Effect::DropSocket]
    });
    check(&[Connecting], &Event::LetGoClicked, Some(ReadyState::Closed), |_| {
        vec![Effect::TakeNote(Note::LetGoBeforeOpen), Effect::DropSocket]
    });
    check(&but(&[Connecting, Closing]), &Event::LetGoClicked, None, |state| {
        vec![Effect::Refuse(Refusal::NothingToLetGo(state))]
    });
}

#[test]
fn opened_counts_while_connecting_only() {
    let opened = socket(SocketEvent::Opened(Negotiated::default()));
    check(&[Connecting], &opened, Some(ReadyState::Open), |_| {
        vec![Effect::TakeNote(Note::Opened(Negotiated::default()))]
    });
    check(&but(&[Connecting]), &opened, None, |_| vec![]);
}

#[test]
fn a_message_is_kept_while_open_only() {
    check(&[Open], &socket(SocketEvent::MessageReceived), None, |_| vec![Effect::KeepMessage]);
    check(&but(&[Open]), &socket(SocketEvent::MessageReceived), None, |_| vec![]);
}

#[test]
fn an_error_is_noted_and_changes_no_state() {
    check(&[Connecting, Open, Closing], &socket(SocketEvent::Errored), None, |_| vec![Effect::TakeNote(Note::Errored)]);
    check(&CLOSED, &socket(SocketEvent::Errored), None, |_| vec![]);
}

#[test]
fn closed_ends_every_living_connection() {
    for state in [Connecting, Open, Closing] {
        let mut session = drive_to(state);
        let effects = session.update(socket(closed_with(1006, false)), NOW);
        let Phase::Closed(ending) = session.phase().clone() else { panic!("{state:?} did not end") };
        assert_eq!(effects.as_slice(), [Effect::TakeNote(Note::Closed(ending)), Effect::DropSocket]);
    }
    check(&CLOSED, &socket(closed_with(1006, false)), None, |_| vec![]);
}

#[test]
fn a_closing_that_nobody_here_began_is_taken_for_what_it_turns_out_to_be() {
    let seen = socket(SocketEvent::ClosingSeen);
    check(&[Open], &seen, Some(ReadyState::Closing), |_| vec![Effect::EndTraffic]);
    check(&but(&[Open]), &seen, None, |_| vec![]);
    for (close, closer) in [(closed_with(1001, true), Closer::Server), (closed_with(1006, false), Closer::Nobody)] {
        let mut session = drive_to(Open);
        session.update(seen.clone(), NOW);
        let refused = session.update(Event::CloseClicked(CloseRequest::Plain), NOW);
        assert_eq!(refused.as_slice(), [Effect::Refuse(Refusal::NothingToClose(ReadyState::Closing))]);
        session.update(socket(close), NOW);
        let Phase::Closed(ending) = session.phase() else { panic!("{:?}", session.phase()) };
        assert_eq!((ending.closer, ending.opened), (closer, true));
    }
}

#[test]
fn an_exception_of_the_constructor_ends_an_attempt_only() {
    let refused = socket(SocketEvent::Refused("no".into()));
    check(&[Connecting], &refused, Some(ReadyState::Closed), |_| vec![Effect::TakeNote(Note::Refused("no".into()))]);
    check(&but(&[Connecting]), &refused, None, |_| vec![]);
}

#[test]
fn any_event_of_an_old_connection_is_ignored() {
    let events = [
        SocketEvent::Refused("no".into()),
        SocketEvent::Opened(Negotiated::default()),
        SocketEvent::MessageReceived,
        SocketEvent::Errored,
        SocketEvent::ClosingSeen,
        closed_with(1000, true),
    ];
    for event in events {
        check(&ALL, &Event::Socket(OLD, event), None, |_| vec![]);
    }
}

#[test]
fn an_ending_tells_who_began_and_whether_it_had_opened() {
    let ending = |state, close| {
        let mut session = drive_to(state);
        session.update(socket(close), NOW);
        match session.phase() {
            Phase::Closed(ending) => (ending.closer, ending.opened),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(ending(Closing, closed_with(1000, true)), (Closer::You, true));
    assert_eq!(ending(Open, closed_with(1011, true)), (Closer::Server, true));
    assert_eq!(ending(Open, closed_with(1006, false)), (Closer::Nobody, true));
    assert_eq!(ending(Connecting, closed_with(1006, false)), (Closer::Nobody, false));
}

#[test]
fn an_end_by_the_server_is_a_failure_when_it_comes_soon_and_not_with_1000() {
    let is_failure = |state, close, open_ms| {
        let mut session = drive_to(state);
        session.update(socket(close), NOW);
        session.phase().is_failure(open_ms)
    };
    assert!(is_failure(Open, closed_with(4001, true), Some(20.0)));
    assert!(!is_failure(Open, closed_with(4001, true), Some(20_000.0)));
    assert!(!is_failure(Open, closed_with(1000, true), Some(20.0)));
    assert!(!is_failure(Closing, closed_with(4001, true), Some(20.0)), "the person closed it");
    assert!(is_failure(Open, closed_with(1006, false), Some(20_000.0)));
    assert!(is_failure(Connecting, closed_with(1006, false), None));
}

#[test]
fn an_attempt_that_was_let_go_before_it_opened_is_explained_like_one_that_was_closed() {
    let let_go = |state, first: Option<Event>| {
        let mut session = drive_to(state);
        first.into_iter().chain([Event::LetGoClicked]).for_each(|event| drop(session.update(event, NOW)));
        (session.phase().clone(), session.phase().is_failure(None))
    };
    let close = Event::CloseClicked(CloseRequest::Plain);
    assert_eq!(let_go(Connecting, None), (Phase::LetGo(LetGo::BeforeOpen), true));
    assert_eq!(let_go(Connecting, Some(close)), (Phase::LetGo(LetGo::BeforeOpen), true));
    assert_eq!(let_go(Closing, None), (Phase::LetGo(LetGo::Asked), false));
}

#[test]
fn a_heartbeat_without_an_answer_is_explained() {
    let mut session = drive_to(Open);
    session.update(Event::HeartbeatUnanswered(LIVE, 500), NOW);
    assert!(session.phase().is_failure(Some(5_000.0)));
}

#[test]
fn each_attempt_has_an_id_of_its_own() {
    let mut session = drive_to(Closed);
    let before = session.connection();
    session.update(Event::ConnectClicked(target()), NOW);
    assert_ne!(session.connection(), before);
}

mod retries;
