//! The checks of a connection that had opened and then ended.

use super::{CloseCode, Evidence, Finding, Verdict, ended_soon, given_up::without_a_heartbeat, is_offline};
use crate::model::language::{Text, say, text};

/// The checks of a connection that had opened.
pub(super) fn after_open(evidence: &Evidence, findings: &mut Vec<Finding>) {
    let code = CloseCode(evidence.code);
    if let Some(waited_ms) = evidence.heartbeat_ms {
        findings.push(without_a_heartbeat(waited_ms));
        findings.extend(offline(evidence));
    } else if evidence.closed_by_you {
        findings.push(Finding::new(Verdict::Cause, text!("Close", "Schließen"), closed_by_you(code)));
    } else if code != CloseCode::ABNORMAL_CLOSURE {
        findings.push(Finding::new(
            Verdict::Cause,
            text!("Close", "Schließen"),
            say!("The server closed it with {}: {}", "Der Server schloss sie mit {}: {}", code, code.meaning()),
        ));
    } else {
        findings.extend(broken_off(evidence));
        findings.extend(offline(evidence));
    }
    if ended_soon(evidence) && !evidence.closed_by_you && evidence.heartbeat_ms.is_none() {
        findings.push(Finding::new(
            Verdict::Possible,
            text!("Right after open", "Gleich nach dem Öffnen"),
            soon(evidence),
        ));
    }
    if evidence.offered_subprotocols && evidence.selected_subprotocol.is_empty() {
        findings.push(Finding::new(
            Verdict::Possible,
            text!("Subprotocol", "Subprotokoll"),
            text!(
                "The server accepted none of the offered subprotocols. This browser opened anyway, as Firefox does; \
                 Chromium would not have. Try without subprotocols, or with others.",
                "Der Server nahm keines der angebotenen Subprotokolle. Dieser Browser öffnete trotzdem, wie Firefox es \
                 tut; Chromium hätte es nicht getan. Versuchen Sie es ohne Subprotokolle oder mit anderen.",
            ),
        ));
    }
    findings.push(Finding::new(
        Verdict::Cleared,
        text!("Address, handshake", "Adresse, Handshake"),
        text!(
            "The connection had opened, so both are in order.",
            "Die Verbindung war offen, also sind beide in Ordnung.",
        ),
    ));
}

/// A network that has gone away takes with it what went over it.
fn offline(evidence: &Evidence) -> Option<Finding> {
    is_offline(evidence).then(|| {
        Finding::new(
            Verdict::Possible,
            text!("Network", "Netz"),
            text!(
                "The browser says that it is offline, and a network that goes away cuts what went over it. Check the \
                 network, then connect again.",
                "Der Browser meldet, dass er offline ist, und ein Netz, das verschwindet, kappt, was darüber lief. \
                 Prüfen Sie das Netz und verbinden Sie dann neu.",
            ),
        )
    })
}

fn closed_by_you(code: CloseCode) -> Text {
    if code == CloseCode::ABNORMAL_CLOSURE {
        text!(
            "You closed it, and the closing handshake was not completed: the server did not answer, or the connection \
             was cut.",
            "Sie haben sie geschlossen, und der Close-Handshake kam nicht zu Ende: Der Server antwortete nicht, oder \
             die Verbindung riss ab.",
        )
    } else {
        text!("You closed it, and the server confirmed.", "Sie haben sie geschlossen, und der Server bestätigte es.")
    }
}

/// 1006 after an opening: only the `error` event tells the two kinds apart.
fn broken_off(evidence: &Evidence) -> [Finding; 2] {
    if evidence.error_seen {
        [
            Finding::new(
                Verdict::Possible,
                text!("Protocol", "Protokoll"),
                text!(
                    "The browser fired an error before the close, as it does when it ends a connection itself. Most \
                     likely the server broke the protocol: text that is not UTF-8, a bad frame, a length that is too \
                     large.",
                    "Der Browser meldete vor dem close ein error, wie er es tut, wenn er eine Verbindung selbst \
                     beendet. Wahrscheinlich verletzte der Server das Protokoll: Text, der kein UTF-8 ist, ein \
                     falscher Frame, eine zu große Länge.",
                ),
            ),
            Finding::new(
                Verdict::Unknown,
                text!("Which rule", "Welche Regel"),
                text!(
                    "Pages are not told which rule was broken. The browser's console names it.",
                    "Seiten erfahren nicht, welche Regel verletzt wurde. Die Konsole des Browsers nennt sie.",
                ),
            ),
        ]
    } else {
        [
            Finding::new(
                Verdict::Cause,
                text!("Cut off", "Abgerissen"),
                text!(
                    "The connection ended without a closing handshake: the server's process ended, a proxy or a \
                     time-out in between cut it, or the network changed.",
                    "Die Verbindung endete ohne Close-Handshake: Der Prozess des Servers endete, ein Proxy oder eine \
                     Zeitgrenze dazwischen kappte sie, oder das Netz wechselte.",
                ),
            ),
            Finding::new(
                Verdict::Cleared,
                text!("Protocol", "Protokoll"),
                text!(
                    "No error was fired, so the browser saw no violation of the protocol.",
                    "Es gab kein error, also sah der Browser keine Verletzung des Protokolls.",
                ),
            ),
        ]
    }
}

fn soon(evidence: &Evidence) -> String {
    let messages = match evidence.received {
        0 => say!("no message", "keine Nachricht"),
        1 => say!("1 message", "1 Nachricht"),
        many => say!("{} messages", "{} Nachrichten", many),
    };
    say!(
        "It ended right after it had opened, with {} received. Servers do so when they do not like a login, an \
         origin or a subprotocol. Check what this one expects.",
        "Sie endete gleich nach dem Öffnen; empfangen bis dahin: {}. So tun es Server, denen ein Login, ein Origin \
         oder ein Subprotokoll nicht gefällt. Prüfen Sie, was dieser erwartet.",
        messages
    )
}
