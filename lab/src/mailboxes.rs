//! The mailboxes of all sessions, by name.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hasher, RandomState},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::interval;

use crate::{budget::Budget, mailbox::Mailbox, parameters::Parameters};

/// A mailbox that nobody has used for this long is thrown away.
const KEPT: Duration = Duration::from_mins(1);

/// All mailboxes, by the parameter `session`.
#[derive(Debug)]
pub(crate) struct Mailboxes {
    by_session: Mutex<HashMap<String, Arc<Mailbox>>>,
    limit: usize,
    bytes_each: usize,
    budget: Arc<Budget>,
}

/// There is no room for one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The lab has its {0} sessions already; try again in a minute.")]
pub(crate) struct TooManySessions(usize);

impl Mailboxes {
    /// Room for `limit` sessions of `bytes_each`.
    pub(crate) fn new(limit: usize, bytes_each: usize, budget: Arc<Budget>) -> Self {
        Self { by_session: Mutex::default(), limit, bytes_each, budget }
    }

    /// The mailbox of a session; its first request makes it.
    pub(crate) fn open(&self, session: &str) -> Result<Arc<Mailbox>, TooManySessions> {
        let mut by_session = self.by_session();
        if let Some(mailbox) = by_session.get(session).filter(|mailbox| is_kept(mailbox)) {
            return Ok(Arc::clone(mailbox));
        }
        by_session.retain(|_, mailbox| is_kept(mailbox));
        if by_session.len() >= self.limit {
            return Err(TooManySessions(self.limit));
        }
        let mailbox = Arc::new(self.make());
        by_session.insert(session.to_owned(), Arc::clone(&mailbox));
        Ok(mailbox)
    }

    /// The mailbox that a fetch is to look into. One that asks for a flood without a session has one of its own.
    pub(crate) fn open_to_fetch(&self, parameters: &Parameters) -> Result<Arc<Mailbox>, TooManySessions> {
        let is_own = parameters.text("session").is_empty() && parameters.number("count") > 0;
        let mailbox = if is_own { Arc::new(self.make()) } else { self.open(parameters.text("session"))? };
        mailbox.ask(parameters);
        Ok(mailbox)
    }

    /// Gives a fetch's own mailbox a name, so that it can be asked for the rest.
    pub(crate) fn keep(&self, mailbox: Arc<Mailbox>) -> Result<String, TooManySessions> {
        let mut by_session = self.by_session();
        if by_session.len() >= self.limit {
            return Err(TooManySessions(self.limit));
        }
        let name = format!("lab-{:016x}", RandomState::new().build_hasher().finish());
        by_session.insert(name.clone(), mailbox);
        Ok(name)
    }

    /// Throws away what nobody uses any more, again and again.
    pub(crate) async fn sweep(&self) {
        let mut rounds = interval(KEPT / 2);
        loop {
            rounds.tick().await;
            self.by_session().retain(|_, mailbox| is_kept(mailbox));
        }
    }

    fn make(&self) -> Mailbox {
        Mailbox::new(self.bytes_each, self.budget.hold())
    }

    fn by_session(&self) -> MutexGuard<'_, HashMap<String, Arc<Mailbox>>> {
        self.by_session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_kept(mailbox: &Arc<Mailbox>) -> bool {
    Arc::strong_count(mailbox) > 1 || mailbox.unused_for() < KEPT
}
