//! The heartbeat of a connection at work: the pure machine with its timer.

use super::bell::{Bell, Wake};
use crate::{
    model::{
        heartbeat::{Beat, Pulse},
        id::ConnectionId,
        message::Kind,
        recipe::Recipe,
        settings::Heartbeat,
        time::Timestamp,
    },
    web::timer::Timer,
};

/// A heartbeat that goes on.
pub(super) struct Heart {
    connection: ConnectionId,
    bell: Bell,
    pulse: Pulse,
    /// How many were sent.
    beats: u64,
    timer: Timer,
}

impl Heart {
    pub(super) fn new(plan: Heartbeat, connection: ConnectionId, bell: Bell, now: Timestamp) -> Self {
        let pulse = Pulse::new(plan, now);
        let timer = bell.after(pulse.rest_ms(now), Wake::Heartbeat(connection));
        Self { connection, bell, pulse, beats: 0, timer }
    }

    pub(super) fn connection(&self) -> ConnectionId {
        self.connection
    }

    /// What is to be done.
    pub(super) fn wake(&mut self, now: Timestamp) -> Beat {
        self.pulse.wake(now)
    }

    /// What makes the message of the next beat, and its number, counted from 0.
    pub(super) fn recipe(&self) -> (Recipe, u64) {
        (self.pulse.plan().message.clone(), self.beats)
    }

    /// A beat was sent.
    pub(super) fn sent(&mut self, now: Timestamp) {
        self.beats += 1;
        self.pulse.sent(now);
    }

    /// A beat was not taken by the browser.
    pub(super) fn missed(&mut self, now: Timestamp) {
        self.pulse.missed(now);
    }

    /// Plans the next wake-up.
    pub(super) fn rest(&mut self, now: Timestamp) {
        self.timer = self.bell.after(self.pulse.rest_ms(now), Wake::Heartbeat(self.connection));
    }

    pub(super) fn hear(&mut self, kind: Kind, payload: &[u8], now: Timestamp) {
        self.pulse.hear(kind, payload, now);
    }

    pub(super) fn latest(&self) -> Option<(Timestamp, Option<f64>)> {
        self.pulse.latest()
    }
}
