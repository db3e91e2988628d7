//! One room on two labs, with a real `nats-server` that goes away in the middle and comes back.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may panic, and say why it was skipped")]

mod support;

use socketscope_lab::{Config, Running};
use support::{Client, get, nats::Nats, start_with, wait_for};

async fn lab(nats: &Nats) -> Running {
    start_with(Config { nats: Some(nats.url()), ..Config::default() }).await
}

async fn connected(lab: &Running, is: bool) {
    let expected = if is { "connected" } else { "disconnected" };
    wait_for(expected, async || get(lab, "/health", &[]).await.json()["nats"] == expected).await;
}

#[tokio::test]
async fn members_of_one_room_on_two_labs_hear_each_other_and_outlive_the_loss_of_nats() {
    let mut nats = Nats::reachable().await;
    if !nats.start().await {
        return;
    }
    let (one, two) = (lab(&nats).await, lab(&nats).await);
    connected(&one, true).await;
    connected(&two, true).await;
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
