//! The plainest web server: files of a folder, 404 for the rest, no headers but those that a story asks for.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::outcome::Outcome;

/// What a story wants otherwise than it is.
#[derive(Clone, Copy, Default)]
pub(crate) struct Twist {
    /// The Content-Security-Policy of every file.
    pub(crate) policy: &'static str,
    /// Runs in the worker before the engine.
    pub(crate) before_engine: &'static str,
}

/// A server that runs until it is dropped.
pub(crate) struct PlainHost {
    pub(crate) url: String,
    fails: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

impl PlainHost {
    pub(crate) async fn start(folder: &Path, twist: Twist) -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/", listener.local_addr()?);
        let folder = folder.to_owned();
        let fails = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&fails);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, folder.clone(), twist, told.load(Ordering::Relaxed)));
            }
        });
        Ok(Self { url, fails, task })
    }

    /// From now on it answers everything with 503.
    pub(crate) fn fail(&self) {
        self.fails.store(true, Ordering::Relaxed);
    }
}

impl Drop for PlainHost {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(stream: TcpStream, folder: PathBuf, twist: Twist, fails: bool) -> Outcome {
    let mut stream = BufReader::new(stream);
    let mut request = String::new();
    stream.read_line(&mut request).await?;
    let mut header = String::new();
    while stream.read_line(&mut header).await? > 2 {
        header.clear();
    }
    let path = request.split([' ', '?']).nth(1).unwrap_or("/").trim_start_matches('/');
    let name = if path.is_empty() { "index.html" } else { path };
    let (status, body) = match std::fs::read(folder.join(name)) {
        _ if fails => ("503 Service Unavailable", b"no page".to_vec()),
        Ok(body) if name == "engine.js" => ("200 OK", [twist.before_engine.as_bytes(), &body].concat()),
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let media_type = match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let policy = match twist.policy {
        "" => String::new(),
        policy => format!("content-security-policy: {policy}\r\n"),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\n{policy}connection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body).await?;
    Ok(stream.shutdown().await?)
}
