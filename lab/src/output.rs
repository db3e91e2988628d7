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
    written_bytes: u64,
}

impl Output {
    /// The bytes that wait.
    pub(crate) fn len(&self) -> usize {
        self.front.len() + self.tail.len()
    }

    /// The bytes that do not wait any more.
    pub(crate) fn written_bytes(&self) -> u64 {
        self.written_bytes
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
                    (self.front, self.tail) = Default::default();
                    return Pin::new(writer).poll_flush(cx);
                }
                self.front = self.tail.split().freeze();
            }
            match ready!(Pin::new(&mut *writer).poll_write(cx, &self.front))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => {
                    self.front.advance(written);
                    self.written_bytes += written as u64;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use proptest::prelude::*;

    use super::*;

    /// Takes so many bytes at a time, and nothing at 0.
    struct Writer {
        taken: Vec<u8>,
        room: VecDeque<usize>,
    }

    impl AsyncWrite for Writer {
        fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
            match self.room.pop_front() {
                None | Some(0) => Poll::Pending,
                Some(room) => {
                    let taken = room.min(bytes.len());
                    self.taken.extend_from_slice(&bytes[..taken]);
                    Poll::Ready(Ok(taken))
                }
            }
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    #[derive(Clone, Debug)]
    enum Step {
        Queue(Vec<u8>),
        Share(Vec<u8>),
        Flush(Vec<usize>),
    }

    fn step() -> impl Strategy<Value = Step> {
        let bytes = || prop::collection::vec(any::<u8>(), 0..50);
        prop_oneof![
            bytes().prop_map(Step::Queue),
            bytes().prop_map(Step::Share),
            prop::collection::vec(0_usize..40, 0..6).prop_map(Step::Flush),
        ]
    }

    proptest! {
        #[test]
        fn what_was_queued_is_written_in_order_wherever_a_write_stops(steps in prop::collection::vec(step(), 0..60)) {
            let mut output = Output::default();
            let mut writer = Writer { taken: vec![], room: VecDeque::new() };
            let mut queued = vec![];
            for step in steps {
                match step {
                    Step::Queue(bytes) => {
                        output.tail.extend_from_slice(&bytes);
                        queued.extend(bytes);
                    }
                    Step::Share(bytes) => {
                        output.push_shared(bytes.clone().into());
                        queued.extend(bytes);
                    }
                    Step::Flush(room) => {
                        writer.room = room.into();
                        let flushed = output.poll_flush(&mut writer, &mut Context::from_waker(std::task::Waker::noop()));
                        prop_assert_eq!(flushed.is_ready(), output.is_empty());
                    }
                }
                prop_assert!(queued.starts_with(&writer.taken));
                prop_assert_eq!(output.len(), queued.len() - writer.taken.len());
                prop_assert_eq!(output.written_bytes(), writer.taken.len() as u64);
            }
        }
    }
}
