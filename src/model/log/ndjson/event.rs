//! What happened to the connection, as a line of NDJSON.

use super::{escape, number, utc};
use crate::model::{
    endpoint::Subprotocol,
    log::note::Note,
    mask::{mask, mask_protocols},
    time::Timestamp,
};

/// Writes a line: `time`, `event` (its name), and what else is known of it. Secrets in addresses are masked: such files are
/// handed on.
pub(super) fn write(note: &Note, at: Timestamp, part: &mut Vec<u8>) {
    part.extend_from_slice(b"{\"time\":\"");
    part.extend_from_slice(utc(at).as_bytes());
    part.extend_from_slice(b"\",\"event\":\"");
    part.extend_from_slice(name(note).as_bytes());
    part.push(b'"');
    match note {
        Note::Connecting(target) => {
            text("address", &mask(target.endpoint.as_str()), part);
            text("offered", &protocols(target.offered.iter().map(Subprotocol::as_str)), part);
        }
        Note::Opened(negotiated) => {
            text("protocol", &protocols([&negotiated.protocol[..]]), part);
            text("extensions", &negotiated.extensions, part);
        }
        Note::Closed(ending) => {
            number(",\"code\":", ending.close.code.0.into(), part);
            text("reason", &ending.close.reason, part);
            part.extend_from_slice(if ending.close.was_clean { b",\"clean\":true" } else { b",\"clean\":false" });
        }
        Note::Refused(why) | Note::SendFailed(why) | Note::NotMade(why) => text("why", why, part),
        Note::SendingFile { name, size, .. } => {
            text("name", name, part);
            number(",\"size\":", *size, part);
        }
        Note::NotSentOnOpen(messages) => number(",\"messages\":", *messages, part),
        Note::Unreadable { index } => number(",\"index\":", index.0, part),
        _ => {}
    }
    part.extend_from_slice(b"}\n");
}

/// The names of events, which programs rely on.
fn name(note: &Note) -> &'static str {
    match note {
        Note::Connecting(_) => "connecting",
        Note::Refused(_) => "refused",
        Note::Opened(_) => "opened",
        Note::Errored => "error",
        Note::Closed(_) => "closed",
        Note::LetGo | Note::LetGoBeforeOpen => "let-go",
        Note::HeartbeatUnanswered { .. } => "heartbeat-unanswered",
        Note::Retrying { .. } => "retrying",
        Note::NotRetrying(_) => "not-retrying",
        Note::RetryStopped => "retry-stopped",
        Note::SendingFile { .. } => "sending-file",
        Note::SendFailed(_) => "send-failed",
        Note::NotMade(_) => "not-made",
        Note::NotSentOnOpen(_) => "not-sent-on-open",
        Note::Unreadable { .. } => "unreadable",
    }
}

fn protocols<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    mask_protocols(names).join(", ")
}

fn text(name: &str, value: &str, part: &mut Vec<u8>) {
    part.extend_from_slice(b",\"");
    part.extend_from_slice(name.as_bytes());
    part.extend_from_slice(b"\":\"");
    escape(value.as_bytes(), part);
    part.push(b'"');
}
