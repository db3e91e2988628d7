//! The sentences of the chart.

use super::{
    bytes, count,
    language::{Text, say, text},
};

/// The label of the choice of a stretch of time.
pub const SPAN: Text = text!("Time", "Zeit");
/// What can be chosen there.
pub const SPANS: [Text; 2] = [text!("last minute", "letzte Minute"), text!("whole session", "ganze Sitzung")];
/// The label of the choice of what is counted.
pub const QUANTITY: Text = text!("Count", "Gezählt");
/// What can be chosen there.
pub const QUANTITIES: [Text; 2] = [text!("messages", "Nachrichten"), text!("bytes", "Bytes")];
/// What the picture is.
pub const PICTURE: Text = text!(
    "Received above the line, sent below it. Click to see the messages of that time; with the keyboard, the menu “Times, \
     and where to go” below the list goes to a time.",
    "Empfangenes über der Linie, Gesendetes darunter. Klicken zeigt die Nachrichten dieser Zeit; mit der Tastatur führt \
     das Menü „Zeiten und Sprungziele“ unter der Liste zu einer Zeit.",
);

/// Before the first message.
pub const NOTHING: Text = text!("Nothing has come or gone yet.", "Noch ist nichts gekommen oder gegangen.");

/// The latest rates, and the highest.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
pub fn summary((came, went): (f64, f64), peak: f64, is_bytes: bool) -> String {
    let rate = |rate: f64| if is_bytes { bytes(rate as u64) } else { count(rate.round() as u64) };
    say!(
        "now {}/s in, {}/s out; peak {}/s",
        "jetzt {}/s herein, {}/s hinaus; Spitze {}/s",
        rate(came),
        rate(went),
        rate(peak)
    )
}
