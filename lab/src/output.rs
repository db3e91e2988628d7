//! What waits to be written to one connection: many messages become one write.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::AsyncWrite;

/// Bytes on their way out. A write that is interrupted goes on where it stopped, so a frame is never torn.
#[derive(Debug, Default)]
pub(crate) struct Output {
    /// Being written; may be shared, with other connections or with what makes a flood's frames.
    front: Bytes,
    /// Queued behind it.
    pub(crate) tail: BytesMut,
}

impl Output {
    /// The bytes that wait.
    pub(crate) fn len(&self) -> usize {
        self.front.len() + self.tail.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Queues bytes that someone else holds, too: with nothing before them they are not copied.
    pub(crate) fn push_shared(&mut self, bytes: Bytes) {
        if self.is_empty() {
            self.front = bytes;
        } else {
            self.tail.extend_from_slice(&bytes);
        }
    }

    /// Writes until nothing is left.
    pub(crate) fn poll_flush<W: AsyncWrite + Unpin>(
        &mut self,
        writer: &mut W,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            if self.front.is_empty() {
                if self.tail.is_empty() {
                    // An idle connection keeps no buffer.
                    *self = Self::default();
                    return Pin::new(writer).poll_flush(cx);
                }
                self.front = self.tail.split().freeze();
            }
            match ready!(Pin::new(&mut *writer).poll_write(cx, &self.front))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => self.front.advance(written),
            }
        }
    }
}
