//! The browser's edge: `web::Socket` in a real browser, against a real lab.

use socketscope::{
    model::{
        close::{CloseCode, CloseEvent, CloseReason, CloseRequest, SendableCode},
        message::{Kind, Message},
        phase::ReadyState,
        session::SocketEvent,
    },
    web::{
        clock,
        socket::{SendError, Socket},
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::lab::{Ear, Fixture, connect, wait_for};

const MEBIBYTE: usize = 1 << 20;

fn close_event(code: u16, reason: &str, was_clean: bool) -> CloseEvent {
    CloseEvent { code: CloseCode(code), reason: reason.to_owned(), was_clean }
}

/// Sends a message to the lab's `/echo` and expects the same back.
async fn check_echo(message: Message) {
    let (socket, ear) = Fixture::find().await.open("/echo", "").await;
    assert_eq!(socket.send(&message), Ok(()));
    let (kind, bytes) = ear.message().await;
    assert_eq!(kind, message.kind());
    assert!(bytes == message.bytes(), "{} bytes came back as {} others", message.bytes().len(), bytes.len());
}

#[wasm_bindgen_test]
async fn it_opens_once_and_says_so() {
    let (socket, ear) = Fixture::find().await.connect("/echo", "");
    assert_eq!(socket.ready_state(), ReadyState::Connecting);
    assert!(matches!(ear.event().await, SocketEvent::Opened(_)));
    assert_eq!(socket.ready_state(), ReadyState::Open);
    assert_eq!(socket.buffered_amount(), 0);
}

#[wasm_bindgen_test]
async fn text_comes_back_as_text() {
    check_echo(Message::Text("hello".into())).await;
}

#[wasm_bindgen_test]
async fn bytes_come_back_as_bytes() {
    check_echo(Message::Binary((0..=255).collect())).await;
}

#[wasm_bindgen_test]
async fn empty_messages_are_messages() {
    check_echo(Message::Text(String::new())).await;
    check_echo(Message::Binary(Vec::new())).await;
}

#[wasm_bindgen_test]
async fn nul_and_emoji_survive() {
    check_echo(Message::Text("\0a\0".into())).await;
    check_echo(Message::Text("\u{1f980} 👩‍👩‍👧 e\u{301} \u{ffff} \u{feff}".into())).await;
}

#[wasm_bindgen_test]
async fn sixteen_mebibytes_of_text_survive() {
    check_echo(Message::Text("0123456789abcde\u{e9}".repeat(MEBIBYTE))).await;
}

#[wasm_bindgen_test]
async fn sixteen_mebibytes_of_bytes_survive() {
    check_echo(Message::Binary(b"\0\x01\xfe\xff".repeat(4 * MEBIBYTE))).await;
}

#[wasm_bindgen_test]
async fn many_messages_keep_their_order() {
    let (socket, ear) = Fixture::find().await.open("/echo", "").await;
    for number in 0..500 {
        assert_eq!(socket.send(&Message::Text(number.to_string())), Ok(()));
    }
    for number in 0..500 {
        assert_eq!(ear.message().await, (Kind::Text, number.to_string().into_bytes()));
    }
}

#[wasm_bindgen_test]
async fn the_server_picks_a_subprotocol_or_none() {
    let fixture = Fixture::find().await;
    let (socket, ear) = fixture.connect("/subprotocol?accept=soap,wamp", "other, wamp");
    let SocketEvent::Opened(negotiated) = ear.event().await else { panic!("it did not open") };
    assert_eq!((negotiated.protocol.as_str(), socket.protocol().as_str()), ("wamp", "wamp"));
    let (socket, _ear) = fixture.open("/echo", "").await;
    assert_eq!((socket.protocol().as_str(), socket.extensions().as_str()), ("", ""));
}

#[wasm_bindgen_test]
async fn an_event_carries_the_time_at_which_it_happened() {
    let before = clock::now();
    let (_socket, ear) = Fixture::find().await.connect("/greet", "");
    let times = [ear.next().await.at, ear.next().await.at];
    let after = clock::now();
    for time in times {
        // Firefox gives whole milliseconds.
        assert!(time.since(before) > -2.0 && after.since(time) > -2.0, "{before:?} {times:?} {after:?}");
    }
}

#[wasm_bindgen_test]
async fn the_servers_close_comes_with_code_and_reason_and_is_clean() {
    let (_socket, ear) = Fixture::find().await.open("/close?code=4001&reason=bye", "").await;
    assert_eq!(ear.closed().await, close_event(4001, "bye", true));
}

#[wasm_bindgen_test]
async fn its_own_close_carries_code_and_reason_and_is_clean() {
    let (socket, ear) = Fixture::find().await.open("/echo", "").await;
    let code = SendableCode::new(CloseCode(4002)).expect("a code that a page may send");
    let reason = CloseReason::new("enough \u{1f980}").expect("a short reason");
    assert_eq!(socket.close(&CloseRequest::WithCode(code, reason)), Ok(()));
    assert_eq!(ear.closed().await, close_event(4002, "enough \u{1f980}", true));
}

#[wasm_bindgen_test]
async fn a_plain_close_carries_no_code() {
    let (socket, ear) = Fixture::find().await.open("/echo", "").await;
    assert_eq!(socket.close(&CloseRequest::Plain), Ok(()));
    let closed = ear.closed().await;
    assert!(closed.was_clean && closed.code != CloseCode::ABNORMAL_CLOSURE, "{closed:?}");
}

#[wasm_bindgen_test]
async fn an_abrupt_end_is_1006_and_not_clean() {
    // A busy browser that hears of the end before it has said `open` says `close` alone (seen in Firefox).
    let (_socket, ear) = Fixture::find().await.open("/abort?after=500", "").await;
    assert_eq!(ear.closed().await, close_event(1006, "", false));
}

#[wasm_bindgen_test]
async fn a_refused_handshake_is_an_error_and_then_1006() {
    let (_socket, ear) = Fixture::find().await.connect("/refuse?status=403", "");
    assert_eq!(ear.event().await, SocketEvent::Errored);
    assert_eq!(ear.event().await, SocketEvent::Closed(close_event(1006, "", false)));
}

#[wasm_bindgen_test]
async fn sending_while_connecting_is_refused_and_transmits_nothing() {
    let (socket, ear) = Fixture::find().await.connect("/echo", "");
    let early = Message::Text("early".into());
    assert_eq!(socket.send(&early), Err(SendError::NotOpen(ReadyState::Connecting)));
    assert!(matches!(ear.event().await, SocketEvent::Opened(_)));
    assert_eq!(socket.send(&Message::Text("in time".into())), Ok(()));
    assert_eq!(ear.message().await, (Kind::Text, b"in time".to_vec()));
}

#[wasm_bindgen_test]
async fn sending_while_closing_and_after_the_close_is_refused() {
    let (socket, ear) = Fixture::find().await.open("/echo", "").await;
    let late = Message::Binary(vec![1]);
    assert_eq!(socket.close(&CloseRequest::default()), Ok(()));
    assert_eq!(socket.send(&late), Err(SendError::NotOpen(ReadyState::Closing)));
    ear.closed().await;
    assert_eq!(socket.send(&late), Err(SendError::NotOpen(ReadyState::Closed)));
    assert_eq!(socket.buffered_amount(), 0, "the browser counts what it was given and drops");
}

#[wasm_bindgen_test]
async fn an_exception_of_the_constructor_becomes_its_text() {
    for url in ["ws://[::1", "ws://exa<mple/"] {
        let why = connect(url, "").map(|_| ()).expect_err("an address that no browser takes");
        // Chromium: “Failed to construct 'WebSocket': …”, Firefox: “An invalid or illegal string was specified”.
        assert!(why.contains("WebSocket") || why.contains("string"), "{url}: {why}");
    }
}

#[wasm_bindgen_test]
async fn dropping_while_connecting_leaves_nothing_open() {
    let fixture = Fixture::find().await;
    for _ in 0..10 {
        let (socket, _ear) = fixture.connect("/chat?room=dropped", "");
        drop(socket);
    }
    // A browser opens connections to one host in turn: when this one is open, the others would be.
    let (witness, _ear) = fixture.open("/chat?room=dropped", "").await;
    wait_for("only the witness is there", async || fixture.members().await == 1).await;
    drop(witness);
    wait_for("nobody is there", async || fixture.members().await == 0).await;
}

#[wasm_bindgen_test]
async fn fifty_times_opened_and_dropped_leave_no_connection() {
    let fixture = Fixture::find().await;
    let before = fixture.total_connections().await;
    for _ in 0..50 {
        drop(fixture.open("/chat?room=fifty", "").await);
    }
    // A browser may open late what another test has dropped, so there may be more.
    assert!(fixture.total_connections().await >= before + 50);
    wait_for("nobody is there", async || fixture.members().await == 0).await;
}

#[wasm_bindgen_test]
async fn a_dropped_socket_says_nothing_more() {
    let fixture = Fixture::find().await;
    let (socket, ear) = fixture.open("/chat?room=unheard", "").await;
    assert_eq!(socket.send(&Message::Text("unheard".into())), Ok(()));
    drop::<Socket>(socket);
    wait_for("nobody is there", async || fixture.members().await == 0).await;
    assert!(Ear::is_silent(&ear), "a listener outlived its socket");
}
