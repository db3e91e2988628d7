//! What the composer says.

use super::{
    bytes, count,
    language::{Text, say, text},
};
use crate::{
    model::{
        close::CloseReason,
        codec::CodecError,
        inspect::{name_hidden, quoted},
        link::{FileReport, FileState},
    },
    view::state::written::Kind,
};

/// The form.
pub const COMPOSE: Text = text!("Compose", "Verfassen");
/// The field.
pub const MESSAGE: Text = text!("Message", "Nachricht");
/// A button.
pub const FORMAT: Text = text!("Format JSON", "JSON umbrechen");
/// The button.
pub const SEND: Text = text!("Send Message", "Nachricht senden");
/// The choice.
pub const KINDS: Text = text!("Kind of message", "Art der Nachricht");
/// A choice.
pub const LINE_ENDS: Text = text!("Line ends", "Zeilenenden");
/// How to send by keys, and how to get drafts back.
pub const HINT: Text = text!(
    "Ctrl+Enter or ⌘+Enter sends, Alt+↑ brings back what was sent",
    "Strg+Enter oder ⌘+Enter sendet, Alt+↑ holt zurück, was gesendet wurde",
);
/// The menu.
pub const EXTRAS: Text = text!("More about the draft", "Mehr zum Entwurf");
/// The switch.
pub const ESCAPES: Text = text!("\\ escapes", "\\-Escapes");
/// The switch.
pub const KEEP_DRAFT: Text = text!("Keep it after sending", "Nach dem Senden behalten");
/// What the number counts.
pub const SIZE: Text = text!("The message's size as it is sent", "Die Größe der Nachricht, wie sie gesendet wird");
/// The drawing's name.
pub const CANVAS: Text = text!("A sheet to draw on with the pointer", "Ein Blatt, auf dem man mit dem Zeiger zeichnet");
/// The button.
pub const CLEAR_DRAWING: Text = text!("Clear the drawing", "Zeichnung löschen");
/// Send was clicked without a drawing.
pub const NOTHING_DRAWN: Text = text!(
    "Not sent: nothing is drawn yet. Draw with the pointer, then send.",
    "Nicht gesendet: Es ist noch nichts gezeichnet. Zeichnen Sie mit dem Zeiger und senden Sie dann.",
);
/// Send was clicked without a file.
pub const NO_FILE: Text = text!(
    "Not sent: no file is chosen. Choose, drop or paste one, then send.",
    "Nicht gesendet: Es ist keine Datei gewählt. Wählen Sie eine, legen Sie sie ab oder fügen Sie sie ein, und senden \
     Sie dann.",
);
/// The button.
pub const CHOOSE_FILE: Text = text!("Choose a file", "Datei wählen");
/// A choice.
pub const SEND_FILE: Text = text!("Send it", "Senden");
/// What can be chosen there.
pub const FILE_WAYS: [Text; 3] = [
    text!("as one binary message", "als eine binäre Nachricht"),
    text!("in binary chunks", "in binären Stücken"),
    text!("as one text message", "als eine Textnachricht"),
];
/// A text that was pasted is too long for the field.
pub const PASTED_AS_FILE: Text = text!(
    "More than 1 MiB was pasted. The field would be slow with it, so it is here as a file: sent, it is one text message.",
    "Mehr als 1 MiB wurde eingefügt. Das Feld wäre damit langsam, also ist es als Datei hier: gesendet ist es eine \
     Textnachricht.",
);
/// A field.
pub const CHUNK_SIZE: Text = text!("Bytes of each", "Bytes je Stück");
/// A field.
pub const CHUNK_THRESHOLD: Text = text!("Waits above so many buffered", "Wartet, wenn mehr Bytes gepuffert sind als");
/// A number of the plan is none.
pub const BAD_PLAN: Text = text!(
    "A chunk has 1 byte to 64 MiB, and the limit is a whole number of bytes. Correct them, then send.",
    "Ein Stück hat 1 Byte bis 64 MiB, und die Grenze ist eine ganze Zahl von Bytes. Berichtigen Sie das und senden Sie \
     dann.",
);
/// What the bar shows.
pub const PROGRESS: Text = text!("File handed to the network", "Anteil der Datei, der dem Netz übergeben ist");
/// The button.
pub const CANCEL: Text = text!("Cancel", "Abbrechen");
/// A file above this is warned about.
pub const LARGE_FILE: u64 = 64 << 20;
/// The warning.
pub const LARGE_FILE_WARNING: Text = text!(
    "The browser holds all of a message in memory, and many servers refuse such large ones. In chunks it stays small.",
    "Der Browser hält die ganze Nachricht im Speicher, und viele Server lehnen so große ab. In Stücken bleibt es \
     klein.",
);
/// The button.
pub const CLOSE: Text = text!("Close Connection", "Verbindung schließen");
/// The menu beside it.
pub const CLOSE_MENU: Text = text!("Close with a code and a reason", "Mit Code und Grund schließen");
/// What its fields are.
pub const CODE_AND_REASON: Text = text!("Code and reason", "Code und Grund");
/// A field.
pub const CODE: Text = text!("Code (1000, 3000 to 4999)", "Code (1000, 3000 bis 4999)");
/// A field.
pub const REASON: Text = text!("Reason", "Grund");
/// The close without a code.
pub const NO_CODE: Text = text!(
    "No code: an empty close frame, which arrives as 1005",
    "Kein Code: ein leerer Close-Frame, der als 1005 ankommt",
);
/// What is typed is no number.
pub const NOT_A_CODE: Text =
    text!("The code is a number: 1000, or 3000 to 4999.", "Der Code ist eine Zahl: 1000 oder 3000 bis 4999.");

/// The kinds of what is written, each with its line ends and escapes, in the order of `Choices::WAYS`.
pub const WAYS: [Text; 7] = [
    Text::same("Text"),
    Text::same("Text, CRLF"),
    text!("Text, \\ escapes", "Text, \\-Escapes"),
    text!("Text, CRLF, \\ escapes", "Text, CRLF, \\-Escapes"),
    Text::same("JSON"),
    Text::same("Hex"),
    Text::same("Base64"),
];

/// The name of the choice among them.
pub fn way_of(label: &str) -> String {
    say!("{}: kind", "{}: Art", label)
}

/// The name of a kind.
pub fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Text => Text::same("Text"),
        Kind::Json => Text::same("JSON"),
        Kind::Hex => Text::same("Hex"),
        Kind::Base64 => Text::same("Base64"),
        Kind::File => text!("File", "Datei"),
        Kind::Drawing => text!("Drawing", "Zeichnung"),
    }
}

/// What stands in the empty field.
pub fn placeholder(kind: Kind) -> Text {
    match kind {
        Kind::Json => text!(
            "{\"type\": \"hello\"} – checked as you type, sent exactly as written",
            "{\"type\": \"hello\"} – beim Tippen geprüft, genau so gesendet",
        ),
        Kind::Hex => text!("48 65 6c 6c 6f – sent as bytes", "48 65 6c 6c 6f – als Bytes gesendet"),
        Kind::Base64 => text!("SGVsbG8= – sent as bytes", "SGVsbG8= – als Bytes gesendet"),
        Kind::Text | Kind::File | Kind::Drawing => {
            text!("Write your message here...", "Hier die Nachricht schreiben …")
        }
    }
}

/// The size of the message.
pub fn size(size: usize, hidden: Option<(usize, char)>) -> String {
    let size = if size == 1 { say!("1 byte", "1 Byte") } else { say!("{} bytes", "{} Bytes", count(size as u64)) };
    match hidden {
        None => size,
        Some((place, character)) => say!(
            "{}; {} at character {} cannot be seen",
            "{}; {} als Zeichen {} sieht man nicht",
            size,
            name_hidden(character),
            place
        ),
    }
}

/// Why a draft is not of its kind, where the character that it points at cannot be seen.
pub fn hidden_there(error: &CodecError, character: char) -> String {
    say!("{} There is {} which cannot be seen.", "{} Dort steht {} das man nicht sieht.", error, name_hidden(character))
}

/// The size of a drawing.
pub fn drawing(width: u32, height: u32) -> String {
    let size = count(u64::from(width) * u64::from(height) * 4);
    say!(
        "Sent as one binary message of {} bytes: {} × {} pixels, each red, green, blue and alpha.",
        "Gesendet als eine binäre Nachricht von {} Bytes: {} × {} Pixel, jedes mit Rot, Grün, Blau und \
         Alpha.",
        size,
        width,
        height
    )
}

/// The file that was chosen.
pub fn file(file: Option<(String, u64)>) -> String {
    match file {
        Some((name, size)) => format!("{}, {}", quoted(&name), bytes(size)),
        None => say!("or drop it here, or paste it", "oder hier ablegen oder einfügen"),
    }
}

/// Of several files that came together one is taken.
pub fn only_one(name: &str) -> String {
    let name = quoted(name);
    say!(
        "One file at a time is sent: {} is chosen, the others are not.",
        "Eine Datei wird auf einmal gesendet: {} ist gewählt, die anderen nicht.",
        name
    )
}

/// What became of a file. Sent is what the browser holds no more.
pub fn file_report(report: &FileReport) -> String {
    let (name, size) = (quoted(&report.name), bytes(report.size));
    let gone = bytes(report.handed.saturating_sub(report.buffered));
    match report.state {
        FileState::Sending => say!(
            "{}: {} of {} sent, {} buffered",
            "{}: {} von {} gesendet, {} gepuffert",
            name,
            gone,
            size,
            bytes(report.buffered)
        ),
        FileState::Handed => say!(
            "{}: {} of {} sent, the browser holds the rest",
            "{}: {} von {} gesendet, den Rest hält der Browser",
            name,
            gone,
            size
        ),
        FileState::Done => say!("{}: all {} sent", "{}: alles gesendet, {}", name, size),
        FileState::Cancelled => {
            say!("{}: cancelled, {} of {} sent", "{}: abgebrochen, {} von {} gesendet", name, gone, size)
        }
        FileState::Stopped => say!(
            "{}: stopped with the connection, {} of {} sent",
            "{}: mit der Verbindung beendet, {} von {} gesendet",
            name,
            gone,
            size
        ),
        FileState::Unreadable => {
            say!(
                "{}: the browser could not read it. Was it moved or changed? Choose it again.",
                "{}: Der Browser konnte sie nicht lesen. Wurde sie verschoben oder geändert? Wählen Sie sie noch \
                 einmal.",
                name
            )
        }
        FileState::NotText => say!(
            "{}: not sent, as it is no text in UTF-8. Send it as one binary message.",
            "{}: nicht gesendet, weil sie kein Text in UTF-8 ist. Senden Sie sie als eine binäre Nachricht.",
            name
        ),
    }
}

/// The bytes of a close reason.
pub fn reason_size(size: usize) -> String {
    say!("{} of {} bytes in UTF-8", "{} von {} Bytes in UTF-8", size, CloseReason::MAX_BYTES)
}

/// The button that closes with a code.
pub fn close_button(code: &str, no_code: bool) -> String {
    if no_code {
        say!("Close without a code", "Ohne Code schließen")
    } else {
        say!("Close with {}", "Mit {} schließen", code.trim())
    }
}
