//! What the page says in sentences: states, endings, refusals, sizes. Each part of the page has a file of its own.

pub mod behaviour;
pub mod compose;
pub mod connect;
pub mod detail;
pub mod find;
pub mod kept;
pub mod kinds;
pub mod list;
pub mod panel;
pub mod sender;
pub mod share;
pub mod tabs;
pub mod take;
pub mod time;
pub mod traffic;
pub mod why;

use crate::model::{
    decimal::decimal,
    endpoint::Subprotocol,
    log::Note,
    mask,
    session::{Closer, Ending, LetGo, Phase, ReadyState, Refusal, Target},
};

/// The status line.
pub fn status(phase: &Phase, target: Option<&Target>) -> String {
    let url = target.map_or(String::new(), |target| mask::mask(target.endpoint.as_str()));
    match phase {
        Phase::New => "Disconnected from WebSocket. (not connected yet)".to_owned(),
        Phase::Connecting => format!("Connecting... to {url}"),
        Phase::Open { .. } => format!("Connected to: {url}"),
        Phase::Closing { .. } => format!("Closing... {url}"),
        Phase::Closed(how) => format!("Disconnected from WebSocket. {}", ending(how)),
        Phase::Refused(why) => format!("Disconnected from WebSocket. The browser refused to connect: {why}"),
        Phase::LetGo(LetGo::Asked) => {
            "Disconnected from WebSocket. Let go; the browser is still closing it.".to_owned()
        }
        Phase::LetGo(LetGo::HeartbeatUnanswered) => {
            "Disconnected from WebSocket. A heartbeat was not answered, so it was let go; the browser is still closing it."
                .to_owned()
        }
    }
}

/// The class of the status line.
pub fn class(state: ReadyState) -> &'static str {
    match state {
        ReadyState::Connecting => "connecting",
        ReadyState::Open => "open",
        ReadyState::Closing => "closing",
        ReadyState::Closed => "closed",
    }
}

/// How a connection ended: code, name, reason, clean or not, who began, and what it means.
pub fn ending(ending: &Ending) -> String {
    let close = &ending.close;
    let reason =
        if close.reason.is_empty() { "no reason".to_owned() } else { format!("reason “{}”", close.reason) };
    let clean = if close.was_clean { "clean" } else { "not clean" };
    let began = match (ending.closer, ending.opened) {
        (Closer::You, true) => " You began the close.",
        (Closer::You, false) => " You closed it before it opened.",
        (Closer::Server, _) => " The server began the close.",
        (Closer::Nobody, true) => " It was open before.",
        (Closer::Nobody, false) => " It never opened: the server is not there, or did not accept the connection.",
    };
    format!("{}, {reason}, {clean}. {}{began}", close.code, close.code.meaning())
}

/// A row that is no message.
pub fn note(note: &Note) -> String {
    match note {
        Note::Connecting(target) if target.offered.is_empty() => {
            format!("Connecting to {}", mask::mask(target.endpoint.as_str()))
        }
        Note::Connecting(target) => {
            let offered: Vec<&str> = target.offered.iter().map(Subprotocol::as_str).collect();
            format!("Connecting to {}, offering {}", mask::mask(target.endpoint.as_str()), offered.join(", "))
        }
        Note::Refused(why) => format!("The browser refused to connect: {why}"),
        Note::Opened(negotiated) => {
            let part = |name: &str, value: &str| match value {
                "" => String::new(),
                value => format!(", {name} {value}"),
            };
            let (protocol, extensions) = (&negotiated.protocol, &negotiated.extensions);
            format!("Connected{}{}", part("subprotocol", protocol), part("extensions", extensions))
        }
        Note::Errored => "Error. The browser tells a page no cause; how the connection closed follows.".to_owned(),
        Note::Closed(how) => format!("Closed: {}", ending(how)),
        Note::LetGo => "Let go; the browser is still closing it.".to_owned(),
        Note::HeartbeatUnanswered { waited_ms } => {
            format!("No answer to the heartbeat within {waited_ms} ms: the connection counts as dead and was let go.")
        }
        Note::Retrying { attempt, of, delay_ms } => {
            let of = of.map_or(String::new(), |of| format!(" of {of}"));
            format!("Try {attempt}{of} to connect again follows in {} s", decimal(delay_ms / 1_000.0, 1))
        }
        Note::NotRetrying(why) => why.to_string(),
        Note::RetryStopped => "No further try: you stopped it.".to_owned(),
        Note::SendingFile { name, size, chunks: None } => format!("Sending the file {name}, {}", bytes(*size)),
        Note::SendingFile { name, size, chunks: Some(chunks) } => {
            format!("Sending the file {name}, {}, in {} messages", bytes(*size), count(*chunks))
        }
        Note::SendFailed(why) => format!("The browser did not take a message: {why}"),
    }
}

/// Why a message was not sent.
pub fn not_sent(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotOpen(ReadyState::Connecting) => {
            "Not sent: the connection is still opening. Wait until it is connected, then send again."
        }
        Refusal::NotOpen(ReadyState::Closing) => {
            "Not sent: the connection is closing. Connect again when it is closed, then send."
        }
        Refusal::TooLarge => "Not sent: the browser did not take the message. It may be too large; try a shorter one.",
        Refusal::FileUnderWay => "Not sent: another file is being sent. Wait until it is done, or cancel it.",
        Refusal::BadTemplate => "Not started: the template has a placeholder that does not exist. Correct it.",
        Refusal::NoFile => "Not sent: the file did not reach the engine. Choose it again.",
        Refusal::NotOpen(_) | Refusal::NotClosed(_) | Refusal::NothingToClose(_) | Refusal::NothingToLetGo(_) => {
            "Not sent: there is no connection. Connect first, then send again."
        }
    }
}

/// Why Connect can't be clicked.
pub fn why_not_connect(state: ReadyState) -> Option<&'static str> {
    match state {
        ReadyState::Connecting => Some("An attempt is under way. Close it to try another address."),
        ReadyState::Open => Some("Connected. Close the connection to open another."),
        ReadyState::Closing => Some("The connection is closing. Wait until it is closed."),
        ReadyState::Closed => None,
    }
}

/// A number of bytes, with a unit that keeps it short: 1 kB is 1,000 bytes.
#[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{} kB", decimal(count as f64 / 1e3, 1)),
        1_000_000..1_000_000_000 => format!("{} MB", decimal(count as f64 / 1e6, 1)),
        _ => format!("{} GB", decimal(count as f64 / 1e9, 1)),
    }
}

/// The button that leads to the newest rows.
pub fn unseen(rows: u64) -> String {
    format!("{} new", count(rows))
}

/// A count with its thousands set apart: 1,234,567.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::close::{CloseCode, CloseEvent};

    #[test]
    fn the_status_line_of_a_close_tells_code_name_reason_and_cleanness() {
        let close = CloseEvent { code: CloseCode(4001), reason: "bye".into(), was_clean: true };
        let phase = Phase::Closed(Ending { close, closer: Closer::Server, opened: true });
        assert_eq!(
            status(&phase, None),
            "Disconnected from WebSocket. 4001 Private use, reason “bye”, clean. \
             The application defines what this code means. The server began the close."
        );
    }

    #[test]
    fn counts_and_bytes_are_short() {
        assert_eq!([count(7), count(999), count(1_000), count(12_345_678)], ["7", "999", "1,000", "12,345,678"]);
        assert_eq!([bytes(0), bytes(999), bytes(16_777_216)], ["0 B", "999 B", "16.8 MB"]);
    }
}
