//! What is seen of an attempt while it lasts, so that its failure can be explained.

use super::{
    absence::Absence,
    bell::{Bell, Wake},
};
use crate::{
    model::{
        address::Reach,
        diagnosis::{self, Evidence, Permission, Probe},
        id::ConnectionId,
        log::Note,
        phase::{Closer, LetGo, Phase, Target},
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
    /// A heartbeat had no answer within so many milliseconds.
    heartbeat_ms: Option<u32>,
    /// When it failed.
    failed: Option<Timestamp>,
    exception: Option<String>,
    blocked_by: Option<String>,
    evidence: Option<Evidence>,
    /// The probe that is under way: its own, or that of an earlier try in the same row.
    probing: Option<(ConnectionId, Probing)>,
    /// What came of the latest probe in the same row.
    known: Option<Probe>,
}

impl Attempt {
    /// An attempt begins. A further try in a row gets the one before along.
    pub(super) fn new(connection: ConnectionId, target: &Target, began: Timestamp, before: Option<Self>) -> Self {
        let (probing, known) = before.map_or((None, None), |before| (before.probing, before.known));
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
            heartbeat_ms: None,
            failed: None,
            exception: None,
            blocked_by: None,
            evidence: None,
            probing,
            known,
        }
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    /// For how many milliseconds it has been open, when it has opened.
    pub(super) fn open_ms(&self, now: Timestamp) -> Option<f64> {
        self.opened.map(|(at, _)| now.since(at))
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
            Note::HeartbeatUnanswered { waited_ms } => self.heartbeat_ms = Some(*waited_ms),
            Note::Refused(why) => self.exception = Some(why.clone()),
            _ => {}
        }
    }

    /// It has failed: writes down what was seen.
    pub(super) fn fail(&mut self, phase: &Phase, received: u64, now: Timestamp) {
        let let_go = *phase == Phase::LetGo(LetGo::BeforeOpen);
        let (code, closed_by_you) = match phase {
            Phase::Closed(ending) => (ending.close.code.0, ending.closer == Closer::You),
            _ => (0, let_go),
        };
        self.failed = Some(now);
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
            let_go,
            page_was_away: false,
            heartbeat_ms: self.heartbeat_ms,
            error_seen: self.error_seen,
            code,
            elapsed_ms: now.since(since).max(0.0),
            received: self.opened.map_or(0, |(_, before)| received - before),
            blocked_by_policy: self.blocked_by.clone(),
            others_connecting: 0,
            recent_failures: 0,
            probe: Probe::NotSent,
            probe_blocked_by_policy: false,
            local_permission: Permission::Unknown,
            page_is_isolated: network::page_is_isolated(),
        });
    }

    /// Adds what other sessions show, and asks over HTTP where that may tell more. Of a row of tries the first asks, and
    /// the last.
    pub(super) fn investigate(&mut self, others_connecting: u32, recent_failures: u32, is_last: bool, bell: &Bell) {
        let Some(evidence) = &mut self.evidence else { return };
        evidence.others_connecting = others_connecting;
        evidence.recent_failures = recent_failures;
        if let Some(reach) = diagnosis::crosses_into(evidence) {
            let connection = self.connection;
            bell.when(async move { Wake::Permitted(connection, network::permission(reach == Reach::Loopback).await) });
        }
        if !diagnosis::needs_probe(evidence) {
            return;
        }
        if let Some(known) = self.known.filter(|_| !is_last) {
            evidence.probe = known;
            return;
        }
        if self.probing.is_none() || is_last {
            let Some(url) = diagnosis::probe_url(&self.url) else { return };
            let (bell, connection) = (bell.clone(), self.connection);
            let then = move |probe| bell.ring(Wake::Probed(connection, probe));
            self.probing = Probing::start(&url, PROBE_LIMIT_MS, then).map(|probing| (connection, probing));
        }
        if self.probing.is_some() {
            evidence.probe = Probe::Pending;
        }
    }

    /// One left the page, or has come back: perhaps that was the end of it.
    pub(super) fn explain(&mut self, absence: &Absence) {
        let (Some(evidence), Some(failed)) = (&mut self.evidence, self.failed) else { return };
        if !evidence.closed_by_you && absence.explains(self.began, failed) {
            evidence.page_was_away = true;
            evidence.probe = Probe::NotSent;
            self.probing = None;
        }
    }

    /// The browser has said whether the page may reach so far.
    pub(super) fn permitted(&mut self, connection: ConnectionId, permission: Permission) {
        if let Some(evidence) = self.evidence.as_mut().filter(|_| connection == self.connection) {
            evidence.local_permission = permission;
        }
    }

    /// A probe has ended that this attempt began, of those in the same row. Nothing changes when it is not awaited any more.
    pub(super) fn probed(&mut self, connection: ConnectionId, probe: Probe) {
        if self.probing.take_if(|(asker, _)| *asker == connection).is_none() {
            return;
        }
        self.known = Some(probe);
        if let Some(evidence) = self.evidence.as_mut().filter(|evidence| evidence.probe == Probe::Pending) {
            evidence.probe = probe;
        }
    }

    /// The policy blocked something: the socket, or the probe. It can be told before that fails, and after.
    pub(super) fn blocked(&mut self, violation: &Violation) {
        let probe = diagnosis::probe_url(&self.url).filter(|probe| network::is_same_address(probe, &violation.url));
        if let (Some(_), Some(evidence)) = (probe, &mut self.evidence) {
            evidence.probe_blocked_by_policy |= evidence.probe != Probe::NotSent;
        }
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
