//! What the side panel says.

use crate::{
    model::{
        link::{SenderReport, SenderState},
        session::ReadyState,
    },
    view::state::behaviour::Behaviour,
};

/// The sections' titles.
pub const CARD: &str = "Negotiated";
/// The states so far.
pub const TIMELINE: &str = "States";
/// The gauge.
pub const PRESSURE: &str = "Send buffer";
/// The paced sender.
pub const SENDER: &str = "Send many";
/// The settings for a lost connection.
pub const RECONNECT: &str = "Reconnect";
/// The messages after each open.
pub const ON_OPEN: &str = "Messages on open";
/// The heartbeat.
pub const HEARTBEAT: &str = "Heartbeat";
/// The snippets.
pub const TRAFFIC: &str = "Traffic";
/// The title of what follows.
pub const SHARE: &str = "Take it elsewhere";
/// What no page can do.
pub const LIMITS: &str = "What a page cannot do";

/// A property of a connection: its name, where it is defined, and what it means.
pub type Property = (&'static str, &'static str, &'static str);

/// The address.
pub const URL: Property = ("URL", "WHATWG WebSockets", "Where the connection goes. Secrets are masked.");
/// The subprotocols that the client names.
pub const OFFERED: Property = (
    "Offered",
    "RFC 6455 §4.1",
    "The subprotocols in the client's Sec-WebSocket-Protocol header, the preferred one first.",
);
/// The subprotocol that the server names.
pub const SELECTED: Property = ("Selected", "protocol", "The one subprotocol that the server picked, if any.");
/// The extensions.
pub const EXTENSIONS: Property =
    ("Extensions", "extensions", "What both sides agreed on, such as permessage-deflate (RFC 7692).");
/// How bytes are delivered.
pub const BINARY_TYPE: Property = (
    "Binary as",
    "binaryType",
    "arraybuffer keeps bytes in the log; blob leaves large ones with the browser. Counts from the next connection.",
);
/// The label of that choice.
pub const BINARY_TYPE_LABEL: &str = "binaryType";
/// The opening handshake's duration.
pub const TIME_TO_OPEN: Property =
    ("Time to open", "RFC 6455 §4", "From the constructor to open: name, TCP, TLS and the opening handshake.");
/// The connection's duration.
pub const OPEN_FOR: Property = ("Open for", "readyState 1", "From open to the beginning of the close.");

/// A value that is empty.
pub const NONE: &str = "none";
/// A value that is not there yet.
pub const UNKNOWN: &str = "–";

/// Before the first connection.
pub const NO_TIMELINE: &str = "Nothing yet. Each state of each attempt is listed here, with its time.";
/// What the picture is.
pub const PICTURE: &str =
    "The states from left to right; wider is longer, on a logarithmic scale. The list below says the same.";

/// Below the gauge.
pub const PRESSURE_HINT: &str = "bufferedAmount: bytes that send() has taken and the network has not. \
    It grows when the server reads more slowly than you send, and it is the only back-pressure that a page can see.";

/// What a page cannot do, and why or what instead.
pub const LIMITS_LIST: [(&str, &str); 5] = [
    (
        "Send headers.",
        "The API takes an address and subprotocols, nothing else. Cookies go along by themselves; tokens go into the address, a subprotocol or the first message.",
    ),
    (
        "Send ping frames.",
        "Browsers answer the server's pings by themselves and show neither ping nor pong. A heartbeat message does the work.",
    ),
    (
        "See the handshake.",
        "Status, headers and TLS of the server's answer are hidden; a refusal looks like a closed port. The browser's network panel shows more.",
    ),
    (
        "Use ws:// from an https:// page.",
        "Browsers block it as mixed content, except for this machine's own addresses in some. Use wss://, or open this page by http://.",
    ),
    ("Choose every close code.", "Only 1000 and 3000 to 4999, with a reason of at most 123 bytes."),
];

/// The standard's word for a state.
pub fn state(state: ReadyState) -> &'static str {
    match state {
        ReadyState::Connecting => "CONNECTING",
        ReadyState::Open => "OPEN",
        ReadyState::Closing => "CLOSING",
        ReadyState::Closed => "CLOSED",
    }
}

/// Which attempt a state belongs to.
pub fn attempt(number: u32) -> String {
    format!("#{number}")
}

/// Above a list whose older entries are gone.
pub fn dropped(count: u64) -> String {
    format!("{count} older states are not listed any more.")
}

/// What the sender does, in a word or two.
pub fn sender_brief(report: Option<&SenderReport>) -> String {
    match report.map(|report| (report.state, report.rate)) {
        None => String::new(),
        Some((SenderState::Running, rate)) => format!("{rate:.0}/s"),
        Some((SenderState::Waiting, _)) => "waits".to_owned(),
        Some((SenderState::Paused, _)) => "paused".to_owned(),
        Some((SenderState::Done, _)) => "done".to_owned(),
        Some((SenderState::Stopped, _)) => "stopped".to_owned(),
    }
}

/// Whether it reconnects, in a word or two.
pub fn reconnect_brief(behaviour: &Behaviour) -> String {
    if !behaviour.reconnects {
        return "off".to_owned();
    }
    match behaviour.tries.trim() {
        "" => "on, no end".to_owned(),
        "1" => "on, 1 try".to_owned(),
        tries => format!("on, {tries} tries"),
    }
}

/// How many messages are sent on open.
pub fn on_open_brief(count: usize) -> String {
    if count == 0 { "none".to_owned() } else { count.to_string() }
}

/// Whether there is a heartbeat.
pub fn heartbeat_brief(behaviour: &Behaviour) -> String {
    if behaviour.beats { format!("every {} ms", behaviour.every_ms.trim()) } else { "off".to_owned() }
}
