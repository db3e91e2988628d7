//! What the page says about taking a connection elsewhere.

use super::language::{Text, text};

/// The choice's label.
pub const KIND: Text = text("As", "Als");
/// The code's name.
pub const CODE: Text = text("The connection as code", "Die Verbindung als Code");
/// What is in it.
pub const HINT: Text = text(
    "With the subprotocols and the messages on open. Secrets in the address are in it as they are.",
    "Mit den Subprotokollen und den Nachrichten beim Öffnen. Geheimnisse der Adresse stehen darin, wie sie sind.",
);

/// The button.
pub const COPY: Text = text("Copy", "Kopieren");
/// There is nothing to take.
pub const NO_ADDRESS: Text = text(
    "Type an address first: the one above cannot be used.",
    "Tippen Sie zuerst eine Adresse: Die oben lässt sich nicht benutzen.",
);

/// Whether a text was copied.
pub fn copied(was_copied: bool) -> Text {
    if was_copied {
        text("Copied", "Kopiert")
    } else {
        text(
            "The browser did not allow it. Select the text and copy it by hand.",
            "Der Browser ließ es nicht zu. Wählen Sie den Text und kopieren Sie ihn von Hand.",
        )
    }
}
