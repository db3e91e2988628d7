//! The parameters that an endpoint declares, and a query checked against them before the handshake.

use percent_encoding::percent_decode_str;
use serde_json::{Value as Json, json};

use crate::protocol::CloseCode;

/// One declared parameter. Each has a default, so an endpoint's bare path always works.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) accepts: Accepts,
    pub(crate) default: String,
    pub(crate) explanation: &'static str,
}

/// The values that a parameter takes.
#[derive(Clone, Debug)]
pub(crate) enum Accepts {
    Number { min: u64, max: u64 },
    Choice(&'static [&'static str]),
    Characters { max: usize },
    Bytes { max: usize },
    Subprotocols,
    CloseCode,
}

/// A query that fits its endpoint: every declared parameter has a value.
#[derive(Clone, Debug)]
pub(crate) struct Parameters(Vec<(&'static str, String)>);

/// Why a query was refused, as a sentence for the person who wrote it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ParameterError {
    #[error("{path} has no parameter {name}; it has {known}.")]
    Unknown { path: &'static str, name: String, known: String },
    #[error("{0} is given twice; give it once.")]
    Repeated(&'static str),
    #[error("{0} is not percent-encoded UTF-8.")]
    Encoding(String),
    #[error("size must be at least {0} for text, which is JSON with a number in it; or take kind=binary.")]
    TextTooSmall(u64),
    #[error("{name} must be {expected}, not {given}.")]
    Unfit { name: &'static str, expected: String, given: String },
}

impl Parameters {
    /// Checks a query, and fills in what it leaves out.
    pub(crate) fn parse(path: &'static str, declared: &[Parameter], query: &str) -> Result<Self, ParameterError> {
        let mut given: Vec<(&'static str, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            let Some(parameter) = declared.iter().find(|parameter| parameter.name == name) else {
                return Err(ParameterError::Unknown { path, name: quoted(&name), known: known(declared) });
            };
            if given.iter().any(|(name, _)| *name == parameter.name) {
                return Err(ParameterError::Repeated(parameter.name));
            }
            if !parameter.accepts.is_fit(&value) {
                let expected = parameter.accepts.to_string();
                return Err(ParameterError::Unfit { name: parameter.name, expected, given: quoted(&value) });
            }
            given.push((parameter.name, value));
        }
        for parameter in declared {
            if !given.iter().any(|(name, _)| *name == parameter.name) {
                given.push((parameter.name, parameter.default.clone()));
            }
        }
        Ok(Self(given))
    }

    /// A parameter's value, if it is declared.
    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// A declared parameter's value.
    pub(crate) fn text(&self, name: &str) -> &str {
        let found = self.find(name);
        debug_assert!(found.is_some(), "{name} is not declared");
        found.unwrap_or("")
    }

    /// A declared number's value.
    pub(crate) fn number(&self, name: &str) -> u64 {
        self.text(name).parse().unwrap_or(0)
    }

    /// A declared number's value as a size in memory.
    pub(crate) fn size(&self, name: &str) -> usize {
        usize::try_from(self.number(name)).unwrap_or(usize::MAX)
    }

    /// A declared number's value as a time.
    pub(crate) fn milliseconds(&self, name: &str) -> std::time::Duration {
        std::time::Duration::from_millis(self.number(name))
    }
}

impl Parameter {
    /// The parameter in `lab.json`.
    pub(crate) fn to_json(&self) -> Json {
        let mut json = match self.accepts {
            Accepts::Number { min, max } => json!({ "type": "number", "min": min, "max": max }),
            Accepts::Choice(values) => json!({ "type": "choice", "values": values }),
            Accepts::Characters { max } => json!({ "type": "text", "max_characters": max }),
            Accepts::Bytes { max } => json!({ "type": "text", "max_bytes": max }),
            Accepts::Subprotocols => json!({ "type": "subprotocols" }),
            Accepts::CloseCode => json!({ "type": "close code", "ranges": CLOSE_CODES }),
        };
        json["name"] = self.name.into();
        json["default"] = match self.accepts {
            Accepts::Number { .. } | Accepts::CloseCode => self.default.parse::<u64>().unwrap_or(0).into(),
            _ => self.default.clone().into(),
        };
        json["accepts"] = self.accepts.to_string().into();
        json["explanation"] = self.explanation.into();
        json
    }
}

const CLOSE_CODES: [[u16; 2]; 3] = [[1000, 1003], [1007, 1014], [3000, 4999]];

impl Accepts {
    fn is_fit(&self, value: &str) -> bool {
        match *self {
            Self::Number { min, max } => parse_number(value).is_some_and(|number| (min..=max).contains(&number)),
            Self::Choice(values) => values.contains(&value),
            Self::Characters { max } => value.chars().count() <= max && !value.contains(char::is_control),
            Self::Bytes { max } => value.len() <= max && !value.contains(char::is_control),
            Self::Subprotocols => value.split(',').all(is_token),
            Self::CloseCode => parse_number(value)
                .and_then(|number| u16::try_from(number).ok())
                .is_some_and(|code| CloseCode(code).is_sendable()),
        }
    }
}

/// Reads a part of a query as a form writes it. What is no text is refused: two such names would become one.
fn decode(part: &str) -> Result<String, ParameterError> {
    let spaced = part.replace('+', " ");
    let is_escape = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|digit| digit.is_ascii_hexdigit());
    let decoded = spaced.split('%').skip(1).all(is_escape).then(|| percent_decode_str(&spaced).decode_utf8());
    match decoded {
        Some(Ok(text)) => Ok(text.into_owned()),
        _ => Err(ParameterError::Encoding(quoted(part))),
    }
}

/// Digits only: `u64::from_str` would also take a `+`.
fn parse_number(value: &str) -> Option<u64> {
    value.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse().ok()).flatten()
}

/// A subprotocol is an HTTP token (RFC 6455 §4.1, RFC 9110 §5.6.2).
fn is_token(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

impl std::fmt::Display for Accepts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number { min, max } => write!(f, "a whole number from {min} to {max}"),
            Self::Choice(values) => write!(f, "one of {}", values.join(", ")),
            Self::Characters { max } => write!(f, "at most {max} characters, none of them a control character"),
            Self::Bytes { max } => write!(f, "at most {max} bytes, none of them a control character"),
            Self::Subprotocols => write!(f, "names of subprotocols with commas between them"),
            Self::CloseCode => write!(f, "a close code from 1000–1003, 1007–1014 or 3000–4999"),
        }
    }
}

fn known(declared: &[Parameter]) -> String {
    match declared {
        [] => "none".to_owned(),
        _ => declared.iter().map(|parameter| parameter.name).collect::<Vec<_>>().join(", "),
    }
}

/// What somebody sent, short and harmless enough to stand in a sentence.
fn quoted(given: &str) -> String {
    const SHOWN: usize = 40;
    let more = if given.chars().nth(SHOWN).is_some() { "…" } else { "" };
    let shown: String = given.chars().take(SHOWN).collect();
    format!("“{}{more}”", shown.escape_debug())
}
