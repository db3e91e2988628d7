//! Templates of messages: text with placeholders that each message fills anew.
//!
//! `{{seq}}`, `{{now}}`, `{{iso}}`, `{{uuid}}` and `{{random A B}}`; white space inside the braces is free. `{{` that opens none, because
//! no name follows or `}}` does not close it on the same line, is text, as are `{` and `}}`. A `{{` that would be taken for a placeholder
//! is written `\{{`, and a backslash before such a `{{` is written `\\{{`; elsewhere a backslash is just text.

use std::fmt::{self, Write};

use super::time::Timestamp;
use crate::model::{decimal::bounded, language::say};

/// A parsed template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Seq,
    Now,
    Iso,
    Uuid,
    Random { least: i64, most: i64 },
}

/// What fills the placeholders of one message.
pub struct Ingredients<R> {
    /// The number of the message.
    pub seq: u64,
    /// The time.
    pub now: Timestamp,
    /// Gives 64 random bits at each call.
    pub random: R,
}

impl Template {
    /// Parses a text, once for all messages.
    ///
    /// # Errors
    ///
    /// When a placeholder is unknown, or a range is not two whole numbers (of 64 bits, negative ones too).
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let (mut pieces, mut literal, mut rest) = (Vec::new(), String::new(), text);
        while let Some(at) = rest.find("{{") {
            let (before, tail) = (&rest[..at], &rest[at + 2..]);
            let Some(inside) = inside(tail) else {
                // One brace only: in `{{{seq}}}` the placeholder begins with the second.
                literal.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            };
            let slashes = before.len() - before.trim_end_matches('\\').len();
            literal.push_str(&before[..before.len() - slashes.div_ceil(2)]);
            if slashes % 2 == 1 {
                literal.push_str("{{");
                rest = tail;
                continue;
            }
            if !literal.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut literal)));
            }
            pieces.push(Piece::parse(inside)?);
            rest = &tail[inside.len() + 2..];
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            pieces.push(Piece::Text(literal));
        }
        Ok(Self(pieces))
    }

    /// Whether every message is the same.
    pub fn is_constant(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Text(_)))
    }

    /// One message.
    pub fn render(&self, ingredients: &mut Ingredients<impl FnMut() -> u64>) -> String {
        let mut message = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => message.push_str(text),
                Piece::Seq => push(&mut message, ingredients.seq),
                Piece::Now => push(&mut message, whole(ingredients.now.0.floor())),
                Piece::Iso => message.push_str(&iso_8601(ingredients.now)),
                Piece::Uuid => {
                    let bits = [(ingredients.random)(), (ingredients.random)()];
                    message.push_str(&uuid(u128::from(bits[0]) << 64 | u128::from(bits[1])));
                }
                Piece::Random { least, most } => {
                    push(&mut message, within(*least, *most, (ingredients.random)()));
                }
            }
        }
        message
    }
}

/// What stands between `{{` and `}}`, when this `{{` opens a placeholder.
fn inside(tail: &str) -> Option<&str> {
    // It looks no further than the next brace, so that many braces take no longer than other text.
    let end = tail.find(['{', '}', '\n', '\r'])?;
    // `{{}}` and JSON like `{{"a":1}}` are text: a placeholder begins with a letter.
    let named = tail.trim_start().starts_with(char::is_alphabetic);
    (named && tail[end..].starts_with("}}")).then_some(&tail[..end])
}

impl Piece {
    fn parse(inside: &str) -> Result<Self, TemplateError> {
        let mut words = inside.split_whitespace();
        let name = words.next().unwrap_or_default();
        let arguments: Vec<&str> = words.collect();
        match (name, arguments.as_slice()) {
            ("seq", []) => Ok(Self::Seq),
            ("now", []) => Ok(Self::Now),
            ("iso", []) => Ok(Self::Iso),
            ("now", _) => Err(TemplateError::Time { text: inside.trim().to_owned() }),
            ("uuid", []) => Ok(Self::Uuid),
            ("random", [a, b]) => match (a.parse::<i64>(), b.parse::<i64>()) {
                (Ok(a), Ok(b)) => Ok(Self::Random { least: a.min(b), most: a.max(b) }),
                _ => Err(TemplateError::Range { text: inside.trim().to_owned() }),
            },
            ("random", _) => Err(TemplateError::Range { text: inside.trim().to_owned() }),
            ("seq" | "iso" | "uuid", _) => Err(TemplateError::Argument { name: name.to_owned() }),
            _ => Err(TemplateError::Unknown { text: inside.trim().to_owned() }),
        }
    }
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// There is no such placeholder.
    Unknown {
        /// What stands between the braces.
        text: String,
    },
    /// The placeholder takes nothing behind its name.
    Argument {
        /// Its name.
        name: String,
    },
    /// A `now` with something behind it.
    Time {
        /// What stands between the braces.
        text: String,
    },
    /// A `random` without two whole numbers.
    Range {
        /// What stands between the braces.
        text: String,
    },
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { text } => f.write_str(&say!(
                "There is no placeholder {{{{{}}}}}. There are {{{{seq}}}}, {{{{now}}}}, {{{{iso}}}}, \
                 {{{{uuid}}}} and {{{{random 1 100}}}}. To send the braces themselves, write \\{{{{.",
                "Es gibt keinen Platzhalter {{{{{}}}}}. Es gibt {{{{seq}}}}, {{{{now}}}}, {{{{iso}}}}, \
                 {{{{uuid}}}} und {{{{random 1 100}}}}. Um die Klammern selbst zu senden, schreiben Sie \\{{{{.",
                text
            )),
            Self::Argument { name } => f.write_str(&say!(
                "The placeholder {{{{{}}}}} stands alone. Remove what follows its name.",
                "Der Platzhalter {{{{{}}}}} steht allein. Entfernen Sie, was hinter seinem Namen folgt.",
                name
            )),
            Self::Time { text } => f.write_str(&say!(
                "There is no {{{{{}}}}}. {{{{now}}}} is the time in milliseconds since 1970, and {{{{iso}}}} as in \
                 2026-01-31T09:30:00.000Z.",
                "{{{{{}}}}} gibt es nicht. {{{{now}}}} ist die Zeit in Millisekunden seit 1970, und {{{{iso}}}} wie in \
                 2026-01-31T09:30:00.000Z.",
                text
            )),
            Self::Range { text } => f.write_str(&say!(
                "{{{{{}}}}} needs two whole numbers of at most 64 bits, like {{{{random 1 100}}}}. Correct them.",
                "{{{{{}}}}} braucht zwei ganze Zahlen von höchstens 64 Bit, wie {{{{random 1 100}}}}. Berichtigen \
                 Sie sie.",
                text
            )),
        }
    }
}

impl std::error::Error for TemplateError {}

/// A point in time as ISO 8601 writes it: UTC, with milliseconds. Years outside 0 to 9999 have a sign and six digits,
/// as in ECMAScript's `toISOString`; what is no number counts as 0.
pub fn iso_8601(time: Timestamp) -> String {
    // ECMAScript section 21.4.1.1: 8.64e15 milliseconds each way.
    let ms = whole(bounded(time.0, -8.64e15, 8.64e15).floor());
    let (days, of_day) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    let (year, month, day) = civil(days);
    let year = if (0..=9999).contains(&year) { format!("{year:04}") } else { format!("{year:+07}") };
    let (hour, minute, second) = (of_day / 3_600_000, of_day / 60_000 % 60, of_day / 1_000 % 60);
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z", of_day % 1_000)
}

/// Year, month and day of a day since 1 January 1970 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // The year begins in March here, so that the leap day is its last.
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[expect(clippy::cast_possible_truncation, reason = "the cast saturates, and takes what is no number for 0")]
fn whole(number: f64) -> i64 {
    number as i64
}

/// A UUID of version 4 (RFC 9562 section 5.4) from random bits.
pub fn uuid(random: u128) -> String {
    let bits = random & !(0xf << 76) & !(0b11 << 62) | 4 << 76 | 0b10 << 62;
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// A whole number from `least` to `most`, both included. The multiplication spreads 64 random bits over the range;
/// what it favours some numbers by is below 2⁻⁶⁴ times the range.
fn within(least: i64, most: i64, random: u64) -> i128 {
    let range = (i128::from(most) - i128::from(least) + 1).unsigned_abs();
    // At most (2⁶⁴ − 1) × 2⁶⁴, which fits.
    i128::from(least) + ((u128::from(random) * range) >> 64).cast_signed()
}

fn push(message: &mut String, number: impl fmt::Display) {
    // Writing to a String cannot fail.
    let _ = write!(message, "{number}");
}

// Natively only: proptest needs a source of randomness that the browser does not give it.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
