//! The languages that are spoken: every sentence stands beside its translation, and one of the two is said.
//!
//! Which one is a choice of the thread, and the one thing that the model reads besides its arguments. A sentence is made
//! where something is wrong, deep below whoever asked, and often in `Display`, which takes no arguments: to hand the
//! language down to there would put it into every signature. Nothing is decided by it; only words differ. Page and
//! worker are threads of their own, so the page tells the worker ([`super::link::PageCommand::Speak`]). A test has a thread
//! of its own, too, and speaks English unless it says otherwise.

use std::{
    cell::Cell,
    fmt::{self, Write},
    ops::Deref,
};

use serde::{Deserialize, Serialize};

use super::decimal::{decimal, parse_decimal};

/// A language that is spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
}

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Separators {
    /// Between thousands.
    pub group: char,
    /// Before the fraction.
    pub decimal: char,
}

impl Separators {
    const ENGLISH: Self = Self { group: ',', decimal: '.' };
}

impl Default for Separators {
    fn default() -> Self {
        Self::ENGLISH
    }
}

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
    static SEPARATORS: Cell<Separators> = const { Cell::new(Separators::ENGLISH) };
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its tag (BCP 47), for the document's `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The first of these tags that is spoken here; English when none is.
    pub fn of_tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        let speaks = |tag: &str| {
            let primary = tag.split('-').next().unwrap_or_default();
            Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
        };
        tags.into_iter().find_map(speaks).unwrap_or_default()
    }
}

/// From now on this thread speaks this language, and writes numbers like this.
pub fn speak(language: Language, separators: Separators) {
    SPOKEN.set(language);
    SEPARATORS.set(separators);
}

/// The language that is spoken.
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// How numbers are written.
pub fn separators() -> Separators {
    SEPARATORS.get()
}

/// A count with its thousands set apart, as a person reads it: 1,234,567.
pub fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// A number with so many decimals, as a person reads it: 1,234.5. What a program reads is written by [`decimal`].
pub fn number(value: f64, places: usize) -> String {
    let digits = decimal(value, places);
    match digits.split_once('.') {
        Some((whole, fraction)) => format!("{}{}{fraction}", grouped(whole), separators().decimal),
        None => grouped(&digits),
    }
}

/// Digits, behind a sign or not, with their thousands set apart.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        let left = digits.len() - place;
        if left.is_multiple_of(3) && text.ends_with(|before: char| before.is_ascii_digit()) {
            text.push(separators().group);
        }
        text.push(digit);
    }
    text
}

/// A sentence in every language: one string, in which what stands between the languages stands in no sentence. As two strings
/// each sentence took twice as many places in the program, and the page was 2 % larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(&'static str);

/// A sentence and its translation.
macro_rules! text {
    ($english:literal, $german:literal $(,)?) => {
        $crate::model::language::Text::of(concat!($english, "\u{1f}", $german))
    };
}
pub(crate) use text;

impl Text {
    /// What a language needs no word for.
    pub const EMPTY: Self = Self::same("");

    /// What every language writes alike: names of the standards, signs.
    pub const fn same(everywhere: &'static str) -> Self {
        Self(everywhere)
    }

    /// A sentence, the sign U+001F, and its translation: what [`text!`] makes.
    #[doc(hidden)]
    pub const fn of(both: &'static str) -> Self {
        Self(both)
    }

    /// In the language that is spoken.
    pub fn now(self) -> &'static str {
        match (self.0.split_once('\u{1f}'), spoken()) {
            (Some((english, _)), Language::English) => english,
            (Some((_, german)), Language::German) => german,
            (None, _) => self.0,
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.now()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.now().to_owned()
    }
}

/// A sentence with values in it, in the language that is spoken: `{}` is the place of the next value, `{0}` that of the first,
/// and doubled braces are braces, as `format!` has it. That would write each sentence's values into the program once more
/// for each language.
macro_rules! say {
    ($english:literal, $german:literal $(,)?) => {
        String::from($crate::model::language::text!($english, $german))
    };
    ($english:literal, $german:literal, $($value:expr),+ $(,)?) => {{
        const { assert!($crate::model::language::have_places([$english, $german], [$(stringify!($value)),+].len())) };
        $crate::model::language::fill($crate::model::language::text!($english, $german), &[$(&$value),+])
    }};
}
pub(crate) use say;

/// Whether each sentence has a place for each of so many values, and for no other.
pub(crate) const fn have_places(sentences: [&str; 2], values: usize) -> bool {
    has_places(sentences[0].as_bytes(), values) && has_places(sentences[1].as_bytes(), values)
}

const fn has_places(sentence: &[u8], values: usize) -> bool {
    let (mut at, mut next, mut seen) = (0, 0, 0_u32);
    while at < sentence.len() {
        let following = if at + 1 < sentence.len() { sentence[at + 1] } else { 0 };
        match sentence[at] {
            b'{' | b'}' if following == sentence[at] => at += 1,
            b'{' => {
                if following.is_ascii_digit() {
                    next = (following - b'0') as usize;
                    at += 1;
                }
                at += 1;
                if at >= sentence.len() || sentence[at] != b'}' || next >= values {
                    return false;
                }
                seen |= 1 << next;
                next += 1;
            }
            b'}' => return false,
            _ => {}
        }
        at += 1;
    }
    seen == (1 << values) - 1
}

/// A sentence with its values in their places ([`say!`]).
pub(crate) fn fill(sentence: Text, values: &[&dyn fmt::Display]) -> String {
    let (mut filled, mut next) = (String::new(), 0);
    let mut signs = sentence.now().chars();
    while let Some(sign) = signs.next() {
        let is_brace = matches!(sign, '{' | '}');
        let following = if is_brace { signs.next() } else { None };
        if !is_brace || following == Some(sign) {
            filled.push(sign);
            continue;
        }
        if let Some(place) = following.and_then(|digit| digit.to_digit(10)) {
            next = place as usize;
            signs.next();
        }
        if let Some(value) = values.get(next) {
            let _ = write!(filled, "{value}");
        }
        next += 1;
    }
    filled
}

/// Reads a number as a person writes it: with a comma before the fraction, too, unless it may set thousands apart.
pub fn read_decimal(text: &str) -> Option<f64> {
    match text.split_once(',') {
        Some((whole, fraction)) if fraction.len() != 3 || separators().decimal == ',' => {
            parse_decimal(&format!("{whole}.{fraction}"))
        }
        _ => parse_decimal(text),
    }
}

#[cfg(test)]
mod tests;
