//! What the engine shows: the session that the page looks at in full, and each in brief.

use serde::{Deserialize, Serialize};

use super::{FileReport, Memory, Properties, SenderReport};
use crate::model::{
    detail::DetailNews,
    diagnosis::Evidence,
    find::{kind_counts::KindsReport, watch::WatchReport},
    id::{SessionId, Ticket},
    log::{Answer, Chart, Ledger, ListReport, Row, SearchReport},
    phase::{Negotiated, Phase, ReadyState, Target},
    session::{Refusal, Retry},
    time::Timestamp,
    timeline::Timeline,
};

/// What the page draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The session that the page looks at.
    pub session: SessionId,
    /// How it stands.
    pub shown: SessionSnapshot,
    /// How every session stands, in the order of their ids.
    pub sessions: Vec<Summary>,
}

/// How a session stands, in brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Which session.
    pub session: SessionId,
    /// Its state.
    pub state: ReadyState,
    /// A further try is planned.
    pub will_retry: bool,
    /// Messages received since it began.
    pub received: u64,
}

/// How one session stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SessionSnapshot {
    /// Its state.
    pub phase: Phase,
    /// What the latest attempt connects to.
    pub target: Option<Target>,
    /// What the latest attempt's WebSocket is, while it lasts and afterwards.
    pub properties: Option<Properties>,
    /// What the latest attempt's handshake settled, since it opened and afterwards.
    pub negotiated: Option<Negotiated>,
    /// The counters of its log.
    pub ledger: Ledger,
    /// How many messages Clear has dropped that can be brought back.
    pub cleared: u64,
    /// The list: which rows the filter leaves.
    pub list: ListReport,
    /// The search, while there is one.
    pub search: Option<SearchReport>,
    /// What was found last.
    pub answer: Option<Answer>,
    /// The kinds of messages, while they are wanted.
    pub kinds: Option<KindsReport>,
    /// The watched paths, in their order.
    pub watches: Vec<WatchReport>,
    /// How memory is used.
    pub memory: Memory,
    /// The rows that the page looks at, as far as they exist.
    pub rows: Vec<Row>,
    /// The last message that the page handed over, and what became of it.
    pub answered: Option<(Ticket, Result<(), Refusal>)>,
    /// Why the last that the person wanted, and that was no message, was not done: Connect, Close, the sender.
    pub refusal: Option<Refusal>,
    /// While it is connecting: other sessions in their handshake with the same host. Browsers let one at a time through.
    pub others_connecting: u32,
    /// While it is connecting: attempts at the same host that failed just before. Browsers delay the next one.
    pub recent_failures: u32,
    /// Bytes that were handed to `send()` and not yet to the network.
    pub buffered_amount: u64,
    /// The states so far.
    pub timeline: Timeline,
    /// The try that is to come.
    pub retry: Option<Retry>,
    /// The sender, from its start on.
    pub sender: Option<SenderReport>,
    /// The file that was sent last, or is being sent.
    pub file: Option<FileReport>,
    /// What is known about the last failure, until the next attempt.
    pub evidence: Option<Evidence>,
    /// The message that is looked into.
    pub detail: DetailNews,
    /// How much came and went when, while it is asked for.
    pub chart: Option<Chart>,
    /// When the last heartbeat was sent, and how many milliseconds its answer took.
    pub heartbeat: Option<(Timestamp, Option<f64>)>,
}
