//! What the page says in sentences: states, endings, refusals, sizes. Each part of the page has a file of its own.

pub mod behaviour;
pub mod chart;
pub mod commands;
pub mod compose;
pub mod connect;
pub mod demos;
pub mod detail;
pub mod find;
pub mod inspector;
pub mod kept;
pub mod key_names;
pub mod keys;
pub mod kinds;
pub mod language;
pub mod ledger;
pub mod lessons;
pub mod list;
mod refusal;
pub mod sender;
pub mod share;
pub mod shell;
mod size;
pub mod tabs;
pub mod take;
pub mod time;
pub mod why;

use self::language::{Text, number, say, text};
pub use self::{
    language::count,
    refusal::{not_sent, refused, why_not_connect},
    size::{bytes, mebibytes, memory_use, messages, rate, unseen},
};
use crate::model::{
    close::CloseCode,
    endpoint::Subprotocol,
    inspect::quoted,
    log::Note,
    mask,
    phase::{Closer, Ending, LetGo, Phase, ReadyState, Target},
};

/// The status line.
pub fn status(phase: &Phase, target: Option<&Target>) -> String {
    let url = target.map_or(String::new(), |target| mask::mask(target.endpoint.as_str()));
    match phase {
        Phase::New => {
            say!("Disconnected from WebSocket. (not connected yet)", "Getrennt vom WebSocket. (noch nicht verbunden)")
        }
        Phase::Connecting => say!("Connecting... to {}", "Verbinde … mit {}", url),
        Phase::Open { .. } => say!("Connected to: {}", "Verbunden mit: {}", url),
        Phase::Closing { .. } => say!("Closing... {}", "Schließe … {}", url),
        Phase::Closed(how) => say!("Disconnected from WebSocket. {}", "Getrennt vom WebSocket. {}", ending(how)),
        Phase::Refused(why) => say!(
            "Disconnected from WebSocket. The browser refused to connect: {}",
            "Getrennt vom WebSocket. Der Browser lehnte die Verbindung ab: {}",
            quoted(why)
        ),
        Phase::LetGo(LetGo::Asked) => {
            say!(
                "Disconnected from WebSocket. Let go; the browser is still closing it.",
                "Getrennt vom WebSocket. Losgelassen; der Browser schließt sie noch."
            )
        }
        Phase::LetGo(LetGo::BeforeOpen) => say!(
            "Disconnected from WebSocket. Let go before it had opened.",
            "Getrennt vom WebSocket. Losgelassen, bevor sie offen war."
        ),
        Phase::LetGo(LetGo::HeartbeatUnanswered) => {
            say!(
                "Disconnected from WebSocket. A heartbeat was not answered, so it was let go; the browser is still \
                 closing it.",
                "Getrennt vom WebSocket. Ein Heartbeat blieb ohne Antwort, darum wurde sie losgelassen; der Browser \
                 schließt sie noch."
            )
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

/// What the code means. What 1006 stands for depends on how far the connection had come; when you ended the attempt, that
/// says it all.
fn meaning(ending: &Ending) -> Text {
    match (ending.close.code, ending.opened, ending.closer) {
        (CloseCode::ABNORMAL_CLOSURE, true, _) => {
            text!("The connection ended without a closing handshake.", "Die Verbindung endete ohne Close-Handshake.")
        }
        (CloseCode::ABNORMAL_CLOSURE, false, Closer::You) => Text::EMPTY,
        (CloseCode::ABNORMAL_CLOSURE, false, _) => {
            text!("The connection never opened.", "Die Verbindung war nie offen.")
        }
        (code, ..) => code.meaning(),
    }
}

/// How a connection ended: code, name, reason, clean or not, who began, and what it means.
pub fn ending(ending: &Ending) -> String {
    let close = &ending.close;
    let reason = if close.reason.is_empty() {
        say!("no reason", "ohne Grund")
    } else {
        say!("reason “{}”", "Grund „{}“", quoted(&close.reason))
    };
    let clean = if close.was_clean { text!("clean", "sauber") } else { text!("not clean", "nicht sauber") };
    let began = match (ending.closer, ending.opened) {
        (Closer::You, true) => text!(" You began the close.", " Sie haben das Schließen begonnen."),
        (Closer::You, false) => {
            text!(" You closed it before it opened.", " Sie haben sie geschlossen, bevor sie offen war.")
        }
        (Closer::Server, _) => text!(" The server began the close.", " Der Server hat das Schließen begonnen."),
        (Closer::Nobody, true) => {
            text!(" Who ended it, no page can know.", " Wer sie beendet hat, kann keine Seite wissen.")
        }
        (Closer::Nobody, false) => Text::EMPTY,
    };
    let meaning = meaning(ending);
    let gap = if meaning.is_empty() { "" } else { " " };
    format!("{}, {reason}, {clean}.{gap}{meaning}{began}", close.code)
}

/// A row that is no message.
pub fn note(note: &Note) -> String {
    match note {
        Note::Connecting(target) if target.offered.is_empty() => {
            say!("Connecting to {}", "Verbinde mit {}", mask::mask(target.endpoint.as_str()))
        }
        Note::Connecting(target) => {
            let offered = mask::mask_protocols(target.offered.iter().map(Subprotocol::as_str));
            say!(
                "Connecting to {}, offering {}",
                "Verbinde mit {}, angeboten: {}",
                mask::mask(target.endpoint.as_str()),
                offered.join(", ")
            )
        }
        Note::Refused(why) => {
            say!("The browser refused to connect: {}", "Der Browser lehnte die Verbindung ab: {}", quoted(why))
        }
        Note::Opened(negotiated) => {
            let part = |name: &str, value: &str| match value {
                "" => String::new(),
                value => format!(", {name} {}", quoted(value)),
            };
            let (protocol, extensions) = (&mask::mask_protocols([&negotiated.protocol[..]])[0], &negotiated.extensions);
            say!(
                "Connected{}{}",
                "Verbunden{}{}",
                part(&text!("subprotocol", "Subprotokoll"), protocol),
                part(&text!("extensions", "Erweiterungen"), extensions)
            )
        }
        Note::Errored => say!(
            "Error. The browser tells a page no cause; how the connection closed follows.",
            "Fehler. Der Browser nennt einer Seite keinen Grund; wie die Verbindung endete, folgt."
        ),
        Note::Closed(how) => say!("Closed: {}", "Geschlossen: {}", ending(how)),
        Note::LetGo => say!("Let go; the browser is still closing it.", "Losgelassen; der Browser schließt sie noch."),
        Note::LetGoBeforeOpen => say!("Let go before it had opened.", "Losgelassen, bevor sie offen war."),
        Note::HeartbeatUnanswered { waited_ms } => {
            say!(
                "No answer to the heartbeat within {} ms: the connection counts as dead and was let go.",
                "Keine Antwort auf den Heartbeat binnen {} ms: Die Verbindung gilt als tot und wurde \
                 losgelassen.",
                count(u64::from(*waited_ms))
            )
        }
        Note::Retrying { attempt, of, delay_ms } => {
            let of = of.map_or(String::new(), |of| say!(" of {}", " von {}", of));
            say!(
                "Try {}{} to connect again follows in {} s",
                "Versuch {}{}, wieder zu verbinden, folgt in {} s",
                attempt,
                of,
                number(delay_ms / 1_000.0, 1)
            )
        }
        Note::NotRetrying(why) => why.to_string(),
        Note::RetryStopped => say!("No further try: you stopped it.", "Kein weiterer Versuch: Sie haben das beendet."),
        Note::SendingFile { name, size, chunks: None } => {
            say!("Sending the file {}, {}", "Sende die Datei {}, {}", quoted(name), bytes(*size))
        }
        Note::SendingFile { name, size, chunks: Some(chunks) } => {
            say!(
                "Sending the file {}, {}, in {}",
                "Sende die Datei {}, {}, in {}",
                quoted(name),
                bytes(*size),
                messages(*chunks)
            )
        }
        Note::NotMade(why) => say!("A message was not sent: {}", "Eine Nachricht wurde nicht gesendet: {}", why),
        Note::NotSentOnOpen(1) => say!(
            "1 message on open was not sent: the server had begun to close.",
            "1 Nachricht beim Öffnen wurde nicht gesendet: Der Server hatte das Schließen begonnen."
        ),
        Note::NotSentOnOpen(left) => say!(
            "{} messages on open were not sent: the server had begun to close.",
            "{} Nachrichten beim Öffnen wurden nicht gesendet: Der Server hatte das Schließen begonnen.",
            left
        ),
        Note::Unreadable { index } => {
            say!(
                "The browser could not read message {} that it had delivered; zeros stand in its place.",
                "Der Browser konnte die Nachricht {}, die er zugestellt hatte, nicht lesen; an ihrer Stelle \
                 stehen Nullen.",
                index
            )
        }
        Note::SendFailed(why) => {
            say!("The browser did not take a message: {}", "Der Browser nahm eine Nachricht nicht an: {}", quoted(why))
        }
    }
}

#[cfg(test)]
mod tests;
