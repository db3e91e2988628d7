//! What the inspector says.

use super::language::{Text, count, number, say, text};
use crate::{
    model::{
        link::{SenderReport, SenderState},
        phase::ReadyState,
    },
    view::{
        state::{behaviour::Behaviour, inspector::Pane},
        words,
    },
};

/// The inspector, and the button that opens it.
pub const INSPECTOR: Text = text!("Inspector", "Inspektor");
/// The button that closes it.
pub const CLOSE: Text = text!("Close the inspector", "Inspektor schließen");
/// The line beside it.
pub const SPLITTER: Text = text!("Width of the inspector", "Breite des Inspektors");
/// No message is looked into.
pub const NO_MESSAGE: Text = text!(
    "Select a message in the list: here it is, whole.",
    "Wählen Sie eine Nachricht in der Liste: Hier steht sie, ganz.",
);
/// The button that says why it failed.
pub const WHY: Text = text!("Why?", "Warum?");
/// The sections' titles.
pub const CARD: Text = text!("Negotiated", "Vereinbart");
/// The states so far.
pub const TIMELINE: Text = text!("States", "Zustände");
/// The gauge.
pub const PRESSURE: Text = text!("Send buffer", "Sendepuffer");
/// The paced sender.
pub const SENDER: Text = text!("Send many", "Viele senden");
/// The settings for a lost connection.
pub const RECONNECT: Text = text!("Reconnect", "Neu verbinden");
/// The messages after each open.
pub const ON_OPEN: Text = text!("Messages on open", "Nachrichten beim Öffnen");
/// The heartbeat.
pub const HEARTBEAT: Text = Text::same("Heartbeat");
/// The snippets.
pub const TRAFFIC: Text = text!("Traffic", "Datenverkehr");
/// The title of what follows.
pub const SHARE: Text = text!("Take it elsewhere", "Anderswohin mitnehmen");
/// What no page can do.
pub const LIMITS: Text = text!("What a page cannot do", "Was eine Seite nicht kann");

/// A property of a connection: its name, where it is defined, and what it means.
pub type Property = (Text, &'static str, Text);

/// What opens the sentences about them.
pub const MEANINGS: Text = text!("What these mean", "Was das heißt");
/// The address.
pub const URL: Property = (
    Text::same("URL"),
    "WHATWG WebSockets",
    text!("Where the connection goes. Secrets are masked.", "Wohin die Verbindung führt. Geheimnisse sind verdeckt."),
);
/// The subprotocols that the client names.
pub const OFFERED: Property = (
    text!("Offered", "Angeboten"),
    "RFC 6455 §4.1",
    text!(
        "The subprotocols in the client's Sec-WebSocket-Protocol header, the preferred one first.",
        "Die Subprotokolle im Header Sec-WebSocket-Protocol des Clients, das liebste zuerst.",
    ),
);
/// The subprotocol that the server names.
pub const SELECTED: Property = (
    text!("Selected", "Gewählt"),
    "protocol",
    text!(
        "The one subprotocol that the server picked, if any.",
        "Das eine Subprotokoll, das der Server gewählt hat, wenn überhaupt.",
    ),
);
/// The extensions.
pub const EXTENSIONS: Property = (
    text!("Extensions", "Erweiterungen"),
    "extensions",
    text!(
        "What both sides agreed on, such as permessage-deflate (RFC 7692).",
        "Worauf sich beide Seiten geeinigt haben, etwa permessage-deflate (RFC 7692).",
    ),
);
/// How bytes are delivered.
pub const BINARY_TYPE: Property = (
    text!("Binary as", "Binäres als"),
    "binaryType",
    text!(
        "arraybuffer keeps bytes in the log; blob leaves large ones with the browser.",
        "arraybuffer hält Bytes im Log; blob lässt große beim Browser.",
    ),
);
/// What can be chosen there.
pub const BINARY_TYPES: [&str; 2] = ["arraybuffer", "blob"];
/// The opening handshake's duration.
pub const TIME_TO_OPEN: Property = (
    text!("Time to open", "Zeit bis offen"),
    "RFC 6455 §4",
    text!(
        "From the constructor to open: name, TCP, TLS and the opening handshake.",
        "Vom Konstruktor bis open: Name, TCP, TLS und der Handshake.",
    ),
);
/// The connection's duration.
pub const OPEN_FOR: Property = (
    text!("Open for", "Zeit offen"),
    "readyState 1",
    text!("From open to the beginning of the close.", "Von open bis zum Beginn des Schließens."),
);

/// How it ended.
pub const ENDED: Property = (
    text!("Ended", "Ende"),
    "RFC 6455 §7.4",
    text!(
        "The close frame's code and reason, as the browser tells them.",
        "Code und Grund des Close-Frames, wie der Browser sie nennt.",
    ),
);

/// A list that is empty.
pub const NONE: Text = text!("none", "keine");
/// The subprotocol, where the server picked none.
pub const NO_SUBPROTOCOL: Text = text!("none", "keines");
/// A value that is not there yet.
pub const UNKNOWN: &str = "–";

/// Before the first connection.
pub const NO_TIMELINE: Text = text!(
    "Nothing yet. Each state of each attempt is listed here, with its time.",
    "Noch nichts. Jeder Zustand jedes Versuchs steht hier mit seiner Zeit.",
);
/// What the picture is.
pub const PICTURE: Text = text!(
    "The states from left to right; wider is longer, on a logarithmic scale. The list below says the same.",
    "Die Zustände von links nach rechts; breiter ist länger, auf einer logarithmischen Skala. Die Liste darunter sagt \
     dasselbe.",
);

/// Below the gauge.
pub const PRESSURE_HINT: Text = text!(
    "bufferedAmount: bytes that send() has taken and the network has not. It grows when the server reads more slowly \
     than you send, and it is the only back-pressure that a WebSocket shows.",
    "bufferedAmount: Bytes, die send() angenommen hat und das Netz noch nicht. Es wächst, wenn der Server langsamer \
     liest, als Sie senden, und ist der einzige Gegendruck, den ein WebSocket zeigt.",
);

/// How full the gauge is.
pub fn buffered(bytes: u64, full: u64) -> String {
    say!("{} (the gauge is full at {})", "{} (voll ist die Anzeige bei {})", words::bytes(bytes), words::bytes(full))
}

/// What a page cannot do, and why or what instead.
pub const LIMITS_LIST: [(Text, Text); 5] = [
    (
        text!("Send headers.", "Header senden."),
        text!(
            "The API takes an address and subprotocols, nothing else. Cookies go along by themselves; tokens go into \
             the address, a subprotocol or the first message.",
            "Die Schnittstelle nimmt eine Adresse und Subprotokolle, sonst nichts. Cookies gehen von selbst mit; \
             Tokens gehören in die Adresse, ein Subprotokoll oder die erste Nachricht.",
        ),
    ),
    (
        text!("Send ping frames.", "Ping-Frames senden."),
        text!(
            "Browsers answer the server's pings by themselves and show neither ping nor pong. A heartbeat message does \
             the work.",
            "Browser beantworten die Pings des Servers selbst und zeigen weder Ping noch Pong. Eine \
             Heartbeat-Nachricht leistet dasselbe.",
        ),
    ),
    (
        text!("See the handshake.", "Den Handshake sehen."),
        text!(
            "Status, headers and TLS of the server's answer are hidden. “Why it failed” says what can be found out \
             without them; the browser's network panel shows more.",
            "Status, Header und TLS der Antwort des Servers sind verborgen. „Warum es scheiterte“ sagt, was sich ohne \
             sie herausfinden lässt; die Netzwerkanzeige des Browsers zeigt mehr.",
        ),
    ),
    (
        text!("Use ws:// from an https:// page.", "ws:// von einer https://-Seite benutzen."),
        text!(
            "Browsers block it as mixed content, except for this machine's own addresses in some. Use wss://, or open \
             this page by http://.",
            "Browser blockieren das als gemischten Inhalt, manche außer für die Adressen dieses Rechners. Benutzen Sie \
             wss://, oder öffnen Sie diese Seite über http://.",
        ),
    ),
    (
        text!("Choose every close code.", "Jeden Close-Code wählen."),
        text!(
            "Only 1000 and 3000 to 4999, with a reason of at most 123 bytes.",
            "Nur 1000 und 3000 bis 4999, mit einem Grund von höchstens 123 Bytes.",
        ),
    ),
];

/// The name of a pane.
pub fn pane(pane: Pane) -> Text {
    match pane {
        Pane::Message => text!("Message", "Nachricht"),
        Pane::Connection => text!("Connection", "Verbindung"),
        Pane::Traffic => text!("Traffic", "Verkehr"),
        Pane::Automate => text!("Automate", "Automatik"),
    }
}

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
pub fn dropped(states: u64) -> String {
    if states == 1 {
        say!("1 older state is not listed any more.", "1 älterer Zustand steht nicht mehr in der Liste.")
    } else {
        say!(
            "{} older states are not listed any more.",
            "{} ältere Zustände stehen nicht mehr in der Liste.",
            count(states)
        )
    }
}

/// What the sender does, in a word or two.
pub fn sender_brief(report: Option<&SenderReport>) -> String {
    match report.map(|report| (report.state, report.rate)) {
        None => String::new(),
        Some((SenderState::Running, rate)) => format!("{}/s", number(rate, 0)),
        Some((SenderState::Waiting, _)) => say!("waits", "wartet"),
        Some((SenderState::Paused, _)) => say!("paused", "angehalten"),
        Some((SenderState::Done, _)) => say!("done", "fertig"),
        Some((SenderState::Stopped, _)) => say!("stopped", "beendet"),
    }
}

/// What a folded part says when something in it cannot be read.
const NOT_APPLIED: Text = text!("not applied", "nicht übernommen");

/// Whether it reconnects, in a word or two.
pub fn reconnect_brief(behaviour: &Behaviour) -> String {
    match behaviour.reconnect() {
        Err(_) => NOT_APPLIED.into(),
        Ok(None) => say!("off", "aus"),
        Ok(Some(policy)) => match policy.tries {
            None => say!("on, no end", "an, ohne Ende"),
            Some(1) => say!("on, 1 try", "an, 1 Versuch"),
            Some(tries) => say!("on, {} tries", "an, {} Versuche", tries),
        },
    }
}

/// How many messages are sent on open.
pub fn on_open_brief(behaviour: &Behaviour) -> String {
    match behaviour.messages_on_open() {
        Err(_) => NOT_APPLIED.into(),
        Ok(messages) if messages.is_empty() => say!("none", "keine"),
        Ok(messages) => messages.len().to_string(),
    }
}

/// Whether there is a heartbeat.
pub fn heartbeat_brief(behaviour: &Behaviour) -> String {
    match behaviour.heartbeat() {
        Err(_) => NOT_APPLIED.into(),
        Ok(None) => say!("off", "aus"),
        Ok(Some(heartbeat)) => say!("every {} ms", "alle {} ms", count(u64::from(heartbeat.every_ms))),
    }
}
