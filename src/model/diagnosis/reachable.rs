//! What a question over HTTP to the same address says about a failed opening.

use super::{Address, Evidence, Finding, Probe, Verdict, duration::duration, place, probe_was_refused};
use crate::model::language::{Text, say, text};

/// What the probe says.
pub(super) fn reachable(evidence: &Evidence) -> Option<Finding> {
    let place = place(evidence);
    Some(match evidence.probe {
        // Without a probe there is nothing to say about it.
        Probe::NotSent => return None,
        Probe::Pending => Finding::new(
            Verdict::Unknown,
            text!("Host and port", "Host und Port"),
            say!("Asking {} over HTTP…", "Frage {} über HTTP …", place),
        ),
        Probe::Answered(ms) if evidence.closed_by_you => Finding::new(
            Verdict::Seen,
            text!("Host and port", "Host und Port"),
            say!(
                "{} answered a request over HTTP after {}, so something is there that left the handshake without \
                 an answer.",
                "{} beantwortete eine Anfrage über HTTP nach {}, also ist dort etwas, das den Handshake ohne \
                 Antwort ließ.",
                place,
                duration(ms)
            ),
        ),
        Probe::Answered(ms) => Finding::new(
            // A completed handshake without a subprotocol looks the same in Chromium.
            if evidence.offered_subprotocols { Verdict::Possible } else { Verdict::Cause },
            Text::same("Handshake"),
            say!(
                "{} answered a request over HTTP after {}, so something is there, but the opening handshake did \
                 not succeed: it was refused (path, login, origin), nothing there knows WebSocket, or the answer broke \
                 the protocol. Check the path and what the server expects.",
                "{} beantwortete eine Anfrage über HTTP nach {}, also ist dort etwas, aber der Handshake gelang \
                 nicht: Er wurde abgelehnt (Pfad, Login, Origin), dort kennt nichts WebSocket, oder die Antwort \
                 verletzte das Protokoll. Prüfen Sie den Pfad, und was der Server erwartet.",
                place,
                duration(ms)
            ),
        ),
        Probe::Failed(_) if probe_was_refused(evidence) => {
            Finding::new(Verdict::Unknown, text!("Host and port", "Host und Port"), refused(evidence))
        }
        Probe::Failed(ms) => {
            Finding::new(Verdict::Possible, text!("Host and port", "Host und Port"), unanswered(evidence, ms))
        }
        Probe::TimedOut(ms) => Finding::new(
            Verdict::Cause,
            text!("Host and port", "Host und Port"),
            say!(
                "A request over HTTP to {} had no answer within {}. A firewall swallows it, or the server hangs. \
                 Check the address, and whether the server is well.",
                "Eine Anfrage über HTTP an {} blieb {} lang ohne Antwort. Eine Firewall verschluckt sie, oder der \
                 Server hängt. Prüfen Sie die Adresse, und ob es dem Server gut geht.",
                place,
                duration(ms)
            ),
        ),
    })
}

/// The browser did not even ask.
fn refused(evidence: &Evidence) -> String {
    let who = if evidence.probe_blocked_by_policy {
        text!("The policy of this page forbids", "Die Policy dieser Seite verbietet")
    } else {
        text!(
            "From a page that came over https the browser refuses",
            "Einer Seite, die über https kam, verweigert der Browser",
        )
    };
    say!(
        "{} the request over HTTP that would tell whether {} answers.",
        "{} die Anfrage über HTTP, die zeigen würde, ob {} antwortet.",
        who,
        place(evidence)
    )
}

/// A server that keeps its answers from foreign pages looks like one that is not there.
fn unanswered(evidence: &Evidence, ms: f64) -> String {
    let isolated = if evidence.page_is_isolated {
        text!(
            " This page is isolated (Cross-Origin-Embedder-Policy), so most answers are kept from it.",
            " Diese Seite ist isoliert (Cross-Origin-Embedder-Policy), darum bleiben ihr die meisten Antworten \
             verborgen.",
        )
    } else {
        Text::EMPTY
    };
    say!(
        "A request over HTTP to {} failed too, after {}. The name is wrong, the port is closed, a firewall is in \
         between, what listens there speaks no HTTP, or its answers are kept from foreign pages \
         (Cross-Origin-Resource-Policy): a page cannot tell which. Check the address, and whether the server \
         runs.{}",
        "Auch eine Anfrage über HTTP an {} scheiterte, nach {}. Der Name ist falsch, der Port ist geschlossen, eine \
         Firewall steht dazwischen, was dort lauscht, spricht kein HTTP, oder seine Antworten bleiben fremden Seiten \
         verborgen (Cross-Origin-Resource-Policy): Was davon, kann eine Seite nicht sagen. Prüfen Sie die Adresse, und \
         ob der Server läuft.{}",
        place(evidence),
        duration(ms),
        isolated
    )
}

pub(super) fn certificate(evidence: &Evidence) -> Option<Finding> {
    let address = Address::parse(&evidence.url).filter(|address| address.is_secure)?;
    Some(match evidence.probe {
        Probe::Answered(_) => Finding::new(
            Verdict::Cleared,
            text!("Certificate", "Zertifikat"),
            text!("The browser accepts the server's certificate.", "Der Browser nimmt das Zertifikat des Servers an."),
        ),
        Probe::Failed(_) if !probe_was_refused(evidence) => Finding::new(
            Verdict::Possible,
            text!("Certificate", "Zertifikat"),
            say!(
                "The browser may have refused the server's certificate; to a page that looks like no answer. Open \
                 https://{}:{} in a tab: a warning there says so.",
                "Vielleicht lehnte der Browser das Zertifikat des Servers ab; für eine Seite sieht das aus wie keine \
                 Antwort. Öffnen Sie https://{}:{} in einem Tab: Eine Warnung dort sagt es.",
                address.host,
                address.port
            ),
        ),
        _ => Finding::new(
            Verdict::Unknown,
            text!("Certificate", "Zertifikat"),
            text!(
                "Whether the browser accepts the server's certificate is unknown.",
                "Ob der Browser das Zertifikat des Servers annimmt, ist unbekannt.",
            ),
        ),
    })
}
