//! The sentences of the message that is looked into.

use super::{
    bytes,
    language::{Text, say, text},
};
use crate::model::{
    detail::{Compared, DetailReport},
    inspect::{Guess, Progress},
    log::RowItem,
    message::{Direction, Kind},
};

/// What the lines are called.
pub const LINES: Text = text!("The message", "Die Nachricht");
/// The label of the choice of a lens.
pub const LENS: Text = text!("Look at it as", "Ansehen als");
/// The label of the choice of a message to compare with.
pub const COMPARE: Text = text!("Compare with", "Vergleichen mit");
/// What can be chosen there.
pub const COMPARE_WITH: [Text; 3] = [
    text!("not compared", "nicht verglichen"),
    text!("⇄ the one before of its kind", "⇄ die vorige dieser Art"),
    text!("⇄ the other end of the selection", "⇄ das andere Ende der Auswahl"),
];
/// A button that stays pressed.
pub const WRAP: Text = text!("Wrap long lines", "Lange Zeilen umbrechen");
/// While the browser reads a message that it holds.
pub const READING: Text = text!("The browser reads the message…", "Der Browser liest die Nachricht …");
/// When there is no memory for all of it.
pub const IN_PART: Text = text!(
    "There is no memory for all of this message: only its first MiB is looked at here. Save it as a file to have it \
     whole.",
    "Für die ganze Nachricht fehlt der Speicher: Nur ihr erstes MiB ist hier zu sehen. Sichern Sie sie als Datei, um \
     sie ganz zu haben.",
);
/// The picture.
pub const PICTURE: Text = text!("The message as a picture", "Die Nachricht als Bild");
/// A picture with good first bytes and bad others.
pub const NO_PICTURE: Text = text!(
    "The browser cannot draw this picture: it is broken, or of a kind that it does not know. Look at the bytes as \
     hex.",
    "Der Browser kann dieses Bild nicht zeichnen: Es ist kaputt oder von einer Art, die er nicht kennt. Sehen Sie die \
     Bytes als Hex an.",
);
/// A picture that may take more memory than there is.
pub const LARGE_PICTURE: Text = text!(
    "By its header this picture has more than 16 million pixels: drawn, it can take gigabytes of memory.",
    "Laut Header hat dieses Bild mehr als 16 Millionen Pixel: Gezeichnet kann es Gigabytes an Speicher brauchen.",
);
/// A picture of which nobody knows what it takes.
pub const PICTURE_OF_UNKNOWN_SIZE: Text = text!(
    "The header of this picture does not tell how large it is: drawn, it can take any amount of memory.",
    "Der Header dieses Bildes sagt nicht, wie groß es ist: Gezeichnet kann es beliebig viel Speicher brauchen.",
);
/// The button that draws it all the same.
pub const SHOW_ANYWAY: Text = text!("Show it anyway", "Trotzdem zeigen");
/// A button.
pub const PREVIOUS: Text = text!("The row before (↑ in the list)", "Die Zeile davor (↑ in der Liste)");
/// A button.
pub const NEXT: Text = text!("The next row (↓ in the list)", "Die nächste Zeile (↓ in der Liste)");

/// What is no message.
pub const EVENT: Text = text!("Event", "Ereignis");
/// A button.
pub const COPY_PATH: Text = text!("Copy the path", "Pfad kopieren");

/// What it is: `Received message 37`.
pub fn title(report: &DetailReport) -> String {
    match &report.row.item {
        RowItem::Message { index, direction: Direction::Sent, .. } => {
            say!("Sent message {}", "Gesendete Nachricht {}", index)
        }
        RowItem::Message { index, .. } => say!("Received message {}", "Empfangene Nachricht {}", index),
        RowItem::Note(_) => String::new(),
    }
}

/// What is known about it: `text, 1.2 kB`, and that a part of it is missing.
pub fn facts(report: &DetailReport) -> String {
    let RowItem::Message { kind, length, kept, .. } = &report.row.item else { return String::new() };
    let kind = if *kind == Kind::Text { text!("text", "Text") } else { text!("binary", "binär") };
    if kept < length {
        return say!(
            "{}, {}; only the first {} of it are kept",
            "{}, {}; davon nur die ersten {} behalten",
            kind,
            bytes(*length),
            bytes(*kept)
        );
    }
    format!("{kind}, {}", bytes(*length))
}

/// Why it is seen through this lens.
pub fn why_lens(report: &DetailReport) -> String {
    let Guess { lens, why, .. } = &report.guess;
    if *lens == report.lens {
        return why.clone();
    }
    say!(
        "Chosen by you. By itself it is shown as {}: {}",
        "Von Ihnen gewählt. Von selbst wird sie als {} gezeigt: {}",
        lens.name(),
        why
    )
}

/// With what it is compared, and how.
pub fn compared(compared: &Compared) -> String {
    match compared.message {
        Some(message) => {
            say!("Differences from message {}. {}", "Unterschiede zur Nachricht {}. {}", message, compared.why)
        }
        None => compared.why.clone(),
    }
}

/// How far it is read.
pub fn progress(progress: &Progress) -> String {
    say!("Read {} of {}", "{} von {} gelesen", bytes(u64::from(progress.read)), bytes(u64::from(progress.of)))
}
