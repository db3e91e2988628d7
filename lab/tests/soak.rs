//! Thousands of connections that open, flood, abort and close: in the end none is left and neither is their memory.
//!
//! With `SOCKETSCOPE_LONG=1`, as `cargo xtask test --long` sets it, there are 20,000, which takes most of a minute.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may panic, and report")]

mod support;

use std::{net::SocketAddr, sync::Arc};

use peak_alloc::PeakAlloc;
use socketscope_lab::Running;
use support::{get, raw, start, wait_for, within};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Semaphore,
    task::JoinSet,
};

/// So many make what is made once and kept: tables, the threads' buffers.
const WARM_UP: usize = 1_000;
const CONNECTIONS: usize = 2_000;
const MANY_CONNECTIONS: usize = 20_000;
/// Open at once.
const AT_ONCE: usize = 500;

/// Knows how many bytes are in use, to the byte. What the system says of a process holds what the allocator has not given
/// back, too, which is more or less by chance.
#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_of_connections_leave_nothing_behind() {
    let connections = if std::env::var_os("SOCKETSCOPE_LONG").is_some() { MANY_CONNECTIONS } else { CONNECTIONS };
    rlimit::increase_nofile_limit(u64::MAX).unwrap();
    let lab = start().await;
    wave(lab.address(), WARM_UP).await;
    settled(&lab, WARM_UP).await;
    let before = MEMORY.current_usage();
    wave(lab.address(), connections).await;
    settled(&lab, WARM_UP + connections).await;
    wait_for("memory is back within a tenth", async || MEMORY.current_usage() * 10 <= before * 11).await;
    println!("{before} bytes in use before, {} after {connections} connections", MEMORY.current_usage());
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
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
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
async fn settled(lab: &Running, total: usize) {
    wait_for("no connection is open", async || {
        let stats = get(lab, "/stats", &[]).await.json();
        stats["open_connections"] == 0 && stats["total_connections"] == total
    })
    .await;
}
