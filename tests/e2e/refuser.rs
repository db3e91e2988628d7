//! A server that refuses every request and counts them: the opening handshakes, and all others.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::outcome::Outcome;

const ANSWER: &[u8] = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// The server, until it is dropped.
pub(crate) struct Refuser {
    pub(crate) url: String,
    counts: Arc<Counts>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Counts {
    handshakes: AtomicU64,
    others: AtomicU64,
}

impl Refuser {
    pub(crate) async fn start() -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("ws://{}/", listener.local_addr()?);
        let counts = Arc::<Counts>::default();
        let counted = Arc::clone(&counts);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(refuse(stream, Arc::clone(&counted)));
            }
        });
        Ok(Self { url, counts, task })
    }

    /// How many opening handshakes there were, and how many other requests.
    pub(crate) fn counts(&self) -> (u64, u64) {
        (self.counts.handshakes.load(Relaxed), self.counts.others.load(Relaxed))
    }
}

impl Drop for Refuser {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn refuse(mut stream: TcpStream, counts: Arc<Counts>) -> Outcome {
    // A request is one piece: it is small. A connection that a browser opens in advance has none.
    let mut request = vec![0; 16 * 1024];
    let length = stream.read(&mut request).await?;
    if length == 0 {
        return Ok(());
    }
    let head = String::from_utf8_lossy(&request[..length]).to_ascii_lowercase();
    let count = if head.contains("upgrade: websocket") { &counts.handshakes } else { &counts.others };
    count.fetch_add(1, Relaxed);
    stream.write_all(ANSWER).await?;
    Ok(stream.shutdown().await?)
}
