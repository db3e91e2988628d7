//! The connection as a command of a POSIX shell.

use std::borrow::Cow;

use super::{Message, Target, ascii_url, quote};
use crate::model::{
    codec::base64,
    endpoint::Subprotocol,
    inspect::hides,
    language::{say, text},
};

/// What marks a text in Base64, for websocat.
const TEXT: &str = "T:";
/// What marks bytes in Base64, for websocat.
const BINARY: &str = "B:";

/// The address, without a single quote: with one, what is a word to a POSIX shell would be more than that to PowerShell, and a
/// hostile address could hold a command.
fn shell_url(target: &Target) -> String {
    ascii_url(target).replace('\'', "%27")
}

/// websocat reads each message from a line. What does not fit into a line goes as Base64 (its options `--base64`,
/// `--base64-text` and the two prefixes); only then does it show messages in Base64 too.
pub(super) fn websocat(target: &Target, on_open: &[Message]) -> String {
    let has_binary = on_open.iter().any(|message| matches!(message, Message::Binary(_)));
    let fits = |text: &str| is_visible(text) && !text.is_empty() && !(has_binary && text.starts_with(BINARY));
    let all_fit = on_open.iter().all(|message| match message {
        Message::Text(text) => fits(text),
        Message::Binary(_) => true,
    });
    let lines: Vec<Cow<'_, str>> = on_open.iter().map(|message| line(message, all_fit)).collect();
    let mut words = vec!["websocat".to_owned()];
    words.extend((!lines.is_empty()).then(|| "--text --linemode-strip-newlines".to_owned()));
    words.extend((has_binary || !all_fit).then(|| format!("--base64 --binary-prefix={BINARY}")));
    words.extend((!all_fit).then(|| format!("--base64-text --text-prefix={TEXT}")));
    // It splits what is longer than its buffer of 64 KiB.
    let longest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    words.extend((longest >= 60_000).then(|| format!("--buffer-size={}", longest + 1_024)));
    let protocols = subprotocols(target).join(", ");
    words.extend((!protocols.is_empty()).then(|| format!("--protocol={}", quote::shell(&protocols))));
    words.push(quote::shell(&shell_url(target)));
    let command = words.join(" ");
    if lines.is_empty() {
        return format!("{command}\n");
    }
    let lines: Vec<String> = lines.iter().map(|line| quote::shell(line)).collect();
    let pipe = format!("{{ printf '%s\\n' {}; cat; }} | {command}\n", lines.join(" "));
    if all_fit {
        return pipe;
    }
    say!(
        "# Some messages do not fit into a line: all are shown, and to be typed, as T: or B: and Base64.\n{}",
        "# Manche Nachrichten passen nicht in eine Zeile: Alle werden als T: oder B: und Base64 gezeigt und so \
         getippt.\n{}",
        pipe
    )
}

/// The line that makes websocat send the message.
fn line(message: &Message, is_plain: bool) -> Cow<'_, str> {
    match message {
        Message::Text(text) if is_plain => Cow::Borrowed(text),
        Message::Text(text) => Cow::Owned(format!("{TEXT}{}", base64::encode(text.as_bytes()))),
        Message::Binary(bytes) => Cow::Owned(format!("{BINARY}{}", base64::encode(bytes))),
    }
}

/// wscat sends its arguments, then stays for as long as `-w` says.
pub(super) fn wscat(target: &Target, on_open: &[Message]) -> String {
    let mut words = vec![format!("wscat -c {}", quote::shell(&shell_url(target)))];
    words.extend(subprotocols(target).into_iter().map(|name| format!("-s {}", quote::shell(name))));
    let (mut binary, mut untypable, mut sent) = (0, 0, 0);
    for message in on_open {
        match message {
            // A line break and a tab do no harm between quotes.
            Message::Text(text) if is_visible(&text.replace(['\n', '\t'], "")) => {
                sent += 1;
                words.push(format!("-x {}", quote::shell(text)));
            }
            Message::Text(_) => untypable += 1,
            Message::Binary(_) => binary += 1,
        }
    }
    if sent > 0 {
        // With -x it takes no input, and closes after 2 seconds unless told otherwise.
        words.push("-w 3600".to_owned());
    }
    let notes = [
        (binary, text!("wscat cannot send them: binary messages", "wscat sie nicht senden kann: binäre Nachrichten")),
        (
            untypable,
            text!(
                "a terminal cannot hold them: messages with control or hidden characters",
                "ein Terminal sie nicht fassen kann: Nachrichten mit Steuerzeichen oder verborgenen Zeichen",
            ),
        ),
    ];
    let mut lines: Vec<String> = notes
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, why)| say!("# Left out, because {} ({}).\n", "# Weggelassen, weil {} ({}).\n", why, count))
        .collect();
    lines.push(words.join(" ") + "\n");
    lines.concat()
}

/// Whether a terminal takes the text as it is: no character that ends a line, acts on the terminal, or hides.
fn is_visible(text: &str) -> bool {
    !text.chars().any(hides)
}

fn subprotocols(target: &Target) -> Vec<&str> {
    target.offered.iter().map(Subprotocol::as_str).collect()
}
