//! `/poll`, `/long-poll` and `/sse` carry what `/echo` and `/flood` carry.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

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
