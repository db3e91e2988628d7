//! What happened to a connection, in one short sentence.

use super::{Evidence, Obstacle, Probe, ended_soon, is_offline, place, probe_was_refused};
use crate::model::{close::CloseCode, language::say};

/// What happened, in one short sentence.
pub fn headline(evidence: &Evidence) -> String {
    let place = place(evidence);
    if evidence.page_was_away {
        return say!(
            "You left the page, and the browser closed its connections.",
            "Sie haben die Seite verlassen, und der Browser schloss ihre Verbindungen."
        );
    }
    match Obstacle::of(evidence) {
        Some(Obstacle::Address(_)) => say!(
            "A browser cannot connect to this address.",
            "Ein Browser kann sich mit dieser Adresse nicht verbinden."
        ),
        Some(Obstacle::Policy(_)) => {
            say!("The policy of this page forbids the connection.", "Die Policy dieser Seite verbietet die Verbindung.")
        }
        Some(Obstacle::MixedContent) => say!(
            "A page from https cannot connect to ws://.",
            "Eine Seite von https kann sich nicht mit ws:// verbinden."
        ),
        Some(Obstacle::Port(port)) => say!("Browsers block port {}.", "Browser sperren den Port {}.", port),
        Some(Obstacle::Offline) => say!("The browser is offline.", "Der Browser ist offline."),
        Some(Obstacle::Exception(_)) => {
            say!("The browser refused to connect.", "Der Browser lehnte die Verbindung ab.")
        }
        None if evidence.opened => headline_of_end(evidence),
        None if evidence.let_go => {
            say!("You let it go before it had opened.", "Sie haben sie losgelassen, bevor sie offen war.")
        }
        None if evidence.closed_by_you => {
            say!("You closed it before it had opened.", "Sie haben sie geschlossen, bevor sie offen war.")
        }
        None => match evidence.probe {
            Probe::NotSent => say!("The connection did not open.", "Die Verbindung kam nicht zustande."),
            Probe::Pending => say!(
                "The connection did not open. Looking for the cause…",
                "Die Verbindung kam nicht zustande. Die Ursache wird gesucht …"
            ),
            Probe::Answered(_) => say!(
                "{} answers in HTTP, but did not open a WebSocket.",
                "{} antwortet in HTTP, öffnete aber keinen WebSocket.",
                place
            ),
            Probe::Failed(_) if probe_was_refused(evidence) => {
                say!("The connection did not open.", "Die Verbindung kam nicht zustande.")
            }
            Probe::Failed(_) => say!(
                "There was no answer from {} that a page may see.",
                "Von {} kam keine Antwort, die eine Seite sehen darf.",
                place
            ),
            Probe::TimedOut(_) => say!("{} did not answer in time.", "{} antwortete nicht rechtzeitig.", place),
        },
    }
}

/// The headline of a connection that had opened.
fn headline_of_end(evidence: &Evidence) -> String {
    let code = CloseCode(evidence.code);
    if evidence.heartbeat_ms.is_some() {
        say!(
            "A heartbeat was not answered, so the connection was let go.",
            "Ein Heartbeat blieb ohne Antwort, darum wurde die Verbindung losgelassen."
        )
    } else if evidence.closed_by_you && code == CloseCode::ABNORMAL_CLOSURE {
        say!(
            "You closed it, and the server did not confirm.",
            "Sie haben sie geschlossen, und der Server bestätigte es nicht."
        )
    } else if evidence.closed_by_you {
        say!("You closed it.", "Sie haben sie geschlossen.")
    } else if code != CloseCode::ABNORMAL_CLOSURE {
        say!("The server closed it: {}.", "Der Server schloss sie: {}.", code)
    } else if evidence.error_seen {
        say!(
            "The browser ended it, most likely because the server broke the protocol.",
            "Der Browser beendete sie, wahrscheinlich weil der Server das Protokoll verletzte."
        )
    } else if is_offline(evidence) {
        say!("It was cut off, and the browser is offline.", "Sie riss ab, und der Browser ist offline.")
    } else if ended_soon(evidence) {
        say!("It was cut off right after it had opened.", "Sie riss gleich nach dem Öffnen ab.")
    } else {
        say!("It was cut off without a closing handshake.", "Sie riss ab, ohne Close-Handshake.")
    }
}
