//! Conversations: whole stories of one session, told through the public API, each compared effect by effect.
#![cfg(not(target_arch = "wasm32"))]

use socketscope::model::{
    close::{CloseCode, CloseEvent, CloseReason, CloseRequest, SendableCode},
    endpoint::{Endpoint, Subprotocol},
    id::ConnectionId,
    log::Note,
    phase::{Closer, Ending, Negotiated, Phase, ReadyState, Target},
    session::{Effect, Event, Refusal, Session, SocketEvent},
    time::Timestamp,
};

const FIRST: ConnectionId = ConnectionId(1);
const SECOND: ConnectionId = ConnectionId(2);

/// Tells the events to a new session, each a millisecond after the one before, and compares all effects in order.
#[track_caller]
fn check(events: impl IntoIterator<Item = Event>, expected: impl IntoIterator<Item = Effect>) -> Session {
    let mut session = Session::default();
    let mut effects = Vec::new();
    for (event, at) in events.into_iter().zip(1_u32..) {
        effects.extend(session.update(event, Timestamp(f64::from(at))));
    }
    assert_eq!(effects, expected.into_iter().collect::<Vec<_>>());
    session
}

fn target() -> Target {
    Target {
        endpoint: Endpoint::parse("ws://127.0.0.1:9001/echo").expect("a good address"),
        offered: Subprotocol::parse_list("soap, wamp").expect("good names"),
    }
}

fn connect() -> Event {
    Event::ConnectClicked(target())
}

fn opened(connection: ConnectionId) -> Event {
    Event::Socket(connection, SocketEvent::Opened(negotiated()))
}

fn negotiated() -> Negotiated {
    Negotiated { protocol: "soap".into(), extensions: String::new() }
}

fn received(connection: ConnectionId) -> Event {
    Event::Socket(connection, SocketEvent::MessageReceived)
}

fn errored(connection: ConnectionId) -> Event {
    Event::Socket(connection, SocketEvent::Errored)
}

fn closed(connection: ConnectionId, close: &CloseEvent) -> Event {
    Event::Socket(connection, SocketEvent::Closed(close.clone()))
}

fn close(code: u16, reason: &str, was_clean: bool) -> CloseEvent {
    CloseEvent { code: CloseCode(code), reason: reason.into(), was_clean }
}

/// What the engine does for an attempt.
fn opening(connection: ConnectionId) -> [Effect; 2] {
    [Effect::TakeNote(Note::Connecting(target())), Effect::OpenSocket(connection, target())]
}

fn open() -> Effect {
    Effect::TakeNote(Note::Opened(negotiated()))
}

/// What the engine does when a connection is over.
fn ending(close: &CloseEvent, closer: Closer, opened: bool) -> [Effect; 2] {
    [Effect::TakeNote(Note::Closed(Ending { close: close.clone(), closer, opened })), Effect::DropSocket]
}

#[test]
fn the_demo_connects_sends_hears_the_echo_and_closes() {
    let request = CloseRequest::default();
    let end = close(1000, "", true);
    let session = check(
        [
            connect(),
            opened(FIRST),
            Event::SendClicked,
            received(FIRST),
            Event::CloseClicked(request.clone()),
            closed(FIRST, &end),
        ],
        [
            &opening(FIRST)[..],
            &[open(), Effect::Transmit, Effect::KeepMessage, Effect::CloseSocket(request)],
            &ending(&end, Closer::You, true),
        ]
        .concat(),
    );
    assert_eq!(session.phase().ready_state(), ReadyState::Closed);
}

#[test]
fn a_close_with_code_and_reason_reaches_the_socket_as_asked() {
    let code = SendableCode::new(CloseCode(4001)).expect("a code that a page may send");
    let request = CloseRequest::WithCode(code, CloseReason::new("done").expect("a short reason"));
    check(
        [connect(), opened(FIRST), Event::CloseClicked(request.clone())],
        [&opening(FIRST)[..], &[open(), Effect::CloseSocket(request)]].concat(),
    );
}

#[test]
fn a_server_says_goodbye_with_a_code_and_a_reason() {
    let end = close(4001, "bye", true);
    check(
        [connect(), opened(FIRST), received(FIRST), closed(FIRST, &end)],
        [&opening(FIRST)[..], &[open(), Effect::KeepMessage], &ending(&end, Closer::Server, true)].concat(),
    );
}

#[test]
fn a_connection_that_dies_is_noted_as_1006_of_nobody() {
    let end = close(1006, "", false);
    check(
        [connect(), opened(FIRST), errored(FIRST), closed(FIRST, &end)],
        [&opening(FIRST)[..], &[open(), Effect::TakeNote(Note::Errored)], &ending(&end, Closer::Nobody, true)].concat(),
    );
}

#[test]
fn a_server_that_is_not_there_ends_the_attempt_and_the_next_one_succeeds() {
    let end = close(1006, "", false);
    let session = check(
        [connect(), errored(FIRST), closed(FIRST, &end), connect(), opened(SECOND)],
        [
            &opening(FIRST)[..],
            &[Effect::TakeNote(Note::Errored)],
            &ending(&end, Closer::Nobody, false),
            &opening(SECOND),
            &[open()],
        ]
        .concat(),
    );
    assert_eq!(session.connection(), SECOND);
    assert_eq!(session.phase(), &Phase::Open { since: Timestamp(5.0), negotiated: negotiated() });
}

#[test]
fn an_address_that_the_browser_refuses_leaves_the_session_ready_for_another() {
    let refused = Event::Socket(FIRST, SocketEvent::Refused("no".into()));
    check(
        [connect(), refused, connect(), opened(SECOND)],
        [&opening(FIRST)[..], &[Effect::TakeNote(Note::Refused("no".into()))], &opening(SECOND), &[open()]].concat(),
    );
}

#[test]
fn closing_an_attempt_before_it_opens_is_the_persons_doing() {
    let end = close(1006, "", false);
    check(
        [connect(), Event::CloseClicked(CloseRequest::Plain), errored(FIRST), closed(FIRST, &end)],
        [
            &opening(FIRST)[..],
            &[Effect::CloseSocket(CloseRequest::Plain), Effect::TakeNote(Note::Errored)],
            &ending(&end, Closer::You, false),
        ]
        .concat(),
    );
}

#[test]
fn an_impatient_person_is_refused_in_words_and_nothing_is_transmitted() {
    use ReadyState::{Closed, Closing, Connecting, Open};
    let refuse = Effect::Refuse;
    let end = close(1000, "", true);
    check(
        [
            Event::SendClicked,
            connect(),
            Event::SendClicked,
            connect(),
            opened(FIRST),
            connect(),
            Event::CloseClicked(CloseRequest::Plain),
            Event::SendClicked,
            Event::CloseClicked(CloseRequest::Plain),
            closed(FIRST, &end),
            Event::SendClicked,
        ],
        [
            &[refuse(Refusal::NotOpen(Closed))],
            &opening(FIRST)[..],
            &[refuse(Refusal::NotOpen(Connecting)), refuse(Refusal::NotClosed(Connecting)), open()],
            &[refuse(Refusal::NotClosed(Open)), Effect::CloseSocket(CloseRequest::Plain)],
            &[refuse(Refusal::NotOpen(Closing)), refuse(Refusal::NothingToClose(Closing))],
            &ending(&end, Closer::You, true),
            &[refuse(Refusal::NotOpen(Closed))],
        ]
        .concat(),
    );
}

#[test]
fn everything_that_an_old_connection_still_says_changes_nothing() {
    let end = close(1000, "", true);
    let late = close(1006, "late", false);
    let session = check(
        [
            connect(),
            opened(FIRST),
            closed(FIRST, &end),
            connect(),
            opened(FIRST),
            received(FIRST),
            errored(FIRST),
            closed(FIRST, &late),
            opened(SECOND),
            received(FIRST),
            closed(FIRST, &late),
        ],
        [&opening(FIRST)[..], &[open()], &ending(&end, Closer::Server, true), &opening(SECOND), &[open()]].concat(),
    );
    assert_eq!(session.phase().ready_state(), ReadyState::Open);
}

#[test]
fn messages_that_come_after_close_was_clicked_are_not_kept() {
    let end = close(1000, "", true);
    check(
        [
            connect(),
            opened(FIRST),
            Event::CloseClicked(CloseRequest::Plain),
            received(FIRST),
            closed(FIRST, &end),
            received(FIRST),
        ],
        [&opening(FIRST)[..], &[open(), Effect::CloseSocket(CloseRequest::Plain)], &ending(&end, Closer::You, true)]
            .concat(),
    );
}
