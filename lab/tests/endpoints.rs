//! Each endpoint does what the registry says of it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use futures_util::StreamExt;
use support::{Client, all_gone, handshake, start, within};
use tokio_tungstenite::tungstenite::{Message, protocol::frame::coding::CloseCode};

#[tokio::test]
async fn echo_sends_text_back_as_text_and_binary_as_binary() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/echo").await;
    for message in [Message::text("hällo"), Message::binary(vec![0, 255]), Message::text(""), Message::binary(vec![])]
    {
        client.send(message.clone()).await;
        assert_eq!(client.receive().await, message);
    }
    client.close().await;
    all_gone(&lab).await;
}

#[tokio::test]
async fn greet_says_ho_on_connection() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/greet").await;
    assert_eq!(client.receive_text().await, "ho!");
}

#[tokio::test]
async fn close_closes_with_the_code_and_reason_that_were_asked_for() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/close?code=4001&reason=bye%20now").await;
    let frame = client.closed().await.unwrap();
    assert_eq!((frame.code, frame.reason.as_str()), (CloseCode::Library(4001), "bye now"));
}

#[tokio::test]
async fn abort_ends_the_connection_without_a_close_frame() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/abort").await;
    assert!(within(client.0.next()).await.unwrap().is_err(), "an end without a closing handshake is an error");
    drop(client);
    all_gone(&lab).await;
}

#[tokio::test]
async fn silent_neither_speaks_nor_answers_a_close_and_lets_go_when_the_peer_does() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/silent").await;
    client.send("is anybody there?").await;
    within(client.0.close(None)).await.unwrap();
    let answer = tokio::time::timeout(std::time::Duration::from_millis(200), client.0.next()).await;
    assert!(answer.is_err(), "nothing may come, but {answer:?} did");
    assert_eq!(lab.open_connections(), 1);
    drop(client);
    all_gone(&lab).await;
}

#[tokio::test]
async fn refuse_answers_with_the_status_that_was_asked_for() {
    let lab = start().await;
    assert_eq!(handshake(&lab, "/refuse", &[]).await.status, 403);
    assert_eq!(handshake(&lab, "/refuse?status=503", &[]).await.status, 503);
}

#[tokio::test]
async fn subprotocol_selects_the_first_offered_that_it_accepts() {
    let lab = start().await;
    let offer = [("sec-websocket-protocol", "x, b, a")];
    let (mut client, selected) = Client::connect_with(&lab, "/subprotocol?accept=a,b", &offer).await;
    assert_eq!(selected.as_deref(), Some("b"));
    client.send("hello").await;
    assert_eq!(client.receive_text().await, "hello");
}

#[tokio::test]
async fn subprotocol_completes_the_handshake_without_the_header_when_it_accepts_none() {
    let lab = start().await;
    let answer = handshake(&lab, "/subprotocol?accept=a", &["Sec-WebSocket-Protocol: x"]).await;
    assert_eq!(answer.status, 101);
    assert!(!answer.headers.contains_key("sec-websocket-protocol"));
}

#[tokio::test]
async fn a_delayed_echo_keeps_the_order_and_does_not_add_up_the_delays() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/echo?delay=500").await;
    let start = std::time::Instant::now();
    for number in 0..60 {
        client.send(number.to_string()).await;
    }
    for number in 0..60 {
        assert_eq!(client.receive_text().await, number.to_string());
    }
    assert!(start.elapsed().as_millis() >= 500, "{:?}", start.elapsed());
    assert!(start.elapsed().as_secs() < 15, "half of what the delays add up to, not {:?}", start.elapsed());
}

#[tokio::test]
async fn flood_sends_numbered_json_of_the_size_that_was_asked_for_and_closes() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/flood?count=1234&size=64").await;
    for seq in 0..1234 {
        let text = client.receive_text().await;
        assert_eq!(text.len(), 64);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["seq"], seq);
    }
    assert_eq!(client.closed().await.unwrap().code, CloseCode::Normal);
    drop(client);
    all_gone(&lab).await;
}

#[tokio::test]
async fn every_message_of_a_flood_arrives_in_order_as_json_while_its_number_grows() {
    let lab = start().await;
    // Batches of several thousand messages, of a thousand, of a hundred, of one and a half, of less than one.
    for (count, size) in [(120_000, 24), (12_000, 100), (12_000, 126), (1200, 1300), (101, 80_000), (12, 200_000)] {
        let mut client = Client::connect(&lab, &format!("/flood?count={count}&size={size}")).await;
        for seq in 0..count {
            let text = client.receive_text().await;
            assert_eq!(text.len(), size, "message {seq}");
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(json["seq"], seq, "{size} bytes");
        }
        assert_eq!(client.closed().await.unwrap().code, CloseCode::Normal);
    }
}

#[tokio::test]
async fn a_long_binary_flood_counts_without_a_gap() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/flood?count=70000&size=9&kind=binary").await;
    for seq in 0..70_000_u64 {
        assert_eq!(client.receive().await, Message::binary([&seq.to_be_bytes()[..], &[8]].concat()));
    }
    assert_eq!(client.closed().await.unwrap().code, CloseCode::Normal);
}

#[tokio::test]
async fn a_flood_at_a_rate_counts_without_a_gap() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/flood?count=12000&size=40&rate=20000").await;
    for seq in 0..12_000 {
        let json: serde_json::Value = serde_json::from_str(&client.receive_text().await).unwrap();
        assert_eq!(json["seq"], seq);
    }
    assert_eq!(client.closed().await.unwrap().code, CloseCode::Normal);
}

#[tokio::test]
async fn a_flood_answers_pings_between_its_messages() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/flood?count=10000000").await;
    client.send(Message::Ping("are you there?".into())).await;
    let mut seq = 0;
    loop {
        match within(client.0.next()).await.unwrap().unwrap() {
            Message::Pong(payload) => break assert_eq!(payload, "are you there?"),
            message => assert_eq!(message.to_text().unwrap().split(['{', ':', ',']).nth(2).unwrap(), seq.to_string()),
        }
        seq += 1;
    }
    assert!(seq < 10_000_000, "the flood is not over");
    client.close().await;
    all_gone(&lab).await;
}

#[tokio::test]
async fn a_binary_flood_counts_in_its_first_eight_bytes() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/flood?count=3&size=10&kind=binary").await;
    for seq in 0..3_u64 {
        let Message::Binary(bytes) = client.receive().await else { panic!("a binary message") };
        assert_eq!(bytes.len(), 10);
        assert_eq!(bytes[..8], seq.to_be_bytes());
    }
    assert_eq!(client.closed().await.unwrap().code, CloseCode::Normal);
}

#[tokio::test]
async fn flood_keeps_to_its_rate() {
    let lab = start().await;
    let start = std::time::Instant::now();
    let mut client = Client::connect(&lab, "/flood?count=101&rate=200").await;
    client.closed().await;
    assert!(start.elapsed().as_millis() >= 500, "100 periods of 5 ms, not {:?}", start.elapsed());
}

#[tokio::test]
async fn flood_stops_at_the_clients_close() {
    let lab = start().await;
    for path in ["/flood?count=10000000", "/flood?count=10000000&rate=100"] {
        let mut client = Client::connect(&lab, path).await;
        client.receive_text().await;
        client.close().await;
    }
    all_gone(&lab).await;
}

#[tokio::test]
async fn binary_and_image_send_what_they_say_and_again_when_asked() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/binary?size=300").await;
    let expected = Message::binary((0..=u8::MAX).cycle().take(300).collect::<Vec<u8>>());
    assert_eq!(client.receive().await, expected);
    client.send("again").await;
    assert_eq!(client.receive().await, expected);
    let mut client = Client::connect(&lab, "/image").await;
    let Message::Binary(png) = client.receive().await else { panic!("a binary message") };
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
}

#[tokio::test]
async fn fragments_sends_one_message_in_as_many_frames_as_asked_for() {
    let lab = start().await;
    let mut raw = support::raw::Raw::connect(&lab, "/fragments?parts=3&size=7").await;
    let firsts = [1, 0, 0x80];
    let mut whole = Vec::new();
    for first in firsts {
        let frame = raw.receive().await.unwrap();
        assert_eq!(frame.first, first);
        whole.extend(frame.payload);
    }
    assert_eq!(whole, b"abcdefg");
    let mut client = Client::connect(&lab, "/fragments?parts=10000&size=20000&kind=binary").await;
    assert_eq!(client.receive().await.len(), 20_000);
}

#[tokio::test]
async fn fragments_part_characters_and_the_text_is_whole_again() {
    let lab = start().await;
    let mut raw = support::raw::Raw::connect(&lab, "/fragments?parts=30&size=40").await;
    let mut pieces = Vec::new();
    for _ in 0..30 {
        pieces.push(raw.receive().await.unwrap().payload);
    }
    assert!(pieces.iter().any(|piece| std::str::from_utf8(piece).is_err()), "no frame ends inside a character");
    let text = String::from_utf8(pieces.concat()).unwrap();
    assert!(text.len() == 40 && text.contains('é') && text.contains('€') && text.contains('😀'), "{text}");
}
