//! Why a connection failed: what a page can find out, and what it cannot.

use serde::{Deserialize, Serialize};

use super::{
    address::{Address, Reach, reach},
    close::CloseCode,
    endpoint::Endpoint,
};

mod broken;
mod findings;

pub use findings::findings;

/// What was seen of a connection that failed to open, or that ended with 1006. The engine gathers it.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that was seen or not")]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The address.
    pub url: String,
    /// Subprotocols were offered.
    pub offered_subprotocols: bool,
    /// The constructor's exception, when there was one.
    pub exception: Option<String>,
    /// The page was served over https (or another secure scheme).
    pub page_is_secure: bool,
    /// The host that the page was served from; empty when there is none. It tells whether the page is a public one.
    pub page_host: String,
    /// `navigator.onLine` at the time of the failure.
    pub is_online: bool,
    /// The connection had been open.
    pub opened: bool,
    /// The subprotocol that the server picked when it opened; empty when it picked none.
    pub selected_subprotocol: String,
    /// The person had asked for the end: Close was clicked before the `close` event came.
    pub closed_by_you: bool,
    /// An `error` event came before the `close`.
    pub error_seen: bool,
    /// The close code.
    pub code: u16,
    /// Milliseconds from the constructor (or from `open`, when it had opened) to the end.
    pub elapsed_ms: f64,
    /// How many messages came while it was open.
    pub received: u64,
    /// The directive of a Content-Security-Policy that blocked the connection.
    pub blocked_by_policy: Option<String>,
    /// Other sessions of this page that were connecting to the same host at the time: browsers let one through at once.
    pub others_connecting: u32,
    /// Failed attempts at this host just before: browsers delay repeated ones.
    pub recent_failures: u32,
    /// How the probe went.
    pub probe: Probe,
}

/// A request without CORS to the same address over HTTP: it tells whether something answers there at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Probe {
    /// Not sent: the evidence was enough without it.
    #[default]
    NotSent,
    /// Under way.
    Pending,
    /// Something answered in HTTP, after so many milliseconds.
    Answered(f64),
    /// The request failed, after so many milliseconds.
    Failed(f64),
    /// Nothing came within the limit of so many milliseconds.
    TimedOut(f64),
}

/// One line of a diagnosis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How sure it is.
    pub verdict: Verdict,
    /// What was checked, in a few words.
    pub check: &'static str,
    /// What came out, and what it means or what to do, in one or two sentences.
    pub meaning: String,
}

/// How much a finding says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This is the cause.
    Cause,
    /// This may be the cause.
    Possible,
    /// This is not the cause.
    Cleared,
    /// A page cannot know this.
    Unknown,
}

/// Milliseconds within which an end counts as right after the opening.
const SOON_MS: f64 = 1_000.0;

/// Why the opening could not succeed, when the page can tell without asking the network.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Obstacle {
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
    fn of(evidence: &Evidence) -> Option<Self> {
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
        } else if !evidence.is_online && reach != Some(Reach::Loopback) {
            Some(Self::Offline)
        } else {
            None
        }
    }
}

/// Whether the page is secure and the address is not (Mixed Content, section 4).
fn is_mixed(evidence: &Evidence) -> bool {
    evidence.page_is_secure && Address::parse(&evidence.url).is_some_and(|address| !address.is_secure)
}

/// Whether the connection had opened and ended right after that.
fn ended_soon(evidence: &Evidence) -> bool {
    evidence.opened && evidence.elapsed_ms < SOON_MS
}

/// Host and port of the address, for a sentence.
fn place(evidence: &Evidence) -> String {
    Address::parse(&evidence.url).map_or_else(String::new, |address| format!("{}:{}", address.host, address.port))
}

/// Whether a request over HTTP to [`probe_url`] would tell more: the opening failed, nobody asked for that, and no
/// cause is known.
pub fn needs_probe(evidence: &Evidence) -> bool {
    !evidence.opened
        && !evidence.closed_by_you
        && evidence.probe == Probe::NotSent
        && Obstacle::of(evidence).is_none()
        && probe_url(&evidence.url).is_some()
}

/// Where to send the probe: `http` for `ws` and `https` for `wss`, same host, port, path and query. User name and
/// password are left out, because `fetch()` refuses them. `None` when the address is none of WebSocket.
pub fn probe_url(url: &str) -> Option<String> {
    Address::parse(url).map(|address| address.to_http())
}

/// What happened, in one short sentence.
pub fn headline(evidence: &Evidence) -> String {
    let place = place(evidence);
    match Obstacle::of(evidence) {
        Some(Obstacle::Address(_)) => "A browser cannot connect to this address.".to_owned(),
        Some(Obstacle::Policy(_)) => "The policy of this page forbids the connection.".to_owned(),
        Some(Obstacle::MixedContent) => "A page from https cannot connect to ws://.".to_owned(),
        Some(Obstacle::Port(port)) => format!("Browsers block port {port}."),
        Some(Obstacle::Offline) => "The browser is offline.".to_owned(),
        Some(Obstacle::Exception(_)) => "The browser refused to connect.".to_owned(),
        None if evidence.opened => headline_of_end(evidence),
        None if evidence.closed_by_you => "You closed it before it had opened.".to_owned(),
        None => match evidence.probe {
            Probe::NotSent => "The connection did not open.".to_owned(),
            Probe::Pending => "The connection did not open. Looking for the cause…".to_owned(),
            Probe::Answered(_) => format!("{place} answers in HTTP, but did not open a WebSocket."),
            Probe::Failed(_) => format!("There was no answer from {place}."),
            Probe::TimedOut(_) => format!("{place} did not answer in time."),
        },
    }
}

/// The headline of a connection that had opened.
fn headline_of_end(evidence: &Evidence) -> String {
    let code = CloseCode(evidence.code);
    if evidence.closed_by_you && code == CloseCode::ABNORMAL_CLOSURE {
        "You closed it, and the server did not confirm.".to_owned()
    } else if evidence.closed_by_you {
        "You closed it.".to_owned()
    } else if code != CloseCode::ABNORMAL_CLOSURE {
        format!("The server closed it: {code}.")
    } else if evidence.error_seen {
        "The browser ended it, most likely because the server broke the protocol.".to_owned()
    } else if ended_soon(evidence) {
        "It was cut off right after it had opened.".to_owned()
    } else {
        "It was cut off without a closing handshake.".to_owned()
    }
}

#[cfg(test)]
mod tests;
