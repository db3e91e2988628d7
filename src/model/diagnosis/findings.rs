//! The checks, one by one.

use crate::model::language::{Text, say, text};

use super::{
    Evidence, Finding, Obstacle, Probe, Verdict,
    broken::after_open,
    duration::duration,
    given_up::{before_it_opened, by_leaving},
    is_mixed,
    local::local_network,
    reachable::{certificate, reachable},
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
