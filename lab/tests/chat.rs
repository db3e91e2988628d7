//! Rooms: who hears what.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use support::{Client, all_gone, get, start, wait_for};

#[tokio::test]
async fn everyone_in_the_room_hears_a_message_the_sender_included() {
    let lab = start().await;
    let mut ann = Client::connect(&lab, "/chat").await;
    let mut bob = Client::connect(&lab, "/chat").await;
    let mut elsewhere = Client::connect(&lab, "/chat?room=other").await;
    wait_for("all three are members", async || get(&lab, "/stats", &[]).await.json()["members"] == 3).await;
    ann.send("hello").await;
    assert_eq!(ann.receive_text().await, "hello");
    assert_eq!(bob.receive_text().await, "hello");
    elsewhere.send("only here").await;
    assert_eq!(elsewhere.receive_text().await, "only here");
    for client in [ann, bob, elsewhere] {
        client.close().await;
    }
    all_gone(&lab).await;
    assert_eq!(get(&lab, "/stats", &[]).await.json()["rooms"], 0);
}

#[tokio::test]
async fn a_message_is_cut_to_max_characters_and_not_bytes() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/chat").await;
    client.send("é".repeat(80)).await;
    assert_eq!(client.receive_text().await, "é".repeat(50));
    let mut client = Client::connect(&lab, "/chat?room=short&max=3").await;
    client.send("hello").await;
    assert_eq!(client.receive_text().await, "hel");
}

#[tokio::test]
async fn the_room_is_told_when_a_named_member_joins_and_leaves() {
    let lab = start().await;
    let mut ann = Client::connect(&lab, "/chat?name=ann").await;
    assert_eq!(ann.receive_text().await, "* ann joined. Here: ann");
    let mut bob = Client::connect(&lab, "/chat?name=bob").await;
    assert_eq!(ann.receive_text().await, "* bob joined. Here: ann, bob");
    assert_eq!(bob.receive_text().await, "* bob joined. Here: ann, bob");
    bob.close().await;
    assert_eq!(ann.receive_text().await, "* bob left. Here: ann");
}

#[tokio::test]
async fn a_member_misses_nothing_that_is_said_after_it_is_connected() {
    let lab = start().await;
    let mut speaker = Client::connect(&lab, "/chat").await;
    for number in 0..100 {
        let mut listener = Client::connect(&lab, "/chat").await;
        speaker.send(number.to_string()).await;
        assert_eq!(listener.receive_text().await, number.to_string());
    }
}
