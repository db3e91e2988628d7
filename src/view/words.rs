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
pub mod keys;
pub mod kinds;
pub mod language;
pub mod ledger;
pub mod lessons;
pub mod list;
pub mod sender;
pub mod share;
pub mod shell;
pub mod tabs;
pub mod take;
pub mod time;
pub mod why;

pub use self::language::count;
use self::language::{Text, number, say, text};
use crate::model::{
    close::CloseCode,
    endpoint::Subprotocol,
    inspect::quoted,
    log::Note,
    mask,
    phase::{Closer, Ending, LetGo, Phase, ReadyState, Target},
    session::Refusal,
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

/// Why a message was not sent.
pub fn not_sent(refusal: Refusal) -> Text {
    match refusal {
        Refusal::NotOpen(ReadyState::Connecting) => text!(
            "Not sent: the connection is still opening. Wait until it is connected, then send again.",
            "Nicht gesendet: Die Verbindung öffnet sich noch. Warten Sie, bis sie steht, und senden Sie dann noch \
             einmal.",
        ),
        Refusal::NotOpen(ReadyState::Closing) => text!(
            "Not sent: the connection is closing. Connect again when it is closed, then send.",
            "Nicht gesendet: Die Verbindung schließt sich. Verbinden Sie neu, wenn sie geschlossen ist, und senden Sie \
             dann.",
        ),
        Refusal::TooLarge => text!(
            "Not sent: the browser did not take the message. It may be too large; try a shorter one.",
            "Nicht gesendet: Der Browser nahm die Nachricht nicht an. Vielleicht ist sie zu groß; versuchen Sie eine \
             kürzere.",
        ),
        Refusal::FileUnderWay => text!(
            "Not sent: another file is being sent. Wait until it is done, or cancel it.",
            "Nicht gesendet: Eine andere Datei wird gerade gesendet. Warten Sie, bis sie fertig ist, oder brechen Sie \
             sie ab.",
        ),
        Refusal::BadTemplate => text!(
            "Not started: the template has a placeholder that does not exist. Correct it.",
            "Nicht begonnen: Die Vorlage hat einen Platzhalter, den es nicht gibt. Berichtigen Sie ihn.",
        ),
        Refusal::NoFile => text!(
            "Not sent: the file did not reach the engine. Choose it again.",
            "Nicht gesendet: Die Datei kam nicht bei der Engine an. Wählen Sie sie noch einmal.",
        ),
        Refusal::NotOpen(_) | Refusal::NotClosed(_) | Refusal::NothingToClose(_) | Refusal::NothingToLetGo(_) => text!(
            "Not sent: there is no connection. Connect first, then send again.",
            "Nicht gesendet: Es gibt keine Verbindung. Verbinden Sie zuerst und senden Sie dann noch einmal.",
        ),
    }
}

/// Why the last that was wanted of the connection was not done.
pub fn refused(refusal: Refusal) -> Text {
    match refusal {
        Refusal::NotClosed(ReadyState::Connecting) => text!(
            "Not connected again: an attempt is under way. Close it first.",
            "Nicht neu verbunden: Ein Versuch läuft. Schließen Sie ihn zuerst.",
        ),
        Refusal::NotClosed(_) => text!(
            "Not connected again: the connection is not closed yet. Close it, and wait for that.",
            "Nicht neu verbunden: Die Verbindung ist noch nicht geschlossen. Schließen Sie sie und warten Sie das ab.",
        ),
        Refusal::NothingToClose(ReadyState::Closing) => text!(
            "It is closing already. Wait, or let it go.",
            "Sie schließt sich schon. Warten Sie, oder lassen Sie sie los.",
        ),
        Refusal::NothingToClose(_) => {
            text!("There is no connection to close.", "Es gibt keine Verbindung zu schließen.")
        }
        Refusal::NothingToLetGo(_) => text!(
            "There is nothing to let go: only what is connecting or closing can be.",
            "Es gibt nichts loszulassen: Das geht nur, solange sich etwas verbindet oder schließt.",
        ),
        Refusal::NotOpen(_) => text!(
            "Not started: there is no open connection. Connect first, then start again.",
            "Nicht begonnen: Es gibt keine offene Verbindung. Verbinden Sie zuerst und beginnen Sie dann noch einmal.",
        ),
        other => not_sent(other),
    }
}

/// Why Connect can't be clicked.
pub fn why_not_connect(state: ReadyState) -> Option<Text> {
    match state {
        ReadyState::Connecting => Some(text!(
            "An attempt is under way. Close it to try another address.",
            "Ein Versuch läuft. Schließen Sie ihn, um eine andere Adresse zu versuchen.",
        )),
        ReadyState::Open => Some(text!(
            "Connected. Close the connection to open another.",
            "Verbunden. Schließen Sie die Verbindung, um eine andere zu öffnen.",
        )),
        ReadyState::Closing => Some(text!(
            "The connection is closing. Wait until it is closed.",
            "Die Verbindung schließt sich. Warten Sie, bis sie geschlossen ist.",
        )),
        ReadyState::Closed => None,
    }
}

/// A number of bytes, with a unit that keeps it short: 1 kB is 1,000 bytes.
#[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{} kB", number(count as f64 / 1e3, 1)),
        1_000_000..1_000_000_000 => format!("{} MB", number(count as f64 / 1e6, 1)),
        _ => format!("{} GB", number(count as f64 / 1e9, 1)),
    }
}

/// How many messages.
pub fn messages(number: u64) -> String {
    if number == 1 { say!("1 message", "1 Nachricht") } else { say!("{} messages", "{} Nachrichten", count(number)) }
}

const MIB: f64 = 1_048_576.0;

/// Memory, in the unit in which budgets are set: `541 MiB`.
#[expect(clippy::cast_precision_loss, reason = "no machine has 8 PiB")]
pub fn mebibytes(bytes: u64) -> String {
    say!("{} MiB", "{} MiB", number(bytes as f64 / MIB, 0))
}

/// Memory in use, and how much of it may be: in MiB, as the fields have it. What is in use at all is not told as nothing.
#[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
pub fn memory_use(used: u64, budget: u64) -> String {
    let least = if used == 0 { 0.0 } else { 0.1 };
    let used = number((used as f64 / MIB).max(least), 1);
    let budget = number(budget as f64 / MIB, usize::from(!budget.is_multiple_of(1 << 20)));
    say!("{} of {} MiB", "{} von {} MiB", used, budget)
}

/// How many a second, when so many took so long. `None` when it took no time.
#[expect(clippy::cast_precision_loss, reason = "it is a rate for people")]
pub fn rate(count: u64, milliseconds: f64) -> Option<f64> {
    (milliseconds > 0.0).then(|| count as f64 / milliseconds * 1_000.0)
}

/// The button that leads to the newest rows.
pub fn unseen(rows: u64) -> String {
    say!("{} new", "{} neu", count(rows))
}

#[cfg(test)]
mod tests;
