//! The ends of which the browser's events say nothing, because somebody did not want to wait any longer.

use super::{Evidence, Finding, Verdict};
use crate::model::language::{Text, count, say, text};

/// The person ended an attempt that had not opened.
pub(super) fn before_it_opened(evidence: &Evidence) -> Finding {
    let who = if evidence.let_go {
        text!("You let it go", "Sie haben sie losgelassen")
    } else {
        text!("You closed it", "Sie haben sie geschlossen")
    };
    let meaning = if evidence.others_connecting > 0 {
        say!(
            "{} before it had opened; whether the server was asked at all is unknown.",
            "{}, bevor sie offen war; ob der Server überhaupt gefragt wurde, ist unbekannt.",
            who
        )
    } else {
        say!(
            "{} while the server had not answered the handshake.",
            "{}, während der Server den Handshake noch nicht beantwortet hatte.",
            who
        )
    };
    let check = if evidence.let_go { text!("Let go", "Losgelassen") } else { text!("Close", "Schließen") };
    Finding::new(Verdict::Cause, check, meaning)
}

/// The person left the page, and came back.
pub(super) fn by_leaving() -> Finding {
    Finding::new(
        Verdict::Cause,
        text!("The way back", "Der Weg zurück"),
        text!(
            "A browser keeps a page that you leave, to show it again when you go back, but it closes the connections of \
             the page. Connect again; to keep a connection, open other pages in other tabs.",
            "Ein Browser behält eine Seite, die Sie verlassen, um sie auf dem Weg zurück wieder zu zeigen, aber er \
             schließt ihre Verbindungen. Verbinden Sie neu; um eine Verbindung zu behalten, öffnen Sie andere Seiten in \
             anderen Tabs.",
        ),
    )
}

/// Nothing answered a heartbeat, within so many milliseconds.
pub(super) fn without_a_heartbeat(waited_ms: u32) -> Finding {
    Finding::new(
        Verdict::Cause,
        Text::same("Heartbeat"),
        say!(
            "No answer to a heartbeat came within {} ms: the server hangs, what lies between has lost the connection, \
             or the server answers in other words, or later. Check which answer is expected, and the time for it.",
            "Auf einen Heartbeat kam binnen {} ms keine Antwort: Der Server hängt, etwas dazwischen hat die Verbindung \
             verloren, oder der Server antwortet mit anderen Worten oder später. Prüfen Sie, welche Antwort erwartet \
             wird, und die Zeit dafür.",
            count(u64::from(waited_ms))
        ),
    )
}
