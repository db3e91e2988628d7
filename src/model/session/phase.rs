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
    /// CLOSING, because the person asked for it.
    Closing {
        /// When Close was clicked.
        since: Timestamp,
        /// Whether it had opened before.
        opened: bool,
    },
    /// CLOSED, after a connection.
    Closed(Ending),
    /// The browser refused to even try, for this reason.
    Refused(String),
    /// Nothing waits for the connection any more; the browser is still closing it.
    LetGo(LetGo),
}

/// Why a connection was let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LetGo {
    /// The person did not want to wait for its end.
    Asked,
    /// A heartbeat was not answered in time.
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
    /// Whether it ended in a way that asks for a diagnosis: the constructor threw, it never opened, or there was no
    /// closing handshake.
    pub fn is_failure(&self) -> bool {
        match self {
            Self::Refused(_) => true,
            Self::Closed(Ending { close, opened, .. }) => !opened || close.code == CloseCode::ABNORMAL_CLOSURE,
            _ => false,
        }
    }
}
