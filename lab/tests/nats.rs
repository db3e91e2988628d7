//! One room on two labs, with a real `nats-server` that goes away in the middle and comes back.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may panic, and say why it was skipped")]

mod support;

use std::{
    io::ErrorKind,
    net::TcpListener,
    process::{Child, Command, Stdio},
};

use socketscope_lab::{Config, Running};
use support::{Client, get, start_with, wait_for};

/// A `nats-server`, killed when it is dropped.
struct Nats(Child);

impl Nats {
    /// None where the program is not installed.
    fn start(port: u16) -> Option<Self> {
        let port = port.to_string();
        let mut command = Command::new("nats-server");
        command.args(["-a", "127.0.0.1", "-p", &port]).stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(child) => Some(Self(child)),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                eprintln!("skipped: there is no nats-server; `apt-get install nats-server` brings it");
                None
            }
            Err(error) => panic!("nats-server: {error}"),
        }
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

async fn lab(port: u16) -> Running {
    start_with(Config { nats: Some(format!("nats://127.0.0.1:{port}")), ..Config::default() }).await
}

async fn connected(lab: &Running, is: bool) {
    let expected = if is { "connected" } else { "disconnected" };
    wait_for(expected, async || get(lab, "/health", &[]).await.json()["nats"] == expected).await;
}

#[tokio::test]
async fn members_of_one_room_on_two_labs_hear_each_other_and_outlive_the_loss_of_nats() {
    let port = free_port();
    let Some(nats) = Nats::start(port) else { return };
    let (one, two) = (lab(port).await, lab(port).await);
    connected(&one, true).await;
    connected(&two, true).await;
    let mut ann = Client::connect(&one, "/chat?room=r/1&name=ann").await;
    assert_eq!(ann.receive_text().await, "* ann joined. Here: ann");
    let mut bob = Client::connect(&two, "/chat?room=r/1&name=bob").await;
    assert!(bob.receive_text().await.starts_with("* bob joined. Here: bob"));
    assert_eq!(ann.receive_text().await, "* bob joined. Here: ann, bob");

    for number in 0..200 {
        ann.send(format!("ann {number}")).await;
    }
    for number in 0..200 {
        assert_eq!(ann.receive_text().await, format!("ann {number}"), "at one's own lab, once");
        assert_eq!(bob.receive_text().await, format!("ann {number}"), "at the other lab, in order");
    }

    drop(nats);
    connected(&one, false).await;
    connected(&two, false).await;
    assert_eq!(get(&one, "/health", &[]).await.status, 200);
    ann.send("anyone?").await;
    assert_eq!(ann.receive_text().await, "anyone?", "a lab alone goes on");

    let _nats = Nats::start(port).unwrap();
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
    let lab = lab(free_port()).await;
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
