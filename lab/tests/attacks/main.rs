//! Lists of what attackers send to HTTP servers: paths that lead out of a folder, and requests that hide another one.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod paths;
mod smuggling;
#[path = "../support/mod.rs"]
mod support;

use socketscope_lab::Running;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Sends bytes, and reads all that comes until the lab closes.
async fn all_that_comes(lab: &Running, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(lab.address()).await.unwrap();
    // The lab may have had enough, answer and close.
    let _ = support::within(stream.write_all(bytes)).await;
    let mut answers = Vec::new();
    let _ = support::within(stream.read_to_end(&mut answers)).await;
    answers
}

/// The status of each answer in these bytes.
fn statuses(answers: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(answers);
    text.split("HTTP/1.").skip(1).map(|answer| answer[2..5].parse().unwrap()).collect()
}
