//! One WebSocket after its opening handshake: messages in, messages out, and how it ends.

use std::{
    cell::RefCell,
    future::poll_fn,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use tokio::{
    io::{AsyncRead, AsyncWriteExt, ReadBuf},
    time::timeout,
};

use crate::{
    output::Output,
    protocol::{
        CloseFrame, Decoder, DecoderLimits, DeflateTerms, Deflater, FIN, Incoming, Message, MessageKind, OpCode,
        ProtocolError, RSV1, encode_frame, encode_with,
    },
    transport::Transport,
};

/// Above this many queued bytes a connection writes before it reads on.
const HIGH_WATER: usize = 64 * 1024;

/// How long a peer has to answer the closing handshake, and then to end the TCP connection.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);
const LINGER: Duration = Duration::from_secs(1);

/// How a conversation ends.
#[derive(Debug)]
pub(crate) enum Ending {
    /// The lab begins the closing handshake.
    Close(CloseFrame),
    /// The peer began it, and its close frame is to be answered.
    PeerClosed(Option<CloseFrame>),
    /// The peer broke the protocol.
    Violated(ProtocolError),
    /// The TCP connection is to end (FIN) without a close frame.
    Abort,
    /// The peer is gone: there is nobody to say anything to.
    Gone,
}

impl From<io::Error> for Ending {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

/// What an endpoint gets to see; a ping has been answered already.
#[derive(Debug)]
pub(crate) enum Received {
    Message(Message),
    Pong(Bytes),
}

/// An open WebSocket, the server's side of it.
#[derive(Debug)]
pub(crate) struct WebSocket {
    transport: Transport,
    decoder: Decoder,
    terms: Option<DeflateTerms>,
    /// Made when it is first needed: it takes a quarter of a megabyte.
    deflater: Option<Box<Deflater>>,
    output: Output,
}

impl WebSocket {
    /// A connection whose opening handshake is done, with the terms of its compression; `read_ahead` is what came
    /// behind the handshake.
    pub(crate) fn new(
        transport: Transport,
        read_ahead: &[u8],
        limits: DecoderLimits,
        terms: Option<DeflateTerms>,
    ) -> Self {
        let mut decoder = Decoder::new(limits, terms);
        decoder.push(read_ahead);
        Self { transport, decoder, terms, deflater: None, output: Output::default() }
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.transport
    }

    /// Queues a message; it goes out with the next flush or receive.
    pub(crate) fn queue(&mut self, message: &Message) {
        self.queue_payload(message.kind, &message.payload);
    }

    /// Queues a message of these bytes.
    pub(crate) fn queue_payload(&mut self, kind: MessageKind, payload: &[u8]) {
        match self.terms {
            Some(terms) => {
                let deflater = self.deflater.get_or_insert_with(|| Box::new(Deflater::new(terms)));
                let first = FIN | RSV1 | kind.opcode() as u8;
                encode_with(&mut self.output.tail, first, &deflater.deflate(payload));
            }
            None => encode_frame(&mut self.output.tail, kind.opcode(), payload),
        }
    }

    /// Whether messages are compressed: each is encoded for this connection alone.
    pub(crate) fn compresses(&self) -> bool {
        self.terms.is_some()
    }

    /// The bytes that wait to be written.
    pub(crate) fn queued(&self) -> usize {
        self.output.len()
    }

    pub(crate) fn queue_ping(&mut self, payload: &[u8]) {
        encode_frame(&mut self.output.tail, OpCode::Ping, payload);
    }

    /// Queues bytes as they are, be they frames or not.
    pub(crate) fn queue_raw(&mut self, bytes: &[u8]) {
        self.output.tail.extend_from_slice(bytes);
    }

    /// Queues frames that someone else holds, too.
    pub(crate) fn queue_shared(&mut self, frames: Bytes) {
        self.output.push_shared(frames);
    }

    /// Writes all that is queued.
    pub(crate) async fn flush(&mut self) -> Result<(), Ending> {
        poll_fn(|cx| self.output.poll_flush(&mut self.transport, cx)).await?;
        Ok(())
    }

    /// Queues and writes one message.
    pub(crate) async fn send(&mut self, message: &Message) -> Result<(), Ending> {
        self.queue(message);
        self.flush().await
    }

    /// The next message, past any pongs.
    pub(crate) async fn receive_message(&mut self) -> Result<Message, Ending> {
        loop {
            if let Received::Message(message) = self.receive().await? {
                return Ok(message);
            }
        }
    }

    /// The next message or pong. Writes what is queued when there is nothing left to read: the answers to many small
    /// messages that came together leave together.
    pub(crate) async fn receive(&mut self) -> Result<Received, Ending> {
        loop {
            if self.output.len() > HIGH_WATER {
                self.flush().await?;
            }
            if let Some(received) = self.next_decoded()? {
                return Ok(received);
            }
            self.flush().await?;
            self.read().await?;
        }
    }

    /// Writes what is queued while listening: a message, a pong or an ending may come first.
    pub(crate) async fn flush_or_receive(&mut self) -> Result<Option<Received>, Ending> {
        loop {
            if let Some(received) = self.next_decoded()? {
                return Ok(Some(received));
            }
            let flushed = poll_fn(|cx| {
                if let Poll::Ready(done) = self.output.poll_flush(&mut self.transport, cx) {
                    return Poll::Ready(done.map(|()| true));
                }
                self.poll_read(cx).map_ok(|()| false)
            });
            if flushed.await? {
                return Ok(None);
            }
        }
    }

    fn next_decoded(&mut self) -> Result<Option<Received>, Ending> {
        loop {
            return match self.decoder.next().map_err(Ending::Violated)? {
                Some(Incoming::Message(message)) => Ok(Some(Received::Message(message))),
                Some(Incoming::Pong(payload)) => Ok(Some(Received::Pong(payload))),
                Some(Incoming::Close(frame)) => Err(Ending::PeerClosed(frame)),
                Some(Incoming::Ping(payload)) => {
                    encode_frame(&mut self.output.tail, OpCode::Pong, &payload);
                    if self.output.len() > HIGH_WATER {
                        return Ok(None);
                    }
                    continue;
                }
                None => Ok(None),
            };
        }
    }

    /// Reads once into the decoder; the end of the stream is the ending `Gone`.
    async fn read(&mut self) -> Result<(), Ending> {
        self.decoder.release();
        poll_fn(|cx| self.poll_read(cx)).await?;
        Ok(())
    }

    /// Takes up to this many bytes if there are any, drops the messages in them, and tries to write what is queued.
    pub(crate) async fn read_up_to(&mut self, limit: usize) -> Result<usize, Ending> {
        let mut read = 0;
        poll_fn(|cx| {
            let decoder = &mut self.decoder;
            let taken = poll_read_scratch(&mut self.transport, cx, limit, |bytes| {
                read = bytes.len();
                decoder.push(bytes);
            });
            // A peer that does not read must not keep us from reading.
            let flushed = self.output.poll_flush(&mut self.transport, cx);
            Poll::Ready(match (taken, flushed) {
                (Poll::Ready(Err(error)), _) | (_, Poll::Ready(Err(error))) => Err(error),
                _ => Ok(()),
            })
        })
        .await?;
        while self.next_decoded()?.is_some() {}
        Ok(read)
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let decoder = &mut self.decoder;
        poll_read_scratch(&mut self.transport, cx, usize::MAX, |bytes| decoder.push(bytes))
    }

    /// Reads bytes and throws them away, until the peer ends its side.
    pub(crate) async fn discard(&mut self) -> Ending {
        while poll_fn(|cx| poll_read_scratch(&mut self.transport, cx, usize::MAX, |_| ())).await.is_ok() {}
        Ending::Gone
    }

    /// Ends the connection the way that `ending` says, and waits a while for the peer to do its part.
    pub(crate) async fn end(mut self, ending: Ending) {
        let began_closing = matches!(ending, Ending::Close(_));
        match ending {
            Ending::Close(frame) => self.queue_close(Some(&frame)),
            Ending::PeerClosed(frame) => self.queue_close(frame.as_ref()),
            Ending::Violated(error) => self.queue_close(Some(&CloseFrame::new(error.close_code(), &error.to_string()))),
            Ending::Abort => {}
            Ending::Gone => return,
        }
        let _ = timeout(CLOSE_TIMEOUT, async {
            self.flush().await?;
            while began_closing && self.receive().await.is_ok() {}
            self.transport.shutdown().await?;
            Ok::<(), Ending>(())
        })
        .await;
        // Closing with unread bytes makes the kernel send RST, which can destroy a close frame on its way to the peer.
        let _ = timeout(LINGER, self.discard()).await;
    }

    fn queue_close(&mut self, frame: Option<&CloseFrame>) {
        let body = frame.map(CloseFrame::body).unwrap_or_default();
        encode_frame(&mut self.output.tail, OpCode::Close, &body);
    }
}

thread_local! {
    /// Where a thread's reads land: a connection owns only the bytes that it has not understood yet.
    static SCRATCH: RefCell<Box<[u8]>> = RefCell::new(vec![0; HIGH_WATER].into_boxed_slice());
}

fn poll_read_scratch(
    transport: &mut Transport,
    cx: &mut Context<'_>,
    limit: usize,
    take: impl FnOnce(&[u8]),
) -> Poll<io::Result<()>> {
    SCRATCH.with_borrow_mut(|scratch| {
        let limit = limit.min(scratch.len());
        if limit == 0 {
            return Poll::Ready(Ok(()));
        }
        let mut buffer = ReadBuf::new(&mut scratch[..limit]);
        ready!(Pin::new(transport).poll_read(cx, &mut buffer))?;
        if buffer.filled().is_empty() {
            return Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into()));
        }
        take(buffer.filled());
        Poll::Ready(Ok(()))
    })
}
