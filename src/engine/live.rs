//! What lives and dies with a connection.

use super::{bell::Bell, buffered::Gauge, heartbeat::Heart};
use crate::{
    model::phase::ReadyState,
    web::{socket::Socket, timer::Timer},
};

/// A connection, or an attempt at one. Dropping it closes its socket.
pub(super) struct Live {
    socket: Socket,
    gauge: Gauge,
    /// What sends at an interval, as long as it does.
    pub(super) heart: Option<Heart>,
    /// An error came: the close that belongs to it should have come when this has elapsed.
    pub(super) close_due: Option<Timer>,
}

impl Live {
    pub(super) fn new(socket: Socket) -> Self {
        Self { socket, gauge: Gauge::default(), heart: None, close_due: None }
    }

    pub(super) fn socket(&self) -> &Socket {
        &self.socket
    }

    /// Whether its socket is in this state. That can be ahead of the events.
    pub(super) fn is(&self, state: ReadyState) -> bool {
        self.socket.ready_state() == state
    }

    /// Bytes that the browser held at the latest look.
    pub(super) fn buffered(&self) -> u64 {
        self.gauge.seen()
    }

    /// Takes what the browser holds, and whether that differs.
    pub(super) fn look(&mut self, bell: &Bell) -> bool {
        self.gauge.look(u64::from(self.socket.buffered_amount()), bell)
    }

    /// It is time to look again.
    pub(super) fn rang(&mut self) {
        self.gauge.rang();
    }
}
