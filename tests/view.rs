//! The page without an engine: what it draws for a Snapshot, and what it says when a person does something.
#![cfg(target_arch = "wasm32")]

mod browser;

use browser::{stage::Stage, wait_for};
use socketscope::{
    BUILD,
    model::{
        close::{CloseCode, CloseEvent},
        endpoint::Endpoint,
        link::{Command, Look, SessionSnapshot, Ticket},
        log::{MessageLog, Note},
        message::{Direction, Kind, Message},
        session::{Closer, Ending, Negotiated, Phase, ReadyState, Refusal, Target},
        time::Timestamp,
    },
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn ended(code: u16, reason: &str, was_clean: bool) -> Phase {
    let close = CloseEvent { code: CloseCode(code), reason: reason.into(), was_clean };
    Phase::Closed(Ending { close, closer: Closer::Server, opened: true })
}

fn with_log(log: &MessageLog) -> SessionSnapshot {
    SessionSnapshot {
        ledger: log.ledger(),
        list: log.list(),
        rows: log.window(log.rows()),
        ..SessionSnapshot::default()
    }
}

#[wasm_bindgen_test]
async fn the_status_follows_the_phase() {
    let stage = Stage::ready(BUILD).await;
    let open = Phase::Open { since: Timestamp(0.0), negotiated: Negotiated::default() };
    let closing = Phase::Closing { since: Timestamp(0.0), opened: true };
    for (phase, class, text) in [
        (Phase::New, "closed", "Disconnected from WebSocket."),
        (Phase::Connecting, "connecting", "Connecting..."),
        (open, "open", "Connected to: "),
        (closing, "closing", "Closing..."),
        (ended(4001, "bye", true), "closed", "Disconnected from WebSocket. 4001"),
        (Phase::Refused("no".into()), "closed", "Disconnected from WebSocket."),
    ] {
        stage.show(SessionSnapshot { phase: phase.clone(), ..SessionSnapshot::default() }).await;
        assert_eq!(stage.attribute("#status", "class"), class, "{phase:?}");
        assert!(stage.text("#status").starts_with(text), "{phase:?}: {}", stage.text("#status"));
        let is_closed = phase.ready_state() == ReadyState::Closed;
        assert_eq!(stage.has("#connect:enabled"), is_closed, "{phase:?}");
        assert!(stage.has("#connect:enabled") || !stage.attribute("#connect", "title").is_empty(), "{phase:?}");
    }
}

#[wasm_bindgen_test]
async fn a_secret_in_an_address_stays_in_its_field() {
    let stage = Stage::ready(BUILD).await;
    let url = "ws://127.0.0.1:1/x?room=a&token=hunter2";
    stage.enter("#url", url).await;
    let target = Target { endpoint: Endpoint::parse(url).expect("a good address"), offered: Vec::new() };
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.note(&Note::Connecting(target.clone()), Timestamp(0.0));
    let phase = Phase::Open { since: Timestamp(0.0), negotiated: Negotiated::default() };
    stage.show(SessionSnapshot { phase, target: Some(target), ..with_log(&log) }).await;
    for place in ["#status", "li.event"] {
        let text = stage.text(place);
        assert!(text.contains("ws://127.0.0.1:1/x?room=a&token=•••"), "{place}: {text}");
    }
    assert_eq!(stage.value("#url"), url);
}

#[wasm_bindgen_test]
async fn rows_tell_direction_number_and_payload_and_events_have_no_number() {
    let stage = Stage::ready(BUILD).await;
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.note(&Note::Opened(Negotiated::default()), Timestamp(0.0));
    log.append(Direction::Sent, Kind::Text, b"hello", Timestamp(0.0));
    log.append(Direction::Received, Kind::Binary, &[0, 255], Timestamp(0.0));
    stage.show(with_log(&log)).await;
    assert!(stage.has("li.event:not([data-index])"));
    assert_eq!(stage.text("li.sent[data-index='0'] .payload"), "hello");
    assert!(stage.text("li.sent").contains("Sent:"));
    assert_eq!(stage.text("li.received[data-index='1'] .payload"), "00 ff");
    assert!(stage.text("li.received").contains("Received:"));
    let ledger = ["received", "sent", "kept", "evicted", "bytes"];
    let shown = ledger.map(|name| stage.attribute("#ledger", &format!("data-{name}")));
    assert_eq!(shown, ["1", "1", "2", "0", "7"]);
}

#[wasm_bindgen_test]
async fn what_a_server_says_is_text_wherever_it_is_drawn() {
    const MARKUP: &str = "<img src=x onerror=alert(1)>";
    let stage = Stage::ready(BUILD).await;
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    log.append(Direction::Received, Kind::Text, MARKUP.as_bytes(), Timestamp(0.0));
    let negotiated = Negotiated { protocol: MARKUP.into(), extensions: MARKUP.into() };
    log.note(&Note::Opened(negotiated), Timestamp(0.0));
    stage.show(SessionSnapshot { phase: ended(4000, MARKUP, true), ..with_log(&log) }).await;
    assert_eq!(stage.text(".payload"), MARKUP);
    assert!(stage.text("#status").contains(MARKUP) && stage.text("li.event").contains(MARKUP));
    assert!(!stage.has("img"));
}

#[wasm_bindgen_test]
async fn a_message_stays_in_its_field_until_the_engine_took_it() {
    let stage = Stage::ready(BUILD).await;
    stage.enter("#message", "hello").await;
    stage.click("#message-form [type=submit]").await;
    let sent = Command::Send(Ticket(1), Message::Text("hello".into()));
    assert_eq!(stage.commands().last(), Some(&sent));
    assert_eq!(stage.value("#message"), "hello");
    let refused = Some((Ticket(1), Err(Refusal::NotOpen(ReadyState::Connecting))));
    stage.show(SessionSnapshot { answered: refused, ..SessionSnapshot::default() }).await;
    assert_eq!(stage.value("#message"), "hello");
    assert!(stage.text("#message-problem").contains("Not sent"));
    stage.click("#message-form [type=submit]").await;
    stage.show(SessionSnapshot { answered: Some((Ticket(2), Ok(()))), ..SessionSnapshot::default() }).await;
    assert_eq!((stage.value("#message").as_str(), stage.text("#message-problem").as_str()), ("", ""));
}

#[wasm_bindgen_test]
async fn what_is_typed_while_a_message_is_under_way_is_not_cleared() {
    let stage = Stage::ready(BUILD).await;
    stage.enter("#message", "first").await;
    stage.click("#message-form [type=submit]").await;
    stage.enter("#message", "second").await;
    stage.show(SessionSnapshot { answered: Some((Ticket(1), Ok(()))), ..SessionSnapshot::default() }).await;
    assert_eq!(stage.value("#message"), "second");
}

#[wasm_bindgen_test]
async fn connect_says_where_to_and_what_to_offer() {
    let stage = Stage::ready(BUILD).await;
    stage.enter("#url", "ws://127.0.0.1:1/x").await;
    stage.enter("#protocols", "soap, wamp").await;
    stage.click("#connect").await;
    let last = stage.commands().pop();
    let Some(Command::Connect(target)) = last else { panic!("{last:?}") };
    assert_eq!((target.endpoint.as_str(), target.offered.len()), ("ws://127.0.0.1:1/x", 2));
}

#[wasm_bindgen_test]
async fn a_click_before_the_engine_is_ready_is_not_lost() {
    let stage = Stage::new().await;
    stage.enter("#url", "ws://127.0.0.1:1/x").await;
    stage.click("#connect").await;
    assert_eq!(stage.commands(), [], "nothing arrives at an engine that does not listen");
    stage.say_ready(BUILD);
    wait_for("the click", async || stage.commands().iter().any(|said| matches!(said, Command::Connect(_)))).await;
    assert!(matches!(stage.commands().first(), Some(Command::Look(Look::Newest(_)))));
}

#[wasm_bindgen_test]
async fn an_engine_that_could_not_be_loaded_is_a_sentence() {
    let stage = Stage::new().await;
    stage.fail();
    wait_for("the sentence", async || stage.text("#failure").contains("engine")).await;
}
