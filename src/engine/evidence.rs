//! What is seen of an attempt while it lasts, so that its failure can be explained.

use super::bell::{Bell, Wake};
use crate::{
    model::{
        diagnosis::{self, Evidence, Probe},
        id::ConnectionId,
        log::Note,
        session::{Closer, Phase, Target},
        time::Timestamp,
    },
    web::{
        network::{self, Violation},
        probe::Probing,
    },
};

/// Milliseconds that a probe may take.
const PROBE_LIMIT_MS: f64 = 5_000.0;

/// An attempt, and what is known about its failure.
pub(super) struct Attempt {
    connection: ConnectionId,
    url: String,
    host: String,
    offered: bool,
    began: Timestamp,
    /// When it opened, and how many messages the session had received until then.
    opened: Option<(Timestamp, u64)>,
    selected: String,
    error_seen: bool,
    exception: Option<String>,
    blocked_by: Option<String>,
    evidence: Option<Evidence>,
    probing: Option<Probing>,
}

impl Attempt {
    pub(super) fn new(connection: ConnectionId, target: &Target, began: Timestamp) -> Self {
        let url = target.endpoint.as_str().to_owned();
        let host = network::host(&url).unwrap_or_default();
        Self {
            connection,
            url,
            host,
            offered: !target.offered.is_empty(),
            began,
            opened: None,
            selected: String::new(),
            error_seen: false,
            exception: None,
            blocked_by: None,
            evidence: None,
            probing: None,
        }
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn evidence(&self) -> Option<&Evidence> {
        self.evidence.as_ref()
    }

    /// Takes what the log notes of it.
    pub(super) fn witness(&mut self, note: &Note, received: u64, now: Timestamp) {
        match note {
            Note::Opened(negotiated) => {
                self.opened = Some((now, received));
                self.selected.clone_from(&negotiated.protocol);
            }
            Note::Errored => self.error_seen = true,
            Note::Refused(why) => self.exception = Some(why.clone()),
            _ => {}
        }
    }

    /// It has failed: writes down what was seen.
    pub(super) fn fail(&mut self, phase: &Phase, received: u64, now: Timestamp) {
        let (code, closed_by_you) = match phase {
            Phase::Closed(ending) => (ending.close.code.0, ending.closer == Closer::You),
            _ => (0, false),
        };
        let since = self.opened.map_or(self.began, |(at, _)| at);
        self.evidence = Some(Evidence {
            url: self.url.clone(),
            offered_subprotocols: self.offered,
            exception: self.exception.clone(),
            page_is_secure: network::page_is_secure(),
            page_host: network::page_host(),
            is_online: network::is_online(),
            opened: self.opened.is_some(),
            selected_subprotocol: self.selected.clone(),
            closed_by_you,
            error_seen: self.error_seen,
            code,
            elapsed_ms: now.since(since).max(0.0),
            received: self.opened.map_or(0, |(_, before)| received - before),
            blocked_by_policy: self.blocked_by.clone(),
            others_connecting: 0,
            recent_failures: 0,
            probe: Probe::NotSent,
        });
    }

    /// Adds what other sessions show, and asks over HTTP where that may tell more.
    pub(super) fn investigate(&mut self, others_connecting: u32, recent_failures: u32, bell: &Bell) {
        let Some(evidence) = &mut self.evidence else { return };
        evidence.others_connecting = others_connecting;
        evidence.recent_failures = recent_failures;
        if !diagnosis::needs_probe(evidence) {
            return;
        }
        let Some(url) = diagnosis::probe_url(&self.url) else { return };
        let (bell, connection) = (bell.clone(), self.connection);
        self.probing = Probing::start(&url, PROBE_LIMIT_MS, move |probe| bell.ring(Wake::Probed(connection, probe)));
        if self.probing.is_some() {
            evidence.probe = Probe::Pending;
        }
    }

    /// A probe has ended. Nothing changes when it belongs to another attempt, or is not awaited any more.
    pub(super) fn probed(&mut self, connection: ConnectionId, probe: Probe) {
        if let Some(evidence) = &mut self.evidence
            && connection == self.connection
            && evidence.probe == Probe::Pending
        {
            evidence.probe = probe;
            self.probing = None;
        }
    }

    /// The policy blocked something. It can be told before the socket fails, and after.
    pub(super) fn blocked(&mut self, violation: &Violation) {
        if self.opened.is_some() || !network::is_same_address(&self.url, &violation.url) {
            return;
        }
        self.blocked_by = Some(violation.directive.clone());
        if let Some(evidence) = &mut self.evidence {
            evidence.blocked_by_policy.clone_from(&self.blocked_by);
            if evidence.probe == Probe::Pending {
                // The cause is known.
                evidence.probe = Probe::NotSent;
                self.probing = None;
            }
        }
    }
}
