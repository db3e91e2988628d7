//! The page without an engine: what it draws for a Snapshot, and what it says when a person does something.

use socketscope::{
    BUILD,
    model::{
        close::{CloseCode, CloseEvent},
        endpoint::Endpoint,
        id::{ConnectionId, Ticket},
        link::{Command, Look, Properties, SessionSnapshot},
        log::{MessageLog, Note},
        message::{Direction, Kind, Message},
        phase::{Closer, Ending, Negotiated, Phase, ReadyState, Target},
        session::Refusal,
        settings::{BinaryType, FilePlan},
        time::Timestamp,
        timeline::{self, Timeline},
    },
    web::clock,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    lab::wait_for,
    stage::{SlowDrawing, Stage, microtask},
};

fn ended(code: u16, reason: &str, was_clean: bool) -> Phase {
    let close = CloseEvent { code: CloseCode(code), reason: reason.into(), was_clean };
    Phase::Closed(Ending { close, closer: Closer::Server, opened: true })
}

fn connecting() -> SessionSnapshot {
    SessionSnapshot { phase: Phase::Connecting, ..SessionSnapshot::default() }
}

fn with_log(log: &MessageLog) -> SessionSnapshot {
    SessionSnapshot {
        ledger: log.ledger(),
        list: log.list(),
        rows: log.window(log.list().positions),
        ..SessionSnapshot::default()
    }
}

#[wasm_bindgen_test]
async fn the_status_follows_the_phase() {
    let stage = Stage::ready(BUILD).await;
    let open = Phase::Open { since: Timestamp(0.0), negotiated: Negotiated::default() };
    let closing = Phase::Closing { since: Timestamp(0.0), opened: true, by_you: true };
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
async fn the_card_tells_after_the_close_what_was_settled_and_not_what_is_set_for_the_next_time() {
    let stage = Stage::ready(BUILD).await;
    stage.open_panel().await;
    let negotiated = Negotiated { protocol: "wamp".into(), extensions: "permessage-deflate".into() };
    let properties = Properties { url: "ws://host/?token=hunter2".into(), binary_type: BinaryType::Blob };
    let (negotiated, properties) = (Some(negotiated), Some(properties));
    let phase = ended(1000, "", true);
    stage.show(SessionSnapshot { phase, negotiated, properties, ..SessionSnapshot::default() }).await;
    let card = stage.text("#section-card");
    for part in ["ws://host/?token=•••", "wamp", "permessage-deflate"] {
        assert!(card.contains(part), "{part} is not in {card}");
    }
    assert_eq!((stage.text("#binary-type-now").as_str(), stage.value("#binary-type").as_str()), ("blob", "0"));
    stage.show(SessionSnapshot { phase: Phase::Connecting, ..SessionSnapshot::default() }).await;
    assert!(!stage.text("#section-card").contains("wamp"));
}

#[wasm_bindgen_test]
async fn a_pane_that_nobody_has_opened_is_not_drawn() {
    let stage = Stage::ready(BUILD).await;
    assert!(!stage.has("#section-kinds"));
    stage.click("#show-traffic").await;
    assert!(stage.has("#section-kinds"));
    stage.click("#close-inspector").await;
    assert!(stage.has("#inspector[hidden] #section-kinds"), "what is typed and folded in it stays as it is");
}

#[wasm_bindgen_test]
async fn figures_of_a_flood_are_drawn_at_a_human_pace_and_the_last_of_them_in_the_end() {
    let stage = Stage::ready(BUILD).await;
    stage.open_panel().await;
    let open = Phase::Open { since: Timestamp(0.0), negotiated: Negotiated::default() };
    let buffered = |phase: &Phase, buffered_amount| SessionSnapshot {
        phase: phase.clone(),
        buffered_amount,
        ..SessionSnapshot::default()
    };
    let brief = || stage.text("#section-pressure .brief");
    stage.show(buffered(&open, 1)).await;
    assert_eq!(brief(), "1 B", "another state is drawn at once");
    for bytes in 2..=9 {
        stage.show(buffered(&open, bytes)).await;
    }
    wait_for("the last figure", async || brief() == "9 B").await;
}

#[wasm_bindgen_test]
async fn figures_that_come_while_a_slow_drawing_is_under_way_are_not_forgotten() {
    let stage = Stage::ready(BUILD).await;
    stage.open_panel().await;
    let show = |buffered_amount| stage.answer(SessionSnapshot { buffered_amount, ..connecting() });
    let brief = || stage.text("#section-pressure .brief");
    let drawing = SlowDrawing::of("#section-pressure .brief", "1 B");
    show(1);
    // In the same turn of the browser: the next one would end the drawing.
    for _ in 0..100 {
        microtask().await;
    }
    drop(drawing);
    assert_eq!(brief(), "1 B", "it is drawn");
    show(2);
    wait_for("the figure that came meanwhile", async || brief() == "2 B").await;
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
async fn what_is_wrong_with_a_draft_that_was_to_be_sent_is_said_once() {
    let stage = Stage::ready(BUILD).await;
    stage.choose("#kind", "hex").await;
    stage.enter("#message", "0").await;
    let said = || ["#draft-problem", "#message-problem"].map(|place| !stage.text(place).is_empty());
    assert_eq!(said(), [true, false]);
    stage.click("#message-form [type=submit]").await;
    assert_eq!(said(), [false, true]);
    stage.enter("#message", "0x").await;
    assert_eq!(said(), [true, false]);
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
async fn what_an_attempt_and_a_close_wait_for_is_told_while_they_wait() {
    let stage = Stage::ready(BUILD).await;
    let mut timeline = Timeline::default();
    timeline.enter(timeline::Stage { connection: ConnectionId(1), state: ReadyState::Connecting, since: clock::now() });
    let shown = SessionSnapshot { phase: Phase::Connecting, timeline, ..SessionSnapshot::default() };
    let closing = |by_you| Phase::Closing { since: Timestamp(0.0), opened: true, by_you };
    for (shown, part) in [
        (shown.clone(), "one handshake with a host at a time"),
        (SessionSnapshot { others_connecting: 63, ..shown.clone() }, "63 other sessions"),
        (SessionSnapshot { recent_failures: 2, ..shown.clone() }, "2 attempts at this host failed"),
        (
            SessionSnapshot { phase: closing(true), buffered_amount: 5_000, ..shown.clone() },
            "5.0 kB that you sent go first",
        ),
        (SessionSnapshot { phase: closing(true), ..shown.clone() }, "goes on sending"),
        (SessionSnapshot { phase: closing(false), ..shown.clone() }, "The other side began it"),
    ] {
        stage.show(shown).await;
        assert!(stage.text("#waiting").contains(part), "{part}: {}", stage.text("#waiting"));
    }
}

#[wasm_bindgen_test]
async fn what_is_refused_is_said_beside_the_status() {
    let stage = Stage::ready(BUILD).await;
    for refusal in [
        Refusal::NotClosed(ReadyState::Connecting),
        Refusal::NothingToClose(ReadyState::Closing),
        Refusal::NothingToLetGo(ReadyState::Open),
        Refusal::NotOpen(ReadyState::Closed),
        Refusal::BadTemplate,
    ] {
        stage.show(SessionSnapshot { refusal: Some(refusal), ..SessionSnapshot::default() }).await;
        assert!(stage.text("#refusal").ends_with('.'), "{refusal:?}");
    }
    stage.show(SessionSnapshot::default()).await;
    assert_eq!(stage.text("#refusal"), "");
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
    assert!(matches!(stage.looks().first(), Some(Look::Newest(_))));
}

#[wasm_bindgen_test]
async fn a_file_that_is_handed_over_before_the_engine_is_ready_is_not_lost() {
    const DROP: &str = "const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(3)], 'early.bin'));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));";
    let stage = Stage::new().await;
    js_sys::Function::new_no_args(DROP).call0(&wasm_bindgen::JsValue::NULL).expect("a file that is dropped");
    stage.settle().await;
    assert!(stage.text("#file-name").contains("early.bin, 3 B"));
    stage.click("#message-form [type=submit]").await;
    assert_eq!(stage.commands(), []);
    stage.say_ready(BUILD);
    let file = Command::SendFile(Ticket(1), FilePlan::Whole);
    wait_for("the file", async || stage.commands().contains(&file)).await;
}

#[wasm_bindgen_test]
async fn an_engine_that_could_not_be_loaded_is_a_sentence() {
    let stage = Stage::new().await;
    stage.fail();
    wait_for("the sentence", async || stage.text("#failure").contains("engine")).await;
}
