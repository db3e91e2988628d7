//! What is seen of an attempt while it lasts, and when more is to be asked about its failure.

use super::{Absence, Evidence, Permission, Probe, Reach, crosses_into, needs_probe, probe_url};
use crate::model::{
    id::ConnectionId,
    log::Note,
    phase::{Closer, LetGo, Phase, Target},
    time::Timestamp,
};

/// What the browser says of the page when an attempt has failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// It was served over https (or another secure scheme).
    pub is_secure: bool,
    /// The host that it was served from; empty when there is none.
    pub host: String,
    /// `navigator.onLine`.
    pub is_online: bool,
    /// `crossOriginIsolated`.
    pub is_isolated: bool,
}

/// What was seen of an attempt so far.
#[derive(Debug)]
pub struct Witness {
    connection: ConnectionId,
    url: String,
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
    /// Which attempt has sent the probe that is under way: this one, or an earlier try in the same row.
    asking: Option<ConnectionId>,
    /// What came of the latest probe in the same row.
    known: Option<Probe>,
}

impl Witness {
    /// An attempt begins. A further try in a row gets the one before along: of what it has asked, it hears the answer.
    pub fn new(connection: ConnectionId, target: &Target, began: Timestamp, before: Option<&Self>) -> Self {
        Self {
            connection,
            url: target.endpoint.as_str().to_owned(),
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
            asking: before.and_then(|before| before.asking),
            known: before.and_then(|before| before.known),
        }
    }

    /// Which attempt it is.
    pub fn connection(&self) -> ConnectionId {
        self.connection
    }

    /// The address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// For how many milliseconds it has been open, when it has opened.
    pub fn open_ms(&self, now: Timestamp) -> Option<f64> {
        self.opened.map(|(at, _)| now.since(at))
    }

    /// What is known, once it has failed.
    pub fn evidence(&self) -> Option<&Evidence> {
        self.evidence.as_ref()
    }

    /// Takes what the log notes of it, when the session has received so many messages.
    pub fn hear(&mut self, note: &Note, received: u64, now: Timestamp) {
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
    pub fn fail(&mut self, phase: &Phase, received: u64, page: Surroundings, now: Timestamp) {
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
            page_is_secure: page.is_secure,
            page_host: page.host,
            is_online: page.is_online,
            opened: self.opened.is_some(),
            selected_subprotocol: self.selected.clone(),
            closed_by_you,
            let_go,
            heartbeat_ms: self.heartbeat_ms,
            error_seen: self.error_seen,
            code,
            elapsed_ms: now.since(since).max(0.0),
            received: self.opened.map_or(0, |(_, before)| received.saturating_sub(before)),
            blocked_by_policy: self.blocked_by.clone(),
            page_is_isolated: page.is_isolated,
            ..Evidence::default()
        });
    }

    /// Adds what the other sessions show: how many were connecting to the same host, and how often that failed just before.
    pub fn weigh(&mut self, others_connecting: u32, recent_failures: u32) {
        if let Some(evidence) = &mut self.evidence {
            (evidence.others_connecting, evidence.recent_failures) = (others_connecting, recent_failures);
        }
    }

    /// Where the address leads, when the browser is to be asked whether the page may reach so far.
    pub fn wanted_permission(&self) -> Option<Reach> {
        self.evidence.as_ref().and_then(crosses_into)
    }

    /// The address to ask over HTTP now, where that may tell more. Of a row of tries the first asks, and the last (the one
    /// that no further try follows); those between them take its answer.
    pub fn wanted_probe(&mut self, is_last: bool) -> Option<String> {
        let evidence = self.evidence.as_mut().filter(|evidence| needs_probe(evidence))?;
        if let Some(known) = self.known.filter(|_| !is_last) {
            evidence.probe = known;
            return None;
        }
        if self.asking.is_some() && !is_last {
            evidence.probe = Probe::Pending;
            return None;
        }
        self.asking = None;
        probe_url(&self.url)
    }

    /// The probe that was wanted is under way.
    pub fn ask(&mut self) {
        self.asking = Some(self.connection);
        if let Some(evidence) = &mut self.evidence {
            evidence.probe = Probe::Pending;
        }
    }

    /// A probe has ended that this attempt began, of those in the same row. Nothing changes when it is not awaited any more.
    pub fn probed(&mut self, connection: ConnectionId, probe: Probe) {
        if self.asking.take_if(|asking| *asking == connection).is_none() {
            return;
        }
        self.known = Some(probe);
        if let Some(evidence) = self.evidence.as_mut().filter(|evidence| evidence.probe == Probe::Pending) {
            evidence.probe = probe;
        }
    }

    /// Whether a probe is awaited.
    pub fn is_asking(&self) -> bool {
        self.asking.is_some()
    }

    /// One left the page, or has come back: perhaps that was the end of it, and nothing needs to be asked.
    pub fn explain(&mut self, absence: &Absence) {
        let (Some(evidence), Some(failed)) = (&mut self.evidence, self.failed) else { return };
        if !evidence.closed_by_you && absence.explains(self.began, failed) {
            evidence.page_was_away = true;
            evidence.probe = Probe::NotSent;
            self.asking = None;
        }
    }

    /// The browser has said whether the page may reach so far.
    pub fn permitted(&mut self, connection: ConnectionId, permission: Permission) {
        if let Some(evidence) = self.evidence.as_mut().filter(|_| connection == self.connection) {
            evidence.local_permission = permission;
        }
    }

    /// This directive of the policy blocked an address that is this one, or that of the probe. It can be told before the one or
    /// the other fails, and after.
    pub fn blocked(&mut self, directive: &str, is_own: bool, is_probe: bool) {
        if let (true, Some(evidence)) = (is_probe, &mut self.evidence) {
            evidence.probe_blocked_by_policy |= evidence.probe != Probe::NotSent;
        }
        if self.opened.is_some() || !is_own {
            return;
        }
        self.blocked_by = Some(directive.to_owned());
        if let Some(evidence) = &mut self.evidence {
            evidence.blocked_by_policy.clone_from(&self.blocked_by);
            if evidence.probe == Probe::Pending {
                // The cause is known.
                evidence.probe = Probe::NotSent;
                self.asking = None;
            }
        }
    }
}

#[cfg(test)]
mod tests;
