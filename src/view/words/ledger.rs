//! The sentences of the ledger.

use super::{
    language::{Text, say, text},
    messages,
};

/// A number's name, and what it means.
pub type Number = (Text, Text);

/// What came.
pub const RECEIVED: Number = (
    text!("Received", "Empfangen"),
    text!("Messages that the browser delivered", "Nachrichten, die der Browser zugestellt hat"),
);
/// What went.
pub const SENT: Number = (
    text!("Sent", "Gesendet"),
    text!("Messages that were handed to the browser", "Nachrichten, die dem Browser übergeben wurden"),
);
/// What is there.
pub const KEPT: Number = (text!("Kept", "Behalten"), text!("Messages in the list", "Nachrichten in der Liste"));
/// What the filter lets through.
pub const SHOWN: Number = (
    text!("Shown", "Gezeigt"),
    text!("Kept messages that match the filter", "Behaltene Nachrichten, die zum Filter passen"),
);
/// How large that is.
pub const BYTES: Number =
    (text!("Size", "Größe"), text!("Bytes of the kept messages", "Bytes der behaltenen Nachrichten"));
/// What was there.
pub const EVICTED: Number = (
    text!("Evicted", "Verdrängt"),
    text!(
        "Messages that left the list, by the limit of memory or by Clear",
        "Nachrichten, die die Liste verlassen haben: durch die Grenze des Speichers oder durch Leeren",
    ),
);
/// What is there in part.
pub const TRUNCATED: Number = (
    text!("Cut", "Gekürzt"),
    text!(
        "Kept messages of which only the beginning is kept",
        "Behaltene Nachrichten, von denen nur der Anfang behalten ist",
    ),
);
/// A button.
pub const CLEAR: Text = text!("Clear", "Leeren");
/// The button beside it, for a while.
pub const UNDO: Text = text!("Undo", "Rückgängig");

/// What it does.
pub fn bring_back(cleared: u64) -> String {
    say!("Bring back the {} that Clear dropped", "{} zurückholen, die Leeren entfernt hat", messages(cleared))
}
