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

use async_nats::{Client, ConnectOptions, Event, ServerAddr, Subscriber};
use bytes::Bytes;
use futures_util::StreamExt;
use tokio::{
    sync::{Notify, mpsc},
    time::{Instant, MissedTickBehavior, interval, timeout},
};
use tokio_util::sync::CancellationToken;

use super::{News, Rooms};

/// The subject of a room is this and the room's name in hex: a name may hold what a subject may not.
const ROOM: &str = "socketscope.chat.room-";
/// The subjects of all rooms.
const ROOMS: &str = "socketscope.chat.*";
/// News that wait for NATS.
const WAITING: usize = 1024;
/// How many of these places stay free for others before a speaker speaks.
const SPARE: usize = 64;
/// How long a speaker waits for that.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a lab tells who is in its rooms, and after how long a silent one is taken for dead.
const TELL_EVERY: Duration = Duration::from_secs(30);
const SILENT: Duration = Duration::from_secs(100);
/// How long the last news may take when the lab shuts down.
const FAREWELL: Duration = Duration::from_secs(1);

/// The way to the other labs.
#[derive(Debug)]
pub(crate) struct Relay {
    /// Tells this lab's own news from others'.
    lab: u64,
    outbox: mpsc::Sender<(String, Bytes)>,
    /// There is room in the outbox again.
    sent: Notify,
    /// Counts how often the connection was lost.
    losses: AtomicU64,
    /// The last of those counts whose news came back from NATS.
    heard_back: AtomicU64,
    dropped: AtomicU64,
    missed: AtomicU64,
}

impl Relay {
    /// A relay, and what it will have to send.
    pub(crate) fn new() -> (Self, mpsc::Receiver<(String, Bytes)>) {
        let (outbox, to_send) = mpsc::channel(WAITING);
        let lab = RandomState::new().build_hasher().finish();
        let (losses, heard_back) = (AtomicU64::new(0), AtomicU64::new(u64::MAX));
        let (dropped, missed) = (AtomicU64::new(0), AtomicU64::new(0));
        (Self { lab, outbox, sent: Notify::new(), losses, heard_back, dropped, missed }, to_send)
    }

    /// Tells the other labs, or counts what there is no room for.
    pub(crate) fn publish(&self, room: &str, news: &News) {
        if self.outbox.try_send((subject(room), news.encode(self.lab))).is_err() {
            self.dropped.fetch_add(1, Relaxed);
        }
    }

    /// Whether there is room to publish in. Where NATS is away, nobody waits for it.
    pub(crate) fn is_free(&self) -> bool {
        self.outbox.capacity() >= SPARE || !self.is_connected()
    }

    /// Waits a while for that.
    pub(crate) async fn turn(&self) {
        let room = async {
            loop {
                let sent = self.sent.notified();
                if self.is_free() {
                    return;
                }
                sent.await;
            }
        };
        let _ = timeout(PATIENCE, room).await;
    }

    /// Whether news come through: a connection is not enough, NATS must know what this lab wants to hear.
    pub(crate) fn is_connected(&self) -> bool {
        self.heard_back.load(Relaxed) == self.losses.load(Relaxed)
    }

    /// News that could not be sent.
    pub(crate) fn dropped(&self) -> u64 {
        self.dropped.load(Relaxed)
    }

    /// How often news of other labs came faster than this one could take them.
    pub(crate) fn missed(&self) -> u64 {
        self.missed.load(Relaxed)
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
        let (client, heard) = match subscribe(Arc::clone(&self), server, Arc::clone(&back)).await {
            Ok(connected) => connected,
            Err(error) => return tracing::error!(error, "cannot use NATS"),
        };
        tokio::select! {
            () = shutdown.cancelled() => {}
            () = self.carry(&client, heard, &mut to_send, &rooms, &back) => {}
        }
        if self.is_connected() {
            let _ = timeout(FAREWELL, self.say_farewell(&client, &mut to_send)).await;
        }
    }

    async fn carry(
        &self,
        client: &Client,
        mut heard: Subscriber,
        to_send: &mut mpsc::Receiver<(String, Bytes)>,
        rooms: &Rooms,
        back: &Notify,
    ) {
        let mut rounds = interval(TELL_EVERY);
        rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut since = Instant::now();
        loop {
            tokio::select! {
                () = back.notified() => {
                    since = Instant::now();
                    send(client, (subject(""), News::Hello(self.losses.load(Relaxed)).encode(self.lab))).await;
                    rooms.tell_who_is_here();
                    rooms.ask_who_is_there();
                }
                _ = rounds.tick(), if self.is_connected() => {
                    rooms.tell_who_is_here();
                    // Who could not be heard has not been silent.
                    if since.elapsed() >= SILENT {
                        rooms.forget_silent(SILENT);
                    }
                }
                Some(news) = to_send.recv() => {
                    send(client, news).await;
                    if self.is_free() {
                        self.sent.notify_waiters();
                    }
                }
                Some(message) = heard.next() => self.hear(rooms, &message.subject, &message.payload),
                else => break,
            }
        }
    }

    /// Sends what waits, and that all members of this lab have gone.
    async fn say_farewell(&self, client: &Client, to_send: &mut mpsc::Receiver<(String, Bytes)>) {
        while let Ok(news) = to_send.try_recv() {
            send(client, news).await;
        }
        send(client, (subject(""), News::Gone.encode(self.lab))).await;
        let _ = client.flush().await;
    }

    /// Passes another lab's news on to the room that they are about.
    fn hear(&self, rooms: &Rooms, subject: &str, payload: &Bytes) {
        let Some(room) = subject.strip_prefix(ROOM).and_then(from_hex) else { return };
        match News::decode(payload) {
            Some((lab, News::Hello(losses))) if lab == self.lab => self.heard_back.store(losses, Relaxed),
            Some((lab, News::Gone)) if lab != self.lab => rooms.hear_the_end_of(lab),
            Some((lab, news)) if lab != self.lab => rooms.hear(&room, lab, &news),
            _ => {}
        }
    }
}

async fn send(client: &Client, (subject, news): (String, Bytes)) {
    if let Err(error) = client.publish(subject, news).await {
        tracing::warn!(%error, "cannot publish to NATS");
    }
}

/// The subject of a room's news.
fn subject(room: &str) -> String {
    room.bytes().fold(ROOM.to_owned(), |subject, byte| format!("{subject}{byte:02x}"))
}

fn from_hex(hex: &str) -> Option<String> {
    let bytes = hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
}

/// Connects, as soon as there is a server, and hears all rooms.
async fn subscribe(relay: Arc<Relay>, server: ServerAddr, back: Arc<Notify>) -> Result<(Client, Subscriber), String> {
    let note = move |event: Event| {
        let (relay, back) = (Arc::clone(&relay), Arc::clone(&back));
        async move {
            match event {
                Event::Connected => back.notify_one(),
                Event::Disconnected | Event::Closed => {
                    relay.losses.fetch_add(1, Relaxed);
                    tracing::warn!("the connection to NATS is lost");
                }
                Event::SlowConsumer(_) => drop(relay.missed.fetch_add(1, Relaxed)),
                other => tracing::debug!(%other, "NATS"),
            }
        }
    };
    let connecting = ConnectOptions::new()
        .name("socketscope-lab")
        .retry_on_initial_connect()
        .reconnect_delay_callback(|attempt| Duration::from_millis(100) * u32::try_from(attempt.min(20)).unwrap_or(20))
        .event_callback(note)
        .connect(server);
    let client = connecting.await.map_err(|error| error.to_string())?;
    let heard = client.subscribe(ROOMS).await.map_err(|error| error.to_string())?;
    Ok((client, heard))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_room_is_known_again_by_its_subject(room: String) {
            prop_assert_eq!(subject(&room).strip_prefix(ROOM).and_then(from_hex), Some(room));
        }

        #[test]
        fn no_subject_makes_the_relay_panic(subject: String) {
            let _ = from_hex(&subject);
        }
    }
}
