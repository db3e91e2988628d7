//! Where a session stands, in the standard's words, and how its last connection ended.

use serde::{Deserialize, Serialize};

use crate::model::{
    close::{CloseCode, CloseEvent},
    endpoint::{Endpoint, Subprotocol},
    time::Timestamp,
};

/// Where to connect and what to offer there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The address.
    pub endpoint: Endpoint,
    /// The subprotocols, the preferred one first.
    pub offered: Vec<Subprotocol>,
}

/// The four states of the WHATWG standard's `readyState`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadyState {
    /// The opening handshake goes on.
    Connecting,
    /// Messages can go both ways.
    Open,
    /// The closing handshake goes on, or the browser waits for the peer to end the TCP connection.
    Closing,
    /// There is no connection.
    Closed,
}

/// What the opening handshake settled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Negotiated {
    /// The subprotocol that the server picked; empty when it picked none.
    pub protocol: String,
    /// The extensions in use, such as permessage-deflate; empty when there are none.
    pub extensions: String,
}

/// Who asked for the end of a connection first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closer {
    /// The person, with Close.
    You,
    /// The server: its close frame came first.
    Server,
    /// Nobody that a page could know: there was no closing handshake.
    Nobody,
}

/// How a connection ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The browser's event.
    pub close: CloseEvent,
    /// Who began.
    pub closer: Closer,
    /// Whether it had opened before.
    pub opened: bool,
}

/// Milliseconds within which an end counts as right after the opening.
pub const SOON_MS: f64 = 1_000.0;

/// The state of a session with what is known in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Phase {
    /// No connection was asked for yet.
    #[default]
    New,
    /// CONNECTING.
    Connecting,
    /// OPEN.
    Open {
        /// When `open` was fired.
        since: Timestamp,
        /// What the handshake settled.
        negotiated: Negotiated,
    },
    /// CLOSING.
    Closing {
        /// When Close was clicked, or since when it was seen.
        since: Timestamp,
        /// Whether it had opened before.
        opened: bool,
        /// The person asked for it. Otherwise it is the server's doing, or the connection broke: how it ends will tell.
        by_you: bool,
    },
    /// CLOSED, after a connection.
    Closed(Ending),
    /// The browser refused to even try, for this reason.
    Refused(String),
    /// Nothing waits for the connection any more.
    LetGo(LetGo),
}

/// Why a connection was let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LetGo {
    /// The person did not want to wait for its end: the browser is still closing it.
    Asked,
    /// The person did not want to wait for it to open: there is nothing that could still be closed.
    BeforeOpen,
    /// A heartbeat was not answered in time: the browser is still closing it.
    HeartbeatUnanswered,
}

impl Phase {
    /// The standard's word for it.
    pub fn ready_state(&self) -> ReadyState {
        match self {
            Self::Connecting => ReadyState::Connecting,
            Self::Open { .. } => ReadyState::Open,
            Self::Closing { .. } => ReadyState::Closing,
            Self::New | Self::Closed(_) | Self::Refused(_) | Self::LetGo(_) => ReadyState::Closed,
        }
    }

    /// Whether it ended in a way that asks for a diagnosis: the constructor threw, it never opened, a heartbeat had no
    /// answer, there was no closing handshake, or the server was not content with it: it closed it so many milliseconds
    /// after the opening, soon, and not with 1000.
    pub fn is_failure(&self, open_ms: Option<f64>) -> bool {
        match self {
            Self::Refused(_) | Self::LetGo(LetGo::BeforeOpen | LetGo::HeartbeatUnanswered) => true,
            Self::Closed(Ending { close, opened, closer }) => {
                let is_unwanted = *closer == Closer::Server && close.code != CloseCode::NORMAL_CLOSURE;
                !opened
                    || close.code == CloseCode::ABNORMAL_CLOSURE
                    || is_unwanted && open_ms.is_some_and(|open_ms| open_ms < SOON_MS)
            }
            _ => false,
        }
    }
}
