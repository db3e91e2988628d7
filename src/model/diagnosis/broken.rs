//! The checks of a connection that had opened and then ended.

use super::{CloseCode, Evidence, Finding, Verdict, ended_soon, findings::finding};

/// The checks of a connection that had opened.
pub(super) fn after_open(evidence: &Evidence, findings: &mut Vec<Finding>) {
    let code = CloseCode(evidence.code);
    if evidence.closed_by_you {
        findings.push(finding(Verdict::Cause, "Close", closed_by_you(code)));
    } else if code != CloseCode::ABNORMAL_CLOSURE {
        findings.push(finding(
            Verdict::Cause,
            "Close",
            format!("The server closed it with {code}: {}", code.meaning()),
        ));
    } else {
        findings.extend(broken_off(evidence));
    }
    if ended_soon(evidence) && !evidence.closed_by_you {
        findings.push(finding(Verdict::Possible, "Right after open", soon(evidence)));
    }
    if evidence.offered_subprotocols && evidence.selected_subprotocol.is_empty() {
        findings.push(finding(
            Verdict::Possible,
            "Subprotocol",
            "The server accepted none of the offered subprotocols. This browser opened anyway, as Firefox does; Chromium \
             would not have. Try without subprotocols, or with others.",
        ));
    }
    findings.push(finding(
        Verdict::Cleared,
        "Address, network, handshake",
        "The connection had opened, so they are in order.",
    ));
}

fn closed_by_you(code: CloseCode) -> &'static str {
    if code == CloseCode::ABNORMAL_CLOSURE {
        "You closed it, and the closing handshake was not completed: the server did not answer, or the connection was cut."
    } else {
        "You closed it, and the server confirmed."
    }
}

/// 1006 after an opening: only the `error` event tells the two kinds apart.
fn broken_off(evidence: &Evidence) -> [Finding; 2] {
    if evidence.error_seen {
        [
            finding(
                Verdict::Possible,
                "Protocol",
                "The browser fired an error before the close, as it does when it ends a connection itself. Most likely the \
                 server broke the protocol: text that is not UTF-8, a bad frame, a length that is too large.",
            ),
            finding(
                Verdict::Unknown,
                "Which rule",
                "Pages are not told which rule was broken. The browser's console names it.",
            ),
        ]
    } else {
        [
            finding(
                Verdict::Cause,
                "Cut off",
                "The connection ended without a closing handshake: the server's process ended, a proxy or a time-out in \
                 between cut it, or the network changed.",
            ),
            finding(
                Verdict::Cleared,
                "Protocol",
                "No error was fired, so the browser saw no violation of the protocol.",
            ),
        ]
    }
}

fn soon(evidence: &Evidence) -> String {
    let messages = match evidence.received {
        0 => "no message".to_owned(),
        1 => "1 message".to_owned(),
        many => format!("{many} messages"),
    };
    format!(
        "It ended right after it had opened, with {messages} received. Servers do so when they do not like a login, an \
         origin or a subprotocol. Check what this one expects."
    )
}
