//! The worker: owns the sockets and the logs, performs the model's effects, and hands out Snapshots.
//!
//! Everything begins with a [`Call`] and ends in [`Engine::answer`], which hands out a Snapshot when one is due. Each
//! session has a `Desk`; what a desk waits for comes back to it through its `Bell`. Nothing is awaited while the
//! engine is borrowed, and it is borrowed in one place.

mod bell;
mod budget;
mod buffered;
mod desk;
mod detail;
mod evidence;
mod files;
mod heartbeat;
mod held;
mod live;
mod sender;
pub mod start;

use litemap::LiteMap;

use self::{
    bell::{Bell, Call, Caller, Wake},
    desk::Desk,
};
use crate::{
    model::{
        detail::DetailCommand,
        diagnosis::{Absence, Failures},
        id::SessionId,
        language,
        link::{Command, Inquiry, Look, Memory, PageCommand, SessionSnapshot, Snapshot, ToEngine, ToPage},
        log::Span,
        snapshot_pace::{Due, Pace},
        time::Timestamp,
    },
    web::{
        clock,
        file::{Beside, File},
        memory,
        network::Watch,
        timer::Timer,
    },
};

/// Every session of the page, and the page's requests.
struct Engine {
    desks: LiteMap<SessionId, Desk>,
    looking: (SessionId, Look),
    charted: Option<Span>,
    failures: Failures,
    absence: Absence,
    /// What the logs of all sessions may use together, in bytes.
    budget: usize,
    pace: Pace,
    /// The latest time that came with a call.
    latest: Timestamp,
    /// What wakes it for the next Snapshot, and when.
    timer: Option<(Timestamp, Timer)>,
    caller: Caller,
    say: Say,
    #[expect(dead_code, reason = "kept for its drop")]
    watch: Option<Watch>,
}

/// How the engine speaks to the page; some of what it says has something beside it.
type Say = Box<dyn Fn(&ToPage, Option<&Beside>)>;

impl Engine {
    fn take(&mut self, call: Call) {
        // A message that waited in the browser's queue is older than what was done meanwhile.
        self.latest = Timestamp(self.latest.0.max(call.time().0));
        match call {
            Call::Desk(session, wake) => self.wake(session, wake),
            Call::Page(ToEngine::Ask, _) => self.pace.ask(),
            Call::Page(ToEngine::Page(command), _) => self.heed(command),
            Call::Page(ToEngine::Session(session, command), file) => self.obey(session, command, file),
            Call::MakeWay(bytes) => self.make_way(bytes as usize),
            Call::OnlineChanged => self.tell_all(Desk::online_changed),
            Call::Blocked(violation) => self.tell_all(|desk| desk.blocked(&violation)),
            Call::Due => self.timer = None,
        }
        self.answer();
    }

    /// Does what the page wants of the engine itself.
    fn heed(&mut self, command: PageCommand) {
        match command {
            PageCommand::Begin => {
                self.pace = Pace::default();
                self.charted = None;
            }
            PageCommand::Speak(spoken, separators) => language::speak(spoken, separators),
            PageCommand::Away(is_away) => self.be_away(is_away),
            PageCommand::Look(session, look) => self.look_at(session, look),
            PageCommand::Chart(span) => {
                self.pace.act();
                self.charted = span;
            }
            PageCommand::Budget(bytes) => self.set_budget(bytes),
            PageCommand::Discard(session) => {
                self.pace.act();
                drop(self.desks.remove(&session));
                self.each_desk().for_each(Desk::try_again);
            }
        }
    }

    fn look_at(&mut self, session: SessionId, look: Look) {
        self.pace.act();
        let is_another = session != self.looking.0;
        let desk = self.desk(session);
        if is_another {
            desk.tell_again();
        }
        self.looking = (session, look);
        // Until it is answered, rows of before stand where others belong.
        self.pace.hurry();
    }

    /// The desk of a session, which it gets with the first that is wanted of it.
    fn desk(&mut self, session: SessionId) -> &mut Desk {
        let bell = || Bell::new(session, self.caller.clone());
        self.desks.entry(session).or_insert_with(|| Desk::new(bell()))
    }

    fn each_desk(&mut self) -> impl Iterator<Item = &mut Desk> {
        self.desks.iter_mut().map(|(_, desk)| desk)
    }

    /// Does what the person wants of a session.
    fn obey(&mut self, session: SessionId, command: Command, file: Option<File>) {
        self.pace.act();
        if matches!(command, Command::Send(..)) {
            self.pace.hold(clock::now());
        }
        let frees_memory =
            matches!(command, Command::Detail(DetailCommand::Close) | Command::Inquire(Inquiry::Budget(_)));
        self.desk(session).obey(command, file);
        self.investigate(session);
        if frees_memory {
            self.each_desk().for_each(Desk::try_again);
        }
        self.settle(session);
    }

    fn wake(&mut self, session: SessionId, wake: Wake) {
        // Late ones of a session that was discarded find no desk.
        let Some(desk) = self.desks.get_mut(&session) else { return };
        let is_of_socket = matches!(wake, Wake::Socket(..));
        let frees_memory = matches!(wake, Wake::ClearedDue);
        if is_of_socket {
            self.pace.release();
        }
        if desk.wake(wake) {
            if is_of_socket { self.pace.receive() } else { self.pace.change() }
        }
        if frees_memory {
            self.each_desk().for_each(Desk::try_again);
        }
        self.investigate(session);
        self.settle(session);
    }

    fn tell_all(&mut self, tell: impl Fn(&mut Desk)) {
        self.pace.change();
        self.each_desk().for_each(tell);
        for session in self.desks.keys().copied().collect::<Vec<_>>() {
            self.investigate(session);
        }
    }

    /// One leaves the page, or is back. A connection that this ended may have told so before.
    fn be_away(&mut self, is_away: bool) {
        self.absence.change(is_away, clock::now());
        self.pace.change();
        self.desks.iter_mut().for_each(|(_, desk)| desk.explain(&self.absence));
    }

    /// Adds to the evidence of a failure what only the other sessions show.
    fn investigate(&mut self, session: SessionId) {
        let Some(host) = self.desks.get_mut(&session).and_then(Desk::take_failure) else { return };
        let rivals = self.rivals(session, &host);
        let now = clock::now();
        let recent = self.failures.at(&host, now);
        let Some(desk) = self.desks.get_mut(&session) else { return };
        desk.explain(&self.absence);
        desk.investigate(rivals, recent);
        if desk.has_failed_to_open() {
            self.failures.add(host, now);
        }
    }

    /// How many other sessions are in their handshake with this host.
    fn rivals(&self, session: SessionId, host: &str) -> u32 {
        let others = self.desks.iter().filter(|(other, _)| **other != session);
        u32::try_from(others.filter(|(_, desk)| desk.connecting_to() == Some(host)).count()).unwrap_or(u32::MAX)
    }

    /// Hands out a Snapshot when one is due, or plans to.
    fn answer(&mut self) {
        match self.pace.take(self.latest) {
            Due::Never => {}
            Due::In(milliseconds) => {
                let due = Timestamp(self.latest.0 + milliseconds);
                if self.timer.as_ref().is_none_or(|(planned, _)| planned.0 > due.0) {
                    let caller = self.caller.clone();
                    self.timer = Some((due, Timer::after(milliseconds, move || caller(Call::Due))));
                }
            }
            Due::Now => {
                let snapshot = Box::new(self.snapshot());
                (self.say)(&ToPage::Snapshot(snapshot), None);
            }
        }
    }

    fn snapshot(&mut self) -> Snapshot {
        let (session, look) = &self.looking;
        let (used_by_all, budget_of_all) = (self.memory() as u64, self.budget as u64);
        let mut shown =
            self.desks.get_mut(session).map_or_else(SessionSnapshot::default, |desk| desk.snapshot(look, self.charted));
        let of_program = u64::from(memory::bytes());
        shown.memory = Memory { used_by_all, budget_of_all, of_program, ..shown.memory };
        if let Some(host) = self.desks.get(session).and_then(Desk::connecting_to) {
            shown.others_connecting = self.rivals(*session, host);
            shown.recent_failures = self.failures.at(host, clock::now());
        }
        let sessions = self.desks.values().map(Desk::summary).collect();
        Snapshot { session: *session, shown, sessions }
    }
}
