//! What one client of `/poll`, `/long-poll` and `/sse` has posted and not fetched, and the flood that it asked for.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep},
};

use crate::{
    numbered::Numbered,
    pace::Pace,
    parameters::Parameters,
    protocol::{Message, MessageKind},
};

/// A mailbox that nobody has used for this long is thrown away.
const KEPT: Duration = Duration::from_mins(1);
/// One answer holds at most about so much.
const ANSWER_MESSAGES: usize = 1000;
const ANSWER_BYTES: usize = 1 << 20;

/// All mailboxes, by the parameter `session`.
#[derive(Debug)]
pub(crate) struct Mailboxes {
    by_session: Mutex<HashMap<String, Arc<Mailbox>>>,
    limit: usize,
    bytes_each: usize,
}

/// One session's messages on their way back.
#[derive(Debug)]
pub(crate) struct Mailbox {
    contents: Mutex<Contents>,
    arrived: Notify,
    bytes_limit: usize,
}

#[derive(Debug)]
struct Contents {
    posted: VecDeque<Message>,
    bytes: usize,
    flood: Option<Flood>,
    used: Instant,
}

#[derive(Debug)]
struct Flood {
    messages: Numbered,
    pace: Pace,
    sent: u64,
}

/// There is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum MailboxError {
    #[error("The lab has its {0} sessions already; try again in a minute.")]
    TooManySessions(usize),
    #[error("The session holds {0} bytes already; fetch them before you post more.")]
    Full(usize),
}

/// What a fetch gives.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) messages: Vec<Message>,
    /// Whether a flood was asked for and is over.
    pub(crate) done: bool,
}

impl Mailboxes {
    /// Room for `limit` sessions of `bytes_each`.
    pub(crate) fn new(limit: usize, bytes_each: usize) -> Self {
        Self { by_session: Mutex::default(), limit, bytes_each }
    }

    /// The mailbox of a session. Its first request makes it, and begins its flood.
    pub(crate) fn open(&self, parameters: &Parameters) -> Result<Arc<Mailbox>, MailboxError> {
        let mut by_session = self.by_session.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mailbox) = by_session.get(parameters.text("session")) {
            mailbox.contents().used = Instant::now();
            return Ok(Arc::clone(mailbox));
        }
        by_session.retain(|_, mailbox| Arc::strong_count(mailbox) > 1 || mailbox.contents().used.elapsed() < KEPT);
        if by_session.len() >= self.limit {
            return Err(MailboxError::TooManySessions(self.limit));
        }
        let mailbox = Arc::new(Mailbox::new(parameters, self.bytes_each));
        by_session.insert(parameters.text("session").to_owned(), Arc::clone(&mailbox));
        Ok(mailbox)
    }
}

impl Mailbox {
    fn new(parameters: &Parameters, bytes_limit: usize) -> Self {
        let count = parameters.number("count");
        let flood = (count > 0).then(|| Flood {
            messages: Numbered::new(parameters),
            pace: Pace::new(count, parameters.number("rate")),
            sent: 0,
        });
        let contents = Contents { posted: VecDeque::new(), bytes: 0, flood, used: Instant::now() };
        Self { contents: Mutex::new(contents), arrived: Notify::new(), bytes_limit }
    }

    /// Puts a message in.
    pub(crate) fn post(&self, message: Message) -> Result<(), MailboxError> {
        let mut contents = self.contents();
        if contents.bytes + message.payload.len() > self.bytes_limit {
            return Err(MailboxError::Full(contents.bytes));
        }
        contents.bytes += message.payload.len();
        contents.posted.push_back(message);
        drop(contents);
        self.arrived.notify_waiters();
        Ok(())
    }

    /// Takes what is there, which may be nothing.
    pub(crate) fn fetch(&self) -> Fetched {
        self.contents().fetch()
    }

    /// Waits for messages, or for the end of the flood, or for the time to pass.
    pub(crate) async fn fetch_within(&self, time: Duration) -> Fetched {
        let end = Instant::now() + time;
        loop {
            let arrived = self.arrived.notified();
            let fetched = self.fetch();
            let left = end.saturating_duration_since(Instant::now());
            if !fetched.messages.is_empty() || fetched.done || left.is_zero() {
                return fetched;
            }
            let next = self.contents().flood.as_ref().and_then(|flood| flood.pace.until(flood.sent));
            tokio::select! {
                () = arrived => {}
                () = sleep(next.map_or(left, |next| next.min(left))) => {}
            }
        }
    }

    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Contents {
    fn fetch(&mut self) -> Fetched {
        self.used = Instant::now();
        let mut messages = Vec::new();
        let mut bytes = 0;
        while messages.len() < ANSWER_MESSAGES && bytes < ANSWER_BYTES {
            let Some(message) = self.posted.pop_front() else { break };
            self.bytes -= message.payload.len();
            bytes += message.payload.len();
            messages.push(message);
        }
        let Some(flood) = &mut self.flood else { return Fetched { messages, done: false } };
        let due = flood.pace.due();
        while messages.len() < ANSWER_MESSAGES && bytes < ANSWER_BYTES && flood.sent < due {
            let (kind, payload) = (flood.messages.kind(), flood.messages.next());
            bytes += payload.len();
            messages.push(Message { kind, payload: bytes::Bytes::copy_from_slice(payload) });
            flood.sent += 1;
        }
        Fetched { done: flood.pace.until(flood.sent).is_none(), messages }
    }
}

impl Message {
    /// The message in an answer: JSON has no bytes, so those go as Base64.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        use base64::{Engine, prelude::BASE64_STANDARD};
        match self.kind {
            MessageKind::Text => serde_json::json!({ "kind": "text", "data": self.as_text() }),
            MessageKind::Binary => {
                serde_json::json!({ "kind": "binary", "base64": BASE64_STANDARD.encode(&self.payload) })
            }
        }
    }
}
