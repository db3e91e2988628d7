//! The connection for use elsewhere: as a command of a terminal, or as a program.

use super::{inspect::hides, message::Message, phase::Target};

mod command;
mod program;
mod quote;

/// Where to take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// websocat 1.9 or later, in a POSIX shell.
    Websocat,
    /// wscat 6.1 or later, in a POSIX shell.
    Wscat,
    /// JavaScript in a browser.
    JavaScript,
    /// JavaScript in Node, with the package ws.
    Node,
    /// Python, with the package websockets 13 or later.
    Python,
    /// Rust, with the crate tokio-tungstenite 0.26 or later.
    Rust,
}

impl Tool {
    /// All of them, in the order to show.
    pub const ALL: [Self; 6] = [Self::Websocat, Self::Wscat, Self::JavaScript, Self::Node, Self::Python, Self::Rust];

    /// Its name, for a button.
    pub fn name(self) -> &'static str {
        match self {
            Self::Websocat => "websocat (POSIX shell)",
            Self::Wscat => "wscat (POSIX shell)",
            Self::JavaScript => "JavaScript",
            Self::Node => "Node (ws)",
            Self::Python => "Python (websockets)",
            Self::Rust => "Rust (tokio-tungstenite)",
        }
    }
}

/// The connection for a tool, with its subprotocols and the messages that are sent on open. It ends with a line break.
///
/// The address is as it was typed, with its secrets; except for JavaScript, characters that are not ASCII are
/// percent-encoded behind the host. What a tool cannot send is named in a comment.
pub fn snippet(tool: Tool, target: &Target, on_open: &[Message]) -> String {
    match tool {
        Tool::Websocat => command::websocat(target, on_open),
        Tool::Wscat => command::wscat(target, on_open),
        Tool::JavaScript => program::javascript(target, on_open),
        Tool::Node => program::node(target, on_open),
        Tool::Python => program::python(target, on_open),
        Tool::Rust => program::rust(target, on_open),
    }
}

/// The address with all but ASCII percent-encoded, as a browser does by itself; a host with other letters stays.
fn ascii_url(target: &Target) -> String {
    let url = target.endpoint.as_str();
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url[host..].find(['/', '?']).map_or(url.len(), |at| host + at);
    let mut encoded = String::with_capacity(url.len());
    for (at, character) in url.char_indices() {
        if !character.is_control() && (character.is_ascii() || at < path && !hides(character)) {
            encoded.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push('%');
                encoded.push_str(&quote::hex(&[byte]).to_ascii_uppercase());
            }
        }
    }
    encoded
}

// Natively only: they start programs, and proptest needs a source of randomness that the browser does not give it.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
