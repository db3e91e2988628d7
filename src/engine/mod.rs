//! The worker: owns the sockets and the logs, performs the model's effects, and hands out Snapshots.
//!
//! Everything begins with a [`Call`] and ends in [`Engine::answer`], which hands out a Snapshot when one is due. Each
//! session has a `Desk`; what a desk waits for comes back to it through its `Bell`. Nothing is awaited while the
//! engine is borrowed, and it is borrowed in one place.

mod bell;
mod buffered;
mod desk;
mod detail;
mod evidence;
mod files;
mod heartbeat;
mod held;
mod live;
mod sender;

use std::{cell::RefCell, rc::Rc};

use litemap::LiteMap;

use self::{
    bell::{Bell, Call, Caller, Wake},
    desk::Desk,
};
use crate::{
    BUILD,
    model::{
        detail::DetailCommand,
        diagnosis::{Absence, Failures},
        id::SessionId,
        language,
        link::{Command, Inquiry, Look, Memory, PageCommand, SessionSnapshot, Snapshot, ToEngine, ToPage},
        log::{
            MessageLog, Span, rescue_map,
            shares::{self, SHARE},
        },
        snapshot_pace::{Due, Pace},
        time::Timestamp,
    },
    web::{
        clock, engine_script,
        file::{Beside, File},
        link::Link,
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

/// Starts the engine in its worker and tells the page that it listens. It lives as long as the worker.
pub fn start() {
    let link = Rc::new(RefCell::new(None::<Link<ToPage>>));
    let to_page = link.clone();
    let engine = engine(move |said, beside| {
        if let Some(link) = to_page.borrow().as_ref() {
            match beside {
                Some(beside) => link.post_with(said, beside),
                None => link.post(said),
            }
        }
    });
    let (near, far) = (caller(&engine), caller(&engine));
    let hear = move |said, beside| {
        // It holds the engine; the callers do not, or nothing of it would ever be freed.
        let _engine = &engine;
        let file = if let Some(Beside::File(file)) = beside { Some(file) } else { None };
        near(Call::Page(said, file));
    };
    let Some(opened) = Link::to_page(move |bytes| far(Call::MakeWay(bytes)), hear) else {
        log::error!("The engine runs in a worker only.");
        return;
    };
    engine_script::tell_map(rescue_map::address(), rescue_map::SLOTS, rescue_map::WORDS);
    opened.post(&ToPage::Ready { build: BUILD.to_owned() });
    *link.borrow_mut() = Some(opened);
}

/// Runs an engine that says what it has to say through `say`. The answer takes what the page says, and what rides
/// beside it; when that is dropped, and nothing is under way any more, the engine ends.
pub fn run(say: impl Fn(&ToPage, Option<&Beside>) + 'static) -> impl Fn(ToEngine, Option<File>) {
    let engine = engine(say);
    let caller = caller(&engine);
    move |said, file| {
        let _engine = &engine;
        caller(Call::Page(said, file));
    }
}

fn engine(say: impl Fn(&ToPage, Option<&Beside>) + 'static) -> Rc<RefCell<Option<Engine>>> {
    let engine = Rc::new(RefCell::new(None::<Engine>));
    let caller = caller(&engine);
    let (online, blocked) = (caller.clone(), caller.clone());
    let watch = Watch::new(move || online(Call::OnlineChanged), move |violation| blocked(Call::Blocked(violation)));
    *engine.borrow_mut() = Some(Engine {
        desks: LiteMap::new(),
        looking: (SessionId::default(), Look::Newest(0)),
        charted: None,
        failures: Failures::default(),
        absence: Absence::default(),
        budget: MessageLog::DEFAULT_BUDGET_OF_ALL,
        pace: Pace::default(),
        latest: Timestamp::default(),
        timer: None,
        caller,
        say: Box::new(say),
        watch,
    });
    engine
}

fn caller(engine: &Rc<RefCell<Option<Engine>>>) -> Caller {
    let engine = Rc::downgrade(engine);
    Rc::new(move |call| {
        let Some(engine) = engine.upgrade() else { return };
        // No browser calls back while it is called: where it cannot be had, it has broken down at work. That has been told
        // (`crash.js`), and what it had under way is in no state to go on.
        if let Ok(mut engine) = engine.try_borrow_mut()
            && let Some(engine) = engine.as_mut()
        {
            engine.take(call);
        }
    })
}

fn with_memory(desk: &mut Desk) -> (&mut Desk, usize) {
    let memory = desk.memory();
    (desk, memory)
}

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

    fn set_budget(&mut self, bytes: u64) {
        self.pace.act();
        let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
        self.budget = bytes.clamp(MessageLog::LEAST_BUDGET, MessageLog::MOST_BUDGET);
        self.keep_within_budget();
        self.each_desk().for_each(Desk::try_again);
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

    /// Hands over what a session has for the page, and keeps all of them within their budget.
    fn settle(&mut self, session: SessionId) {
        if let Some(desk) = self.desks.get_mut(&session) {
            for (said, beside) in desk.take_parcels() {
                (self.say)(&said, Some(&beside));
            }
            if desk.take_shortage() {
                self.share(session);
            } else if !desk.take_growth() {
                return;
            }
        }
        self.keep_within_budget();
    }

    /// A session has found no memory: whoever holds most gives some of it, unless that is the session itself.
    fn share(&mut self, session: SessionId) {
        let own = self.desks.get(&session).map_or(0, Desk::memory);
        let others = self.desks.iter_mut().filter(|(other, _)| **other != session);
        if let Some(giver) = shares::giver(own, others.map(|(_, desk)| with_memory(desk))) {
            giver.give_up(SHARE);
            if let Some(desk) = self.desks.get_mut(&session) {
                desk.try_again();
            }
        }
    }

    /// Sees to it that a large message of the page finds memory: as it comes, as it is read, and in the log.
    fn make_way(&mut self, bytes: usize) {
        if let Some(greatest) = shares::greatest(self.each_desk().map(with_memory)) {
            greatest.make_way(bytes.saturating_mul(3));
        }
    }

    fn keep_within_budget(&mut self) {
        while self.memory() > self.budget {
            let greatest = shares::greatest(self.each_desk().map(with_memory));
            if !greatest.is_some_and(Desk::give_back) {
                return;
            }
        }
    }

    fn memory(&self) -> usize {
        self.desks.values().map(Desk::memory).sum()
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
