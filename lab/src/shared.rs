//! What all connections of one lab share.

use std::{
    net::SocketAddr,
    sync::{Arc, atomic::Ordering::Relaxed},
};

use serde_json::{Value as Json, json};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    budget::Budget,
    chat::{Relay, Rooms},
    config::{Config, Limits},
    mailboxes::Mailboxes,
    origin::Origin,
    protocol::DecoderLimits,
    stats::Stats,
};

/// One lab's state.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) config: Config,
    /// The origins that the configuration lets in.
    pub(crate) origins: Vec<Origin>,
    /// The names that the lab answers to, in lower case: the one that it listens on, and those of the configuration.
    pub(crate) names: Vec<String>,
    pub(crate) address: SocketAddr,
    /// How many TCP connections are accepted at once.
    pub(crate) places: usize,
    pub(crate) stats: Arc<Stats>,
    pub(crate) rooms: Arc<Rooms>,
    pub(crate) relay: Option<Arc<Relay>>,
    pub(crate) mailboxes: Mailboxes,
    /// The memory that messages under way may take.
    pub(crate) budget: Arc<Budget>,
    /// Cancelled when the lab is to end: every conversation then closes with 1001.
    pub(crate) shutdown: CancellationToken,
    /// Every task that a connection started, waited for at the end.
    pub(crate) tasks: TaskTracker,
}

impl Shared {
    pub(crate) fn decoder_limits(&self) -> DecoderLimits {
        let Limits { frame_bytes, message_bytes, fragments, .. } = self.config.limits;
        DecoderLimits { frame_bytes, message_bytes, fragments }
    }
}

impl Shared {
    /// The answer of `/stats`.
    pub(crate) fn stats(&self) -> Json {
        let rooms = self.rooms.stats();
        json!({
            "open_connections": self.stats.open_connections.load(Relaxed),
            "total_connections": self.stats.total_connections.load(Relaxed),
            "refused_connections": self.stats.refused_connections.load(Relaxed),
            "held_bytes": self.budget.used(),
            "stalled_handshakes": self.stats.stalled_handshakes.load(Relaxed),
            "rooms": rooms["rooms"],
            "members": rooms["members"],
            "lagging_bytes": rooms["lagging_bytes"],
            "slow_members": self.stats.slow_members.load(Relaxed),
            "news_dropped": self.relay.as_ref().map_or(0, |relay| relay.dropped()),
            "news_missed": self.relay.as_ref().map_or(0, |relay| relay.missed()),
        })
    }

    /// The answer of `/health`: a lab without its NATS still serves, so the status stays 200.
    pub(crate) fn health(&self) -> Json {
        match &self.relay {
            None => json!({ "status": "ok" }),
            Some(relay) if relay.is_connected() => json!({ "status": "ok", "nats": "connected" }),
            Some(_) => json!({ "status": "degraded", "nats": "disconnected" }),
        }
    }

    /// The base of HTTP addresses, as the lab itself sees them.
    pub(crate) fn http_base(&self) -> String {
        let scheme = if self.config.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// The base of WebSocket addresses, for a client that asked with this `Host`.
    ///
    /// A page can come from another port that passes only `lab.json` on, so the port is the lab's own and never the
    /// `Host` header's. Its name counts only where the lab listens on every address and so has none of its own.
    pub(crate) fn ws_base(&self, host: Option<&str>) -> String {
        if let Some(base) = &self.config.ws_base {
            return base.trim_end_matches('/').to_owned();
        }
        let (scheme, port) = (if self.config.tls.is_some() { "wss" } else { "ws" }, self.address.port());
        match host.map(host_name).filter(|_| self.address.ip().is_unspecified()) {
            Some(name) if !name.is_empty() => format!("{scheme}://{name}:{port}"),
            _ if self.address.ip().is_unspecified() => format!("{scheme}://127.0.0.1:{port}"),
            _ => format!("{scheme}://{}", self.address),
        }
    }
}

/// A `Host` header without its port.
pub(crate) fn host_name(host: &str) -> &str {
    match host.rfind(':') {
        Some(colon) if !host[colon..].contains(']') => &host[..colon],
        _ => host,
    }
}
