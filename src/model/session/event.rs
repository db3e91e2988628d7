//! What happens to a session, what that leads to, and why something is not done.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use crate::model::{
    close::{CloseEvent, CloseRequest},
    id::ConnectionId,
    log::Note,
    phase::{Negotiated, ReadyState, Target},
    settings::Settings,
    time::Timestamp,
};

/// What an event leads to. Never more than five, and kept without an allocation: there is one list per message.
pub type Effects = ArrayVec<Effect, 5>;

/// What a session cannot know by itself, at the time of an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The time.
    pub now: Timestamp,
    /// Whether the browser is online.
    pub is_online: bool,
    /// A random number from 0 to 1, thrown for this event.
    pub luck: f64,
}

impl From<Timestamp> for Moment {
    /// Online, and without luck: a delay that is thrown for is the longest.
    fn from(now: Timestamp) -> Self {
        Self { now, is_online: true, luck: 1.0 }
    }
}

/// What happened to a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    // From the person.
    /// Connect was clicked, or the page connects by itself as it loads.
    ConnectClicked(Target),
    /// A message or a file is to be sent.
    SendClicked,
    /// Close was clicked.
    CloseClicked(CloseRequest),
    /// The person does not want to wait for the connection's end.
    LetGoClicked,
    /// The person does not want to wait for the next try.
    ReconnectNowClicked,
    /// The person wants no further try.
    StopReconnectingClicked,
    /// The settings were changed.
    SettingsEntered(Settings),
    // From the world.
    /// The socket of this connection has something to say.
    Socket(ConnectionId, SocketEvent),
    /// A heartbeat of this connection had no answer for so many milliseconds.
    HeartbeatUnanswered(ConnectionId, u32),
    /// The time for the next try has come.
    RetryElapsed,
    /// The browser went online or offline.
    OnlineChanged,
}

/// What a socket says: the four events of the standard, the constructor's exception, and its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SocketEvent {
    /// The constructor threw: no socket came to be.
    Refused(String),
    /// `open`.
    Opened(Negotiated),
    /// `message`. Its payload stays with the engine, which copies it once, into the log.
    MessageReceived,
    /// `error`, which carries nothing: the standard hides causes from pages. `close` follows.
    Errored,
    /// `readyState` was seen to be CLOSING. No event tells: it is so from the server's close frame on.
    ClosingSeen,
    /// `close`.
    Closed(CloseEvent),
}

/// What the engine is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Open a socket for this attempt.
    OpenSocket(ConnectionId, Target),
    /// Hand the message or the file of this event to `send()`, then log it.
    Transmit,
    /// Send the messages that the settings name, in their order.
    SendOnOpen,
    /// Send heartbeats from now on as the settings say, or none.
    SetHeartbeat,
    /// Call `close()`.
    CloseSocket(CloseRequest),
    /// Nothing can be sent any more: end what sends by itself.
    EndTraffic,
    /// The connection is over: let go of the socket, and of all that went on with it.
    DropSocket,
    /// Report [`Event::RetryElapsed`] in so many milliseconds.
    ScheduleRetry(f64),
    /// Do not report it after all.
    CancelRetry,
    /// Append the message of this event to the log.
    KeepMessage,
    /// Append a row that is no message.
    TakeNote(Note),
    /// Say why what the person asked for is not done.
    Refuse(Refusal),
}

/// Why something that the person asked for is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Connect needs a closed session.
    NotClosed(ReadyState),
    /// Sending needs an open connection: in CONNECTING `send()` throws, later it drops messages silently.
    NotOpen(ReadyState),
    /// There is nothing to close.
    NothingToClose(ReadyState),
    /// Only what is connecting or closing can be let go.
    NothingToLetGo(ReadyState),
    /// Another file is being sent.
    FileUnderWay,
    /// No file came with the command.
    NoFile,
    /// The sender's template has a placeholder that does not exist.
    BadTemplate,
    /// The browser's `send()` threw, or the engine has no memory for a message of this size.
    TooLarge,
}
