//! What a lab counts, asked of it directly: a browser may be busy with its own connections to it.

use socketscope_lab::Running;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::outcome::Outcome;

/// One of the numbers of `/stats`.
pub(crate) async fn count(lab: &Running, name: &str) -> Outcome<u64> {
    let mut stream = TcpStream::connect(lab.address()).await?;
    stream.write_all(b"GET /stats HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let stats: serde_json::Value = serde_json::from_str(body)?;
    stats[name].as_u64().ok_or_else(|| format!("the lab does not count {name}: {stats}").into())
}
