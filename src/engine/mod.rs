//! The worker: owns the sockets and the logs, performs the model's effects, and hands out Snapshots.
//!
//! Everything begins with a [`Call`] and ends in [`Engine::answer`], which hands out a Snapshot when one is due. Each
//! session has a `Desk`; what a desk waits for comes back to it through its `Bell`. Nothing is awaited while the
//! engine is borrowed, and it is borrowed in one place.

mod bell;
mod desk;
mod detail;
mod evidence;
mod failures;
mod files;
mod gauge;
mod heartbeat;
mod held;
mod sender;

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use self::{
    bell::{Bell, Caller, Wake},
    desk::Desk,
    failures::Failures,
};
use crate::{
    BUILD,
    model::{
        id::SessionId,
        link::{Command, Inquiry, Look, Memory, SessionSnapshot, Snapshot, ToEngine, ToPage},
        log::{MessageLog, Span},
        pace::{Due, Pace},
        time::Timestamp,
    },
    web::{
        clock,
        file::File,
        link::Link,
        network::{Violation, Watch},
        timer::Timer,
    },
};

/// What wakes the engine.
enum Call {
    /// The page says something, perhaps with a file beside it.
    Page(ToEngine, Option<File>),
    /// Something that a session waits for has come.
    Desk(SessionId, Wake),
    /// The browser went online or offline.
    OnlineChanged,
    /// The worker's policy blocked something.
    Blocked(Violation),
    /// It is time to look at the page's requests again.
    Due,
}

impl Call {
    /// When it came. A message brings its time along: this is the hot path, and Firefox blurs each answer of its clock
    /// by a computation that costs as much as all else here.
    fn time(&self) -> Timestamp {
        match self {
            Self::Desk(_, Wake::Socket(_, heard)) => heard.at,
            _ => clock::now(),
        }
    }
}

/// Every session of the page, and the page's requests.
struct Engine {
    desks: BTreeMap<SessionId, Desk>,
    looking: (SessionId, Look),
    charted: Option<Span>,
    failures: Failures,
    /// What the logs of all sessions may use together, in bytes.
    budget: usize,
    pace: Pace,
    /// The latest time that came with a call.
    latest: Timestamp,
    timer: Option<Timer>,
    caller: Caller,
    say: Say,
    #[expect(dead_code, reason = "kept for its drop")]
    watch: Option<Watch>,
}

/// How the engine speaks to the page; some of what it says has bytes beside it.
type Say = Box<dyn Fn(&ToPage, Option<&[u8]>)>;

/// Starts the engine in its worker and tells the page that it listens. It lives as long as the worker.
pub fn start() {
    let link = Rc::new(RefCell::new(None::<Link<ToPage>>));
    let to_page = link.clone();
    let hear = run(move |said, bytes| {
        if let Some(link) = to_page.borrow().as_ref() {
            match bytes {
                Some(bytes) => link.post_bytes(said, bytes),
                None => link.post(said),
            }
        }
    });
    let Some(opened) = Link::to_page(hear) else {
        log::error!("The engine runs in a worker only.");
        return;
    };
    opened.post(&ToPage::Ready { build: BUILD.to_owned() });
    *link.borrow_mut() = Some(opened);
}

/// Runs an engine that says what it has to say through `say`. The answer takes what the page says, and what rides
/// beside it; when that is dropped, and nothing is under way any more, the engine ends.
pub fn run(say: impl Fn(&ToPage, Option<&[u8]>) + 'static) -> impl Fn(ToEngine, Option<File>) {
    let engine = Rc::new(RefCell::new(None::<Engine>));
    let caller = caller(&engine);
    let (online, blocked) = (caller.clone(), caller.clone());
    let watch = Watch::new(move || online(Call::OnlineChanged), move |violation| blocked(Call::Blocked(violation)));
    *engine.borrow_mut() = Some(Engine {
        desks: BTreeMap::new(),
        looking: (SessionId::default(), Look::Newest(0)),
        charted: None,
        failures: Failures::default(),
        budget: MessageLog::DEFAULT_BUDGET_OF_ALL,
        pace: Pace::default(),
        latest: Timestamp::default(),
        timer: None,
        caller: caller.clone(),
        say: Box::new(say),
        watch,
    });
    move |said, file| {
        // It holds the engine; the callers of its parts do not, or none of them would ever be freed.
        let _engine = &engine;
        caller(Call::Page(said, file));
    }
}

fn caller(engine: &Rc<RefCell<Option<Engine>>>) -> Caller {
    let engine = Rc::downgrade(engine);
    Rc::new(move |call| {
        let Some(engine) = engine.upgrade() else { return };
        match engine.try_borrow_mut() {
            Ok(mut engine) => {
                if let Some(engine) = engine.as_mut() {
                    engine.take(call);
                }
            }
            // No browser calls back while it is called.
            Err(_) => log::error!("The engine was called while it worked."),
        }
    })
}

impl Engine {
    fn take(&mut self, call: Call) {
        // A message that waited in the browser's queue is older than what was done meanwhile.
        self.latest = Timestamp(self.latest.0.max(call.time().0));
        match call {
            Call::Desk(session, wake) => self.wake(session, wake),
            Call::Page(ToEngine::Ask, _) => self.pace.ask(),
            Call::Page(ToEngine::Command(session, command), file) => self.obey(session, command, file),
            Call::OnlineChanged => self.tell_all(Desk::online_changed),
            Call::Blocked(violation) => self.tell_all(|desk| desk.blocked(&violation)),
            Call::Due => self.timer = None,
        }
        self.answer();
    }

    fn obey(&mut self, session: SessionId, command: Command, file: Option<File>) {
        self.pace.change();
        if matches!(command, Command::Send(..)) {
            self.pace.hold(clock::now());
        }
        match command {
            Command::Chart(span) => self.charted = span,
            Command::Discard => drop(self.desks.remove(&session)),
            command => {
                let bell = || Bell::new(session, self.caller.clone());
                let desk = self.desks.entry(session).or_insert_with(|| Desk::new(bell()));
                match command {
                    Command::Look(look) => {
                        if session != self.looking.0 {
                            desk.tell_again();
                        }
                        self.looking = (session, look);
                    }
                    Command::Inquire(Inquiry::BudgetOfAll(bytes)) => {
                        let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
                        self.budget = bytes.clamp(MessageLog::LEAST_BUDGET, MessageLog::MOST_BUDGET);
                        self.keep_within_budget();
                    }
                    command => desk.obey(command, file),
                }
                self.investigate(session);
            }
        }
        self.settle(session);
    }

    fn wake(&mut self, session: SessionId, wake: Wake) {
        // Late ones of a session that was discarded find no desk.
        let Some(desk) = self.desks.get_mut(&session) else { return };
        if matches!(wake, Wake::Socket(..)) {
            self.pace.release();
        }
        if desk.wake(wake) {
            self.pace.change();
        }
        self.investigate(session);
        self.settle(session);
    }

    fn tell_all(&mut self, tell: impl Fn(&mut Desk)) {
        self.pace.change();
        self.desks.values_mut().for_each(tell);
        for session in self.desks.keys().copied().collect::<Vec<_>>() {
            self.investigate(session);
        }
    }

    /// Adds to the evidence of a failure what only the other sessions show.
    fn investigate(&mut self, session: SessionId) {
        let Some(host) = self.desks.get_mut(&session).and_then(Desk::take_failure) else { return };
        let rivals = self.desks.iter().filter(|(other, desk)| **other != session && desk.is_connecting_to(&host));
        let rivals = u32::try_from(rivals.count()).unwrap_or(u32::MAX);
        let now = clock::now();
        let recent = self.failures.at(&host, now);
        let Some(desk) = self.desks.get_mut(&session) else { return };
        desk.investigate(rivals, recent);
        if desk.has_failed_to_open() {
            self.failures.add(host, now);
        }
    }

    /// Hands over what a session has for the page, and keeps all of them within their budget.
    fn settle(&mut self, session: SessionId) {
        if let Some(desk) = self.desks.get_mut(&session) {
            for (said, bytes) in desk.take_parcels() {
                (self.say)(&said, Some(&bytes));
            }
            if !desk.take_growth() {
                return;
            }
        }
        self.keep_within_budget();
    }

    fn keep_within_budget(&mut self) {
        while self.memory() > self.budget {
            // All have the same share, so whoever uses most is furthest beyond it.
            let greatest = self.desks.values_mut().max_by_key(|desk| desk.memory());
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
                if self.timer.is_none() {
                    let caller = self.caller.clone();
                    self.timer = Some(Timer::after(milliseconds, move || caller(Call::Due)));
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
        shown.memory = Memory { used_by_all, budget_of_all, ..shown.memory };
        let sessions = self.desks.values().map(Desk::summary).collect();
        Snapshot { session: *session, shown, sessions }
    }
}
