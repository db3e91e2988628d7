//! Why something was not done.

use super::language::{Text, text};
use crate::model::{phase::ReadyState, session::Refusal};

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
