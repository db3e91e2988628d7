//! The lessons, in our own words: what a WebSocket is, by the standards of today.

use super::language::{Text, say, text};
use crate::view::state::lessons::Lesson;

/// The drawer's title.
pub const TITLE: Text = text!("How WebSockets work", "Wie WebSockets funktionieren");
/// The button that opens it.
pub const OPEN: Text = text!("Learn", "Lernen");
/// The button that shows a lesson live.
pub const SHOW: Text = text!("Show it live on the lab", "Live im Lab zeigen");
/// Why it cannot be shown.
pub const NO_LAB: Text = text!(
    "There is no lab beside this page. Start one with `cargo xtask serve`, then it can be shown live.",
    "Neben dieser Seite läuft kein Lab. Starten Sie eines mit `cargo xtask serve`, dann lässt es sich live zeigen.",
);
/// What older tutorials say otherwise.
pub const CHANGED: Text = text!("Since the old tutorials", "Seit den alten Anleitungen");

/// The button beside a thing that a lesson explains.
pub fn learn(lesson: Lesson) -> String {
    let title = title(lesson);
    say!("Learn: {}", "Lernen: {}", title)
}

/// A lesson's title.
pub fn title(lesson: Lesson) -> Text {
    match lesson {
        Lesson::Handshake => text!("The handshake", "Der Handshake"),
        Lesson::Frames => text!("Messages and frames", "Nachrichten und Frames"),
        Lesson::States => text!("Four states", "Vier Zustände"),
        Lesson::Events => text!("Four events", "Vier Ereignisse"),
        Lesson::CloseCodes => text!("Close codes", "Close-Codes"),
        Lesson::Subprotocols => text!("Subprotocols", "Subprotokolle"),
        Lesson::Binary => text!("Binary messages", "Binäre Nachrichten"),
        Lesson::BackPressure => text!("Back-pressure", "Gegendruck"),
        Lesson::Origin => text!("Origin", "Origin"),
        Lesson::Secure => text!("wss://", "wss://"),
    }
}

/// What a lesson says.
pub fn body(lesson: Lesson) -> Text {
    match lesson {
        Lesson::Handshake => text!(
            "A WebSocket begins as an HTTP request: GET with “Upgrade: websocket” and a random Sec-WebSocket-Key. The \
             server answers 101 and a Sec-WebSocket-Accept that it computes from the key; that proves it knows WebSocket. \
             From then on the same TCP connection carries messages both ways (RFC 6455 §4).",
            "Ein WebSocket beginnt als HTTP-Anfrage: GET mit „Upgrade: websocket“ und einem zufälligen Sec-WebSocket-Key. \
             Der Server antwortet mit 101 und einem Sec-WebSocket-Accept, das er aus dem Schlüssel berechnet; so beweist er, \
             dass er WebSocket kennt. Danach trägt dieselbe TCP-Verbindung Nachrichten in beide Richtungen (RFC 6455 §4).",
        ),
        Lesson::Frames => text!(
            "A message travels as one or more frames. A frame has 2 to 14 bytes before its payload: what it is (text, binary, \
             continuation, close, ping, pong), its length, and from the client a mask. A page sees whole messages only, \
             and never a ping or a pong (RFC 6455 §5).",
            "Eine Nachricht reist als ein oder mehrere Frames. Vor der Nutzlast eines Frames stehen 2 bis 14 Bytes: was er ist \
             (Text, binär, Fortsetzung, Close, Ping, Pong), seine Länge und beim Client eine Maske. Eine Seite sieht nur ganze \
             Nachrichten, und nie einen Ping oder Pong (RFC 6455 §5).",
        ),
        Lesson::States => text!(
            "readyState goes 0 CONNECTING, 1 OPEN, 2 CLOSING, 3 CLOSED, and never back. send() throws while CONNECTING; \
             while CLOSING and CLOSED it drops the message silently and only adds to bufferedAmount. A closed socket stays \
             closed: to connect again, make a new one.",
            "readyState geht von 0 CONNECTING über 1 OPEN und 2 CLOSING zu 3 CLOSED, und nie zurück. send() wirft eine Ausnahme in \
             CONNECTING; in CLOSING und CLOSED verwirft es die Nachricht still und erhöht nur bufferedAmount. Ein \
             geschlossener Socket bleibt geschlossen: Wer wieder verbinden will, macht einen neuen.",
        ),
        Lesson::Events => text!(
            "open, message, error, close. error tells no reason, on purpose: a page must not use it to probe a network. close \
             always comes last, exactly once, with code, reason and wasClean. What is to be known of a failure is in close \
             and in what was seen before it.",
            "open, message, error, close. error nennt mit Absicht keinen Grund: Seiten sollen damit kein Netz ausforschen. \
             close kommt immer zuletzt und genau einmal, mit code, reason und wasClean. Was man über einen Fehlschlag wissen \
             kann, steht in close und in dem, was vorher zu sehen war.",
        ),
        Lesson::CloseCodes => text!(
            "Either side closes with a code and a reason of up to 123 bytes. 1000 is normal, 1001 going away, 1008 a broken \
             policy, 1009 too big, 1011 a server's error, 1012 and 1013 “come back later”. 1005, 1006 and 1015 are never \
             sent; a page sees 1005 (no code) and 1006 (no close frame, or TLS failed). A page may send 1000 and 3000 to \
             4999.",
            "Jede Seite schließt mit einem Code und einem Grund von bis zu 123 Bytes. 1000 ist normal, 1001 Gegenseite geht, \
             1008 verletzte Regel, 1009 zu groß, 1011 Fehler im Server, 1012 und 1013 „kommen Sie später wieder“. 1005, 1006 \
             und 1015 werden nie gesendet; eine Seite sieht 1005 (kein Code) und 1006 (kein Close-Frame, oder TLS scheiterte). \
             Eine Seite darf 1000 und 3000 bis 4999 senden.",
        ),
        Lesson::Subprotocols => text!(
            "A subprotocol says how to read the messages: chat, mqtt, graphql-transport-ws. The client offers some in order of \
             preference, the server picks one or none, and `protocol` holds it. If the server picks none, the WHATWG \
             standard makes the connection fail (1006). Chromium does so; Firefox opens with an empty `protocol`.",
            "Ein Subprotokoll sagt, wie die Nachrichten zu lesen sind: chat, mqtt, graphql-transport-ws. Der Client bietet einige \
             nach Vorliebe an, der Server wählt eines oder keines, und `protocol` enthält es. Wählt der Server keines, \
             muss die Verbindung nach dem WHATWG-Standard scheitern (1006). Chromium tut das; Firefox öffnet mit leerem \
             `protocol`.",
        ),
        Lesson::Binary => text!(
            "A message is text (UTF-8) or binary. Binary ones arrive as `binaryType` says: “blob”, the default, leaves the bytes \
             with the browser; “arraybuffer” gives them at once. Sent are a Blob, an ArrayBuffer or a view of one.",
            "Eine Nachricht ist Text (UTF-8) oder binär. Binäre kommen an, wie es `binaryType` sagt: „blob“, die Voreinstellung, \
             lässt die Bytes beim Browser, „arraybuffer“ gibt sie sofort heraus. Gesendet wird ein Blob, ein ArrayBuffer oder \
             eine Sicht darauf.",
        ),
        Lesson::BackPressure => text!(
            "send() never waits: it puts the bytes into a buffer, and `bufferedAmount` says how many have not left yet. Send on only while \
             it is small, or memory fills up. What comes in, a page cannot slow down: each message is an event.",
            "send() wartet nie: Es legt die Bytes in einen Puffer, und `bufferedAmount` sagt, wie viele noch nicht \
             fort sind. Senden Sie nur weiter, solange es klein ist, sonst läuft der Speicher voll. Was hereinkommt, kann eine Seite nicht bremsen: \
             Jede Nachricht ist ein Ereignis.",
        ),
        Lesson::Origin => text!(
            "The same-origin policy does not cover WebSockets: any page may connect to any server, and cookies go along. The \
             browser names the page in the Origin header, and a script cannot change that; the server must check it and refuse \
             strangers. The page sees a refusal as 1006 only.",
            "Die Same-Origin-Regel gilt nicht für WebSockets: Jede Seite darf sich zu jedem Server verbinden, und Cookies gehen \
             mit. Der Browser nennt die Seite im Origin-Header, und kein Skript kann das ändern; der Server muss ihn prüfen und \
             Fremde abweisen. Die Seite sieht davon nur 1006.",
        ),
        Lesson::Secure => text!(
            "wss:// is WebSocket over TLS, as https:// is HTTP over TLS. It keeps messages secret, and most proxies pass it \
             on untouched. A page at https:// may use wss:// only, except to this machine in some browsers. A certificate that the \
             browser does not trust ends the attempt without a question.",
            "wss:// ist WebSocket über TLS, so wie https:// HTTP über TLS ist. Es hält Nachrichten geheim, und die meisten Proxys \
             reichen es unberührt weiter. Eine Seite unter https:// darf nur wss:// benutzen, in manchen Browsern außer zu diesem Rechner. \
             Ein Zertifikat, dem der Browser nicht traut, beendet den Versuch ohne Rückfrage.",
        ),
    }
}

/// What changed since the tutorials of 2012 to 2019.
pub fn changed(lesson: Lesson) -> Text {
    match lesson {
        Lesson::Handshake => text!(
            "It also runs within one stream of HTTP/2 (RFC 8441) and HTTP/3 (RFC 9220).",
            "Er geht auch in einem einzelnen Strom von HTTP/2 (RFC 8441) und HTTP/3 (RFC 9220).",
        ),
        Lesson::Frames => text!(
            "“4 to 12 bytes” before the payload, as old tutorials say, is wrong. Compression (permessage-deflate, RFC 7692) came in 2015.",
            "„4 bis 12 Bytes“ vor der Nutzlast, wie alte Anleitungen sagen, ist falsch. Kompression (permessage-deflate, RFC 7692) kam 2015 dazu.",
        ),
        Lesson::States => text!(
            "The API lives in a standard of its own now, WHATWG WebSockets. The constructor takes http://, https:// and \
             relative addresses, too, and turns them into ws:// or wss://.",
            "Die Schnittstelle hat inzwischen einen eigenen Standard, WHATWG WebSockets. Der Konstruktor nimmt auch \
             http://, https:// und relative Adressen und macht daraus ws:// oder wss://.",
        ),
        Lesson::Events => text!(
            "The address is `socket.url`, not `URL`, and addEventListener lets several parts listen.",
            "Die Adresse heißt `socket.url`, nicht `URL`, und addEventListener lässt mehrere Teile zuhören.",
        ),
        Lesson::CloseCodes => text!(
            "IANA's registry grew: 1012, 1013, 1014, and 3000 (unauthorized), 3003 (forbidden), 3008 (timeout).",
            "Das Verzeichnis der IANA ist gewachsen: 1012, 1013, 1014 sowie 3000 (nicht angemeldet), 3003 (verboten), 3008 (Zeit abgelaufen).",
        ),
        Lesson::Subprotocols => text!(
            "An empty list is allowed; a name twice throws a SyntaxError.",
            "Eine leere Liste ist erlaubt; ein doppelter Name wirft einen SyntaxError.",
        ),
        Lesson::Binary => text!(
            "Typed arrays are everywhere today; base64 in text is needless.",
            "Typed Arrays gibt es heute überall; Base64 in Text ist unnötig.",
        ),
        Lesson::BackPressure => text!(
            "Polling it every 100 ms was never right. WebSocketStream gives real back-pressure, in Chromium only.",
            "Alle 100 ms nachzusehen war nie richtig. WebSocketStream gibt echten Gegendruck, nur in Chromium.",
        ),
        Lesson::Origin => text!(
            "Cookies with SameSite=Lax, Chromium's default, do not go along from other sites any more.",
            "Cookies mit SameSite=Lax, in Chromium die Voreinstellung, gehen von fremden Seiten nicht mehr mit.",
        ),
        Lesson::Secure => text!(
            "Chromium asks before a public page may reach this machine or the local network.",
            "Chromium fragt, bevor eine öffentliche Seite diesen Rechner oder das lokale Netz erreichen darf.",
        ),
    }
}
