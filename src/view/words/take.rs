//! The sentences of copying and saving.

use super::{
    count,
    language::{Text, say, text},
    messages,
};
use crate::{
    model::inspect::{CopyFormat, CopyLoss},
    view::state::take::Take,
};

/// The menu of a message.
pub const TAKE: Text = text!("Copy, save, use again", "Kopieren, sichern, wieder benutzen");
/// What can be done with a message.
pub const TAKES: [(Text, Take); 7] = [
    (text!("Copy as text", "Als Text kopieren"), Take::Copy(CopyFormat::Text)),
    (text!("Copy as indented JSON", "Als eingerücktes JSON kopieren"), Take::Copy(CopyFormat::Json)),
    (text!("Copy as a JSON string", "Als JSON-String kopieren"), Take::Copy(CopyFormat::JsonString)),
    (text!("Copy as hex", "Als Hex kopieren"), Take::Copy(CopyFormat::Hex)),
    (text!("Copy as Base64", "Als Base64 kopieren"), Take::Copy(CopyFormat::Base64)),
    (text!("Save as a file", "Als Datei sichern"), Take::Save),
    (text!("Use as draft", "Als Entwurf benutzen"), Take::Draft),
];
/// The menu of the log.
pub const SAVE: Text = text!("Save messages as NDJSON", "Nachrichten als NDJSON sichern");
/// What can be saved.
pub const KEPT: Text = text!("All that are kept", "Alle behaltenen");
/// What can be saved.
pub const SHOWN: Text = text!("Those that the filter shows", "Die gefilterten");
/// What can be saved.
pub const SELECTED: Text = text!("The selected rows", "Die gewählten Zeilen");
/// The button that ends it.
pub const STOP: Text = text!("Stop saving", "Sichern abbrechen");
/// The name of the file of messages.
pub const FILE: &str = "messages.ndjson";
/// It is in the clipboard, with or without all that the message has.
pub fn copied(loss: Option<CopyLoss>) -> Text {
    match loss {
        None => text!("Copied", "Kopiert"),
        Some(CopyLoss::NotUtf8) => text!(
            "Copied with losses: bytes that are no text are � in it. Copy it as hex or Base64 to have them all.",
            "Mit Verlusten kopiert: Für Bytes, die kein Text sind, steht �. Als Hex oder Base64 kopiert sind alle da.",
        ),
        Some(CopyLoss::NotJson) => {
            text!("Copied as it came: it is no JSON.", "Kopiert, wie sie kam: Sie ist kein JSON.")
        }
    }
}
/// Another message was opened before all was there.
pub const COPY_LEFT: Text = text!(
    "Not copied: another message was opened before all of this one was there.",
    "Nicht kopiert: Eine andere Nachricht wurde geöffnet, bevor diese ganz da war.",
);
/// The browser has not copied it.
pub const NOT_COPIED: Text = text!(
    "Not copied: the browser allows it on secure pages only (https, or this machine).",
    "Nicht kopiert: Der Browser erlaubt es nur auf sicheren Seiten (https oder dieser Rechner).",
);
/// Something else is being read out of the log.
pub const BUSY: Text = text!(
    "Not copied: messages are being saved. Wait until that is done.",
    "Nicht kopiert: Nachrichten werden gesichert. Warten Sie, bis das geschehen ist.",
);

/// What the clipboard holds now.
pub fn copied_rows(number: u64) -> String {
    say!("Copied {}", "{} kopiert", messages(number))
}

/// More than a clipboard should hold.
pub const TOO_LARGE: Text = text!(
    "Not copied: as text it is larger than 16 MiB, or there is no memory for it. Save it as a file.",
    "Nicht kopiert: Als Text ist sie größer als 16 MiB, oder der Speicher fehlt dafür. Sichern Sie sie als Datei.",
);
/// More than a text field should hold.
pub const OFFERED_AS_FILE: Text = text!(
    "More than 1 MiB is too large to write: the message is in the composer as a file, to be sent as it came.",
    "Mehr als 1 MiB ist zu groß zum Schreiben: Die Nachricht ist als Datei beim Verfassen und geht hinaus, wie sie kam.",
);
/// The browser has taken the file.
pub const SAVED: Text = text!("Saved", "Gesichert");
/// The browser has not taken the file.
pub const NOT_SAVED: Text = text!(
    "Not saved: the browser did not take the file. There may be no room for it.",
    "Nicht gesichert: Der Browser nahm die Datei nicht an. Vielleicht ist kein Platz dafür.",
);
/// The message left the log.
pub const GONE: Text = text!(
    "This message is not in the log any more, so it cannot be taken.",
    "Diese Nachricht ist nicht mehr im Log, darum lässt sie sich nicht nehmen.",
);

/// While the place is chosen, or the filter is not through.
pub const PREPARING: Text = text!("Preparing…", "Wird vorbereitet …");

/// While a file is being written.
pub fn saving(written: u64, left: u64) -> String {
    let left = if left == 1 { say!("1 row", "1 Zeile") } else { say!("{} rows", "{} Zeilen", count(left)) };
    say!("{} written, {} left", "{} geschrieben, {} übrig", messages(written), left)
}

/// When it is.
pub fn saved(number: u64) -> String {
    say!("Saved {}", "{} gesichert", messages(number))
}
