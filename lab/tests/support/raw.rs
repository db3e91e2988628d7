//! A WebSocket client that sends any bytes and sees every frame: for what a proper client would not do.

use socketscope_lab::Running;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::within;

pub(crate) struct Raw {
    pub(crate) stream: TcpStream,
    /// The head of the answer to the handshake.
    pub(crate) head: String,
    read: Vec<u8>,
}

/// A frame as it was on the wire.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) first: u8,
    pub(crate) payload: Vec<u8>,
}

pub(crate) const FIN: u8 = 0x80;
pub(crate) const RSV1: u8 = 0x40;
pub(crate) const CONTINUATION: u8 = 0;
pub(crate) const TEXT: u8 = 1;
pub(crate) const BINARY: u8 = 2;
pub(crate) const CLOSE: u8 = 8;
pub(crate) const PING: u8 = 9;
pub(crate) const PONG: u8 = 10;

impl Raw {
    pub(crate) async fn connect(lab: &Running, path: &str) -> Self {
        Self::connect_with(lab, path, "").await
    }

    /// Connects with more header lines, each with its line end.
    pub(crate) async fn connect_with(lab: &Running, path: &str, headers: &str) -> Self {
        let mut stream = TcpStream::connect(lab.address()).await.unwrap();
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n",
            lab.address()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let head = read_head(&mut stream).await;
        assert!(head.starts_with("HTTP/1.1 101"), "{head}");
        Self { stream, head, read: Vec::new() }
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) {
        // The lab may have had enough and closed.
        let _ = within(self.stream.write_all(bytes)).await;
    }

    pub(crate) async fn send(&mut self, first: u8, payload: &[u8]) {
        self.write(&frame(first, payload)).await;
    }

    /// The next frame; none when the connection has ended.
    pub(crate) async fn receive(&mut self) -> Option<Frame> {
        loop {
            if let Some((frame, size)) = parse(&self.read) {
                self.read.drain(..size);
                return Some(frame);
            }
            if within(self.stream.read_buf(&mut self.read)).await.unwrap_or(0) == 0 {
                return None;
            }
        }
    }

    /// The code of the close frame that must come, whatever comes before it.
    pub(crate) async fn closing_code(&mut self) -> Option<u16> {
        loop {
            let frame = self.receive().await?;
            if frame.first & 0x0f == CLOSE {
                return frame.payload.first_chunk().map(|code| u16::from_be_bytes(*code));
            }
        }
    }

    /// The same, and then the connection must end.
    pub(crate) async fn close_code(&mut self) -> Option<u16> {
        let code = self.closing_code().await?;
        assert_eq!(self.receive().await, None, "nothing follows a close frame");
        Some(code)
    }
}

/// Reads to the end of an answer's head, and not a byte further: whoever has the stream reads on from there.
async fn read_head(stream: &mut TcpStream) -> String {
    let (mut head, mut next) = (Vec::new(), [0; 2048]);
    while !head.ends_with(b"\r\n\r\n") {
        let size = within(stream.peek(&mut next)).await.unwrap();
        assert_ne!(size, 0, "an answer to the handshake");
        let seen = [&head[..], &next[..size]].concat();
        let end = seen.windows(4).position(|window| window == b"\r\n\r\n").map_or(seen.len(), |end| end + 4);
        let size = end - head.len();
        within(stream.read_exact(&mut next[..size])).await.unwrap();
        head.extend(&next[..size]);
    }
    String::from_utf8(head).unwrap()
}

/// A client's frame, masked.
pub(crate) fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let key = [0x37, 0xfa, 0x21, 0x3d];
    let mut frame = vec![first];
    match payload.len() {
        length @ 0..=125 => frame.push(0x80 | u8::try_from(length).unwrap()),
        length @ 126..=0xffff => {
            frame.push(0x80 | 0x7e);
            frame.extend(u16::try_from(length).unwrap().to_be_bytes());
        }
        length => {
            frame.push(0x80 | 0x7f);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend(key);
    frame.extend(payload.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key));
    frame
}

/// A server's frame.
fn parse(bytes: &[u8]) -> Option<(Frame, usize)> {
    let (length, start) = match *bytes.get(1)? {
        126 => (usize::from(u16::from_be_bytes(*bytes.get(2..)?.first_chunk()?)), 4),
        127 => (usize::try_from(u64::from_be_bytes(*bytes.get(2..)?.first_chunk()?)).unwrap(), 10),
        short => (usize::from(short), 2),
    };
    let payload = bytes.get(start..start + length)?.to_vec();
    Some((Frame { first: bytes[0], payload }, start + length))
}
