//! hyper answers by itself what it cannot read as a request: here its answer gets the lab's headers, and a sentence.

use std::{
    fmt::Write,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes};
use hyper::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::{answer, headers};

/// The stream that hyper reads from and writes to.
#[derive(Debug)]
pub(crate) struct OwnAnswers<S> {
    stream: S,
    /// What goes out in place of hyper's answer.
    instead: Bytes,
}

impl<S> OwnAnswers<S> {
    pub(crate) fn new(stream: S) -> Self {
        Self { stream, instead: Bytes::new() }
    }

    pub(crate) fn into_inner(self) -> S {
        self.stream
    }
}

impl<S: AsyncWrite + Unpin> OwnAnswers<S> {
    fn poll_instead(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.instead.is_empty() {
            match ready!(Pin::new(&mut self.stream).poll_write(cx, &self.instead))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => self.instead.advance(written),
            }
        }
        Poll::Ready(Ok(()))
    }
}

/// The status of an answer that hyper made; the lab's own have more headers.
fn status(written: &[u8]) -> Option<StatusCode> {
    let head = std::str::from_utf8(written).ok()?.strip_prefix("HTTP/1.1 ")?;
    let (status, headers) = head.split_once("\r\n")?;
    let is_own =
        headers.starts_with("connection: close\r\ncontent-length: 0\r\ndate: ") && headers.lines().count() == 4;
    status.get(..3).filter(|_| is_own)?.parse().ok()
}

fn reword(status: StatusCode) -> Bytes {
    let sentence = match status {
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => "The head of this request is too long.",
        StatusCode::URI_TOO_LONG => "The address in this request is too long.",
        _ => "This cannot be read as an HTTP request.",
    };
    let mut answer = answer::sentence(status, sentence);
    headers::add(&mut answer, None);
    let mut bytes = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n", sentence.len() + 1);
    for (name, value) in answer.headers() {
        let _ = write!(bytes, "{name}: {}\r\n", value.to_str().unwrap_or_default());
    }
    (bytes + "\r\n" + sentence + "\n").into()
}

impl<S: AsyncRead + Unpin> AsyncRead for OwnAnswers<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for OwnAnswers<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_instead(cx))?;
        let Some(status) = status(bytes) else { return Pin::new(&mut self.stream).poll_write(cx, bytes) };
        self.instead = reword(status);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_instead(cx))?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_instead(cx))?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
