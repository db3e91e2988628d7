//! One room on two labs, with a real `nats-server` that goes away in the middle and comes back.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use socketscope_lab::{Config, Running};
use support::{
    Client, get,
    nats::Nats,
    raw::{self, FIN, Raw, TEXT},
    start_with, wait_for, within,
};
use tokio::io::AsyncWriteExt;

async fn lab(nats: &Nats) -> Running {
    start_with(Config { nats: Some(nats.url()), ..Config::default() }).await
}

async fn connected(lab: &Running, is: bool) {
    let expected = if is { "connected" } else { "disconnected" };
    wait_for(expected, async || get(lab, "/health", &[]).await.json()["nats"] == expected).await;
}

/// A NATS and two labs that have found it; `None` where there is no NATS to start.
async fn two_connected_labs() -> Option<(Nats, Running, Running)> {
    let mut nats = Nats::reachable().await;
    if !nats.start().await {
        return None;
    }
    let (one, two) = (lab(&nats).await, lab(&nats).await);
    connected(&one, true).await;
    connected(&two, true).await;
    Some((nats, one, two))
}

#[tokio::test]
async fn members_of_one_room_on_two_labs_hear_each_other_and_outlive_the_loss_of_nats() {
    let Some((mut nats, one, two)) = two_connected_labs().await else { return };
    let mut ann = Client::connect(&one, "/chat?room=r/1&name=ann").await;
    assert_eq!(ann.receive_text().await, "* ann joined. Here: ann");
    let mut bob = Client::connect(&two, "/chat?room=r/1&name=bob").await;
    assert_eq!(bob.receive_text().await, "* bob joined. Here: bob");
    assert_eq!(bob.receive_text().await, "* ann joined. Here: bob, ann", "once the other lab has told");
    assert_eq!(ann.receive_text().await, "* bob joined. Here: ann, bob");

    for number in 0..200 {
        ann.send(format!("ann {number}")).await;
    }
    for number in 0..200 {
        assert_eq!(ann.receive_text().await, format!("ann {number}"), "at one's own lab, once");
        assert_eq!(bob.receive_text().await, format!("ann {number}"), "at the other lab, in order");
    }

    nats.stop();
    connected(&one, false).await;
    connected(&two, false).await;
    assert_eq!(get(&one, "/health", &[]).await.status, 200);
    ann.send("anyone?").await;
    assert_eq!(ann.receive_text().await, "anyone?", "a lab alone goes on");

    assert!(nats.start().await);
    connected(&one, true).await;
    connected(&two, true).await;
    bob.send("back").await;
    loop {
        // What ann said alone may or may not have waited for NATS; what bob says after it is back must come.
        if ann.receive_text().await == "back" {
            break;
        }
    }
    bob.close().await;
    assert_eq!(ann.receive_text().await, "* bob left. Here: ann");
}

#[tokio::test]
async fn members_at_a_lab_that_shuts_down_leave_the_rooms_of_the_others() {
    let Some((_nats, one, two)) = two_connected_labs().await else { return };
    let mut ann = Client::connect(&one, "/chat?name=ann").await;
    assert_eq!(ann.receive_text().await, "* ann joined. Here: ann");
    let _bob = Client::connect(&two, "/chat?name=bob").await;
    let _bea = Client::connect(&two, "/chat?name=bea").await;
    assert_eq!(ann.receive_text().await, "* bob joined. Here: ann, bob");
    assert_eq!(ann.receive_text().await, "* bea joined. Here: ann, bob, bea");
    two.shut_down().await;
    let mut here = String::new();
    while here != "Here: ann" {
        let text = ann.receive_text().await;
        here = text.split_once(" left. ").unwrap().1.to_owned();
    }
    ann.send("alone").await;
    assert_eq!(ann.receive_text().await, "alone", "nobody leaves twice");
}

#[tokio::test]
async fn what_one_says_at_once_reaches_the_other_lab_whole() {
    const MESSAGES: usize = 20_000;
    let Some((_nats, one, two)) = two_connected_labs().await else { return };
    let (ann, mut bob) = (Raw::connect(&one, "/chat").await, Raw::connect(&two, "/chat").await);
    let said: Vec<u8> =
        (0..MESSAGES).flat_map(|number| raw::frame(FIN | TEXT, number.to_string().as_bytes())).collect();
    let (mut ear, mut mouth) = ann.stream.into_split();
    let hearing = tokio::spawn(async move { tokio::io::copy(&mut ear, &mut tokio::io::sink()).await });
    within(mouth.write_all(&said)).await.unwrap();
    for number in 0..MESSAGES {
        assert_eq!(bob.receive().await.unwrap().payload, number.to_string().as_bytes());
    }
    assert_eq!(get(&one, "/stats", &[]).await.json()["news_dropped"], 0);
    hearing.abort();
}

#[tokio::test]
async fn a_lab_whose_nats_is_not_there_serves_and_says_so() {
    let lab = lab(&Nats::reachable().await).await;
    let health = get(&lab, "/health", &[]).await;
    assert_eq!((health.status, &health.json()["status"]), (200, &"degraded".into()));
    let mut ann = Client::connect(&lab, "/chat").await;
    ann.send("alone").await;
    assert_eq!(ann.receive_text().await, "alone");
}

#[tokio::test]
async fn an_address_that_is_none_is_said_at_the_start() {
    let config = Config { nats: Some("nats://:not a port".into()), ..Config::default() };
    let error = socketscope_lab::Lab::bind("127.0.0.1:0", config).await.unwrap_err();
    assert!(error.to_string().contains("--nats"), "{error}");
}
