//! What kept an attempt from beginning at all, as far as the page can tell without asking the network.

use super::{Evidence, Finding, Verdict, is_mixed, is_offline};
use crate::model::{
    address::{Address, Reach, reach},
    endpoint::Endpoint,
    language::{Text, say, text},
};

/// Why the opening could not succeed, when the page can tell without asking the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// The address is none.
    Address(String),
    /// A Content-Security-Policy forbids it.
    Policy(String),
    /// An insecure address from a secure page.
    MixedContent,
    /// Browsers block the port.
    Port(u16),
    /// There is no network.
    Offline,
    /// The constructor threw for another reason.
    Exception(String),
}

impl Obstacle {
    pub(super) fn of(evidence: &Evidence) -> Option<Self> {
        if evidence.opened {
            return None;
        }
        let address = Address::parse(&evidence.url);
        let reach = address.map(|address| reach(address.host));
        if let Err(error) = Endpoint::parse(&evidence.url) {
            Some(Self::Address(error.to_string()))
        } else if let Some(directive) = &evidence.blocked_by_policy {
            Some(Self::Policy(directive.clone()))
        } else if is_mixed(evidence) && (reach == Some(Reach::Public) || evidence.exception.is_some()) {
            // Firefox throws, Chromium fails the connection; for the local network browsers differ.
            Some(Self::MixedContent)
        } else if let Some(address) = address.filter(Address::has_blocked_port) {
            Some(Self::Port(address.port))
        } else if let Some(exception) = &evidence.exception {
            Some(Self::Exception(exception.clone()))
        } else if is_offline(evidence) {
            Some(Self::Offline)
        } else {
            None
        }
    }

    pub(super) fn finding(self) -> Finding {
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
