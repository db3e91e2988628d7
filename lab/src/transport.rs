//! The byte stream under a connection: TCP, with or without TLS.

use std::{
    cell::RefCell,
    future::poll_fn,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, AsyncWriteExt, Interest, ReadBuf, Ready},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::server::TlsStream;

/// The most that is read at once.
const READ_BYTES: usize = 64 * 1024;

/// How long a peer has to end its side after we have ended ours.
const LINGER: Duration = Duration::from_secs(1);

thread_local! {
    /// Where a thread's reads land: a connection owns only the bytes that it has not understood yet.
    static SCRATCH: RefCell<Box<[u8]>> = RefCell::new(vec![0; READ_BYTES].into_boxed_slice());
}

/// One accepted connection.
#[derive(Debug)]
pub(crate) enum Transport {
    Plain(TcpStream),
    /// Boxed: most connections are plain, and should not be as large.
    Tls(Box<TlsStream<TcpStream>>),
}

impl Transport {
    /// The TCP connection underneath.
    pub(crate) fn tcp(&self) -> &TcpStream {
        match self {
            Self::Plain(stream) => stream,
            Self::Tls(stream) => stream.get_ref().0,
        }
    }

    /// Whether the peer has ended its side, seen without reading what it sent before that.
    pub(crate) async fn is_read_closed(&self) -> bool {
        self.tcp().ready(Interest::READABLE.add(Interest::WRITABLE)).await.is_ok_and(Ready::is_read_closed)
    }

    /// Reads once, at most `limit` bytes, which `take` gets to see. The end of the stream is an error.
    pub(crate) fn poll_take(
        &mut self,
        cx: &mut Context<'_>,
        limit: usize,
        take: impl FnOnce(&[u8]),
    ) -> Poll<io::Result<()>> {
        SCRATCH.with_borrow_mut(|scratch| {
            let limit = limit.min(scratch.len());
            let mut buffer = ReadBuf::new(&mut scratch[..limit]);
            ready!(Pin::new(self).poll_read(cx, &mut buffer))?;
            if buffer.filled().is_empty() {
                return Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into()));
            }
            take(buffer.filled());
            Poll::Ready(Ok(()))
        })
    }

    /// Reads bytes and throws them away, until the peer ends its side.
    pub(crate) async fn discard(&mut self) {
        while poll_fn(|cx| self.poll_take(cx, usize::MAX, |_| ())).await.is_ok() {}
    }

    /// Ends our side (FIN), and waits a while for the peer to end its own. Closing with unread bytes makes the kernel
    /// send RST, which can destroy our last words on their way.
    pub(crate) async fn end(&mut self) {
        let ending = async {
            if self.shutdown().await.is_ok() {
                self.discard().await;
            }
        };
        let _ = timeout(LINGER, ending).await;
    }
}

impl AsyncRead for Transport {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(cx, buffer),
            Self::Tls(stream) => Pin::new(stream).poll_read(cx, buffer),
        }
    }
}

impl AsyncWrite for Transport {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(cx, bytes),
            Self::Tls(stream) => Pin::new(stream).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Self::Tls(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Tls(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}
