//! A client that does as little as can be: it sends bytes made beforehand and counts frames.

use std::net::SocketAddr;

use bytes::{Buf, BytesMut};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// One open WebSocket.
pub(crate) struct Client {
    stream: TcpStream,
    input: BytesMut,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr, path: &str) -> Self {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut input = BytesMut::new();
        loop {
            if let Some(end) = input.windows(4).position(|window| window == b"\r\n\r\n") {
                assert!(input.starts_with(b"HTTP/1.1 101"), "{input:?}");
                input.advance(end + 4);
                return Self { stream, input };
            }
            assert_ne!(stream.read_buf(&mut input).await.unwrap(), 0);
        }
    }

    pub(crate) async fn send(&mut self, frames: &[u8]) {
        self.stream.write_all(frames).await.unwrap();
    }

    /// Waits for whole frames, and shows the payload of each that is here; false when the connection has ended.
    pub(crate) async fn receive(&mut self, mut see: impl FnMut(&[u8])) -> bool {
        loop {
            let mut seen = false;
            while let Some((start, end)) = frame(&self.input) {
                see(&self.input[start..end]);
                self.input.advance(end);
                seen = true;
            }
            if seen {
                return true;
            }
            self.input.reserve(64 * 1024);
            if !self.stream.read_buf(&mut self.input).await.is_ok_and(|read| read > 0) {
                return false;
            }
        }
    }
}

/// Where the payload of the first whole frame begins and ends.
fn frame(input: &[u8]) -> Option<(usize, usize)> {
    let (start, length) = match *input.get(1)? {
        126 => (4, usize::from(u16::from_be_bytes(*input.get(2..)?.first_chunk()?))),
        127 => (10, usize::try_from(u64::from_be_bytes(*input.get(2..)?.first_chunk()?)).unwrap()),
        short => (2, usize::from(short)),
    };
    (input.len() >= start + length).then_some((start, start + length))
}

/// A masked text frame of 64 bytes that begins with a number.
pub(crate) fn message(number: usize) -> Vec<u8> {
    let text = format!("{number:05} {}", "x".repeat(58));
    let key = [0x12, 0x34, 0x56, 0x78];
    let masked = text.bytes().zip(key.into_iter().cycle()).map(|(byte, key)| byte ^ key);
    [&[0x81, 0x80 | 64][..], &key].concat().into_iter().chain(masked).collect()
}
