//! The checks, one by one.

use crate::model::language::{Text, number, say, text};

use super::{
    Address, Evidence, Finding, Obstacle, Probe, Verdict,
    broken::after_open,
    given_up::{before_it_opened, by_leaving},
    is_mixed,
    local::local_network,
    place, probe_was_refused,
};

/// What was checked and what each result means: causes first, then what is possible, what cannot be known, what was
/// seen, and what it was not.
///
/// The texts differ exactly where the evidence does; a closed port and a wrong name look the same to a page.
pub fn findings(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    if evidence.page_was_away {
        findings.push(by_leaving());
    } else if evidence.opened {
        after_open(evidence, &mut findings);
    } else if let Some(obstacle) = Obstacle::of(evidence) {
        findings.push(obstacle.finding());
    } else {
        before_open(evidence, &mut findings);
    }
    findings.push(time(evidence));
    let of = |verdict| findings.iter().filter(move |finding| finding.verdict == verdict).cloned();
    Verdict::ALL.into_iter().flat_map(of).collect()
}

impl Obstacle {
    fn finding(self) -> Finding {
        let (check, meaning) = match self {
            Self::Address(why) => (text!("Address", "Adresse"), why),
            Self::Policy(directive) => (
                Text::same("Content-Security-Policy"),
                say!(
                    "The directive “{}” of this page forbids the address. Allow it there, or use another \
                     page.",
                    "Die Direktive „{}“ dieser Seite verbietet die Adresse. Erlauben Sie sie dort, oder \
                     benutzen Sie eine andere Seite.",
                    directive
                ),
            ),
            Self::MixedContent => (
                text!("Mixed content", "Gemischter Inhalt"),
                say!(
                    "The page came over https, so the browser refuses ws://. Use wss://, or open this page over http.",
                    "Die Seite kam über https, darum lehnt der Browser ws:// ab. Benutzen Sie wss://, oder öffnen Sie \
                     diese Seite über http."
                ),
            ),
            Self::Port(port) => (
                Text::same("Port"),
                say!(
                    "Browsers never connect to port {}: it belongs to another protocol. Let the server use \
                     another.",
                    "Browser verbinden sich nie mit Port {}: Er gehört zu einem anderen Protokoll. Lassen Sie den \
                     Server einen anderen benutzen.",
                    port
                ),
            ),
            Self::Offline => (
                text!("Network", "Netz"),
                say!(
                    "The browser says that it is offline. Check the network, then connect again.",
                    "Der Browser meldet, dass er offline ist. Prüfen Sie das Netz und verbinden Sie dann neu."
                ),
            ),
            Self::Exception(exception) => (
                text!("Exception", "Ausnahme"),
                say!(
                    "The browser refused to try, and said: {}",
                    "Der Browser lehnte den Versuch ab und sagte: {}",
                    exception.trim()
                ),
            ),
        };
        Finding::new(Verdict::Cause, check, meaning)
    }
}

/// The checks of a connection that never opened, without a cause that is known at once.
fn before_open(evidence: &Evidence, findings: &mut Vec<Finding>) {
    if evidence.closed_by_you {
        findings.push(before_it_opened(evidence));
        findings.extend(
            reachable(evidence).map(|found| Finding { verdict: found.verdict.max(Verdict::Possible), ..found }),
        );
    } else {
        findings.extend(reachable(evidence));
        findings.extend(certificate(evidence));
        findings.extend(subprotocol(evidence));
    }
    findings.extend(others(evidence));
    findings.extend(local_network(evidence));
    findings.extend(repeated(evidence));
    if is_mixed(evidence) {
        findings.push(Finding::new(
            Verdict::Possible,
            text!("Mixed content", "Gemischter Inhalt"),
            text!(
                "The page came over https and the address is ws://. Some browsers allow that for this machine and the \
                 local network, others refuse. Use wss://, or open this page over http.",
                "Die Seite kam über https, und die Adresse ist ws://. Manche Browser erlauben das für diesen Rechner \
                 und das lokale Netz, andere lehnen ab. Benutzen Sie wss://, oder öffnen Sie diese Seite über http.",
            ),
        ));
    }
    findings.push(Finding::new(
        Verdict::Unknown,
        Text::same("Handshake"),
        text!(
            "Browsers hide status, headers and network errors of a handshake from pages. The browser's developer tools \
             show them.",
            "Browser verbergen Status, Header und Netzfehler eines Handshakes vor Seiten. Die Entwicklerwerkzeuge des \
             Browsers zeigen sie.",
        ),
    ));
    if evidence.is_online {
        findings.push(Finding::new(
            Verdict::Seen,
            text!("Network", "Netz"),
            text!(
                "The browser says that it is online: there is some network, which need not lead to the server.",
                "Der Browser meldet, dass er online ist: Es gibt ein Netz, das aber nicht zum Server führen muss.",
            ),
        ));
    }
    findings.push(Finding::new(
        Verdict::Cleared,
        text!("Rules of the browser", "Regeln des Browsers"),
        text!(
            "The address is in order, its port is not blocked, and no Content-Security-Policy was violated.",
            "Die Adresse ist in Ordnung, ihr Port ist nicht gesperrt, und keine Content-Security-Policy wurde \
             verletzt.",
        ),
    ));
}

/// What the probe says.
fn reachable(evidence: &Evidence) -> Option<Finding> {
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

fn certificate(evidence: &Evidence) -> Option<Finding> {
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

fn subprotocol(evidence: &Evidence) -> Option<Finding> {
    let answered = matches!(evidence.probe, Probe::Answered(_) | Probe::NotSent);
    (evidence.offered_subprotocols && answered).then(|| {
        Finding::new(
            Verdict::Possible,
            text!("Subprotocol", "Subprotokoll"),
            text!(
                "The server may have accepted none of the offered subprotocols: Chromium then fails the connection, \
                 Firefox opens it. Try without subprotocols, or with others.",
                "Vielleicht nahm der Server keines der angebotenen Subprotokolle: Dann lässt Chromium die Verbindung \
                 scheitern, Firefox öffnet sie. Versuchen Sie es ohne Subprotokolle oder mit anderen.",
            ),
        )
    })
}

fn others(evidence: &Evidence) -> Option<Finding> {
    let others = match evidence.others_connecting {
        0 => return None,
        1 => say!("Another attempt to this host was", "Ein anderer Versuch zu diesem Host war"),
        many => say!("{} other attempts to this host were", "{} andere Versuche zu diesem Host waren", many),
    };
    Some(Finding::new(
        Verdict::Possible,
        text!("Queue", "Schlange"),
        say!(
            "{} still in the handshake. Browsers let one at a time through to a host, so this one may never have \
             begun. Close the others.",
            "{} noch im Handshake. Browser lassen zu einem Host einen nach dem anderen durch, also hat dieser \
             vielleicht nie begonnen. Schließen Sie die anderen.",
            others
        ),
    ))
}

fn repeated(evidence: &Evidence) -> Option<Finding> {
    let failed = match evidence.recent_failures {
        0 => return None,
        1 => say!("1 attempt at this host failed", "1 Versuch zu diesem Host scheiterte"),
        many => say!("{} attempts at this host failed", "{} Versuche zu diesem Host scheiterten", many),
    };
    Some(Finding::new(
        Verdict::Unknown,
        text!("Delay", "Verzögerung"),
        say!(
            "{} just before. Browsers delay repeated attempts; how much of the time that was is unknown.",
            "{} kurz zuvor. Browser verzögern wiederholte Versuche; wie viel der Zeit das war, ist unbekannt.",
            failed
        ),
    ))
}

fn time(evidence: &Evidence) -> Finding {
    let elapsed = duration(evidence.elapsed_ms);
    if evidence.opened {
        return Finding::new(
            Verdict::Seen,
            text!("Time", "Zeit"),
            say!("It was open for {}.", "Sie war {} lang offen.", elapsed),
        );
    }
    let hint = if evidence.elapsed_ms >= 10_000.0 {
        text!(
            " So long a wait points to a server that does not answer, or to a browser that lets attempts wait.",
            " Eine so lange Wartezeit deutet auf einen Server, der nicht antwortet, oder einen Browser, der Versuche \
             warten lässt.",
        )
    } else {
        Text::EMPTY
    };
    Finding::new(
        Verdict::Seen,
        text!("Time", "Zeit"),
        say!("It ended {} after the start.{}", "Sie endete {} nach dem Beginn.{}", elapsed, hint),
    )
}

/// Milliseconds for people: `3 ms`, `2.5 s`, `3 min 20 s`. What is no number, or below 0, counts as 0.
fn duration(ms: f64) -> String {
    let ms = if ms.is_finite() { ms.max(0.0) } else { 0.0 };
    if ms < 999.5 {
        format!("{} ms", number(ms, 0))
    } else if ms < 59_950.0 {
        format!("{} s", number(ms / 1e3, 1))
    } else {
        let seconds = (ms / 1e3).round();
        format!("{} min {} s", number((seconds / 60.0).floor(), 0), number(seconds % 60.0, 0))
    }
}
