//! Why a connection failed: what a page can find out, and what it cannot.

use serde::{Deserialize, Serialize};

use super::{
    address::{Address, Reach, reach},
    close::CloseCode,
    phase::SOON_MS,
};
use crate::model::language::Text;

mod absence;
mod broken;
mod duration;
mod failures;
mod findings;
mod given_up;
mod headline;
mod local;
mod obstacle;
mod reachable;
mod witness;

pub use absence::Absence;
pub use failures::Failures;
pub use findings::findings;
pub use headline::headline;
pub use local::{Permission, crosses_into};
use obstacle::Obstacle;
pub use witness::{Surroundings, Witness};

/// What was seen of a connection that failed to open, ended with 1006, had no answer to a heartbeat, or was closed by the
/// server soon. A [`Witness`] gathers it.
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
    /// The person had asked for the end: Close was clicked before the `close` event came, or the attempt was let go.
    pub closed_by_you: bool,
    /// The person let the attempt go before it had opened.
    pub let_go: bool,
    /// It had begun before one left the page, and ended while that was away, or as it came back.
    pub page_was_away: bool,
    /// A heartbeat had no answer within so many milliseconds, so the connection was let go.
    pub heartbeat_ms: Option<u32>,
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
    /// A Content-Security-Policy blocked the probe.
    pub probe_blocked_by_policy: bool,
    /// Whether the page may reach a more private network.
    pub local_permission: Permission,
    /// The page is isolated (`crossOriginIsolated`): answers of other origins need their server's permission.
    pub page_is_isolated: bool,
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
    pub check: Text,
    /// What came out, and what it means or what to do, in one or two sentences.
    pub meaning: String,
}

impl Finding {
    fn new(verdict: Verdict, check: Text, meaning: impl Into<String>) -> Self {
        Self { verdict, check, meaning: meaning.into() }
    }
}

/// How much a finding says. The order is that in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// This is the cause.
    Cause,
    /// This may be the cause.
    Possible,
    /// A page cannot know this.
    Unknown,
    /// This was seen, and neither speaks for a cause nor against one.
    Seen,
    /// This is not the cause.
    Cleared,
}

impl Verdict {
    /// All of them, in the order in which they are told.
    const ALL: [Self; 5] = [Self::Cause, Self::Possible, Self::Unknown, Self::Seen, Self::Cleared];
}

/// Whether the page is secure and the address is not (Mixed Content, section 4).
fn is_mixed(evidence: &Evidence) -> bool {
    evidence.page_is_secure && Address::parse(&evidence.url).is_some_and(|address| !address.is_secure)
}

/// Whether there was no network for an address that needs one.
fn is_offline(evidence: &Evidence) -> bool {
    let reach = Address::parse(&evidence.url).map(|address| reach(address.host));
    !evidence.is_online && reach != Some(Reach::Loopback)
}

/// Whether the browser itself refused the probe, so that its failure says nothing about the server.
fn probe_was_refused(evidence: &Evidence) -> bool {
    let reach = Address::parse(&evidence.url).map(|address| reach(address.host));
    evidence.probe_blocked_by_policy || is_mixed(evidence) && reach != Some(Reach::Loopback)
}

/// Whether the connection had opened and ended right after that.
fn ended_soon(evidence: &Evidence) -> bool {
    evidence.opened && evidence.elapsed_ms < SOON_MS
}

/// Host and port of the address, for a sentence.
fn place(evidence: &Evidence) -> String {
    Address::parse(&evidence.url).map_or_else(String::new, |address| format!("{}:{}", address.host, address.port))
}

/// Whether a request over HTTP to [`probe_url`] would tell more: the opening failed, or the person did not want to wait
/// for it any longer, and no cause is known.
pub fn needs_probe(evidence: &Evidence) -> bool {
    let hung = evidence.elapsed_ms >= SOON_MS && evidence.others_connecting == 0;
    !evidence.opened
        && !evidence.page_was_away
        && (!evidence.closed_by_you || hung)
        && evidence.probe == Probe::NotSent
        && Obstacle::of(evidence).is_none()
        && probe_url(&evidence.url).is_some()
}

/// Where to send the probe: `http` for `ws` and `https` for `wss`, same host, port, path and query. User name and
/// password are left out, because `fetch()` refuses them. `None` when the address is none of WebSocket.
pub fn probe_url(url: &str) -> Option<String> {
    Address::parse(url).map(|address| address.to_http())
}

#[cfg(test)]
mod tests;
