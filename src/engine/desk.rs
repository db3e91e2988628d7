//! One session at work: its rules, its socket and its log, and the one place where effects are performed.

mod commands;
mod connection;
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
        id::Ticket,
        link::{Properties, ToPage},
        log::{Lines, MessageLog, Note},
        mask,
        message::{Direction, Message},
        session::{Effect, Event, Moment, Refusal, Session},
        settings::{FilePlan, SenderPlan},
        time::Timestamp,
    },
    web::{
        chance, clock,
        file::File,
        network,
        socket::Payload,
        timer::{Soon, Timer},
    },
};

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
}

/// An event's time, with the network's state and luck.
fn moment(now: Timestamp) -> Moment {
    Moment { now, is_online: network::is_online(), luck: chance::luck() }
}
