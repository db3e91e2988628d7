//! One session at work: its rules, its socket and its log, and the one place where effects are performed.

mod commands;
mod inquiry;
mod report;
mod sending;
#[cfg(feature = "trial")]
mod trial;

pub(super) use self::inquiry::Parcel;
use super::{
    bell::{Bell, Wake},
    detail::Detail,
    evidence::Attempt,
    files::Sending,
    held::Held,
    live::Live,
    sender::Sender,
};
use crate::{
    model::{
        close::{CloseCode, CloseEvent, CloseRequest},
        id::{ConnectionId, Ticket},
        link::{Properties, ToPage},
        log::{Lines, MessageLog, Note},
        mask,
        message::{Direction, Message},
        phase::{Phase, ReadyState, Target},
        session::{Effect, Event, Moment, Refusal, Session, SocketEvent},
        settings::{FilePlan, SenderPlan},
        time::Timestamp,
    },
    web::{
        chance, clock,
        file::File,
        network,
        socket::{Heard, Payload, Socket},
        timer::{Soon, Timer},
    },
};

/// Milliseconds after an `error` in which its `close` must come.
const CLOSE_FOLLOWS_MS: f64 = 100.0;

/// A session with everything that belongs to it. Dropping it ends all of that.
pub(super) struct Desk {
    bell: Bell,
    session: Session,
    log: MessageLog,
    held: Held,
    detail: Detail,
    attempt: Option<Attempt>,
    /// The latest attempt has failed, and nobody has investigated it yet.
    has_failed: bool,
    retry: Option<Timer>,
    answered: Option<(Ticket, Result<(), Refusal>)>,
    refusal: Option<Refusal>,
    properties: Option<Properties>,
    /// The connection, while there is one.
    live: Option<Live>,
    sender: Option<Sender>,
    file: Option<Sending>,
    files: u32,
    /// The file of NDJSON that is being written, and whether its next part waits for the filter.
    lines: Option<Lines>,
    lines_wait: bool,
    /// What was asked for beside the Snapshots.
    parcels: Vec<Parcel>,
    looker: Option<Soon>,
    /// When what was cleared cannot be brought back any more.
    undo_due: Option<Timer>,
    /// When the rates of the kinds are to be told again.
    rates_due: Option<Timer>,
    /// A turn to look at kept messages was asked for and has not come yet.
    looks: bool,
}

/// What comes with an event and is too large to go through the rules.
enum Cargo {
    Nothing,
    Incoming(Payload),
    Outgoing(Ticket, Message),
    File(Ticket, FilePlan, File),
    Sender(SenderPlan),
}

impl Desk {
    pub(super) fn new(bell: Bell) -> Self {
        Self {
            bell,
            session: Session::default(),
            log: MessageLog::new(MessageLog::DEFAULT_BUDGET),
            held: Held::default(),
            detail: Detail::default(),
            attempt: None,
            has_failed: false,
            retry: None,
            answered: None,
            refusal: None,
            properties: None,
            live: None,
            sender: None,
            file: None,
            files: 0,
            lines: None,
            lines_wait: false,
            parcels: Vec::new(),
            looker: None,
            undo_due: None,
            rates_due: None,
            looks: false,
        }
    }

    /// Takes what was waited for. Answers whether that changed anything that is shown.
    pub(super) fn wake(&mut self, wake: Wake) -> bool {
        match wake {
            Wake::Socket(connection, heard) => {
                self.hear(connection, heard);
                return true;
            }
            Wake::CloseDue(connection) => self.miss_close(connection),
            Wake::RetryElapsed => self.happen_now(Event::RetryElapsed, Cargo::Nothing),
            Wake::Heartbeat(connection) => self.beat(connection),
            Wake::Sender => {
                if let Some(sender) = &mut self.sender {
                    sender.rang();
                }
                self.step_sender();
            }
            Wake::Gauge => {
                self.live.iter_mut().for_each(Live::rang);
                return self.look_at_socket();
            }
            Wake::File(number) => {
                if let Some(file) = self.file.as_mut().filter(|file| file.number() == number) {
                    file.step(self.live.as_ref().map(Live::socket));
                }
            }
            Wake::FileRead(number, read) => {
                if let Some(file) = self.file.as_mut().filter(|file| file.number() == number) {
                    let threw = file.take(read, self.live.as_ref().map(Live::socket), &mut self.log);
                    self.note_throw(threw);
                }
            }
            Wake::HeldRead(row, read) => {
                if let Some(index) = self.held.read(row, read, &mut self.log) {
                    self.note(&Note::Unreadable { index }, clock::now());
                }
            }
            Wake::Detail => {
                let copied = self.detail.rang();
                self.parcels.extend(copied.map(|(part, text)| (ToPage::Copied(self.bell.session(), part), text)));
            }
            Wake::DetailRead(row, size, read) => self.detail.take(row, size, read, &mut self.log),
            Wake::LinesRead(ticket, read) => self.lines_read(ticket, read),
            Wake::Look => self.looked(),
            Wake::ClearedDue => self.forget_cleared(),
            Wake::RatesDue => self.rates_due = None,
            Wake::Permitted(connection, permission) => {
                if let Some(attempt) = &mut self.attempt {
                    attempt.permitted(connection, permission);
                }
            }
            Wake::Probed(connection, probe) => {
                if let Some(attempt) = &mut self.attempt {
                    attempt.probed(connection, probe);
                }
            }
        }
        self.look_at_socket();
        true
    }

    fn hear(&mut self, connection: ConnectionId, heard: Heard) {
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
    fn miss_close(&mut self, connection: ConnectionId) {
        let Some(live) = &mut self.live else { return };
        live.close_due = None;
        if live.is(ReadyState::Closed) {
            let close = CloseEvent { code: CloseCode::ABNORMAL_CLOSURE, reason: String::new(), was_clean: false };
            self.happen_now(Event::Socket(connection, SocketEvent::Closed(close)), Cargo::Nothing);
        }
    }

    fn happen_now(&mut self, event: Event, cargo: Cargo) {
        self.happen(event, cargo, moment(clock::now()));
    }

    fn happen(&mut self, event: Event, mut cargo: Cargo, moment: Moment) {
        let before = self.session.phase().ready_state();
        let effects = self.session.update(event, moment);
        if self.session.phase().ready_state() != before {
            // What was refused in another state is history.
            self.refusal = None;
        }
        for effect in effects {
            self.perform(effect, &mut cargo, moment);
        }
    }

    fn perform(&mut self, effect: Effect, cargo: &mut Cargo, moment: Moment) {
        let now = moment.now;
        match effect {
            Effect::KeepMessage => self.keep(cargo, now),
            Effect::OpenSocket(connection, target) => self.open_socket(connection, &target, moment),
            Effect::Transmit => self.transmit(cargo, now),
            Effect::SendOnOpen => self.send_on_open(),
            Effect::SetHeartbeat => self.set_heartbeat(now),
            Effect::CloseSocket(request) => self.close_socket(&request),
            Effect::EndTraffic => self.end_traffic(),
            Effect::DropSocket => self.drop_socket(now),
            Effect::ScheduleRetry(milliseconds) => {
                self.retry = Some(self.bell.after(milliseconds, Wake::RetryElapsed));
            }
            Effect::CancelRetry => self.retry = None,
            Effect::TakeNote(note) => self.note(&note, now),
            Effect::Refuse(refusal) => self.refuse(cargo, refusal),
        }
    }

    fn keep(&mut self, cargo: &mut Cargo, now: Timestamp) {
        let Cargo::Incoming(payload) = std::mem::replace(cargo, Cargo::Nothing) else { return };
        let kind = payload.kind();
        let row = match payload {
            Payload::Blob(blob) => self.held.append(blob, &mut self.log, &self.bell, now),
            Payload::Text(mut text) => self.log.append_from(Direction::Received, kind, &mut text, now),
            Payload::Binary(mut bytes) => self.log.append_from(Direction::Received, kind, &mut bytes, now),
        };
        if let Some(heart) = self.live.as_mut().and_then(|live| live.heart.as_mut()) {
            heart.hear(kind, row.and_then(|row| self.log.message(row)).unwrap_or_default(), now);
        }
        self.held.follow(&self.log);
    }

    fn open_socket(&mut self, connection: ConnectionId, target: &Target, moment: Moment) {
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
                let why = mask::mask_quoted(&why, target.endpoint.as_str());
                self.happen(Event::Socket(connection, SocketEvent::Refused(why)), Cargo::Nothing, moment);
            }
        }
    }

    fn close_socket(&mut self, request: &CloseRequest) {
        if let Some(Err(why)) = self.live.as_ref().map(|live| live.socket().close(request)) {
            log::error!("The browser did not close the connection: {why}");
        }
        self.end_traffic();
    }

    fn drop_socket(&mut self, now: Timestamp) {
        self.end_traffic();
        let was_clean = matches!(self.session.phase(), Phase::Closed(ending) if ending.close.was_clean);
        if let Some(file) = &mut self.file {
            file.lose(self.live.as_ref().map(Live::socket), was_clean);
        }
        self.live = None;
        let open_ms = self.attempt.as_ref().and_then(|attempt| attempt.open_ms(now));
        self.has_failed = self.session.phase().is_failure(open_ms);
    }

    fn note_throw(&mut self, threw: Option<String>) {
        if let Some(why) = threw {
            self.note(&Note::SendFailed(why), clock::now());
        }
    }

    fn note(&mut self, note: &Note, now: Timestamp) {
        let url = || self.session.target().map_or(String::new(), |target| mask::mask(target.endpoint.as_str()));
        match note {
            Note::Errored => log::error!("WebSocket error on {}: the browser gives no cause.", url()),
            Note::Refused(why) => log::error!("The browser refused to connect to {}: {why}", url()),
            Note::SendFailed(why) => log::error!("The browser did not take a message to {}: {why}", url()),
            _ => {}
        }
        if let Some(attempt) = &mut self.attempt {
            attempt.hear(note, self.log.ledger().received, now);
        }
        self.has_failed |= matches!(note, Note::Refused(_));
        self.log.note(note, now);
    }

    fn refuse(&mut self, cargo: &Cargo, refusal: Refusal) {
        match cargo {
            Cargo::Outgoing(ticket, _) | Cargo::File(ticket, ..) => self.answered = Some((*ticket, Err(refusal))),
            Cargo::Nothing | Cargo::Incoming(_) | Cargo::Sender(_) => self.refusal = Some(refusal),
        }
    }

    /// Takes the socket's state and what it has buffered, and whether either changed.
    fn look_at_socket(&mut self) -> bool {
        let is_news = self.look_at_state();
        self.look_at_buffer() || is_news
    }

    /// The socket's state can be ahead of its events: from the server's close frame on it is CLOSING.
    fn look_at_state(&mut self) -> bool {
        let is_open = matches!(self.session.phase(), Phase::Open { .. });
        let is_closing = self.live.as_ref().is_some_and(|live| live.is(ReadyState::Closing));
        if is_open && is_closing {
            self.happen_now(Event::Socket(self.session.connection(), SocketEvent::ClosingSeen), Cargo::Nothing);
        }
        is_open && is_closing
    }

    fn look_at_buffer(&mut self) -> bool {
        let Some(live) = &mut self.live else { return false };
        if let Some(file) = &mut self.file {
            file.look(live.socket());
        }
        live.look(&self.bell)
    }
}

/// An event's time, with the network's state and luck.
fn moment(now: Timestamp) -> Moment {
    Moment { now, is_online: network::is_online(), luck: chance::luck() }
}
