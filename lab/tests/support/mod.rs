//! A lab on a port of its own, a WebSocket client, and a plain HTTP client that sends exactly what it is told.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "each test file uses its part of this; a test may panic"
)]

pub(crate) mod nats;
pub(crate) mod raw;

use std::{collections::HashMap, fs, path::PathBuf, process, time::Duration};

use futures_util::{SinkExt, StreamExt};
use socketscope_lab::{Config, Lab, Running};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest, protocol::CloseFrame},
};

/// Nothing here takes longer, unless it is broken, however busy the machine is.
pub(crate) const LIMIT: Duration = Duration::from_mins(4);

pub(crate) async fn start() -> Running {
    start_with(Config::default()).await
}

pub(crate) async fn start_with(config: Config) -> Running {
    Lab::bind("127.0.0.1:0", config).await.unwrap().spawn()
}

/// A folder of one test in one process, so that nobody else's files are met; removed when it is dropped.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(test: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A connected client whose every wait has a limit.
pub(crate) struct Client(pub(crate) WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Client {
    pub(crate) async fn connect(lab: &Running, path: &str) -> Self {
        let (socket, _) = within(connect_async(lab.ws_url(path))).await.unwrap();
        Self(socket)
    }

    /// Connects with more headers; gives the selected subprotocol, too.
    pub(crate) async fn connect_with(
        lab: &Running,
        path: &str,
        headers: &[(&'static str, &str)],
    ) -> (Self, Option<String>) {
        let mut request = lab.ws_url(path).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let (socket, answer) = within(connect_async(request)).await.unwrap();
        let header = answer.headers().get("sec-websocket-protocol").map(|value| value.to_str().unwrap().to_owned());
        (Self(socket), header)
    }

    pub(crate) async fn send(&mut self, message: impl Into<Message>) {
        within(self.0.send(message.into())).await.unwrap();
    }

    /// The next data message.
    pub(crate) async fn receive(&mut self) -> Message {
        loop {
            match within(self.0.next()).await.expect("a message, not the end").unwrap() {
                Message::Ping(_) | Message::Pong(_) => {}
                message => return message,
            }
        }
    }

    pub(crate) async fn receive_text(&mut self) -> String {
        match self.receive().await {
            Message::Text(text) => text.to_string(),
            other => panic!("a text message, not {other:?}"),
        }
    }

    /// Reads to the lab's close frame.
    pub(crate) async fn closed(&mut self) -> Option<CloseFrame> {
        loop {
            if let Message::Close(frame) = self.receive().await {
                return frame;
            }
        }
    }

    /// Says goodbye and waits for the answer.
    pub(crate) async fn close(mut self) {
        within(self.0.close(None)).await.unwrap();
        while let Some(Ok(_)) = within(self.0.next()).await {}
    }
}

/// An HTTP answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// GETs a path with more headers, each as `Name: value`.
pub(crate) async fn get(lab: &Running, path: &str, headers: &[&str]) -> Answer {
    request(lab, &format!("GET {path} HTTP/1.1"), headers, b"").await
}

/// Sends a request and reads its answer to the end of the connection.
pub(crate) async fn request(lab: &Running, line: &str, headers: &[&str], body: &[u8]) -> Answer {
    let mut head = format!("{line}\r\nHost: {}\r\nConnection: close\r\n", lab.address());
    for header in headers {
        head.push_str(header);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    exchange(lab, &[head.as_bytes(), body].concat()).await
}

/// Asks for an upgrade the way a client does; `path` with its query, `headers` each as `Name: value`.
pub(crate) async fn handshake(lab: &Running, path: &str, headers: &[&str]) -> Answer {
    let mut all = vec!["Upgrade: websocket", "Connection: upgrade", "Sec-WebSocket-Version: 13"];
    all.push("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    all.extend(headers);
    get(lab, path, &all).await
}

/// Sends bytes and reads the answer's head, and its body unless it is an open WebSocket.
pub(crate) async fn exchange(lab: &Running, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(lab.address()).await.unwrap();
    // The lab may answer and close before it has read everything.
    let _ = within(stream.write_all(bytes)).await;
    let mut answer = Vec::new();
    let head_end = loop {
        if let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        assert_ne!(within(stream.read_buf(&mut answer)).await.unwrap_or(0), 0, "an answer, not {answer:?}");
    };
    let head = String::from_utf8(answer[..head_end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.map(|line| line.split_once(": ").unwrap());
    let headers: HashMap<_, _> = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    let mut body = answer.split_off(head_end + 4);
    let length: Option<usize> = headers.get("content-length").map(|length| length.parse().unwrap());
    if status != 101 && length.is_none_or(|length| body.len() < length) {
        let _ = within(stream.read_to_end(&mut body)).await;
    }
    Answer { status, headers, body }
}

/// Waits until the lab has no connection left.
pub(crate) async fn all_gone(lab: &Running) {
    wait_for("the lab has no open connections", async || lab.open_connections() == 0).await;
}

/// Asks again and again until something holds.
pub(crate) async fn wait_for(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(timeout(LIMIT, waiting).await.is_ok(), "waited in vain until {what}");
}

pub(crate) async fn within<T>(future: impl Future<Output = T>) -> T {
    timeout(LIMIT, future).await.expect("an answer in time")
}
