//! The desk's socket: opened, heard, looked at, closed and dropped.

use super::{Cargo, Desk, moment};
use crate::{
    engine::{bell::Wake, evidence::Attempt, live::Live},
    model::{
        close::{CloseCode, CloseEvent, CloseRequest},
        id::ConnectionId,
        link::Properties,
        mask,
        phase::{Phase, ReadyState, Target},
        session::{Event, Moment, SocketEvent},
        time::Timestamp,
    },
    web::socket::{Heard, Socket},
};

/// Milliseconds after an `error` in which its `close` must come.
const CLOSE_FOLLOWS_MS: f64 = 100.0;

impl Desk {
    pub(super) fn hear(&mut self, connection: ConnectionId, heard: Heard) {
        let Heard { event, at, payload } = heard;
        // A message asks for no luck: this is the hot path.
        let (moment, cargo) = match payload {
            Some(payload) => (Moment::from(at), Cargo::Incoming(payload)),
            None => (moment(at), Cargo::Nothing),
        };
        if let (SocketEvent::Errored, Some(live)) = (&event, &mut self.live) {
            live.close_due = Some(self.bell.after(CLOSE_FOLLOWS_MS, Wake::CloseDue(connection)));
        }
        self.happen(Event::Socket(connection, event), cargo, moment);
    }

    /// Chromium fires no `close` after the `error` of a connection that the page's policy blocks, though the standard
    /// wants one in the same task. The state tells that it is over.
    pub(super) fn miss_close(&mut self, connection: ConnectionId) {
        let Some(live) = &mut self.live else { return };
        live.close_due = None;
        if live.is(ReadyState::Closed) {
            let close = CloseEvent { code: CloseCode::ABNORMAL_CLOSURE, reason: String::new(), was_clean: false };
            self.happen_now(Event::Socket(connection, SocketEvent::Closed(close)), Cargo::Nothing);
        }
    }

    pub(super) fn open_socket(&mut self, connection: ConnectionId, target: &Target, moment: Moment) {
        let before = self.attempt.take().filter(|_| self.session.tries() > 0);
        self.attempt = Some(Attempt::new(connection, target, moment.now, before));
        self.properties = None;
        let bell = self.bell.clone();
        match Socket::open(target, move |heard| bell.ring(Wake::Socket(connection, heard))) {
            Ok(socket) => {
                let binary_type = self.session.settings().binary_type;
                socket.set_binary_type(binary_type);
                self.properties = Some(Properties { url: socket.url(), binary_type });
                self.live = Some(Live::new(socket));
            }
            Err(why) => {
                // Browsers quote the address.
                let why = mask::mask_quoted(&String::from(why), target.endpoint.as_str());
                self.happen(Event::Socket(connection, SocketEvent::Refused(why)), Cargo::Nothing, moment);
            }
        }
    }

    pub(super) fn close_socket(&mut self, request: &CloseRequest) {
        if let Some(Err(why)) = self.live.as_ref().map(|live| live.socket().close(request)) {
            log::error!("The browser did not close the connection: {why}");
        }
        self.end_traffic();
    }

    pub(super) fn drop_socket(&mut self, now: Timestamp) {
        self.end_traffic();
        let was_clean = matches!(self.session.phase(), Phase::Closed(ending) if ending.close.was_clean);
        if let Some(file) = &mut self.file {
            file.lose(self.live.as_ref().map(Live::socket), was_clean);
        }
        self.live = None;
        let open_ms = self.attempt.as_ref().and_then(|attempt| attempt.open_ms(now));
        self.has_failed = self.session.phase().is_failure(open_ms);
    }

    /// Takes the socket's state and what it has buffered, and whether either changed.
    pub(super) fn look_at_socket(&mut self) -> bool {
        let is_news = self.look_at_state();
        self.look_at_buffer() || is_news
    }

    /// The socket's state can be ahead of its events: from the server's close frame on it is CLOSING.
    pub(super) fn look_at_state(&mut self) -> bool {
        let is_open = matches!(self.session.phase(), Phase::Open { .. });
        let is_closing = self.live.as_ref().is_some_and(|live| live.is(ReadyState::Closing));
        if is_open && is_closing {
            self.happen_now(Event::Socket(self.session.connection(), SocketEvent::ClosingSeen), Cargo::Nothing);
        }
        is_open && is_closing
    }

    pub(super) fn look_at_buffer(&mut self) -> bool {
        let Some(live) = &mut self.live else { return false };
        if let Some(file) = &mut self.file {
            file.look(live.socket());
        }
        live.look(&self.bell)
    }
}
