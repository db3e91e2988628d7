//! The language of page and worker: Commands one way, Snapshots the other.
//!
//! The page asks for a Snapshot with [`ToEngine::Ask`], up to [`OUTSTANDING`] times ahead; the engine answers each
//! when something changed, and at most one in [`PACE_MS`]. So what is under way is bounded, whatever a server sends.

mod command;
mod inquiry;
mod reports;
mod snapshot;

use serde::{Deserialize, Serialize};

pub use self::{
    command::{Command, Look, PageCommand},
    inquiry::{Inquiry, Memory, PayloadPart},
    reports::{FileReport, FileState, Properties, SenderReport, SenderState},
    snapshot::{SessionSnapshot, Snapshot, Summary},
};
use super::{detail::CopyPart, id::SessionId, log::LinesPart};

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
    /// The page wants something of the engine itself.
    Page(PageCommand),
    /// The person wants something of a session.
    Session(SessionId, Command),
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
    /// The answer to a [`super::detail::DetailCommand::Copy`], with the text beside it.
    Copied(SessionId, CopyPart),
    /// The answer to an [`Inquiry::Read`], with the bytes beside it, or a Blob of them.
    Payload(SessionId, PayloadPart),
    /// The answer to an [`Inquiry::Lines`] or [`Inquiry::MoreLines`], with the bytes beside it.
    Lines(SessionId, LinesPart),
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
        close::{CloseCode, CloseEvent, CloseReason, CloseRequest, SendableCode},
        endpoint::{Endpoint, Subprotocol},
        find::{filter::Filter, kind::KindField, pattern::Pattern},
        id::{RowNumber, Ticket},
        language::{Language, Separators},
        log::{Extent, LinesFormat, MessageLog, Note},
        message::{Direction, Kind, Message},
        phase::{Closer, Ending, Phase, ReadyState, Target},
        session::Refusal,
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
        for command in [
            PageCommand::Begin,
            PageCommand::Speak(Language::German, Separators { group: '\u{202f}', decimal: ',' }),
            PageCommand::Look(SessionId(7), Look::Newest(40)),
            PageCommand::Look(SessionId(7), Look::Rows(3..u64::MAX)),
        ] {
            check(ToEngine::Page(command));
        }
        for command in [
            Command::Connect(target()),
            Command::Send(Ticket(1), Message::Text("\0 \u{1f980}".into())),
            Command::Send(Ticket(2), Message::Binary(vec![0, 255])),
            Command::Close(CloseRequest::Plain),
            Command::Close(CloseRequest::WithCode(code, reason)),
            Command::Clear,
            Command::Filter(Box::new(Filter { pattern: Some(Pattern::default()), context: 3, ..Filter::default() })),
            Command::Search(Some(Pattern { text: "a".into(), ..Pattern::default() })),
            Command::Inquire(Inquiry::Kinds(Some(KindField::Named("a.b".into())))),
            Command::Inquire(Inquiry::Lines(
                Ticket(3),
                Extent::Rows(RowNumber(5)..RowNumber(9)),
                LinesFormat::Payloads,
            )),
        ] {
            check(ToEngine::Session(SessionId(7), command));
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
                rows: log.window(log.list().positions),
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
