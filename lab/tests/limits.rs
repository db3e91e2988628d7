//! Limits and shutdown: what holds for every endpoint.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::{Duration, Instant};

use socketscope_lab::{Config, Lab, Limits, StartError};
use support::{
    Client, get,
    raw::{BINARY, FIN, Raw},
    start, start_with, wait_for, within,
};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

#[tokio::test]
async fn one_connection_too_many_is_closed_with_1013() {
    let limits = Limits { connections: 2, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let (one, _two) = (Client::connect(&lab, "/echo").await, Client::connect(&lab, "/echo").await);
    let mut three = Client::connect(&lab, "/echo").await;
    assert_eq!(three.closed().await.unwrap().code, CloseCode::Again);
    drop(three);
    one.close().await;
    wait_for("one place is free", async || lab.open_connections() == 1).await;
    let mut four = Client::connect(&lab, "/echo").await;
    four.send("in").await;
    assert_eq!(four.receive_text().await, "in");
    assert_eq!(get(&lab, "/stats", &[]).await.json()["refused_connections"], 1);
}

#[tokio::test]
async fn a_frame_above_the_limit_is_closed_with_1009() {
    let limits = Limits { frame_bytes: 1000, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let mut raw = Raw::connect(&lab, "/echo").await;
    raw.send(FIN | BINARY, &[0; 1000]).await;
    assert_eq!(raw.receive().await.unwrap().payload.len(), 1000);
    raw.send(FIN | BINARY, &[0; 1001]).await;
    assert_eq!(raw.close_code().await, Some(1009));
}

#[tokio::test]
async fn one_connection_too_many_is_told_to_no_room() {
    let limits = Limits { connections: 1, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let mut ann = Client::connect(&lab, "/chat?name=ann").await;
    assert_eq!(ann.receive_text().await, "* ann joined. Here: ann");
    let mut bob = Client::connect(&lab, "/chat?name=bob").await;
    assert_eq!(bob.closed().await.unwrap().code, CloseCode::Again);
    let stats = get(&lab, "/stats", &[]).await.json();
    assert_eq!((&stats["open_connections"], &stats["total_connections"]), (&1.into(), &2.into()));
    ann.send("nobody came").await;
    assert_eq!(ann.receive_text().await, "nobody came");
}

#[tokio::test]
async fn the_smallest_limits_leave_a_lab_that_answers() {
    for number in [0, 1] {
        let time = Duration::from_millis(number);
        let small = usize::try_from(number).unwrap();
        let limits = Limits {
            flood_count: number,
            flood_rate: number,
            sent_bytes: number,
            wait: time,
            stall: time,
            name_chars: small,
            frame_bytes: small,
            message_bytes: small,
            lag_bytes: small,
            ..Limits::default()
        };
        let lab = start_with(Config { limits, ..Config::default() }).await;
        for endpoint in get(&lab, "/lab.json", &[]).await.json()["endpoints"].as_array().unwrap() {
            let path = endpoint["path"].as_str().unwrap();
            if endpoint["transport"] == "websocket" && path != "/stall" {
                let status = support::handshake(&lab, path, &[]).await.status;
                assert_ne!(status, 400, "{path} with limits of {number}: its own defaults must fit");
            }
        }
    }
}

#[tokio::test]
async fn full_rooms_and_too_many_rooms_are_closed_with_1013() {
    let limits = Limits { members: 2, rooms: 1, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let mut members = [Client::connect(&lab, "/chat").await, Client::connect(&lab, "/chat").await];
    wait_for("both are in", async || get(&lab, "/stats", &[]).await.json()["members"] == 2).await;
    for path in ["/chat", "/chat?room=another"] {
        let mut refused = Client::connect(&lab, path).await;
        assert_eq!(refused.closed().await.unwrap().code, CloseCode::Again, "{path}");
    }
    members[0].send("we are here").await;
    assert_eq!(members[1].receive_text().await, "we are here");
}

#[tokio::test]
async fn a_member_who_does_not_listen_is_let_go_and_the_room_goes_on() {
    let limits = Limits { lag_bytes: 256 << 10, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let mut deaf = Raw::connect(&lab, "/chat").await;
    let mut speaker = Client::connect(&lab, "/chat?max=60000").await;
    wait_for("both are in", async || get(&lab, "/stats", &[]).await.json()["members"] == 2).await;
    let message = "x".repeat(50_000);
    let mut said = 0;
    while get(&lab, "/stats", &[]).await.json()["lagging_bytes"].as_u64().unwrap() < 200_000 {
        assert!(said < 2000, "100 MB cannot fit into the kernel's buffers");
        speaker.send(message.clone()).await;
        assert_eq!(speaker.receive_text().await.len(), 50_000);
        said += 1;
    }
    for _ in 0..10 {
        speaker.send(message.clone()).await;
        assert_eq!(speaker.receive_text().await.len(), 50_000);
    }
    assert_eq!(deaf.close_code().await, Some(1013));
    assert_eq!(get(&lab, "/stats", &[]).await.json()["slow_members"], 1);
}

#[tokio::test]
async fn a_member_who_never_reads_again_is_let_go_after_its_time() {
    let limits = Limits { lag_bytes: 64 << 20, lag: Duration::from_secs(5), ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let _deaf = Raw::connect(&lab, "/chat").await;
    let mut speaker = Client::connect(&lab, "/chat?max=16000").await;
    let message = "x".repeat(16_000);
    wait_for("only the speaker is a member", async || {
        for _ in 0..10 {
            speaker.send(message.clone()).await;
            assert_eq!(speaker.receive_text().await.len(), 16_000);
        }
        get(&lab, "/stats", &[]).await.json()["members"] == 1
    })
    .await;
    assert_eq!(get(&lab, "/stats", &[]).await.json()["slow_members"], 1);
    wait_for("only the speaker is connected", async || lab.open_connections() == 1).await;
}

#[tokio::test]
async fn shutting_down_closes_everyone_with_1001_in_time() {
    let lab = start().await;
    let mut clients = Vec::new();
    for path in ["/echo", "/chat", "/flood?count=10000000&rate=1000", "/ping", "/close?after=60000"] {
        clients.push(Client::connect(&lab, path).await);
    }
    let silent = Raw::connect(&lab, "/silent").await;
    let began = Instant::now();
    let closing = async {
        for client in &mut clients {
            assert_eq!(client.closed().await.unwrap().code, CloseCode::Away);
            while let Some(Ok(_)) = within(futures_util::StreamExt::next(&mut client.0)).await {}
        }
        drop(silent);
    };
    tokio::join!(lab.shut_down(), closing);
    assert!(
        began.elapsed() < Duration::from_secs(15),
        "five seconds, and time for a busy machine: {:?}",
        began.elapsed()
    );
}

#[tokio::test]
async fn dropping_a_running_lab_ends_it() {
    let lab = start().await;
    let mut client = Client::connect(&lab, "/echo").await;
    drop(lab);
    assert_eq!(client.closed().await.unwrap().code, CloseCode::Away);
}

#[tokio::test]
async fn a_taken_address_is_said_in_a_sentence_that_helps() {
    let lab = start().await;
    let error = Lab::bind(lab.address(), Config::default()).await.unwrap_err();
    assert!(matches!(error, StartError::AddressTaken(_)));
    assert!(error.to_string().contains("--listen"), "{error}");
}
