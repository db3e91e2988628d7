//! Plain requests: what the lab says of itself, whom it lets in, and what it refuses before a handshake.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use support::{Client, get, handshake, start};

#[tokio::test]
async fn lab_json_names_itself_its_websocket_base_and_every_endpoint() {
    let lab = start().await;
    let answer = get(&lab, "/lab.json", &[]).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    let json = answer.json();
    assert_eq!(json["lab"], "socketscope");
    assert_eq!(json["ws"], format!("ws://{}", lab.address()));
    let echo = json["endpoints"].as_array().unwrap().iter().find(|endpoint| endpoint["path"] == "/echo").unwrap();
    assert_eq!(echo["parameters"][0]["name"], "delay");
}

#[tokio::test]
async fn lab_json_names_the_labs_own_port_even_when_another_server_passes_the_request_on() {
    let lab = start().await;
    let head = "GET /lab.json HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n";
    let answer = support::exchange(&lab, head.as_bytes()).await;
    assert_eq!(answer.json()["ws"], format!("ws://{}", lab.address()));
}

#[tokio::test]
async fn stats_count_open_and_total_connections() {
    let lab = start().await;
    let client = Client::connect(&lab, "/echo").await;
    let stats = get(&lab, "/stats", &[]).await.json();
    assert_eq!((&stats["open_connections"], &stats["total_connections"]), (&1.into(), &1.into()));
    client.close().await;
    support::all_gone(&lab).await;
    assert_eq!(get(&lab, "/stats", &[]).await.json()["total_connections"], 1);
    assert_eq!(get(&lab, "/health", &[]).await.status, 200);
}

#[tokio::test]
async fn a_plain_get_of_a_websocket_path_is_told_to_upgrade() {
    let lab = start().await;
    let answer = get(&lab, "/echo", &[]).await;
    assert_eq!((answer.status, answer.header("upgrade")), (426, "websocket"));
}

#[tokio::test]
async fn a_parameter_that_does_not_fit_is_refused_with_a_sentence() {
    let lab = start().await;
    for (path, sentence) in [
        ("/echo?delya=3", "/echo has no parameter “delya”; it has delay, deflate.\n"),
        ("/echo?delay=-1", "delay must be a whole number from 0 to 60000, not “-1”.\n"),
        ("/echo?delay=3&delay=4", "delay is given twice; give it once.\n"),
        ("/close?code=1005", "code must be a close code from 1000–1003, 1007–1014 or 3000–4999, not “1005”.\n"),
    ] {
        let answer = handshake(&lab, path, &[]).await;
        assert_eq!((answer.status, answer.text().as_str()), (400, sentence));
    }
}
