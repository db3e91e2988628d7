//! The checks, one by one.

use crate::model::decimal::decimal;

use super::{Address, Evidence, Finding, Obstacle, Probe, Reach, Verdict, broken::after_open, is_mixed, place, reach};

/// What was checked and what each result means: causes first, then what is possible, what cannot be known, and what it
/// was not.
///
/// The texts differ exactly where the evidence does; a closed port and a wrong name look the same to a page.
pub fn findings(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    if evidence.opened {
        after_open(evidence, &mut findings);
    } else if let Some(obstacle) = Obstacle::of(evidence) {
        findings.push(obstacle.finding());
    } else {
        before_open(evidence, &mut findings);
    }
    findings.push(time(evidence));
    findings.sort_by_key(|finding| match finding.verdict {
        Verdict::Cause => 0,
        Verdict::Possible => 1,
        Verdict::Unknown => 2,
        Verdict::Cleared => 3,
    });
    findings
}

pub(super) fn finding(verdict: Verdict, check: &'static str, meaning: impl Into<String>) -> Finding {
    Finding { verdict, check, meaning: meaning.into() }
}

impl Obstacle {
    fn finding(self) -> Finding {
        let (check, meaning) = match self {
            Self::Address(why) => ("Address", why),
            Self::Policy(directive) => (
                "Content-Security-Policy",
                format!(
                    "The directive “{directive}” of this page forbids the address. Allow it there, or use another page."
                ),
            ),
            Self::MixedContent => (
                "Mixed content",
                "The page came over https, so the browser refuses ws://. Use wss://, or open this page over http."
                    .to_owned(),
            ),
            Self::Port(port) => (
                "Port",
                format!(
                    "Browsers never connect to port {port}: it belongs to another protocol. Let the server use another."
                ),
            ),
            Self::Offline => {
                ("Network", "The browser says that it is offline. Check the network, then connect again.".to_owned())
            }
            Self::Exception(exception) => {
                ("Exception", format!("The browser refused to try, and said: {}", exception.trim()))
            }
        };
        finding(Verdict::Cause, check, meaning)
    }
}

/// The checks of a connection that never opened, without a cause that is known at once.
fn before_open(evidence: &Evidence, findings: &mut Vec<Finding>) {
    if evidence.closed_by_you {
        findings.push(finding(
            Verdict::Cause,
            "Close",
            "You closed it while the server had not answered the handshake.",
        ));
    } else {
        findings.extend(reachable(evidence));
        findings.extend(certificate(evidence));
        findings.extend(subprotocol(evidence));
    }
    findings.extend(others(evidence));
    findings.extend(local_network(evidence));
    findings.extend(repeated(evidence));
    if is_mixed(evidence) {
        findings.push(finding(
            Verdict::Possible,
            "Mixed content",
            "The page came over https and the address is ws://. Some browsers allow that for this machine and the local \
             network, others refuse. Use wss://, or open this page over http.",
        ));
    }
    findings.push(finding(
        Verdict::Unknown,
        "Handshake",
        "Browsers hide status, headers and network errors of a handshake from pages. The browser's developer tools show \
         them.",
    ));
    if evidence.is_online {
        findings.push(finding(Verdict::Cleared, "Network", "The browser says that it is online."));
    }
    findings.push(finding(
        Verdict::Cleared,
        "Rules of the browser",
        "The address is in order, its port is not blocked, and no Content-Security-Policy was violated.",
    ));
}

/// What the probe says.
fn reachable(evidence: &Evidence) -> Option<Finding> {
    let place = place(evidence);
    let is_secure = Address::parse(&evidence.url).is_some_and(|address| address.is_secure);
    Some(match evidence.probe {
        // Without a probe there is nothing to say about it.
        Probe::NotSent => return None,
        Probe::Pending => finding(Verdict::Unknown, "Host and port", format!("Asking {place} over HTTP…")),
        Probe::Answered(ms) => finding(
            Verdict::Cause,
            "Handshake",
            format!(
                "{place} answered a request over HTTP within {}, but not with a WebSocket. It may refuse the handshake \
                 (path, login, origin), or know no WebSocket. Check the path and what the server expects.",
                duration(ms)
            ),
        ),
        Probe::Failed(_) => finding(
            // Over https there are other possible causes.
            if is_secure || crosses_into_local_network(evidence) { Verdict::Possible } else { Verdict::Cause },
            "Host and port",
            format!(
                "A request over HTTP to {place} failed too. The name is wrong, the port is closed, a firewall is in \
                 between, or what listens there speaks no HTTP: a page cannot tell which. Check the address, and whether \
                 the server runs."
            ),
        ),
        Probe::TimedOut(ms) => finding(
            Verdict::Cause,
            "Host and port",
            format!(
                "A request over HTTP to {place} had no answer within {}. A firewall swallows it, or the server hangs. \
                 Check the address, and whether the server is well.",
                duration(ms)
            ),
        ),
    })
}

fn certificate(evidence: &Evidence) -> Option<Finding> {
    let address = Address::parse(&evidence.url).filter(|address| address.is_secure)?;
    Some(match evidence.probe {
        Probe::Answered(_) => finding(Verdict::Cleared, "Certificate", "The browser accepts the server's certificate."),
        Probe::Failed(_) => finding(
            Verdict::Possible,
            "Certificate",
            format!(
                "The browser may have refused the server's certificate; to a page that looks like no answer. Open \
                 https://{}:{} in a tab: a warning there says so.",
                address.host, address.port
            ),
        ),
        _ => {
            finding(Verdict::Unknown, "Certificate", "Whether the browser accepts the server's certificate is unknown.")
        }
    })
}

fn subprotocol(evidence: &Evidence) -> Option<Finding> {
    let answered = matches!(evidence.probe, Probe::Answered(_) | Probe::NotSent);
    (evidence.offered_subprotocols && answered).then(|| {
        finding(
            Verdict::Possible,
            "Subprotocol",
            "The server may have accepted none of the offered subprotocols: Chromium then fails the connection, Firefox \
             opens it. Try without subprotocols, or with others.",
        )
    })
}

fn others(evidence: &Evidence) -> Option<Finding> {
    let others = match evidence.others_connecting {
        0 => return None,
        1 => "Another attempt to this host was".to_owned(),
        many => format!("{many} other attempts to this host were"),
    };
    Some(finding(
        Verdict::Possible,
        "Queue",
        format!(
            "{others} still in the handshake. Browsers let one at a time through to a host, so this one may never have \
             begun. Close the others."
        ),
    ))
}

fn repeated(evidence: &Evidence) -> Option<Finding> {
    let failed = match evidence.recent_failures {
        0 => return None,
        1 => "1 attempt at this host failed".to_owned(),
        many => format!("{many} attempts at this host failed"),
    };
    Some(finding(
        Verdict::Unknown,
        "Delay",
        format!("{failed} just before. Browsers delay repeated attempts; how much of the time that was is unknown."),
    ))
}

/// Whether a page of the public network reaches for this machine or the local network.
fn crosses_into_local_network(evidence: &Evidence) -> bool {
    let target = Address::parse(&evidence.url).map(|address| reach(address.host));
    !evidence.page_host.is_empty()
        && reach(&evidence.page_host) == Reach::Public
        && target.is_some_and(|target| target != Reach::Public)
}

fn local_network(evidence: &Evidence) -> Option<Finding> {
    let meaning = if evidence.page_is_secure {
        "The address is on this machine or the local network, and the page is not. Chrome from version 147 on asks for \
         permission first. Allow local network access for this page in the browser's site settings."
    } else {
        "The address is on this machine or the local network, and the page is not. Chrome from version 147 on allows that \
         to pages from https only, and asks first."
    };
    crosses_into_local_network(evidence).then(|| finding(Verdict::Possible, "Local network", meaning))
}

fn time(evidence: &Evidence) -> Finding {
    let elapsed = duration(evidence.elapsed_ms);
    if evidence.opened {
        return finding(Verdict::Cleared, "Time", format!("It was open for {elapsed}."));
    }
    let hint = if evidence.elapsed_ms >= 10_000.0 {
        " So long a wait points to a server that does not answer, or to a browser that lets attempts wait."
    } else {
        ""
    };
    finding(Verdict::Cleared, "Time", format!("It ended {elapsed} after the start.{hint}"))
}

/// Milliseconds for people: `3 ms`, `2.5 s`, `3 min 20 s`. What is no number, or below 0, counts as 0.
fn duration(ms: f64) -> String {
    let ms = if ms.is_finite() { ms.max(0.0) } else { 0.0 };
    if ms < 999.5 {
        format!("{} ms", decimal(ms, 0))
    } else if ms < 59_950.0 {
        format!("{} s", decimal(ms / 1e3, 1))
    } else {
        let seconds = (ms / 1e3).round();
        format!("{} min {} s", decimal((seconds / 60.0).floor(), 0), decimal(seconds % 60.0, 0))
    }
}
