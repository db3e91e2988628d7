//! What the page says while a connection opens, closes, or waits for the next try.

use super::{
    bytes,
    language::{Text, say, text},
};
use crate::{model::session::Retry, view::state::target::Problem};

/// The field.
pub const ADDRESS: Text = text!("Address", "Adresse");
/// The field.
pub const SUBPROTOCOLS: Text = text!("Subprotocols", "Subprotokolle");
/// What an empty one means.
pub const NO_SUBPROTOCOLS: Text = text!("no subprotocols", "keine Subprotokolle");
/// The button for what else is set.
pub const OPTIONS: Text = text!("Options of the connection", "Optionen der Verbindung");
/// How bytes arrive.
pub const BINARY_TYPE: Text =
    text!("Binary as, from the next connection on", "Binäres als, ab der nächsten Verbindung");
/// An address that was kept without its secrets.
const SECRET_NOT_KEPT: Text = text!(
    "The secret was not kept with this address. Type it in the place of •••. (In the settings you can have secrets kept.)",
    "Das Geheimnis dieser Adresse wurde nicht behalten. Tippen Sie es an die Stelle von •••. (In den Einstellungen lässt \
     sich das Behalten einschalten.)",
);
/// What is wrong with a field of the form, and what to do.
pub fn problem(what: &Problem) -> String {
    match what {
        Problem::SecretNotKept => SECRET_NOT_KEPT.into(),
        Problem::Address(error) => error.to_string(),
        Problem::Subprotocols(error) => error.to_string(),
    }
}

/// The button.
pub const CONNECT: Text = text!("Connect", "Verbinden");
/// The button that stands in its place while there is a connection to another address.
pub const SWITCH: Text = text!("Switch", "Wechseln");
/// What it does.
pub const SWITCH_HINT: Text = text!(
    "Close this connection, and connect to the address that is typed",
    "Diese Verbindung schließen und mit der eingegebenen Adresse verbinden",
);
/// The button.
pub const LET_GO: Text = text!("Let it go", "Loslassen");
/// The button that does not wait for the next try.
pub const NOW: Text = text!("Now", "Jetzt");
/// The button that ends the tries.
pub const STOP: Text = text!("Stop", "Beenden");

/// While CONNECTING, the duration stands before it: what keeps it waiting, as far as the engine knows.
pub fn connecting(others: u32, failures: u32) -> String {
    match (others, failures) {
        (0, 0) => say!(
            "so far. Browsers finish one handshake with a host at a time, and may wait for minutes.",
            "bisher. Browser schließen zu einem Host einen Handshake nach dem anderen ab und warten unter Umständen \
             Minuten."
        ),
        (0, 1) => say!(
            "so far. An attempt at this host failed just before; browsers let the next one wait then.",
            "bisher. Ein Versuch zu diesem Host scheiterte kurz zuvor; den nächsten lassen Browser dann warten."
        ),
        (0, failures) => {
            say!(
                "so far. {} attempts at this host failed just before; browsers let the next one wait then.",
                "bisher. {} Versuche zu diesem Host scheiterten kurz zuvor; den nächsten lassen Browser dann \
                 warten.",
                failures
            )
        }
        (1, _) => {
            say!(
                "so far. Another session is still in its handshake with this host. Browsers finish one at a time, so \
                 this one may wait for it.",
                "bisher. Eine andere Sitzung ist mit diesem Host noch im Handshake. Browser schließen einen nach dem \
                 anderen ab, also wartet diese vielleicht darauf."
            )
        }
        (others, _) => say!(
            "so far. {} other sessions are still in their handshake with this host. Browsers finish one at a \
             time, so this one may wait for them.",
            "bisher. {} andere Sitzungen sind mit diesem Host noch im Handshake. Browser schließen einen nach \
             dem anderen ab, also wartet diese vielleicht darauf.",
            others
        ),
    }
}

/// While CLOSING, the duration stands before it: what it waits for, as far as the engine knows.
pub fn closing(opened: bool, by_you: bool, buffered: u64) -> String {
    match (opened, by_you, buffered) {
        (false, ..) => say!("so far. The browser gives the attempt up.", "bisher. Der Browser gibt den Versuch auf."),
        (_, _, 1..) => {
            say!(
                "so far. {} that you sent go first; the close frame comes behind them.",
                "bisher. {}, die Sie gesendet haben, gehen zuerst; der Close-Frame kommt danach.",
                bytes(buffered)
            )
        }
        (_, true, _) => {
            say!(
                "so far. All that you sent is on its way, and so is the close frame. A server that goes on sending, or \
                 that never answers, keeps a connection closing.",
                "bisher. Alles, was Sie gesendet haben, ist unterwegs, auch der Close-Frame. Ein Server, der weiter \
                 sendet oder nie antwortet, hält eine Verbindung im Schließen."
            )
        }
        (_, false, _) => say!(
            "so far. The other side began it. The browser waits until the connection is ended.",
            "bisher. Die Gegenseite hat begonnen. Der Browser wartet, bis die Verbindung beendet ist."
        ),
    }
}

/// A try that is to come. The countdown stands behind it.
pub fn retry(retry: Retry) -> String {
    let of = retry.of.map_or(String::new(), |of| say!(" of {}", " von {}", of));
    if retry.waits_for_network {
        say!(
            "Try {}{} waits until the browser is online.",
            "Versuch {}{} wartet, bis der Browser online ist.",
            retry.attempt,
            of
        )
    } else {
        say!("Try {}{} in ", "Versuch {}{} in ", retry.attempt, of)
    }
}
