//! Which kind a message is, told by one field of it: a look at its first bytes, without building anything.

use serde::{Deserialize, Serialize};

use super::{json::Cursor, path::Path, pattern::Problem};

/// Only so many bytes of a message are looked at for its kind.
const HEAD: usize = 1024;

/// For a field that the person named, so many.
const NAMED_HEAD: usize = 64 * 1024;

/// Fields that tell a kind, the most telling first.
pub const FIELDS: [&str; 16] = [
    "type", "event", "op", "method", "action", "kind", "cmd", "command", "topic", "channel", "msg", "stream", "name",
    "e", "t", "c",
];

/// A longer value names no kind, unless the person chose the field.
const LONGEST: usize = 64;

/// A number with more digits is a time or a measure, and names no kind.
const DIGITS: usize = 6;

/// By which field messages are grouped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum KindField {
    /// The first of [`FIELDS`] that is there, or the event's name at the beginning of a list.
    #[default]
    Found,
    /// What stands at this path.
    Named(String),
}

/// The name of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KindName {
    /// Text that is no JSON object or list.
    NotJson,
    /// A binary message.
    Binary,
    /// JSON in which no field tells a kind.
    Unnamed,
    /// One of those beyond the first some hundred kinds.
    Other,
    /// The field, and its value as it is written, without quotes. The field is empty for a list.
    Named(String, String),
}

/// What a look at a text message told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Told<'a> {
    NotJson,
    Unnamed,
    /// The place in [`FIELDS`], or one of the two below, and the value.
    Named(usize, &'a [u8]),
}

/// Instead of a place in [`FIELDS`]: the name at the beginning of a list.
pub(super) const IN_LIST: usize = FIELDS.len();
/// Instead of a place in [`FIELDS`]: the field that the person named.
pub(super) const BY_NAME: usize = FIELDS.len() + 1;

/// How to tell the kinds.
#[derive(Debug, Default)]
pub(in crate::model) struct Teller(Option<Path>);

impl Teller {
    pub(super) fn new(field: &KindField) -> Result<Self, Problem> {
        Ok(Self(match field {
            KindField::Found => None,
            KindField::Named(path) => Some(Path::parse(path)?),
        }))
    }

    /// How many bytes of a text are looked at, at most.
    pub(in crate::model) fn reach(&self) -> usize {
        if self.0.is_some() { NAMED_HEAD } else { HEAD }
    }

    pub(in crate::model) fn tell<'a>(&self, text: &'a [u8]) -> Told<'a> {
        let head = &text[..text.len().min(self.reach())];
        let mut cursor = Cursor::new(head);
        let in_list = |told: Option<Told<'a>>| told.unwrap_or(Told::Unnamed);
        match (&self.0, cursor.peek()) {
            (Some(path), Some(b'{' | b'[')) => match path.find(head) {
                Some(value) => Told::Named(BY_NAME, cut(unquoted(value))),
                None => Told::Unnamed,
            },
            (None, Some(b'{')) => of_object(cursor),
            (None, Some(b'[')) => in_list(of_list(cursor)),
            // Socket.IO writes its packet's type before a list: 42["event",…].
            (None, Some(b'0'..=b'9')) => match head.iter().position(|byte| !byte.is_ascii_digit()) {
                Some(at) if at <= 4 && head[at] == b'[' => in_list(of_list(Cursor::new(&head[at..]))),
                _ => Told::NotJson,
            },
            _ => Told::NotJson,
        }
    }
}

fn of_object(mut cursor: Cursor<'_>) -> Told<'_> {
    cursor.takes(b'{');
    let mut found: Option<(usize, &[u8])> = None;
    let mut is_first = true;
    while let Some(name) = cursor.name(is_first) {
        is_first = false;
        let place = FIELDS.iter().position(|field| field.as_bytes() == name);
        let Some(value) = cursor.value() else { break };
        if let Some(place) = place.filter(|&place| found.is_none_or(|(best, _)| place < best) && names_a_kind(value)) {
            found = Some((place, unquoted(value)));
            if place == 0 {
                break;
            }
        }
    }
    match found {
        Some((place, value)) => Told::Named(place, value),
        None if is_first && !cursor.takes(b'}') && cursor.peek() != Some(b'"') => Told::NotJson,
        None => Told::Unnamed,
    }
}

/// The event's name: first in most protocols, fourth in Phoenix's `[join, ref, topic, event, …]`.
fn of_list(mut cursor: Cursor<'_>) -> Option<Told<'_>> {
    cursor.takes(b'[');
    let first = cursor.element(true)?;
    let is_reference = |value: &[u8]| {
        value == b"null" || !unquoted(value).is_empty() && unquoted(value).iter().all(u8::is_ascii_digit)
    };
    if value_is_text(first) && !is_reference(first) {
        return Some(Told::Named(IN_LIST, cut(unquoted(first))));
    }
    let mut ahead = cursor;
    if is_reference(first) && first.first().is_none_or(|sign| !sign.is_ascii_digit()) {
        let (second, topic, event) = (ahead.element(false)?, ahead.element(false)?, ahead.element(false)?);
        if is_reference(second) && value_is_text(topic) && value_is_text(event) {
            return Some(Told::Named(IN_LIST, cut(unquoted(event))));
        }
    }
    names_a_kind(first).then(|| Told::Named(IN_LIST, unquoted(first)))
}

fn value_is_text(value: &[u8]) -> bool {
    value.first() == Some(&b'"')
}

fn names_a_kind(value: &[u8]) -> bool {
    match value.first() {
        Some(b'"') => value.len() > 2 && value.len() <= LONGEST + 2,
        Some(b'0'..=b'9' | b'-') => value.len() <= DIGITS,
        _ => false,
    }
}

fn unquoted(value: &[u8]) -> &[u8] {
    value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\"")).unwrap_or(value)
}

fn cut(value: &[u8]) -> &[u8] {
    &value[..value.len().min(LONGEST)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tell(text: &str) -> (String, String) {
        told(&KindField::Found, text)
    }

    fn told(field: &KindField, text: &str) -> (String, String) {
        match Teller::new(field).expect("a good field").tell(text.as_bytes()) {
            Told::NotJson => ("not JSON".into(), String::new()),
            Told::Unnamed => ("unnamed".into(), String::new()),
            Told::Named(place, value) => {
                let field = FIELDS.get(place).copied().unwrap_or(if place == IN_LIST { "[]" } else { "by name" });
                (field.into(), String::from_utf8_lossy(value).into_owned())
            }
        }
    }

    #[test]
    fn the_most_telling_field_names_the_kind() {
        for (text, field, value) in [
            (r#"{"type":"ping"}"#, "type", "ping"),
            (r#" { "e" : "trade", "E": 1735689600000, "x": [1,{}], "type" : "deep" } "#, "type", "deep"),
            (r#"{"e":"trade","E":1735689600000}"#, "e", "trade"),
            (r#"{"op":10,"d":{"type":"inner"}}"#, "op", "10"),
            (r#"{"type":{"a":1},"method":"subscribe"}"#, "method", "subscribe"),
            (r#"{"t":1735689600000,"channel":"book"}"#, "channel", "book"),
            (r#"{"event":"a","unfinished":"#, "event", "a"),
            (r#"["EVENT","id",{}]"#, "[]", "EVENT"),
            (r#"42["chat",{"a":1}]"#, "[]", "chat"),
            (r#"[null,"2","phoenix","heartbeat",{}]"#, "[]", "heartbeat"),
            (r#"["1","3","room:lobby","new_msg",{}]"#, "[]", "new_msg"),
            (r#"[48,1,{},"com.add"]"#, "[]", "48"),
        ] {
            assert_eq!(tell(text), (field.to_owned(), value.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_has_no_such_field_is_unnamed_and_what_is_no_json_is_said_to_be_none() {
        for text in
            ["{}", r#"{"a":1}"#, "[]", "[[1,2],[3]]", r#"{"type":""}"#, r#"{"t":1735689600000}"#, "[1735689600000]"]
        {
            assert_eq!(tell(text).0, "unnamed", "{text}");
        }
        for text in ["", "ping", "12", "{hello", "2probe", "<a>"] {
            assert_eq!(tell(text).0, "not JSON", "{text}");
        }
    }

    #[test]
    fn the_person_may_name_the_field() {
        let field = KindField::Named("data.kind".into());
        assert_eq!(told(&field, r#"{"type":"a","data":{"kind":7}}"#), ("by name".into(), "7".into()));
        assert_eq!(told(&field, r#"{"type":"a"}"#).0, "unnamed");
        let late = format!(r#"{{"pad":"{}","data":{{"kind":7}}}}"#, "x".repeat(60_000));
        assert_eq!(told(&field, &late).1, "7");
        assert!(Teller::new(&KindField::Named("a[".into())).is_err());
    }

    #[test]
    fn deep_and_wide_and_endless_messages_are_told_from_their_beginning() {
        let deep = format!(r#"{{"x":{}"#, "[".repeat(100_000));
        assert_eq!(tell(&deep).0, "unnamed");
        let endless = format!(r#"{{"event":"big","data":"{}","type":"late"}}"#, "x".repeat(1 << 20));
        assert_eq!(tell(&endless), ("event".into(), "big".into()));
        let wide: String =
            (0..10_000).flat_map(|number| ["\"k".to_owned(), number.to_string(), "\":0,".to_owned()]).collect();
        assert_eq!(tell(&format!("{{{wide}\"type\":\"late\"}}")).0, "unnamed");
    }
}
