//! Where to connect: the address and the subprotocols that the browser's constructor would accept, checked before it throws.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    address::split_port,
    inspect::{first_hidden, name_hidden, quoted},
    mask::mask_input,
};
use crate::model::language::{say, text};

/// An address that `new WebSocket` takes, as far as can be told without the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint(String);

impl Endpoint {
    /// Checks an address as typed. White space around it is dropped, as the URL standard does.
    ///
    /// # Errors
    ///
    /// When the browser would refuse it, and for `http:` and `https:`, which browsers rewrite silently.
    pub fn parse(text: &str) -> Result<Self, EndpointError> {
        let url = text.trim();
        if url.is_empty() {
            return Err(EndpointError::Empty);
        }
        if let Some((place, character)) = first_hidden(url) {
            return Err(EndpointError::Hidden { character, place });
        }
        let Some((scheme, rest)) = url.split_once("://") else {
            return Err(EndpointError::NoScheme { suggestion: with_scheme(url) });
        };
        match scheme.to_ascii_lowercase().as_str() {
            "ws" | "wss" => {}
            "http" => return Err(EndpointError::Http { suggestion: format!("ws://{rest}") }),
            "https" => return Err(EndpointError::Http { suggestion: format!("wss://{rest}") }),
            _ => return Err(EndpointError::OtherScheme { scheme: scheme.to_owned() }),
        }
        if url.contains('#') {
            // WHATWG WebSockets, the constructor: a fragment is a SyntaxError.
            return Err(EndpointError::Fragment);
        }
        if url.contains(char::is_whitespace) {
            return Err(EndpointError::Space);
        }
        check_authority(rest.split(['/', '?', '\\']).next().unwrap_or_default())?;
        Ok(Self(url.to_owned()))
    }

    /// The address, as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address that was meant, most likely: with a scheme and two slashes.
fn with_scheme(url: &str) -> String {
    let (scheme, rest) = match url.split_once(':') {
        Some((scheme, rest)) if ["ws", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => ("ws", rest),
        Some((scheme, rest)) if ["wss", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            ("wss", rest)
        }
        _ => ("ws", url),
    };
    format!("{scheme}://{}", rest.trim_start_matches('/'))
}

/// Checks `user:password@host:port`.
fn check_authority(authority: &str) -> Result<(), EndpointError> {
    let host_and_port = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = split_port(host_and_port);
    if host.is_empty() {
        return Err(EndpointError::NoHost);
    }
    if !port.is_empty() && (!port.bytes().all(|byte| byte.is_ascii_digit()) || port.parse::<u16>().is_err()) {
        return Err(EndpointError::Port { port: port.to_owned() });
    }
    Ok(())
}

/// Why an address cannot be connected to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointError {
    /// Nothing was typed.
    Empty,
    /// There is a character in it that cannot be seen.
    Hidden {
        /// The first of them.
        character: char,
        /// Its place, counted in characters from 1.
        place: usize,
    },
    /// There is no `ws://` or `wss://` in front.
    NoScheme {
        /// The address with one.
        suggestion: String,
    },
    /// An address of HTTP.
    Http {
        /// The same address for WebSocket.
        suggestion: String,
    },
    /// Neither WebSocket nor HTTP.
    OtherScheme {
        /// The scheme that was typed.
        scheme: String,
    },
    /// The address has a part behind `#`.
    Fragment,
    /// There is white space inside.
    Space,
    /// There is no host name.
    NoHost,
    /// The port is no number from 0 to 65535.
    Port {
        /// What stands there.
        port: String,
    },
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(&text!(
                "The address is empty. Type one that begins with ws:// or wss://.",
                "Die Adresse ist leer. Tippen Sie eine, die mit ws:// oder wss:// beginnt.",
            )),
            Self::Hidden { character, place } => f.write_str(&say!(
                "The address has {} at character {}, which cannot be seen. Delete it, or type the address anew.",
                "In der Adresse steht {} als Zeichen {}, das man nicht sieht. Löschen Sie es, oder tippen Sie die \
                 Adresse neu.",
                name_hidden(*character),
                place
            )),
            Self::NoScheme { suggestion } => f.write_str(&say!(
                "The address does not begin with ws:// or wss://. Try {}.",
                "Der Adresse fehlt ws:// oder wss:// am Anfang. Versuchen Sie {}.",
                shown(suggestion)
            )),
            Self::Http { suggestion } => f.write_str(&say!(
                "This is an address of HTTP. For WebSocket, try {}.",
                "Das ist eine Adresse von HTTP. Für WebSocket versuchen Sie {}.",
                shown(suggestion)
            )),
            Self::OtherScheme { scheme } => f.write_str(&say!(
                "“{}” is no scheme of WebSocket. Begin the address with ws:// or wss://.",
                "„{}“ ist kein Schema von WebSocket. Beginnen Sie die Adresse mit ws:// oder wss://.",
                shown(scheme)
            )),
            Self::Fragment => f.write_str(&text!(
                "WebSocket addresses cannot have a part behind #. Remove it, or write # as %23.",
                "Adressen von WebSocket dürfen keinen Teil hinter # haben. Entfernen Sie ihn, oder schreiben Sie # als \
                 %23.",
            )),
            Self::Space => f.write_str(&text!(
                "The address has a space in it. Remove it, or write it as %20.",
                "In der Adresse steht ein Leerzeichen. Entfernen Sie es, oder schreiben Sie es als %20.",
            )),
            Self::NoHost => f.write_str(&text!(
                "The address names no host. Type one behind ws://, like ws://127.0.0.1:9001.",
                "Die Adresse nennt keinen Host. Tippen Sie einen hinter ws://, wie ws://127.0.0.1:9001.",
            )),
            Self::Port { port } => f.write_str(&say!(
                "The port “{}” is no number from 0 to 65535. Correct or remove it.",
                "Der Port „{}“ ist keine Zahl von 0 bis 65535. Berichtigen oder entfernen Sie ihn.",
                shown(port)
            )),
        }
    }
}

impl std::error::Error for EndpointError {}

/// What was typed, in a sentence: without secrets, and with nothing in it that would turn the sentence round.
fn shown(typed: &str) -> String {
    quoted(&mask_input(typed))
}

/// The name of a subprotocol, as offered in `Sec-WebSocket-Protocol`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subprotocol(String);

impl Subprotocol {
    /// Splits a comma-separated list. White space around a name is dropped; an empty list is fine.
    ///
    /// # Errors
    ///
    /// When a name is empty, repeated, or no token of HTTP (RFC 6455 section 4.1): the browser would throw.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, SubprotocolError> {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let mut offered = Vec::new();
        for name in text.split(',').map(str::trim) {
            if name.is_empty() {
                return Err(SubprotocolError::Empty);
            }
            if let Some(character) = name.chars().find(|&c| !is_token_character(c)) {
                return Err(SubprotocolError::Character { name: name.to_owned(), character });
            }
            let name = Self(name.to_owned());
            if offered.contains(&name) {
                return Err(SubprotocolError::Repeated { name: name.0 });
            }
            offered.push(name);
        }
        Ok(offered)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// RFC 9110 section 5.6.2, `tchar`.
fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character)
}

/// Why a list of subprotocols cannot be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubprotocolError {
    /// Two commas with nothing between, or one at an end.
    Empty,
    /// A name with a character that HTTP forbids there.
    Character {
        /// The name.
        name: String,
        /// The first such character.
        character: char,
    },
    /// A name that stands there twice.
    Repeated {
        /// The name.
        name: String,
    },
}

impl fmt::Display for SubprotocolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(&text!(
                "A subprotocol is missing beside a comma. Remove the comma.",
                "Neben einem Komma fehlt ein Subprotokoll. Entfernen Sie das Komma.",
            )),
            Self::Character { name, character } => f.write_str(&say!(
                "The subprotocol “{}” has {} in it. Use letters, digits and - . _ + only, and commas between \
                 names.",
                "Das Subprotokoll „{}“ enthält {}. Nehmen Sie nur Buchstaben, Ziffern und - . _ +, und Kommas \
                 zwischen den Namen.",
                shown(name),
                match character {
                    ' ' => say!("a space", "ein Leerzeichen"),
                    hidden if first_hidden(hidden.encode_utf8(&mut [0; 4])).is_some() => name_hidden(*hidden),
                    other => say!("the character “{}”", "das Zeichen „{}“", other.escape_debug()),
                }
            )),
            Self::Repeated { name } => f.write_str(&say!(
                "The subprotocol “{}” stands there twice. Remove one.",
                "Das Subprotokoll „{}“ steht zweimal da. Entfernen Sie eines.",
                shown(name)
            )),
        }
    }
}

impl std::error::Error for SubprotocolError {}

#[cfg(test)]
mod tests;
