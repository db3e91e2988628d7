//! How a connection ends: close codes, reasons and the close event.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::language::{Text, say, text};

/// The code of a close, as sent by a peer or made up by the browser (RFC 6455 section 7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CloseCode(pub u16);

impl CloseCode {
    /// The purpose of the connection is fulfilled.
    pub const NORMAL_CLOSURE: Self = Self(1000);
    /// The close frame carried no code. Never on the wire.
    pub const NO_STATUS_RECEIVED: Self = Self(1005);
    /// The connection ended without a close frame. Never on the wire.
    pub const ABNORMAL_CLOSURE: Self = Self(1006);
    /// The endpoint waited too long (IANA).
    pub const TIMEOUT: Self = Self(3008);

    /// Whether a page may send it: the standard throws `InvalidAccessError` for any code but 1000 and 3000–4999.
    pub fn is_sendable(self) -> bool {
        self == Self::NORMAL_CLOSURE || (3000..=4999).contains(&self.0)
    }

    /// Whether it belongs to the range for libraries and frameworks, registered with IANA (RFC 6455 section 7.4.2).
    pub fn is_registered(self) -> bool {
        (3000..=3999).contains(&self.0)
    }

    /// Whether it belongs to the range for private use (RFC 6455 section 7.4.2).
    pub fn is_private_use(self) -> bool {
        (4000..=4999).contains(&self.0)
    }

    /// Its name in IANA's WebSocket Close Code Number Registry, which every language writes alike, or that of its range.
    pub fn name(self) -> Text {
        match self.0 {
            1000 => Text::same("Normal Closure"),
            1001 => Text::same("Going Away"),
            1002 => Text::same("Protocol Error"),
            1003 => Text::same("Unsupported Data"),
            1004 => Text::same("Reserved"),
            1005 => Text::same("No Status Received"),
            1006 => Text::same("Abnormal Closure"),
            1007 => Text::same("Invalid Frame Payload Data"),
            1008 => Text::same("Policy Violation"),
            1009 => Text::same("Message Too Big"),
            1010 => Text::same("Mandatory Extension"),
            1011 => Text::same("Internal Error"),
            1012 => Text::same("Service Restart"),
            1013 => Text::same("Try Again Later"),
            1014 => Text::same("Bad Gateway"),
            1015 => Text::same("TLS Handshake"),
            3000 => Text::same("Unauthorized"),
            3003 => Text::same("Forbidden"),
            3008 => Text::same("Timeout"),
            0..1000 => text!("Not used", "Nicht benutzt"),
            1016..3000 => text!("Reserved for the protocol", "Für das Protokoll reserviert"),
            3001..4000 => text!("Registered range", "Registrierter Bereich"),
            4000..5000 => text!("Private use", "Privater Gebrauch"),
            _ => text!("Out of range", "Außerhalb des Bereichs"),
        }
    }

    /// What it means, in plain words.
    pub fn meaning(self) -> Text {
        match self.0 {
            1000 => text!(
                "The connection did its work and was closed on purpose.",
                "Die Verbindung tat ihre Arbeit und wurde mit Absicht geschlossen.",
            ),
            1001 => text!(
                "The server is shutting down, or the page was left.",
                "Der Server fährt herunter, oder die Seite wurde verlassen.",
            ),
            1002 => text!(
                "One side sent something that the WebSocket protocol forbids.",
                "Client oder Server sandte etwas, das das WebSocket-Protokoll verbietet.",
            ),
            1003 => text!(
                "One side cannot take this kind of message, for example binary.",
                "Client oder Server nimmt diese Art von Nachricht nicht, zum Beispiel binäre.",
            ),
            1004 => text!("This code has no meaning yet.", "Dieser Code hat noch keine Bedeutung."),
            1005 => text!(
                "The connection was closed in order, but without a code.",
                "Die Verbindung wurde ordentlich geschlossen, aber ohne Code.",
            ),
            1006 => text!(
                "The connection ended without a closing handshake, or never opened.",
                "Die Verbindung endete ohne Close-Handshake, oder sie war nie offen.",
            ),
            1007 => text!(
                "A message did not fit its kind, for example text that is not UTF-8.",
                "Eine Nachricht passte nicht zu ihrer Art, zum Beispiel Text, der kein UTF-8 ist.",
            ),
            1008 => {
                text!(
                    "A message broke a rule of the other side.",
                    "Eine Nachricht verletzte eine Regel der Gegenseite."
                )
            }
            1009 => text!(
                "A message was larger than the other side takes.",
                "Eine Nachricht war größer, als die Gegenseite sie nimmt.",
            ),
            1010 => text!(
                "The client needed an extension that the server did not agree to.",
                "Der Client brauchte eine Erweiterung, der der Server nicht zustimmte.",
            ),
            1011 => text!(
                "The server met a condition that it did not expect.",
                "Der Server stieß auf etwas, das er nicht erwartet hatte.",
            ),
            1012 => text!(
                "The service restarts. Try again in a moment.",
                "Der Dienst startet neu. Versuchen Sie es gleich noch einmal.",
            ),
            1013 => text!(
                "The service is overloaded. Try again later.",
                "Der Dienst ist überlastet. Versuchen Sie es später noch einmal.",
            ),
            1014 => text!(
                "A gateway got an invalid answer from the server behind it.",
                "Ein Gateway bekam von dem Server dahinter eine ungültige Antwort.",
            ),
            1015 => text!("The secure connection could not be set up.", "Die sichere Verbindung kam nicht zustande."),
            3000 => text!(
                "The endpoint needs an authorization that was not given.",
                "Der Endpunkt verlangt eine Berechtigung, die fehlte.",
            ),
            3003 => text!("The endpoint does not allow this client.", "Der Endpunkt lässt diesen Client nicht zu."),
            3008 => text!("The endpoint waited too long.", "Der Endpunkt hat zu lange gewartet."),
            0..1000 => text!("Codes below 1000 are not used.", "Codes unter 1000 werden nicht benutzt."),
            1016..3000 => text!(
                "This code is kept for later versions of WebSocket.",
                "Dieser Code ist für spätere Fassungen von WebSocket vorgesehen.",
            ),
            3001..4000 => text!(
                "A code for libraries and frameworks, without an entry at IANA.",
                "Ein Code für Bibliotheken und Frameworks, ohne Eintrag bei der IANA.",
            ),
            4000..5000 => text!(
                "The application defines what this code means.",
                "Die Anwendung bestimmt, was dieser Code bedeutet.",
            ),
            _ => text!("Close codes end at 4999.", "Close-Codes enden bei 4999."),
        }
    }
}

impl fmt::Display for CloseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, self.name())
    }
}

/// A reason that fits into a close frame: at most [`CloseReason::MAX_BYTES`] of UTF-8.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseReason(String);

impl CloseReason {
    /// A control frame holds 125 bytes (RFC 6455 section 5.5), two of which are the code.
    pub const MAX_BYTES: usize = 123;

    /// Takes a text that fits.
    ///
    /// # Errors
    ///
    /// When the text has more than [`Self::MAX_BYTES`] bytes.
    pub fn new(text: &str) -> Result<Self, CloseError> {
        if text.len() > Self::MAX_BYTES {
            return Err(CloseError::ReasonTooLong { bytes: text.len() });
        }
        Ok(Self(text.to_owned()))
    }

    /// The reason as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How the person wants to close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CloseRequest {
    /// `close()`: the close frame carries no code, and the peer learns nothing.
    Plain,
    /// `close(code, reason)`.
    WithCode(SendableCode, CloseReason),
}

impl Default for CloseRequest {
    /// 1000 without a reason: what a client says that is done.
    fn default() -> Self {
        Self::WithCode(SendableCode(CloseCode::NORMAL_CLOSURE), CloseReason::default())
    }
}

/// A code that [`CloseCode::is_sendable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendableCode(CloseCode);

impl SendableCode {
    /// Takes a code that a page may send.
    ///
    /// # Errors
    ///
    /// When the browser would refuse it.
    pub fn new(code: CloseCode) -> Result<Self, CloseError> {
        if code.is_sendable() { Ok(Self(code)) } else { Err(CloseError::CodeNotSendable(code)) }
    }

    /// The code.
    pub fn code(self) -> CloseCode {
        self.0
    }
}

/// Why a close cannot be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CloseError {
    /// The browser lets a page send only 1000 and 3000–4999.
    CodeNotSendable(CloseCode),
    /// The reason does not fit into a close frame.
    ReasonTooLong {
        /// Its length in UTF-8.
        bytes: usize,
    },
}

impl fmt::Display for CloseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CodeNotSendable(code) => f.write_str(&say!(
                "A page cannot send the close code {}. Browsers allow 1000 and 3000 to 4999.",
                "Eine Seite kann den Close-Code {} nicht senden. Browser erlauben 1000 und 3000 bis 4999.",
                code.0
            )),
            Self::ReasonTooLong { bytes } => f.write_str(&say!(
                "The reason has {} bytes in UTF-8 and a close frame holds {}. Shorten it.",
                "Der Grund hat {} Bytes in UTF-8, und ein Close-Frame fasst {}. Kürzen Sie ihn.",
                bytes,
                CloseReason::MAX_BYTES
            )),
        }
    }
}

impl std::error::Error for CloseError {}

/// The browser's `close` event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseEvent {
    /// The code of the close frame, or 1005 or 1006, which the browser makes up.
    pub code: CloseCode,
    /// The reason of the close frame; empty when there was none.
    pub reason: String,
    /// Whether the closing handshake was completed (RFC 6455 section 7.1.4).
    pub was_clean: bool,
}

#[cfg(test)]
mod tests;
