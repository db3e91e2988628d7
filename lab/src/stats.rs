//! What the lab counts: connections open and ever opened, and what went past a limit.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

/// The counters behind `/stats`.
#[derive(Debug, Default)]
pub(crate) struct Stats {
    pub(crate) open_connections: AtomicU64,
    pub(crate) total_connections: AtomicU64,
    /// Connections closed with 1013 because the lab was full.
    pub(crate) refused_connections: AtomicU64,
    /// Chat members closed with 1013 because they did not keep up with their room.
    pub(crate) slow_members: AtomicU64,
    /// Handshakes under way that `/stall` keeps unanswered.
    pub(crate) stalled_handshakes: AtomicU64,
}

/// One WebSocket in the count, until it is dropped.
#[derive(Debug)]
#[must_use = "dropping it ends the connection's count"]
pub(crate) struct Counted(Arc<Stats>);

impl Counted {
    /// Counts a connection in; none when `limit` are open already.
    pub(crate) fn new(stats: Arc<Stats>, limit: u64) -> Option<Self> {
        stats.total_connections.fetch_add(1, Relaxed);
        let one_more = |open: u64| (open < limit).then_some(open + 1);
        if stats.open_connections.fetch_update(Relaxed, Relaxed, one_more).is_err() {
            stats.refused_connections.fetch_add(1, Relaxed);
            return None;
        }
        Some(Self(stats))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.open_connections.fetch_sub(1, Relaxed);
    }
}

/// A handshake that stays unanswered, in the count until it is dropped.
#[derive(Debug)]
#[must_use = "dropping it ends the handshake's count"]
pub(crate) struct Stalled(Arc<Stats>);

impl Stalled {
    /// Counts a handshake in.
    pub(crate) fn new(stats: Arc<Stats>) -> Self {
        stats.stalled_handshakes.fetch_add(1, Relaxed);
        Self(stats)
    }
}

impl Drop for Stalled {
    fn drop(&mut self) {
        self.0.stalled_handshakes.fetch_sub(1, Relaxed);
    }
}
