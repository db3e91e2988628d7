//! What the settings of a session say.

use super::language::{Text, say, text};
use crate::view::state::behaviour::Field;

/// The switch.
pub const RECONNECTS: Text =
    text!("Connect again when the connection is lost", "Neu verbinden, wenn die Verbindung verloren geht");
/// The fields.
pub const FIRST: Text = text!("First delay, ms", "Erste Wartezeit, ms");
/// The back-off's factor.
pub const FACTOR: Text = text!("Factor", "Faktor");
/// The back-off's limit.
pub const CEILING: Text = text!("Longest delay, ms", "Längste Wartezeit, ms");
/// How often.
pub const TRIES: Text = text!("Tries", "Versuche");
/// The switch for every close.
pub const ANY_CLOSE: Text = text!(
    "Even after 1000, 1008 and other codes that say not to",
    "Auch nach 1000, 1008 und anderen Codes, die davon abraten",
);
/// What those are.
pub const WHEN: Text = text!("When and how often", "Wann und wie oft");
/// What an empty number of tries means.
pub const NO_END: Text = text!("no end", "ohne Ende");
/// How it works.
pub const RECONNECT_HINT: Text = text!(
    "Each delay is random between 0 and a limit that starts at the first delay and is multiplied after each failed try \
     (exponential back-off with full jitter): so a thousand clients do not come back at once. A connection that stood \
     for 10 s begins the count anew. It waits while the browser is offline, and does nothing after a close that you \
     asked for.",
    "Jede Wartezeit liegt zufällig zwischen 0 und einer Grenze, die mit der ersten Wartezeit beginnt und nach jedem \
     gescheiterten Versuch vervielfacht wird (exponentielles Back-off mit vollem Jitter): So kommen tausend Clients \
     nicht zugleich zurück. Eine Verbindung, die 10 s stand, lässt die Zählung neu beginnen. Solange der Browser \
     offline ist, wird gewartet; nach einem Schließen, das Sie wollten, geschieht nichts.",
);

/// The button.
pub const ADD_ON_OPEN: Text = text!("Add a message", "Nachricht hinzufügen");
/// The choice of a message with a name.
pub const ADD_SAVED: Text = text!("Add a saved message", "Gesicherte Nachricht hinzufügen");
/// What stands above those.
pub const SAVED: Text = text!("Messages with names", "Nachrichten mit Namen");
/// What the list does.
pub const ON_OPEN_HINT: Text = text!(
    "Sent in this order after each open: also after each reconnect. The sender's placeholders, like {{now}}, are filled \
     each time.",
    "In dieser Reihenfolge nach jedem Öffnen gesendet: auch nach jedem neuen Verbinden. Die Platzhalter des Vielsenders, \
     wie {{now}}, werden jedes Mal gefüllt.",
);

/// The name of a message in the list.
pub fn message_on_open(number: usize) -> String {
    say!("Message {}", "Nachricht {}", number)
}

/// The button.
pub fn up(name: &str) -> String {
    say!("{}: move up", "{}: nach oben", name)
}

/// The button.
pub fn down(name: &str) -> String {
    say!("{}: move down", "{}: nach unten", name)
}

/// The button.
pub fn remove(name: &str) -> String {
    say!("{}: remove", "{}: entfernen", name)
}

/// The switch.
pub const BEATS: Text = text!("Send a heartbeat", "Heartbeat senden");
/// The fields.
pub const BEAT: Text = text!("Message", "Nachricht");
/// How often.
pub const EVERY: Text = text!("Every, ms", "Alle, ms");
/// How long an answer may take.
pub const TIMEOUT: Text = text!("Answer within, ms", "Antwort binnen, ms");
/// Which answer.
pub const REPLY: Text = text!("Answer", "Antwort");
/// The kinds of answer.
pub const REPLIES: [Text; 3] = [
    text!("any message", "irgendeine Nachricht"),
    text!("a text that contains …", "ein Text, der etwas enthält …"),
    text!("none is expected", "keine erwartet"),
];
/// The text of the answer.
pub const CONTAINS: Text = text!("It contains", "Sie enthält");
/// What those are.
pub const WHICH_BEAT: Text = text!("What, how often, and which answer", "Was, wie oft und welche Antwort");
/// Why it is a message.
pub const HEARTBEAT_HINT: Text = text!(
    "A script cannot send the protocol's own pings, so this is an ordinary message that your server must understand. \
     Without its answer in time the connection counts as dead and is let go. Placeholders, like {{seq}}, are filled each \
     time.",
    "Ein Skript kann die Pings des Protokolls nicht senden, darum ist dies eine gewöhnliche Nachricht, die Ihr Server \
     verstehen muss. Kommt die Antwort nicht rechtzeitig, gilt die Verbindung als tot und wird losgelassen. Platzhalter, \
     wie {{seq}}, werden jedes Mal gefüllt.",
);

/// What is wrong with a field.
pub fn problem(field: Field) -> Text {
    match field {
        Field::First | Field::Ceiling => text!(
            "A whole number of milliseconds, at most a day (86400000). Not applied.",
            "Eine ganze Zahl von Millisekunden, höchstens ein Tag (86400000). Nicht übernommen.",
        ),
        Field::Factor => text!("A number from 1 to 100. Not applied.", "Eine Zahl von 1 bis 100. Nicht übernommen."),
        Field::Tries => text!(
            "A whole number from 1 on, or empty for no end. Not applied.",
            "Eine ganze Zahl ab 1, oder leer: ohne Ende. Nicht übernommen.",
        ),
        Field::Every | Field::Timeout => text!(
            "A whole number of milliseconds from 100 on, at most a day. Not applied.",
            "Eine ganze Zahl von Millisekunden ab 100, höchstens ein Tag. Nicht übernommen.",
        ),
    }
}

/// The last heartbeat.
pub fn beat(answer_ms: Option<f64>) -> String {
    match answer_ms {
        Some(milliseconds) => say!(
            "The last one was answered after {}.",
            "Der letzte wurde nach {} beantwortet.",
            super::time::exact(milliseconds)
        ),
        None => say!("The last one is not answered yet.", "Der letzte ist noch nicht beantwortet."),
    }
}
