//! What one session of `/poll`, `/long-poll` and `/sse` has posted and not fetched, and the flood that it asked for.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep},
};

use crate::{
    budget::{Held, OverBudget},
    flood::{numbered::Numbered, pace::Pace},
    parameters::Parameters,
    protocol::{Message, MessageKind},
};

/// One answer holds at most about so much.
const ANSWER_MESSAGES: usize = 1000;
const ANSWER_BYTES: usize = 1 << 20;

/// One session's messages on their way back.
#[derive(Debug)]
pub(crate) struct Mailbox {
    contents: Mutex<Contents>,
    arrived: Notify,
    bytes_limit: usize,
}

#[derive(Debug)]
struct Contents {
    /// Each with the time at which it can be fetched.
    posted: VecDeque<(Instant, Message)>,
    bytes: usize,
    held: Held,
    flood: Option<Flood>,
    used: Instant,
}

#[derive(Debug)]
struct Flood {
    asked: Asked,
    messages: Numbered,
    pace: Pace,
    sent: u64,
    /// Whether somebody was told that it is over.
    is_over: bool,
}

/// What a flood is asked for with.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    count: u64,
    size: usize,
    rate: u64,
    is_binary: bool,
}

/// Why a message cannot be put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PostError {
    #[error("The session holds {0} bytes already; fetch them before you post more.")]
    Full(usize),
    #[error("The lab holds as many bytes of messages as it may; try again later.")]
    OverBudget,
}

impl From<OverBudget> for PostError {
    fn from(_: OverBudget) -> Self {
        Self::OverBudget
    }
}

/// What a fetch gives.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) messages: Vec<Message>,
    /// Whether a flood was asked for and is over.
    pub(crate) done: bool,
}

impl Mailbox {
    /// An empty one that takes so many bytes.
    pub(crate) fn new(bytes_limit: usize, held: Held) -> Self {
        let contents = Contents { posted: VecDeque::new(), bytes: 0, held, flood: None, used: Instant::now() };
        Self { contents: Mutex::new(contents), arrived: Notify::new(), bytes_limit }
    }

    /// How long ago it was used.
    pub(crate) fn unused_for(&self) -> Duration {
        self.contents().used.elapsed()
    }

    /// Begins the flood that a fetch asks for, unless it is the one that is under way.
    pub(crate) fn ask(&self, parameters: &Parameters) {
        let asked = Asked::new(parameters);
        let mut contents = self.contents();
        contents.used = Instant::now();
        if contents.flood.as_ref().is_some_and(|flood| flood.is_over) {
            contents.flood = None;
        }
        if asked.count > 0 && contents.flood.as_ref().is_none_or(|flood| flood.asked != asked) {
            contents.flood = Some(Flood::new(asked, parameters));
            drop(contents);
            self.arrived.notify_waiters();
        }
    }

    /// Puts a message in, to be fetched after the delay.
    pub(crate) fn post(&self, message: Message, delay: Duration) -> Result<(), PostError> {
        let message = message.detached();
        let mut contents = self.contents();
        contents.used = Instant::now();
        let bytes = contents.bytes + message.kept_bytes();
        if contents.bytes > 0 && bytes > self.bytes_limit {
            return Err(PostError::Full(contents.bytes));
        }
        contents.held.set(bytes)?;
        contents.bytes = bytes;
        contents.posted.push_back((Instant::now() + delay, message));
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
            let next = self.contents().next();
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
        let has_room = |messages: &Vec<Message>, bytes| messages.len() < ANSWER_MESSAGES && bytes < ANSWER_BYTES;
        while has_room(&messages, bytes) {
            let Some((_, message)) = self.posted.pop_front_if(|(due, _)| *due <= self.used) else { break };
            self.bytes -= message.kept_bytes();
            bytes += message.payload.len();
            messages.push(message);
        }
        // To hold less is always granted.
        let _ = self.held.set(self.bytes);
        let Some(flood) = &mut self.flood else { return Fetched { messages, done: false } };
        let due = flood.pace.due();
        while has_room(&messages, bytes) && flood.sent < due {
            let message = flood.next();
            bytes += message.payload.len();
            messages.push(message);
        }
        flood.is_over = flood.pace.until(flood.sent).is_none();
        Fetched { done: flood.is_over, messages }
    }

    /// How long until there is something to fetch, if that is known.
    fn next(&self) -> Option<Duration> {
        let posted = self.posted.front().map(|(due, _)| due.saturating_duration_since(Instant::now()));
        let flood = self.flood.as_ref().and_then(|flood| flood.pace.until(flood.sent));
        posted.into_iter().chain(flood).min()
    }
}

impl Flood {
    fn new(asked: Asked, parameters: &Parameters) -> Self {
        let pace = Pace::new(asked.count, asked.rate);
        Self { asked, messages: Numbered::new(parameters), pace, sent: 0, is_over: false }
    }

    fn next(&mut self) -> Message {
        self.sent += 1;
        let kind = self.messages.kind();
        Message { kind, payload: bytes::Bytes::copy_from_slice(self.messages.next()) }
    }
}

impl Asked {
    fn new(parameters: &Parameters) -> Self {
        Self {
            count: parameters.number("count"),
            size: parameters.size("size"),
            rate: parameters.number("rate"),
            is_binary: parameters.text("kind") == "binary",
        }
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::budget::Budget;

    const LIMIT: usize = 100_000;

    #[derive(Clone, Debug)]
    enum Step {
        Post(usize),
        PostForLater,
        Fetch,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => (0_usize..60_000).prop_map(Step::Post),
            1 => Just(Step::PostForLater),
            4 => Just(Step::Fetch),
        ]
    }

    proptest! {
        #[test]
        fn what_is_posted_is_fetched_once_in_order_and_what_is_held_is_given_back(
            steps in prop::collection::vec(step(), 0..100),
        ) {
            let budget = Arc::new(Budget::new(usize::MAX));
            let mailbox = Mailbox::new(LIMIT, budget.hold());
            let (mut expected, mut later) = (VecDeque::new(), false);
            for (number, step) in steps.into_iter().enumerate() {
                match step {
                    Step::Post(size) => {
                        let text = format!("{number} {}", "x".repeat(size));
                        let posted = mailbox.post(Message::text(text.clone()), Duration::ZERO);
                        // Behind one that has to wait, all wait.
                        if posted.is_ok() && !later {
                            expected.push_back(text);
                        }
                    }
                    Step::PostForLater => later |= mailbox.post(Message::text("late"), Duration::from_hours(1)).is_ok(),
                    Step::Fetch => {
                        for message in mailbox.fetch().messages {
                            prop_assert_eq!(message.as_text().map(str::to_owned), expected.pop_front());
                        }
                    }
                }
                prop_assert!(mailbox.contents().bytes <= LIMIT);
                prop_assert!(budget.used() == 0 || budget.used() == mailbox.contents().bytes);
            }
            drop(mailbox);
            prop_assert_eq!(budget.used(), 0);
        }
    }
}
