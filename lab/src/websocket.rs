//! One WebSocket after its opening handshake: messages in, messages out, and how it ends.

use std::{
    future::poll_fn,
    io,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use tokio::time::timeout;

use crate::{
    budget::{Held, OverBudget},
    output::Output,
    protocol::{
        CloseCode, CloseFrame, Decoder, DecoderLimits, DeflateTerms, Deflater, FIN, Incoming, Message, MessageKind,
        OpCode, ProtocolError, RSV1, encode_frame, encode_with,
    },
    transport::Transport,
};

/// Above this many queued bytes a connection writes before it reads on.
const HIGH_WATER: usize = 64 * 1024;

/// How long a peer has to answer the closing handshake.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);

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

impl Ending {
    /// The close code that ends the connection, and whose it is; none where it just ends.
    pub(crate) fn close_code(&self) -> (Option<u16>, &'static str) {
        match self {
            Self::Close(frame) => (Some(frame.code.0), "lab"),
            Self::PeerClosed(frame) => (frame.as_ref().map(|frame| frame.code.0), "client"),
            Self::Violated(error) => (Some(error.close_code().0), "lab"),
            Self::Abort => (None, "lab"),
            Self::Gone => (None, "client"),
        }
    }
}

impl From<OverBudget> for Ending {
    fn from(error: OverBudget) -> Self {
        Self::Close(CloseFrame::new(CloseCode::TRY_AGAIN_LATER, &error.to_string()))
    }
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
    /// The last ping, while there is no room for its pong: it may answer for those before it (RFC 6455 §5.5.3).
    unanswered_ping: Option<Bytes>,
    /// What it holds of the lab's memory.
    held: Held,
    received_messages: u64,
}

impl WebSocket {
    /// A connection whose opening handshake is done, with the terms of its compression; `read_ahead` is what came
    /// behind the handshake.
    pub(crate) fn new(
        transport: Transport,
        read_ahead: &[u8],
        limits: DecoderLimits,
        terms: Option<DeflateTerms>,
        held: Held,
    ) -> Self {
        let mut decoder = Decoder::new(limits, terms);
        decoder.push(read_ahead);
        let (output, received_messages) = (Output::default(), 0);
        Self { transport, decoder, terms, deflater: None, output, unanswered_ping: None, held, received_messages }
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.transport
    }

    /// What went over the connection since the opening handshake: messages and bytes received, bytes sent.
    pub(crate) fn traffic(&self) -> (u64, u64, u64) {
        (self.received_messages, self.decoder.received_bytes(), self.output.written_bytes())
    }

    /// Queues a message; it goes out with the next flush or receive.
    pub(crate) fn queue(&mut self, message: &Message) {
        self.queue_payload(message.kind, &message.payload);
    }

    /// Queues a message of these bytes.
    pub(crate) fn queue_payload(&mut self, kind: MessageKind, payload: &[u8]) {
        match self.deflate(payload) {
            Some(compressed) => {
                encode_with(&mut self.output.tail, FIN | RSV1 | kind.opcode() as u8, &compressed);
            }
            None => encode_frame(&mut self.output.tail, kind.opcode(), payload),
        }
    }

    /// The next message's bytes as they go on the wire, if messages are compressed.
    pub(crate) fn deflate(&mut self, payload: &[u8]) -> Option<Vec<u8>> {
        let terms = self.terms?;
        let deflater = self.deflater.get_or_insert_with(|| Box::new(Deflater::new(terms)));
        Some(deflater.deflate(payload))
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
        poll_fn(|cx| self.poll_flush(cx)).await?;
        Ok(())
    }

    /// Writes what the peer takes at once; whether that is all.
    pub(crate) async fn flush_now(&mut self) -> Result<bool, Ending> {
        let flushed = poll_fn(|cx| Poll::Ready(self.poll_flush(cx)));
        Ok(match flushed.await {
            Poll::Ready(flushed) => flushed.map(|()| true)?,
            Poll::Pending => false,
        })
    }

    fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            ready!(self.output.poll_flush(&mut self.transport, cx))?;
            let Some(ping) = self.unanswered_ping.take() else { return Poll::Ready(Ok(())) };
            encode_frame(&mut self.output.tail, OpCode::Pong, &ping);
        }
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
                if let Poll::Ready(done) = self.poll_flush(cx) {
                    return Poll::Ready(done.map(|()| true));
                }
                self.poll_read(cx).map_ok(|()| false)
            });
            if flushed.await? {
                return Ok(None);
            }
        }
    }

    /// What is next in the bytes that are here; none when more are needed.
    fn next_decoded(&mut self) -> Result<Option<Received>, Ending> {
        self.held.set(self.decoder.held_bytes() + self.output.len())?;
        while let Some(incoming) = self.decoder.next().map_err(Ending::Violated)? {
            match incoming {
                Incoming::Message(message) => {
                    self.received_messages += 1;
                    return Ok(Some(Received::Message(message)));
                }
                Incoming::Pong(payload) => return Ok(Some(Received::Pong(payload))),
                Incoming::Close(frame) => return Err(Ending::PeerClosed(frame)),
                Incoming::Ping(payload) => self.answer(payload),
            }
        }
        Ok(None)
    }

    /// Answers a ping. A peer that pings and does not read must not make us keep a pong for each.
    fn answer(&mut self, ping: Bytes) {
        if self.output.len() > HIGH_WATER {
            self.unanswered_ping = Some(ping);
        } else {
            self.unanswered_ping = None;
            encode_frame(&mut self.output.tail, OpCode::Pong, &ping);
        }
    }

    /// Reads once into the decoder; the end of the stream is the ending `Gone`.
    async fn read(&mut self) -> Result<(), Ending> {
        self.decoder.release();
        poll_fn(|cx| self.poll_read(cx)).await?;
        Ok(())
    }

    /// Takes up to this many bytes when there are any, and drops the messages in them; writes what is queued as far as
    /// that can be. With no bytes to take it only writes, and does not end.
    pub(crate) async fn read_up_to(&mut self, limit: usize) -> Result<usize, Ending> {
        let read = poll_fn(|cx| self.poll_read_up_to(cx, limit)).await?;
        while self.next_decoded()?.is_some() {}
        Ok(read)
    }

    /// Takes what is there without waiting for more, and drops the messages in it.
    pub(crate) async fn read_what_is_there(&mut self) -> Result<(), Ending> {
        let read = poll_fn(|cx| match self.poll_read_up_to(cx, usize::MAX) {
            Poll::Ready(read) => Poll::Ready(read.map(|_| ())),
            Poll::Pending => Poll::Ready(Ok(())),
        });
        read.await?;
        while self.next_decoded()?.is_some() {}
        Ok(())
    }

    fn poll_read_up_to(&mut self, cx: &mut Context<'_>, limit: usize) -> Poll<io::Result<usize>> {
        // A peer that does not read must not keep us from reading.
        if let Poll::Ready(Err(error)) = self.poll_flush(cx) {
            return Poll::Ready(Err(error));
        }
        if limit == 0 {
            return Poll::Pending;
        }
        let (mut read, decoder) = (0, &mut self.decoder);
        let taken = self.transport.poll_take(cx, limit, |bytes| {
            read = bytes.len();
            decoder.push(bytes);
        });
        taken.map_ok(|()| read)
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let decoder = &mut self.decoder;
        self.transport.poll_take(cx, usize::MAX, |bytes| decoder.push(bytes))
    }

    /// Reads bytes and throws them away, until the peer ends its side.
    pub(crate) async fn discard(&mut self) -> Ending {
        self.transport.discard().await;
        Ending::Gone
    }

    /// Ends the connection the way that `ending` says, and waits a while for the peer to do its part.
    pub(crate) async fn end(&mut self, ending: Ending) {
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
            Ok::<(), Ending>(())
        })
        .await;
        // What is not whole by now will not be read.
        self.decoder.discard();
        let _ = self.held.set(0);
        self.transport.end().await;
    }

    fn queue_close(&mut self, frame: Option<&CloseFrame>) {
        // A close frame is the last that is said (RFC 6455 §5.5.1): a pong that waits goes before it.
        if let Some(ping) = self.unanswered_ping.take() {
            encode_frame(&mut self.output.tail, OpCode::Pong, &ping);
        }
        let body = frame.map(CloseFrame::body).unwrap_or_default();
        encode_frame(&mut self.output.tail, OpCode::Close, &body);
    }
}
