//! The language of page and worker: Commands one way, Snapshots the other.
//!
//! The page asks for a Snapshot with [`ToEngine::Ask`], up to [`OUTSTANDING`] times ahead; the engine answers each
//! when something changed, and at most one in [`PACE_MS`]. So what is under way is bounded, whatever a server sends.

mod inquiry;
mod reports;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use self::{
    inquiry::{Inquiry, Memory, PayloadPart},
    reports::{FileReport, FileState, Properties, SenderReport, SenderState},
};
use super::{
    close::CloseRequest,
    detail::{CopyPart, DetailCommand, DetailNews},
    diagnosis::Evidence,
    find::{filter::Filter, kinds::KindsReport, pattern::Pattern, watch::WatchReport},
    id::{SessionId, Ticket},
    language::{Language, Separators},
    log::{Answer, Chart, Ledger, LinesPart, ListReport, Row, SearchReport, Span},
    message::Message,
    phase::{Negotiated, Phase, ReadyState, Target},
    session::{Refusal, Retry},
    settings::{FilePlan, SenderPlan, Settings},
    time::Timestamp,
    timeline::Timeline,
};

/// How many Snapshots the page asks for ahead. During a flood in Chromium one outstanding request gives about 20
/// Snapshots a second, two 36, three 49: the answer competes with the messages.
pub const OUTSTANDING: u32 = 3;

/// Milliseconds between two Snapshots at least: a little less than a frame at 60 Hz.
pub const PACE_MS: f64 = 14.0;

/// The same while a flood runs past a person who does nothing but watch it: twenty a second. Measured, the same flood,
/// beside a bare page: in Chromium 0.98 of its rate instead of 0.92, in Firefox 0.88 instead of 0.81.
pub const FLOOD_PACE_MS: f64 = 50.0;

/// What the page says to the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToEngine {
    /// The page has drawn what it got and asks for one more Snapshot.
    Ask,
    /// The person wants something.
    Command(SessionId, Command),
    /// A page begins beside an engine that has worked for another one: nothing that one asked for is waited for any more.
    Begin,
    /// Say what is said from now on in this language, with numbers written like this. What was said stays as it is.
    Speak(Language, Separators),
    /// One leaves the page, and the browser keeps it for the way back (true), or it is there again (false). Browsers close
    /// the connections of such a page.
    Away(bool),
}

/// What the engine says to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToPage {
    /// The engine listens, and is of this build. Nothing that is sent before arrives.
    Ready {
        /// The engine's [`crate::BUILD`].
        build: String,
    },
    /// The answer to an [`ToEngine::Ask`].
    Snapshot(Box<Snapshot>),
    /// The answer to a [`DetailCommand::Copy`], with the text beside it.
    Copied(SessionId, CopyPart),
    /// The answer to an [`Inquiry::Read`], with the bytes beside it, or a Blob of them.
    Payload(SessionId, PayloadPart),
    /// The answer to an [`Inquiry::Lines`] or [`Inquiry::MoreLines`], with the bytes beside it.
    Lines(SessionId, LinesPart),
}

/// What the person wants of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Draw this session from now on, and these rows of its log.
    Look(Look),
    /// Open a connection.
    Connect(Target),
    /// Send a message. The ticket comes back in [`SessionSnapshot::answered`].
    Send(Ticket, Message),
    /// Send the file that rides beside this command. The ticket comes back as that of a message does.
    SendFile(Ticket, FilePlan),
    /// Stop sending the file that is under way. What was handed to the browser stays sent.
    CancelFile,
    /// Close the connection.
    Close(CloseRequest),
    /// Stop waiting for a connection that does not end: the browser goes on closing it by itself.
    LetGo,
    /// Drop every row of the log.
    Clear,
    /// Bring back what was dropped, while that is possible: [`SessionSnapshot::cleared`].
    UndoClear,
    /// Look into a message.
    Detail(DetailCommand),
    /// Tell how much came and went when, over this stretch of time, of whichever session is shown; or tell it no more.
    Chart(Option<Span>),
    /// Show only these messages in the list.
    Filter(Box<Filter>),
    /// Mark these messages in the list and count them, or search for nothing.
    Search(Option<Pattern>),
    /// Something about the list.
    Inquire(Inquiry),
    /// Behave like this from now on; `binaryType` counts from the next connection.
    Configure(Settings),
    /// Do not wait for the next try: connect now.
    ReconnectNow,
    /// Do not try again.
    StopReconnecting,
    /// Send a message many times.
    StartSender(SenderPlan),
    /// Hold the sender.
    PauseSender,
    /// Let the sender go on.
    ResumeSender,
    /// End the sender.
    StopSender,
    /// The person has closed the session: end everything in it, and free its memory. Its id is not used again.
    Discard,
    /// Fill the log with so many messages of so many bytes, as the lab's flood would. Only the measurements have it.
    #[cfg(feature = "trial")]
    Fill(u64, usize),
    /// Count where these bytes are in the log, and tell how long that took and how much memory there is: in a
    /// [`ToPage::Payload`] with the ticket of no question. Only the measurements have it.
    #[cfg(feature = "trial")]
    Measure(Vec<u8>),
    /// Break down, as by a fault that nobody knows. Only tests have it.
    #[cfg(feature = "trial")]
    BreakDown,
}

/// Which rows the page wants to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// The newest rows, this many.
    Newest(u64),
    /// The rows at these positions of the list.
    Rows(Range<u64>),
}

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

/// Encodes for the way through the link.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).unwrap_or_default()
}

/// Decodes what came through the link; `None` when it is of another build's language.
pub fn decode<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        close::{CloseCode, CloseEvent, CloseReason, SendableCode},
        endpoint::{Endpoint, Subprotocol},
        find::kind::KindField,
        log::{Extent, MessageLog, Note},
        message::{Direction, Kind},
        phase::{Closer, Ending, ReadyState},
        time::Timestamp,
    };

    fn check<T: Serialize + for<'a> Deserialize<'a> + PartialEq + std::fmt::Debug>(value: T) {
        assert_eq!(decode::<T>(&encode(&value)), Some(value));
    }

    fn target() -> Target {
        Target {
            endpoint: Endpoint::parse("wss://host/\u{e9}").expect("a good address"),
            offered: Subprotocol::parse_list("a, b").expect("good names"),
        }
    }

    #[test]
    fn every_command_crosses_unchanged() {
        let code = SendableCode::new(CloseCode(4000)).expect("a code that can be sent");
        let reason = CloseReason::new("bye").expect("a short reason");
        check(ToEngine::Ask);
        check(ToEngine::Begin);
        check(ToEngine::Speak(Language::German, Separators { group: '\u{202f}', decimal: ',' }));
        for command in [
            Command::Look(Look::Newest(40)),
            Command::Look(Look::Rows(3..u64::MAX)),
            Command::Connect(target()),
            Command::Send(Ticket(1), Message::Text("\0 \u{1f980}".into())),
            Command::Send(Ticket(2), Message::Binary(vec![0, 255])),
            Command::Close(CloseRequest::Plain),
            Command::Close(CloseRequest::WithCode(code, reason)),
            Command::Clear,
            Command::Filter(Box::new(Filter { pattern: Some(Pattern::default()), context: 3, ..Filter::default() })),
            Command::Search(Some(Pattern { text: "a".into(), ..Pattern::default() })),
            Command::Inquire(Inquiry::Kinds(Some(KindField::Named("a.b".into())))),
            Command::Inquire(Inquiry::Lines(Ticket(3), Extent::Rows(vec![1..2, 5..9]))),
        ] {
            check(ToEngine::Command(SessionId(7), command));
        }
    }

    #[test]
    fn a_snapshot_crosses_unchanged() {
        let close = CloseEvent { code: CloseCode(1006), reason: String::new(), was_clean: false };
        let ending = Ending { close, closer: Closer::Nobody, opened: true };
        let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
        log.note(&Note::Closed(ending.clone()), Timestamp(1.5));
        log.append(Direction::Sent, Kind::Binary, &[0, 255], Timestamp(1.0));
        check(ToPage::Ready { build: "0".into() });
        check(ToPage::Snapshot(Box::new(Snapshot {
            session: SessionId(1),
            shown: SessionSnapshot {
                phase: Phase::Closed(ending),
                target: Some(target()),
                ledger: log.ledger(),
                list: log.list(),
                rows: log.window(log.rows()),
                answered: Some((Ticket(9), Err(Refusal::NotOpen(ReadyState::Closed)))),
                ..SessionSnapshot::default()
            },
            sessions: Vec::new(),
        })));
    }

    #[test]
    fn bytes_of_another_language_are_no_snapshot() {
        assert_eq!(decode::<ToPage>(&[9, 9, 9]), None);
    }
}
