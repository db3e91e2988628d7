//! The stream under hyper: it knows what hyper does not. hyper answers by itself what it cannot read as a request: here
//! its answer gets the lab's headers, and a sentence. A peer that takes no answer is given up. And when hyper is done,
//! or has failed, the stream is given back, so that its end can be a proper one.

use std::{
    fmt::Write,
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Buf, Bytes};
use hyper::StatusCode;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

use super::headers;
use crate::answer;

/// The stream that hyper reads from and writes to.
#[derive(Debug)]
pub(crate) struct OwnAnswers<S> {
    /// Taken at an upgrade, and when this is dropped.
    stream: Option<S>,
    given_back: GivenBack<S>,
    /// What goes out in place of hyper's answer.
    instead: Bytes,
    /// Whether there is something read and nothing written since: a request that is not whole.
    is_half_read: bool,
    patience: Duration,
    /// Runs while the peer takes nothing.
    stuck: Option<Pin<Box<Sleep>>>,
}

/// Where the stream is when hyper has let go of it.
#[derive(Debug)]
pub(crate) struct GivenBack<S>(Arc<Mutex<Option<Left<S>>>>);

/// A stream that hyper has let go of.
#[derive(Debug)]
pub(crate) struct Left<S> {
    pub(crate) stream: S,
    pub(crate) is_half_read: bool,
}

impl<S> GivenBack<S> {
    pub(crate) fn take(&self) -> Option<Left<S>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<S> OwnAnswers<S> {
    /// The stream in hyper's hands, and the place where it will be found afterwards.
    pub(crate) fn new(stream: S, patience: Duration) -> (Self, GivenBack<S>) {
        let place = Arc::new(Mutex::new(None));
        let given_back = GivenBack(Arc::clone(&place));
        let (instead, stuck) = (Bytes::new(), None);
        let stream = Some(stream);
        (Self { stream, given_back: GivenBack(place), instead, is_half_read: false, patience, stuck }, given_back)
    }

    pub(crate) fn into_inner(mut self) -> Option<S> {
        self.stream.take()
    }

    fn stream(&mut self) -> io::Result<Pin<&mut S>>
    where
        S: Unpin,
    {
        self.stream.as_mut().map(Pin::new).ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    /// Gives up when nothing was taken for so long.
    fn in_time<T>(&mut self, cx: &mut Context<'_>, polled: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            self.stuck = None;
            return polled;
        }
        let patience = self.patience;
        let stuck = self.stuck.get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(stuck.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S> Drop for OwnAnswers<S> {
    fn drop(&mut self) {
        let is_half_read = self.is_half_read;
        let left = self.stream.take().map(|stream| Left { stream, is_half_read });
        *self.given_back.0.lock().unwrap_or_else(PoisonError::into_inner) = left;
    }
}

impl<S: AsyncWrite + Unpin> OwnAnswers<S> {
    fn poll_instead(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.instead.is_empty() {
            let instead = self.instead.clone();
            let polled = self.stream()?.poll_write(cx, &instead);
            match ready!(self.in_time(cx, polled))? {
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

/// A whole answer, with the lab's headers, to what is no whole request.
pub(crate) fn refusal(status: StatusCode) -> Bytes {
    let sentence = match status {
        StatusCode::REQUEST_TIMEOUT => "The head of this request took too long.",
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
        let before = buffer.filled().len();
        ready!(self.stream()?.poll_read(cx, buffer))?;
        self.is_half_read |= buffer.filled().len() > before;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for OwnAnswers<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.is_half_read = false;
        ready!(self.poll_instead(cx))?;
        let Some(status) = status(bytes) else {
            let polled = self.stream()?.poll_write(cx, bytes);
            return self.in_time(cx, polled);
        };
        self.instead = refusal(status);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_instead(cx))?;
        let polled = self.stream()?.poll_flush(cx);
        self.in_time(cx, polled)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_instead(cx))?;
        let polled = self.stream()?.poll_shutdown(cx);
        self.in_time(cx, polled)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;

    use super::*;

    #[tokio::test]
    async fn a_peer_that_takes_no_answer_is_given_up_and_the_stream_is_given_back() {
        let (stream, _peer) = tokio::io::duplex(10);
        let (mut answers, given_back) = OwnAnswers::new(stream, Duration::from_millis(20));
        let error = answers.write_all(&[0; 100]).await.map_err(|error| error.kind());
        assert_eq!(error, Err(io::ErrorKind::TimedOut));
        assert!(given_back.take().is_none(), "not yet");
        drop(answers);
        assert!(given_back.take().is_some());
    }
}
