//! 20,000 connections that open, flood, abort and close: in the end none is left and neither is their memory.
//!
//! It takes a minute or two, so it runs only when asked: `cargo test -p socketscope-lab --release --test soak -- --ignored`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may panic, and report")]

mod support;

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    sync::Arc,
};

use support::{raw, wait_for, within};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Semaphore,
    task::JoinSet,
};

const CONNECTIONS: usize = 20_000;
/// Open at once.
const AT_ONCE: usize = 500;
/// What an allocator keeps of the pages that it once had depends on who came when, and can be a tenth of such a small
/// process: a leak makes memory grow by a tenth with every wave, that does not.
const WAVES: usize = 4;

/// A lab in a process of its own, so that its memory is its own; killed when it is dropped.
struct Process(Child, SocketAddr);

impl Process {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_socketscope-lab"));
        let mut child = command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap().parse().unwrap();
        Self(child, address)
    }

    fn resident_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute or two"]
async fn twenty_thousand_connections_leave_nothing_behind() {
    let lab = Process::start();
    let mut sizes = vec![];
    for number in 1..=WAVES {
        wave(lab.1, CONNECTIONS).await;
        settled(lab.1, number * CONNECTIONS).await;
        sizes.push(lab.resident_kib());
        println!("wave {number} of {CONNECTIONS} connections; resident memory {} KiB", sizes[number - 1]);
        // The first wave warms up: there is nothing to compare it with.
        if let [.., before, after] = sizes[..]
            && after * 10 <= before * 11
        {
            return;
        }
    }
    panic!("memory grows with every wave, in KiB: {sizes:?}");
}

async fn wave(address: SocketAddr, connections: usize) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut tasks = JoinSet::new();
    for number in 0..connections {
        let place = Arc::clone(&places).acquire_owned().await.unwrap();
        tasks.spawn(async move {
            visit(address, number).await;
            drop(place);
        });
    }
    while let Some(visited) = tasks.join_next().await {
        visited.unwrap();
    }
}

/// One connection, each number in its own way.
async fn visit(address: SocketAddr, number: usize) {
    match number % 8 {
        // A whole conversation with a proper ending.
        0 => {
            let mut stream = open(address, "/echo").await;
            stream.write_all(&raw::frame(raw::FIN | raw::TEXT, &[b'x'; 1000])).await.unwrap();
            within(stream.read_exact(&mut [0; 1004])).await.unwrap();
            stream.write_all(&raw::frame(raw::FIN | raw::CLOSE, &1000_u16.to_be_bytes())).await.unwrap();
            to_the_end(stream).await;
        }
        1 => {
            let mut stream = open(address, "/close?code=4000").await;
            // Few leave the lab to wait in vain for their part of the closing handshake: that takes five seconds each.
            if number % 80 != 1 {
                let _ = stream.write_all(&raw::frame(raw::FIN | raw::CLOSE, &4000_u16.to_be_bytes())).await;
            }
            to_the_end(stream).await;
        }
        2 => to_the_end(open(address, "/abort").await).await,
        3 => to_the_end(open(address, "/flood?count=200&size=1000").await).await,
        // The client vanishes: in a flood, in a chat, within a frame, before it has said anything.
        4 => drop(open(address, "/flood?count=100000&size=1000").await),
        5 => {
            let mut stream = open(address, &format!("/chat?room={}", number % 50)).await;
            stream.write_all(&raw::frame(raw::FIN | raw::TEXT, b"hello")).await.unwrap();
        }
        6 => {
            let mut stream = open(address, "/deflate").await;
            stream.write_all(&[raw::FIN | raw::BINARY, 0xff, 0, 0]).await.unwrap();
        }
        _ => drop(open(address, "/silent").await),
    }
}

async fn open(address: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut end = [0; 4];
    while end != *b"\r\n\r\n" {
        end.rotate_left(1);
        end[3] = within(stream.read_u8()).await.unwrap();
    }
    stream
}

async fn to_the_end(mut stream: TcpStream) {
    let mut buffer = vec![0; 64 * 1024];
    while within(stream.read(&mut buffer)).await.is_ok_and(|read| read > 0) {}
}

/// Waits until the lab counts nobody any more.
async fn settled(address: SocketAddr, total: usize) {
    wait_for("no connection is open", async || {
        let stats = stats(address).await;
        stats["open_connections"] == 0 && stats["total_connections"] == total
    })
    .await;
}

async fn stats(address: SocketAddr) -> serde_json::Value {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /stats HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    within(stream.read_to_string(&mut answer)).await.unwrap();
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}
