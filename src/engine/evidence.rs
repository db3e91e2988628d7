//! An attempt whose failure can be explained: what the model's witness wants to know is asked of the browser.

use super::bell::{Bell, Wake};
use crate::{
    model::{
        address::Reach,
        diagnosis::{Absence, Evidence, Permission, Probe, Surroundings, Witness, probe_url},
        id::ConnectionId,
        log::Note,
        phase::{Phase, Target},
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
    host: String,
    witness: Witness,
    /// The probe that is under way: its own, or that of an earlier try in the same row.
    probing: Option<Probing>,
}

impl Attempt {
    /// An attempt begins. A further try in a row gets the one before along.
    pub(super) fn new(connection: ConnectionId, target: &Target, began: Timestamp, before: Option<Self>) -> Self {
        let witness = Witness::new(connection, target, began, before.as_ref().map(|before| &before.witness));
        let host = network::host(witness.url()).unwrap_or_default();
        Self { host, witness, probing: before.and_then(|before| before.probing) }
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    /// For how many milliseconds it has been open, when it has opened.
    pub(super) fn open_ms(&self, now: Timestamp) -> Option<f64> {
        self.witness.open_ms(now)
    }

    pub(super) fn evidence(&self) -> Option<&Evidence> {
        self.witness.evidence()
    }

    /// Takes what the log notes of it.
    pub(super) fn hear(&mut self, note: &Note, received: u64, now: Timestamp) {
        self.witness.hear(note, received, now);
    }

    /// It has failed.
    pub(super) fn fail(&mut self, phase: &Phase, received: u64, now: Timestamp) {
        let page = Surroundings {
            is_secure: network::page_is_secure(),
            host: network::page_host(),
            is_online: network::is_online(),
            is_isolated: network::page_is_isolated(),
        };
        self.witness.fail(phase, received, page, now);
    }

    /// Adds what other sessions show, and asks where that may tell more.
    pub(super) fn investigate(&mut self, others_connecting: u32, recent_failures: u32, is_last: bool, bell: &Bell) {
        self.witness.weigh(others_connecting, recent_failures);
        let connection = self.witness.connection();
        if let Some(reach) = self.witness.wanted_permission() {
            bell.when(async move { Wake::Permitted(connection, network::permission(reach == Reach::Loopback).await) });
        }
        if let Some(url) = self.witness.wanted_probe(is_last) {
            let bell = bell.clone();
            let then = move |probe| bell.ring(Wake::Probed(connection, probe));
            self.probing = Probing::start(&url, PROBE_LIMIT_MS, then);
            if self.probing.is_some() {
                self.witness.ask();
            }
        }
    }

    /// One left the page, or has come back: perhaps that was the end of it.
    pub(super) fn explain(&mut self, absence: &Absence) {
        self.witness.explain(absence);
        self.end_probe();
    }

    /// The browser has said whether the page may reach so far.
    pub(super) fn permitted(&mut self, connection: ConnectionId, permission: Permission) {
        self.witness.permitted(connection, permission);
    }

    /// A probe has ended.
    pub(super) fn probed(&mut self, connection: ConnectionId, probe: Probe) {
        self.witness.probed(connection, probe);
        self.end_probe();
    }

    /// The policy blocked something: the socket, or the probe.
    pub(super) fn blocked(&mut self, violation: &Violation) {
        let is_blocked = |url: &str| network::is_same_address(url, &violation.url);
        let url = self.witness.url();
        let (is_own, is_probe) = (is_blocked(url), probe_url(url).is_some_and(|url| is_blocked(&url)));
        self.witness.blocked(&violation.directive, is_own, is_probe);
        self.end_probe();
    }

    /// A probe that nobody awaits any more is broken off.
    fn end_probe(&mut self) {
        if !self.witness.is_asking() {
            self.probing = None;
        }
    }
}
