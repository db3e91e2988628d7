//! The sentences of the list's own menu, and of its memory.

use super::{
    bytes, count,
    language::{Text, say, text},
    mebibytes, memory_use,
};
use crate::model::{
    id::MessageNumber,
    log::{Found, Ledger},
    message::Kind,
};

/// The part of the page.
pub const LOG: Text = text!("Log", "Log");
/// The list.
pub const MESSAGES: Text = text!("Messages", "Nachrichten");
/// What stands before a message.
pub const SENT: Text = text!("Sent:", "Gesendet:");
/// What stands before a message.
pub const RECEIVED: Text = text!("Received:", "Empfangen:");

/// What a message is.
pub fn payload(kind: Kind) -> Text {
    match kind {
        Kind::Text => text!("text", "Text"),
        Kind::Binary => text!("binary", "binär"),
    }
}

/// Of a message only its beginning is kept.
pub fn kept_part(kept: u64, length: u64) -> String {
    say!("{} of {} kept", "{} von {} behalten", bytes(kept), bytes(length))
}

/// What the times tell.
pub const COLUMN: Text = text!("What the times tell", "Was die Zeiten nennen");
/// What can be chosen there.
pub const COLUMNS: [Text; 3] = [
    text!("Time of day", "Uhrzeit"),
    text!("Since open", "Seit Öffnen"),
    text!("Since the row before", "Seit der vorigen Zeile"),
];
/// A column.
pub const KIND: Text = text!("Kind", "Art");
/// A column.
pub const PAYLOAD: Text = text!("Payload", "Nutzlast");
/// A column.
pub const SIZE: Text = text!("Size", "Größe");
/// At the upper end: what was there before.
pub fn older(gone: u64) -> String {
    say!("{} older are gone", "{} ältere sind weg", count(gone))
}

/// A label.
pub const GO_TO: Text = text!("Go to a message or a time", "Zu einer Nachricht oder einer Zeit");
/// What the field takes.
pub const GO_TO_HINT: Text = text!("1234, 13:05:59 or +12.5 s, then Enter", "1234, 13:05:59 oder +12,5 s, dann Enter");
/// What was typed there is none of them.
pub const NO_PLACE: Text = text!(
    "Not understood. Type a message’s number (1234), a time of today (13:05:59), a date with a time \
     (2026-01-31 13:05:59), or the time since the connection opened (+12.5 s).",
    "Nicht verstanden. Geben Sie die Nummer einer Nachricht ein (1234), eine Uhrzeit von heute (13:05:59), ein Datum mit \
     Uhrzeit (2026-01-31 13:05:59) oder die Zeit seit dem Öffnen der Verbindung (+12,5 s).",
);
/// There is no connection from which time could be counted.
pub const NEVER_OPEN: Text = text!(
    "No connection has been open yet, so there is no time since it.",
    "Noch war keine Verbindung offen, also gibt es keine Zeit seit ihr.",
);

/// Why no message with this number can be shown; `None` when it should be there.
pub fn no_such_message(number: MessageNumber, ledger: &Ledger) -> Option<String> {
    let come = ledger.received + ledger.sent;
    let Some(newest) = come.checked_sub(1) else {
        return Some(say!("There is no message yet.", "Es gibt noch keine Nachricht."));
    };
    if number.0 >= come {
        Some(say!(
            "There is no message {} yet. The newest is {}.",
            "Es gibt noch keine Nachricht {}. Die neueste ist {}.",
            number,
            newest
        ))
    } else if number.0 < ledger.evicted && ledger.kept == 0 {
        Some(say!(
            "Message {} has left the log, and so has every other.",
            "Nachricht {} hat das Log verlassen, und jede andere auch.",
            number
        ))
    } else if number.0 < ledger.evicted {
        let oldest = ledger.evicted;
        Some(say!(
            "Message {} has left the log, to keep within its memory. The oldest that is kept is {}.",
            "Nachricht {} hat das Log verlassen, damit sein Speicher reicht. Die älteste behaltene ist {}.",
            number,
            oldest
        ))
    } else {
        None
    }
}

/// The message with this number is kept, but the list does not show it.
pub fn hidden(number: MessageNumber, next: Option<&Found>) -> String {
    if let Some(message) = next.and_then(|found| found.message) {
        say!(
            "The filter hides message {}. The nearest that it shows is {}.",
            "Der Filter verbirgt Nachricht {}. Die nächste, die er zeigt, ist {}.",
            number,
            message
        )
    } else {
        say!("The filter hides message {}.", "Der Filter verbirgt Nachricht {}.", number)
    }
}

/// There is no other of a message's kind.
pub const NO_KIN: Text = text!(
    "No other of its kind is shown there, within 4,096 rows.",
    "Keine andere dieser Art ist dort zu sehen, nicht in 4.096 Zeilen.",
);
/// There is nothing to go to.
pub const NO_ROWS: Text = text!("The list is empty.", "Die Liste ist leer.");
/// How fine the times are.
pub const CLOCK: Text = text!(
    "As fine as the browser's clock: steps of 0.1 ms in Chromium, of 1 ms in Firefox.",
    "So fein wie die Uhr des Browsers: Schritte von 0,1 ms in Chromium, von 1 ms in Firefox.",
);

/// The title of the section.
pub const MEMORY: Text = text!("Memory", "Speicher");
/// A label.
pub const BUDGET: Text = text!("This session may use (MiB)", "Diese Sitzung darf belegen (MiB)");
/// A label.
pub const BUDGET_OF_ALL: Text =
    text!("All sessions together may use (MiB)", "Alle Sitzungen zusammen dürfen belegen (MiB)");
/// What the program has beyond what its messages use.
pub fn stays(of_program: u64) -> String {
    say!(
        "The engine has {} of the browser’s memory and uses it again for what comes. It cannot give it back while it runs.",
        "Die Engine hat {} vom Speicher des Browsers und nutzt sie wieder für das, was kommt. Zurückgeben kann sie sie \
         nicht, solange sie läuft.",
        mebibytes(of_program)
    )
}
/// The button that gives it back.
pub const START_ANEW: Text = text!(
    "Start anew with the same tabs and without the messages",
    "Neu beginnen: mit denselben Tabs, ohne die Nachrichten",
);
/// What happens at the limit.
pub const MEMORY_HINT: Text = text!(
    "Between 4 and 2,048 MiB each, and no more than the browser has. When it is used up, the oldest messages go, and \
     are counted as evicted. Of a message larger than all that this session may use, the beginning is kept, as much as \
     half of it.",
    "Je zwischen 4 und 2.048 MiB, und nicht mehr, als der Browser hat. Ist alles verbraucht, gehen die ältesten \
     Nachrichten und zählen als verdrängt. Von einer Nachricht, die größer ist als alles, was diese Sitzung belegen \
     darf, bleibt der Anfang, so viel wie die Hälfte davon.",
);
/// What is wrong with a budget.
pub const NO_BUDGET: Text = text!(
    "A budget is a whole number of MiB, from 4 to 2048.",
    "Eine Grenze ist eine ganze Zahl von MiB, von 4 bis 2048.",
);

/// How much memory the messages of the session take.
pub fn of_session(used: u64, budget: u64) -> String {
    say!("{} in this session", "{} in dieser Sitzung", memory_use(used, budget))
}

/// How much memory all messages take.
pub fn of_all(used: u64, budget: u64) -> String {
    say!("{} in all", "{} insgesamt", memory_use(used, budget))
}
