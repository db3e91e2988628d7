//! What wakes the engine, and how what a desk waits for reaches it again: as a call, with the desk's name on it.

use std::{future::Future, rc::Rc};

use crate::{
    model::{
        diagnosis::{Permission, Probe},
        id::{ConnectionId, RowNumber, SessionId, Ticket},
        link::ToEngine,
        time::Timestamp,
    },
    web::{
        Thrown, clock,
        file::{Bytes, File, FileError, Piece},
        network::Violation,
        socket::Heard,
        task,
        timer::{Soon, Timer},
    },
};

/// What wakes the engine.
pub(super) enum Call {
    /// The page says something, perhaps with a file beside it.
    Page(ToEngine, Option<File>),
    /// Something that a session waits for has come.
    Desk(SessionId, Wake),
    /// So many bytes are about to be brought over from the page.
    MakeWay(u32),
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
    pub(super) fn time(&self) -> Timestamp {
        match self {
            Self::Desk(_, Wake::Socket(_, heard)) => heard.at,
            _ => clock::now(),
        }
    }
}

/// How anything reaches the engine.
pub(super) type Caller = Rc<dyn Fn(Call)>;

/// What wakes a desk, besides the page. Each carries what tells a late one from a fresh one.
pub(super) enum Wake {
    /// Its socket says something.
    Socket(ConnectionId, Heard),
    /// This connection had an error a while ago: its close should have come by now.
    CloseDue(ConnectionId),
    /// The time for the next try has come.
    RetryElapsed,
    /// It is time to look at the heartbeat of this connection.
    Heartbeat(ConnectionId),
    /// It is the sender's turn.
    Sender,
    /// It is time to look at the browser's buffer.
    Gauge,
    /// It is the turn of the file that is sent under this number.
    File(u32),
    /// A part of that file was read, or could not be.
    FileRead(u32, Result<Piece, FileError>),
    /// The bytes of a row that stay with the browser were read, as far as they were wanted.
    HeldRead(RowNumber, Result<Bytes, Thrown>),
    /// The message that is looked into is to be read on.
    Detail,
    /// Its bytes, which stayed with the browser, were read; it has so many in all.
    DetailRead(RowNumber, u64, Result<Bytes, Thrown>),
    /// A piece of such a message was read, for the file of NDJSON under this ticket.
    LinesRead(Ticket, Result<Bytes, Thrown>),
    /// It is time to look at more of what is kept.
    Look,
    /// What was cleared cannot be brought back any more.
    ClearedDue,
    /// The rates of the kinds have changed, whether a message came or not.
    RatesDue,
    /// The probe of this connection's failure has ended.
    Probed(ConnectionId, Probe),
    /// The browser has said whether the page may reach a more private network.
    Permitted(ConnectionId, Permission),
}

/// A desk's bell.
#[derive(Clone)]
pub(super) struct Bell {
    session: SessionId,
    caller: Caller,
}

impl Bell {
    pub(super) fn new(session: SessionId, caller: Caller) -> Self {
        Self { session, caller }
    }

    /// Whose bell it is.
    pub(super) fn session(&self) -> SessionId {
        self.session
    }

    /// Wakes the desk.
    pub(super) fn ring(&self, wake: Wake) {
        (self.caller)(Call::Desk(self.session, wake));
    }

    /// Wakes the desk after this many milliseconds.
    pub(super) fn after(&self, milliseconds: f64, wake: Wake) -> Timer {
        let bell = self.clone();
        Timer::after(milliseconds, move || bell.ring(wake))
    }

    /// Wakes the desk when others had their turn, as often as it is called.
    pub(super) fn soon(&self, wake: impl Fn() -> Wake + 'static) -> Option<Soon> {
        let bell = self.clone();
        Soon::new(move || bell.ring(wake()))
    }

    /// Wakes the desk when something has come.
    pub(super) fn when(&self, comes: impl Future<Output = Wake> + 'static) {
        let bell = self.clone();
        task::spawn(async move { bell.ring(comes.await) });
    }
}
