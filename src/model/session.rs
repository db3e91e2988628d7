//! A session: every rule about what may happen in which state.
//!
//! [`Session::update`] is total over (state, event). It answers with effects, which are data: the engine performs them
//! and a test compares them. An event of an old connection, or one that the standard does not fire in this state,
//! changes nothing. Time, chance and the network come in with each event, as a [`Moment`].

mod event;
mod retry;

pub use self::{
    event::{Effect, Effects, Event, Moment, Refusal, SocketEvent},
    retry::Retry,
};
use super::{
    backoff::NoRetry,
    close::{CloseCode, CloseEvent, CloseReason, CloseRequest, SendableCode},
    id::ConnectionId,
    log::Note,
    phase::{Closer, Ending, LetGo, Negotiated, Phase, ReadyState, Target},
    settings::Settings,
    time::Timestamp,
    timeline::{Stage, Timeline},
};

/// Milliseconds after which an open connection counts as one that stands: tries are counted anew when it is lost. A
/// server that accepts and drops every connection would else be tried at the shortest delay, without an end.
pub const STEADY_MS: f64 = 10_000.0;

/// One session: where it stands, with which attempt, and what it is to do by itself.
#[derive(Clone, Debug, Default)]
pub struct Session {
    phase: Phase,
    connection: ConnectionId,
    target: Option<Target>,
    settings: Settings,
    /// The try that is to come; only while the phase is one of CLOSED.
    retry: Option<Retry>,
    /// When the latest attempt opened, and what was settled then.
    opened: Option<(Timestamp, Negotiated)>,
    /// Tries since a connection stood for [`STEADY_MS`], or since the person asked to connect.
    tries: u32,
    /// The person wants no further try, until Connect or the next `open`.
    gave_up: bool,
    timeline: Timeline,
}

impl Session {
    /// Where it stands.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The latest attempt's id; events of any other are ignored.
    pub fn connection(&self) -> ConnectionId {
        self.connection
    }

    /// What the latest attempt connects to.
    pub fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }

    /// What the latest attempt's handshake settled, when it opened.
    pub fn negotiated(&self) -> Option<&Negotiated> {
        self.opened.as_ref().map(|(_, negotiated)| negotiated)
    }

    /// What it is to do by itself.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Which try in a row the latest attempt is; 0 when the person asked for it.
    pub fn tries(&self) -> u32 {
        self.tries
    }

    /// The states that it went through.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Takes an event, moves on, and says what is to be done.
    pub fn update(&mut self, event: Event, moment: impl Into<Moment>) -> Effects {
        let moment = moment.into();
        let effects = match event {
            Event::Socket(connection, event) if connection == self.connection => self.hear(event, moment),
            Event::HeartbeatUnanswered(connection, waited_ms) if connection == self.connection => {
                self.give_up_on(waited_ms, moment)
            }
            // The event of an attempt that a newer one has replaced.
            Event::Socket(..) | Event::HeartbeatUnanswered(..) => Effects::new(),
            Event::ConnectClicked(target) => self.connect(target),
            Event::SendClicked => self.send(),
            Event::CloseClicked(request) => self.close(request, moment.now),
            Event::LetGoClicked => self.let_go(),
            Event::ReconnectNowClicked => self.reconnect_now(),
            Event::StopReconnectingClicked => self.stop_reconnecting(),
            Event::SettingsEntered(settings) => self.configure(settings),
            Event::RetryElapsed => self.retry_elapsed(moment),
            Event::OnlineChanged => self.online_changed(moment),
        };
        self.record(moment.now);
        effects
    }

    fn connect(&mut self, target: Target) -> Effects {
        let state = self.phase.ready_state();
        if state != ReadyState::Closed {
            return one(Effect::Refuse(Refusal::NotClosed(state)));
        }
        let mut effects: Effects = self.retry.take().map(|_| Effect::CancelRetry).into_iter().collect();
        self.tries = 0;
        self.gave_up = false;
        effects.extend(self.attempt(target));
        effects
    }

    /// Begins an attempt. The effect that opens the socket comes last: it may fail at once.
    fn attempt(&mut self, target: Target) -> Effects {
        self.connection = self.connection.next();
        self.target = Some(target.clone());
        self.phase = Phase::Connecting;
        self.opened = None;
        Effects::from_iter([
            Effect::TakeNote(Note::Connecting(target.clone())),
            Effect::OpenSocket(self.connection, target),
        ])
    }

    fn send(&self) -> Effects {
        match self.phase.ready_state() {
            ReadyState::Open => one(Effect::Transmit),
            state => one(Effect::Refuse(Refusal::NotOpen(state))),
        }
    }

    fn close(&mut self, request: CloseRequest, now: Timestamp) -> Effects {
        let opened = match self.phase.ready_state() {
            ReadyState::Connecting => false,
            ReadyState::Open => true,
            ReadyState::Closed if self.retry.is_some() => return self.stop_reconnecting(),
            state => return one(Effect::Refuse(Refusal::NothingToClose(state))),
        };
        self.phase = Phase::Closing { since: now, opened, by_you: true };
        one(Effect::CloseSocket(request))
    }

    fn let_go(&mut self) -> Effects {
        let (why, note) = match &self.phase {
            Phase::Connecting | Phase::Closing { opened: false, .. } => (LetGo::BeforeOpen, Note::LetGoBeforeOpen),
            Phase::Closing { opened: true, .. } => (LetGo::Asked, Note::LetGo),
            phase => return one(Effect::Refuse(Refusal::NothingToLetGo(phase.ready_state()))),
        };
        self.phase = Phase::LetGo(why);
        Effects::from_iter([Effect::TakeNote(note), Effect::DropSocket])
    }

    fn hear(&mut self, event: SocketEvent, moment: Moment) -> Effects {
        match (&self.phase, event) {
            (Phase::Open { .. }, SocketEvent::MessageReceived) => one(Effect::KeepMessage),
            (Phase::Connecting, SocketEvent::Refused(why)) => {
                self.phase = Phase::Refused(why.clone());
                let mut effects = one(Effect::TakeNote(Note::Refused(why)));
                let is_told = self.settings.reconnect.is_some() && !self.gave_up;
                effects.extend(is_told.then_some(Effect::TakeNote(Note::NotRetrying(NoRetry::Refused))));
                effects
            }
            (Phase::Connecting, SocketEvent::Opened(negotiated)) => self.open(negotiated, moment.now),
            (Phase::Open { .. }, SocketEvent::ClosingSeen) => {
                self.phase = Phase::Closing { since: moment.now, opened: true, by_you: false };
                one(Effect::EndTraffic)
            }
            (Phase::Connecting | Phase::Open { .. } | Phase::Closing { .. }, SocketEvent::Errored) => {
                one(Effect::TakeNote(Note::Errored))
            }
            (Phase::Connecting | Phase::Open { .. } | Phase::Closing { .. }, SocketEvent::Closed(close)) => {
                self.end(close, moment)
            }
            // The standard fires none of these here.
            _ => Effects::new(),
        }
    }

    fn open(&mut self, negotiated: Negotiated, now: Timestamp) -> Effects {
        self.gave_up = false;
        self.opened = Some((now, negotiated.clone()));
        self.phase = Phase::Open { since: now, negotiated: negotiated.clone() };
        let mut effects = one(Effect::TakeNote(Note::Opened(negotiated)));
        effects.extend((!self.settings.on_open.is_empty()).then_some(Effect::SendOnOpen));
        effects.extend(self.settings.heartbeat.is_some().then_some(Effect::SetHeartbeat));
        effects
    }

    fn end(&mut self, close: CloseEvent, moment: Moment) -> Effects {
        let (by_you, opened) = match self.phase {
            Phase::Closing { by_you, opened, .. } => (by_you, opened),
            _ => (false, matches!(self.phase, Phase::Open { .. })),
        };
        let closer = match close.code {
            _ if by_you => Closer::You,
            CloseCode::ABNORMAL_CLOSURE if !close.was_clean => Closer::Nobody,
            _ => Closer::Server,
        };
        let ending = Ending { close, closer, opened };
        self.phase = Phase::Closed(ending.clone());
        let mut effects = Effects::from_iter([Effect::TakeNote(Note::Closed(ending.clone())), Effect::DropSocket]);
        effects.extend(self.plan_retry(&ending, moment));
        effects
    }

    /// A heartbeat stayed unanswered: the peer is told, and nobody waits for its answer.
    fn give_up_on(&mut self, waited_ms: u32, moment: Moment) -> Effects {
        if !matches!(self.phase, Phase::Open { .. }) {
            return Effects::new();
        }
        self.phase = Phase::LetGo(LetGo::HeartbeatUnanswered);
        let mut effects = Effects::from_iter([
            Effect::TakeNote(Note::HeartbeatUnanswered { waited_ms }),
            Effect::CloseSocket(timed_out()),
            Effect::DropSocket,
        ]);
        effects.extend(self.plan_retry(&Self::lost(), moment));
        effects
    }

    fn record(&mut self, now: Timestamp) {
        if self.phase != Phase::New {
            let state = self.phase.ready_state();
            self.timeline.enter(Stage { connection: self.connection, state, since: now });
        }
    }
}

/// IANA's 3008 Timeout: the endpoint waited too long.
fn timed_out() -> CloseRequest {
    match (SendableCode::new(CloseCode::TIMEOUT), CloseReason::new("heartbeat unanswered")) {
        (Ok(code), Ok(reason)) => CloseRequest::WithCode(code, reason),
        _ => CloseRequest::Plain,
    }
}

fn one(effect: Effect) -> Effects {
    Effects::from_iter([effect])
}

#[cfg(test)]
mod tests;
