//! `/poll`, `/long-poll` and `/sse` carry what `/echo` and `/flood` carry.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use socketscope_lab::{Config, Limits, Running};
use support::{get, request, start, start_with};

async fn post(lab: &Running, path: &str, media_type: &str, body: &[u8]) -> u16 {
    let headers = [format!("Content-Type: {media_type}"), format!("Content-Length: {}", body.len())];
    request(lab, &format!("POST {path} HTTP/1.1"), &headers.each_ref().map(String::as_str), body).await.status
}

/// The events of a stream that has ended.
fn events(answer: &support::Answer) -> Vec<String> {
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    text.lines().filter_map(|line| line.strip_prefix("data: ")).map(str::to_owned).collect()
}

#[tokio::test]
async fn what_is_posted_comes_back_once_text_as_text_and_bytes_as_bytes() {
    let lab = start().await;
    for path in ["/poll?session=a", "/long-poll?session=b&wait=0"] {
        assert_eq!(post(&lab, path, "text/plain", "hällo\n".as_bytes()).await, 204);
        assert_eq!(post(&lab, path, "application/octet-stream", &[0, 255]).await, 204);
        let expected = json!([{ "kind": "text", "data": "hällo\n" }, { "kind": "binary", "base64": "AP8=" }]);
        assert_eq!(get(&lab, path, &[]).await.json(), json!({ "messages": expected, "done": false }));
        assert_eq!(get(&lab, path, &[]).await.json(), json!({ "messages": [], "done": false }));
    }
}

#[tokio::test]
async fn sessions_do_not_see_each_other() {
    let lab = start().await;
    post(&lab, "/poll?session=a", "text/plain", b"for a").await;
    assert_eq!(get(&lab, "/poll?session=b", &[]).await.json()["messages"], json!([]));
}

#[tokio::test]
async fn a_long_poll_waits_for_the_message() {
    let lab = start().await;
    let waiting = get(&lab, "/long-poll?session=a&wait=20000", &[]);
    let (answer, status) = tokio::join!(waiting, post(&lab, "/long-poll?session=a", "text/plain", b"at last"));
    assert_eq!((status, &answer.json()["messages"][0]["data"]), (204, &json!("at last")));
}

#[tokio::test]
async fn a_flood_is_carried_whole_and_in_order() {
    let lab = start().await;
    for path in ["/poll?session=p&count=2500&size=40", "/long-poll?session=l&count=2500&size=40&rate=100000"] {
        let mut messages = Vec::new();
        loop {
            let answer = get(&lab, path, &[]).await.json();
            messages.extend(answer["messages"].as_array().unwrap().clone());
            if answer["done"] == true {
                break;
            }
        }
        check(messages.iter().map(|message| message["data"].as_str().unwrap()));
    }
    let answer = get(&lab, "/sse?session=s&count=2500&size=40", &[]).await;
    assert_eq!(answer.header("content-type"), "text/event-stream");
    let events: Vec<Value> = events(&answer).iter().map(|event| serde_json::from_str(event).unwrap()).collect();
    check(events[..2500].iter().map(|event| event["data"].as_str().unwrap()));
    assert_eq!(events[2500..], [json!({})], "the event done");
}

fn check<'a>(texts: impl Iterator<Item = &'a str>) {
    let mut count = 0;
    for (seq, text) in texts.enumerate() {
        assert_eq!(text.len(), 40);
        assert_eq!(serde_json::from_str::<Value>(text).unwrap()["seq"], seq);
        count += 1;
    }
    assert_eq!(count, 2500);
}

#[tokio::test]
async fn the_same_flood_can_be_asked_for_again_and_again() {
    let lab = start().await;
    for session in ["", "session=s&"] {
        for _ in 0..3 {
            let answer = get(&lab, &format!("/sse?{session}count=3"), &[]).await;
            assert_eq!(events(&answer).len(), 4, "three messages and the event done");
            let answer = get(&lab, &format!("/poll?{session}count=3"), &[]).await.json();
            assert_eq!((answer["messages"].as_array().unwrap().len(), &answer["done"]), (3, &json!(true)));
        }
    }
}

#[tokio::test]
async fn a_session_that_asks_for_another_flood_gets_that() {
    let lab = start().await;
    let first = get(&lab, "/poll?session=a&count=5000", &[]).await.json();
    assert_eq!((first["messages"].as_array().unwrap().len(), &first["done"]), (1000, &json!(false)));
    let other = get(&lab, "/poll?session=a&count=2&size=30", &[]).await.json();
    assert_eq!(
        (&other["messages"][0]["data"], &other["done"]),
        (&json!("{\"seq\":0,\"pad\":\"............\"}"), &json!(true))
    );
    let posted = get(&lab, "/poll?session=a", &[]).await.json();
    assert_eq!(posted, json!({ "messages": [], "done": false }), "it asks for none");
}

#[tokio::test]
async fn a_flood_without_a_session_is_ones_own_and_its_rest_can_be_asked_for() {
    let lab = start().await;
    let mine = get(&lab, "/poll?count=1500&size=40", &[]).await.json();
    let yours = get(&lab, "/poll?count=1500&size=40", &[]).await.json();
    assert_eq!(mine["messages"], yours["messages"], "each begins at 0");
    let rest = format!("/poll?session={}&count=1500&size=40", mine["session"].as_str().unwrap());
    let rest = get(&lab, &rest, &[]).await.json();
    assert_eq!((rest["messages"].as_array().unwrap().len(), &rest["done"]), (500, &json!(true)));
    assert!(rest["messages"][0]["data"].as_str().unwrap().starts_with("{\"seq\":1000,"), "{rest}");
}

#[tokio::test]
async fn what_is_posted_with_a_delay_comes_back_after_it() {
    let lab = start().await;
    let began = Instant::now();
    assert_eq!(post(&lab, "/long-poll?session=a&delay=300", "text/plain", b"late").await, 204);
    assert_eq!(get(&lab, "/poll?session=a", &[]).await.json()["messages"], json!([]), "not yet");
    assert_eq!(get(&lab, "/long-poll?session=a", &[]).await.json()["messages"][0]["data"], "late");
    assert!(began.elapsed() >= Duration::from_millis(300), "{:?}", began.elapsed());
}

#[tokio::test]
async fn empty_posts_are_not_free_of_charge() {
    let limits = Limits { message_bytes: 1000, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let mut posts = 0;
    while post(&lab, "/poll?session=a", "text/plain", b"").await == 204 {
        posts += 1;
        assert!(posts < 100, "a hundred messages are more than a thousand bytes");
    }
}

#[tokio::test]
async fn a_body_that_does_not_go_on_gives_up_its_place_long_before_a_body_must_be_whole() {
    let limits = Limits { handshake: Duration::from_millis(200), ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let stuck = request(&lab, "POST /poll HTTP/1.1", &["Content-Length: 100"], b"x").await;
    assert_eq!((stuck.status, stuck.text().as_str()), (408, "The body took too long.\n"));
}

#[tokio::test]
async fn a_body_that_comes_too_slowly_or_is_too_large_by_its_own_word_is_not_waited_for() {
    let limits = Limits { body: Duration::from_millis(200), message_bytes: 1000, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let slow = request(&lab, "POST /poll HTTP/1.1", &["Content-Length: 900"], b"a few bytes").await;
    assert_eq!((slow.status, slow.text().as_str()), (408, "The body took too long.\n"));
    let large = request(&lab, "POST /poll HTTP/1.1", &["Content-Length: 5000000000"], b"").await;
    assert_eq!(large.status, 413);
}

#[tokio::test]
async fn a_large_post_sees_its_refusal_and_no_reset() {
    let lab = start().await;
    assert_eq!(post(&lab, "/poll", "text/plain", &vec![b'x'; 33 << 20]).await, 413);
}

#[tokio::test]
async fn an_allowed_origin_may_read_and_post_and_a_foreign_one_may_not() {
    let lab = start().await;
    let preflight = request(&lab, "OPTIONS /poll HTTP/1.1", &["Origin: http://localhost:8080"], b"").await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-methods")), (204, "GET, POST"));
    assert_eq!(preflight.header("access-control-allow-origin"), "http://localhost:8080");
    let answer = get(&lab, "/poll", &["Origin: https://example.org"]).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (403, ""));
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let limits = Limits { message_bytes: 1000, sessions: 2, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    assert_eq!(post(&lab, "/poll?session=a", "text/plain", &[b'x'; 1001]).await, 413);
    assert_eq!(post(&lab, "/poll?session=a", "text/plain", b"\xff").await, 400);
    assert_eq!(post(&lab, "/poll?session=a", "text/plain", &[b'x'; 600]).await, 204);
    assert_eq!(post(&lab, "/poll?session=a", "text/plain", &[b'x'; 600]).await, 429);
    assert_eq!(get(&lab, "/poll?session=b", &[]).await.status, 200);
    assert_eq!(get(&lab, "/poll?session=c", &[]).await.status, 503);
    assert_eq!(request(&lab, "PUT /poll?session=a HTTP/1.1", &[], b"").await.status, 405);
    assert_eq!(get(&lab, "/poll?count=5&size=23", &[]).await.status, 400);
}
