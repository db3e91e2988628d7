//! The lessons: what each is about, and what shows it live.

use super::demo::Demo;

/// A lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lesson {
    /// How a connection begins.
    Handshake,
    /// What goes over the wire.
    Frames,
    /// CONNECTING, OPEN, CLOSING, CLOSED.
    States,
    /// open, message, error, close.
    Events,
    /// Codes and reasons.
    CloseCodes,
    /// A language within the connection.
    Subprotocols,
    /// Bytes, as a Blob or an `ArrayBuffer`.
    Binary,
    /// What has not left yet.
    BackPressure,
    /// Which page asks.
    Origin,
    /// TLS.
    Secure,
}

impl Lesson {
    /// All of them, in the order in which they are read best.
    pub const ALL: [Self; 10] = [
        Self::Handshake,
        Self::Frames,
        Self::States,
        Self::Events,
        Self::CloseCodes,
        Self::Subprotocols,
        Self::Binary,
        Self::BackPressure,
        Self::Origin,
        Self::Secure,
    ];

    /// What shows it on the lab.
    pub fn demo(self) -> Demo {
        match self {
            Self::Handshake => Demo::Echo,
            Self::Frames => Demo::Fragments,
            Self::States => Demo::Stall,
            Self::Events => Demo::Greet,
            Self::CloseCodes => Demo::Close,
            Self::Subprotocols => Demo::Subprotocol,
            Self::Binary => Demo::Image,
            Self::BackPressure => Demo::Slow,
            Self::Origin => Demo::Refuse,
            Self::Secure => Demo::Secure,
        }
    }
}
