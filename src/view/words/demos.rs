//! What can be tried on the lab, in a few words each.

use super::language::{Text, text};
use crate::view::state::demo::Demo;

/// What a demonstration is called.
pub fn name(demo: Demo) -> Text {
    match demo {
        Demo::Echo => text!("Echo", "Echo"),
        Demo::Greet => text!("Greeting", "Begrüßung"),
        Demo::Chat => text!("Chat room", "Chatraum"),
        Demo::Flood => text!("Flood", "Flut"),
        Demo::Close => text!("Close with a code", "Schließen mit Code"),
        Demo::Abort => text!("Cut connection", "Abgerissene Verbindung"),
        Demo::Silent => text!("Silent server", "Stummer Server"),
        Demo::Refuse => text!("Refused handshake", "Abgelehnter Handshake"),
        Demo::Stall => text!("Endless handshake", "Endloser Handshake"),
        Demo::Subprotocol => text!("Subprotocol", "Subprotokoll"),
        Demo::Deflate => text!("Compression", "Kompression"),
        Demo::Binary => text!("Bytes", "Bytes"),
        Demo::Image => text!("Picture", "Bild"),
        Demo::Fragments => text!("Fragments", "Fragmente"),
        Demo::Slow => text!("Slow reader", "Langsamer Leser"),
        Demo::Ping => text!("Pings", "Pings"),
        Demo::Invalid => text!("Broken rule", "Verletzte Regel"),
        Demo::Secure => text!("TLS to no TLS", "TLS, wo keines ist"),
    }
}

/// What is to be seen.
pub fn does(demo: Demo) -> Text {
    match demo {
        Demo::Echo => text!("What you send comes back.", "Was Sie senden, kommt zurück."),
        Demo::Greet => text!("The server speaks first.", "Der Server spricht zuerst."),
        Demo::Chat => text!("Open it in two windows.", "In zwei Fenstern öffnen."),
        Demo::Flood => text!("100,000 messages at once.", "100.000 Nachrichten auf einmal."),
        Demo::Close => text!("4001, with a reason, after a second.", "4001 mit Grund, nach einer Sekunde."),
        Demo::Abort => text!("No close frame: 1006.", "Kein Close-Frame: 1006."),
        Demo::Silent => text!("It never answers a close.", "Er beantwortet kein Close."),
        Demo::Refuse => text!("403, which a page cannot see.", "403, was eine Seite nicht sieht."),
        Demo::Stall => text!("CONNECTING, for ever.", "CONNECTING, für immer."),
        Demo::Subprotocol => text!("Two are offered, one is picked.", "Zwei werden angeboten, eines gewählt."),
        Demo::Deflate => text!("permessage-deflate is agreed on.", "permessage-deflate wird vereinbart."),
        Demo::Binary => text!("256 of them, as one message.", "256 davon, als eine Nachricht."),
        Demo::Image => text!("A PNG as a binary message.", "Ein PNG als binäre Nachricht."),
        Demo::Fragments => text!("Three frames, one message.", "Drei Frames, eine Nachricht."),
        Demo::Slow => text!("The send buffer grows.", "Der Sendepuffer wächst."),
        Demo::Ping => text!("The server pings and tells of it.", "Der Server pingt und erzählt davon."),
        Demo::Invalid => text!("Text that is no UTF-8.", "Text, der kein UTF-8 ist."),
        Demo::Secure => text!("wss:// to a server without it.", "wss:// zu einem Server ohne."),
    }
}
