//! One chat across several labs, through NATS.
//!
//! A lab delivers to its own members at once, and publishes for the others; what it published itself it ignores. NATS
//! keeps the order of one publisher, so every member sees a sender's messages in the order in which they were sent.
//! While NATS is away the labs go on by themselves: a bounded number of messages waits, what is beyond it is counted.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use async_nats::{ConnectOptions, Event, ServerAddr};
use bytes::{BufMut, Bytes, BytesMut};
use futures_util::StreamExt;
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use super::Rooms;
use crate::protocol::{Message, MessageKind};

/// The subject of a room is this and the room's name in hex: a name may hold what a subject may not.
const ROOM: &str = "socketscope.chat.room-";
/// The subjects of all rooms.
const ROOMS: &str = "socketscope.chat.*";
/// News that wait for NATS.
const WAITING: usize = 1024;
/// Names in one piece of news: it stays far below what NATS takes at once.
const NAMES_AT_ONCE: usize = 200;

/// The way to the other labs.
#[derive(Debug)]
pub(crate) struct Relay {
    /// Tells this lab's own news from others'.
    lab: u64,
    outbox: mpsc::Sender<(String, Bytes)>,
    /// Counts how often the connection was lost.
    losses: AtomicU64,
    /// The last of those counts whose news came back from NATS.
    heard_back: AtomicU64,
    dropped: AtomicU64,
}

/// What one lab tells the others of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum News {
    Said(Message),
    Joined(String),
    Left(String),
    /// Members who were there before.
    Here(Vec<String>),
    /// A lab that has just opened the room asks who is in it.
    Who,
    /// For the lab itself, after so many losses: what comes back shows that it hears what is published.
    Hello(u64),
}

impl Relay {
    /// A relay, and what it will have to send.
    pub(crate) fn new() -> (Self, mpsc::Receiver<(String, Bytes)>) {
        let (outbox, to_send) = mpsc::channel(WAITING);
        let lab = RandomState::new().build_hasher().finish();
        let (losses, heard_back) = (AtomicU64::new(0), AtomicU64::new(u64::MAX));
        (Self { lab, outbox, losses, heard_back, dropped: AtomicU64::new(0) }, to_send)
    }

    /// Tells the other labs, or counts what there is no room for.
    pub(crate) fn publish(&self, room: &str, news: &News) {
        if self.outbox.try_send((subject(room), news.encode(self.lab))).is_err() {
            self.dropped.fetch_add(1, Relaxed);
        }
    }

    /// Tells the other labs who is in a room of this one.
    pub(crate) fn publish_names(&self, room: &str, names: &[String]) {
        for names in names.chunks(NAMES_AT_ONCE) {
            self.publish(room, &News::Here(names.to_vec()));
        }
    }

    /// Whether news come through: a connection is not enough, NATS must know what this lab wants to hear.
    pub(crate) fn is_connected(&self) -> bool {
        self.heard_back.load(Relaxed) == self.losses.load(Relaxed)
    }

    pub(crate) fn dropped(&self) -> u64 {
        self.dropped.load(Relaxed)
    }

    /// Carries news both ways until the lab shuts down; a lost connection is tried again and again.
    pub(crate) async fn run(
        self: Arc<Self>,
        server: ServerAddr,
        mut to_send: mpsc::Receiver<(String, Bytes)>,
        rooms: Arc<Rooms>,
        shutdown: CancellationToken,
    ) {
        let back = Arc::new(Notify::new());
        let connecting = connect(Arc::clone(&self), server, Arc::clone(&back));
        let client = match connecting.await {
            Ok(client) => client,
            Err(error) => return tracing::error!(%error, "cannot use NATS"),
        };
        let mut heard = match client.subscribe(ROOMS).await {
            Ok(heard) => heard,
            Err(error) => return tracing::error!(%error, "cannot use NATS"),
        };
        loop {
            tokio::select! {
                () = shutdown.cancelled() => break,
                () = back.notified() => {
                    let hello = News::Hello(self.losses.load(Relaxed)).encode(self.lab);
                    send(&client, (subject(""), hello)).await;
                    rooms.introduce();
                }
                Some(news) = to_send.recv() => send(&client, news).await,
                Some(message) = heard.next() => self.hear(&rooms, &message.subject, &message.payload),
                else => break,
            }
        }
        let _ = tokio::time::timeout(Duration::from_secs(1), client.flush()).await;
    }

    /// Passes another lab's news on to the room that they are about.
    fn hear(&self, rooms: &Rooms, subject: &str, payload: &Bytes) {
        let Some(room) = subject.strip_prefix(ROOM).and_then(from_hex) else { return };
        match News::decode(payload) {
            Some((lab, News::Hello(losses))) if lab == self.lab => self.heard_back.store(losses, Relaxed),
            Some((lab, news)) if lab != self.lab => rooms.hear(&room, &news),
            _ => {}
        }
    }
}

async fn send(client: &async_nats::Client, (subject, news): (String, Bytes)) {
    if let Err(error) = client.publish(subject, news).await {
        tracing::warn!(%error, "cannot publish to NATS");
    }
}

/// The subject of a room's news.
fn subject(room: &str) -> String {
    room.bytes().fold(ROOM.to_owned(), |subject, byte| format!("{subject}{byte:02x}"))
}

async fn connect(
    relay: Arc<Relay>,
    server: ServerAddr,
    back: Arc<Notify>,
) -> Result<async_nats::Client, async_nats::ConnectError> {
    let note = move |event: Event| {
        let (relay, back) = (Arc::clone(&relay), Arc::clone(&back));
        async move {
            match event {
                Event::Connected => back.notify_one(),
                Event::Disconnected | Event::Closed => {
                    relay.losses.fetch_add(1, Relaxed);
                    tracing::warn!("the connection to NATS is lost");
                }
                other => tracing::debug!(%other, "NATS"),
            }
        }
    };
    ConnectOptions::new()
        .name("socketscope-lab")
        .retry_on_initial_connect()
        .reconnect_delay_callback(|attempt| Duration::from_millis(100) * u32::try_from(attempt.min(20)).unwrap_or(20))
        .event_callback(note)
        .connect(server)
        .await
}

fn from_hex(hex: &str) -> Option<String> {
    let bytes = hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
}

impl News {
    /// The lab's number, a letter, and what belongs to it.
    fn encode(&self, lab: u64) -> Bytes {
        let (names, number);
        let (letter, rest) = match self {
            Self::Said(Message { kind: MessageKind::Text, payload }) => (b'T', &payload[..]),
            Self::Said(Message { kind: MessageKind::Binary, payload }) => (b'B', &payload[..]),
            Self::Joined(name) => (b'J', name.as_bytes()),
            Self::Left(name) => (b'L', name.as_bytes()),
            Self::Here(here) => {
                names = here.join("\n");
                (b'H', names.as_bytes())
            }
            Self::Who => (b'W', &[][..]),
            Self::Hello(losses) => {
                number = losses.to_be_bytes();
                (b'O', &number[..])
            }
        };
        let mut news = BytesMut::with_capacity(9 + rest.len());
        news.put_u64(lab);
        news.put_u8(letter);
        news.put_slice(rest);
        news.freeze()
    }

    /// Reads news; anyone may publish to NATS, so anything may come.
    fn decode(news: &Bytes) -> Option<(u64, Self)> {
        let (lab, rest) = news.split_first_chunk()?;
        let (letter, rest) = rest.split_first()?;
        let text = || std::str::from_utf8(rest).ok().map(str::to_owned);
        let decoded = match letter {
            b'T' => Self::Said(Message::text(text()?)),
            b'B' => Self::Said(Message { kind: MessageKind::Binary, payload: news.slice(9..) }),
            b'J' => Self::Joined(text()?),
            b'L' => Self::Left(text()?),
            b'H' => Self::Here(text()?.split('\n').map(str::to_owned).collect()),
            b'W' => Self::Who,
            b'O' => Self::Hello(u64::from_be_bytes(*news.get(9..)?.first_chunk()?)),
            _ => return None,
        };
        Some((u64::from_be_bytes(*lab), decoded))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn news_survive_the_way(text: String, name in "[^\n]*", bytes: Vec<u8>, lab: u64) {
            let binary = Message { kind: MessageKind::Binary, payload: bytes.into() };
            for news in [
                News::Said(Message::text(text.clone())),
                News::Said(binary),
                News::Joined(text.clone()),
                News::Left(text),
                News::Here(vec![name.clone(), name.clone()]),
                News::Who,
                News::Hello(lab),
            ] {
                prop_assert_eq!(News::decode(&news.encode(lab)), Some((lab, news)));
            }
        }

        #[test]
        fn no_bytes_make_the_relay_panic(bytes: Vec<u8>, subject: String) {
            let _ = News::decode(&bytes.into());
            let _ = from_hex(&subject);
        }
    }
}
