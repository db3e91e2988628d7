//! What the page says about taking a connection elsewhere.

use super::language::{Text, text};

/// The choice's label.
pub const KIND: Text = text!("As", "Als");
/// A link that fills the form.
pub const LINK: Text = text!("Link to this page, without secrets", "Link zu dieser Seite, ohne Geheimnisse");
/// The code's name.
pub const CODE: Text = text!("The connection as code", "Die Verbindung als Code");
/// What is in it.
pub const HINT: Text = text!(
    "With the subprotocols and the messages on open, their placeholders filled as they are now. Secrets are *** here; what \
     is copied has them.",
    "Mit den Subprotokollen und den Nachrichten beim Öffnen, deren Platzhalter wie jetzt gefüllt sind. Geheimnisse sind \
     hier ***; im Kopierten stehen sie.",
);

/// The button.
pub const COPY: Text = text!("Copy", "Kopieren");
/// There is nothing to take.
pub const NO_ADDRESS: Text = text!(
    "Type an address first: the one above cannot be used.",
    "Tippen Sie zuerst eine Adresse: Die oben lässt sich nicht benutzen.",
);

/// Whether a text was copied.
pub fn copied(was_copied: bool) -> Text {
    if was_copied {
        text!("Copied", "Kopiert")
    } else {
        text!(
            "The browser did not allow it. Select the text and copy it by hand.",
            "Der Browser ließ es nicht zu. Wählen Sie den Text und kopieren Sie ihn von Hand.",
        )
    }
}
