//! A pattern as the person writes it: a text or a regular expression, and what is wrong with it.

use serde::{Deserialize, Serialize};

use crate::model::language;

/// What to look for in payloads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// As it was written.
    pub text: String,
    /// How it is read.
    pub language: Language,
    /// `A` finds `a`, too. In a regular expression this holds for the letters A to Z only.
    pub ignores_case: bool,
}

/// How a pattern is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Character for character.
    #[default]
    Text,
    /// A regular expression of the crate `regex-lite`: without look-around and back-references, so its time is bounded.
    Regex,
}

/// Why something that was written is not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A sentence.
    pub why: String,
    /// Which character it is about, from 1, where that is known.
    pub at: Option<u32>,
}

impl Problem {
    pub(super) fn new(why: impl Into<String>, at: Option<usize>) -> Self {
        Self { why: why.into(), at: at.and_then(|at| u32::try_from(at + 1).ok()) }
    }
}

/// The first bracket of a regular expression that has no partner, as a problem with its place.
pub(super) fn unpaired(text: &str) -> Option<Problem> {
    let mut open = Vec::new();
    let mut class = None;
    let mut signs = text.chars().enumerate();
    while let Some((at, sign)) = signs.next() {
        match (sign, class) {
            // What is behind a backslash is passed over.
            ('\\', _) if signs.next().is_none() => {
                let why = language::text!(
                    "A backslash at the end escapes nothing. Write \\\\ for a backslash.",
                    "Ein Backslash am Ende wirkt auf nichts. Schreiben Sie \\\\ für einen Backslash.",
                );
                return Some(Problem::new(why, Some(at)));
            }
            ('[', None) => class = Some(at),
            // Right behind the beginning of a class, ] is one of its characters.
            (']', Some(from)) if at > from + 1 && !(at == from + 2 && text.chars().nth(from + 1) == Some('^')) => {
                class = None;
            }
            ('(', None) => open.push(at),
            (')', None) if open.pop().is_none() => {
                return Some(Problem::new(
                    language::text!(
                        "This ) closes no group. Write \\) for the character itself.",
                        "Diese ) schließt keine Gruppe ab. Schreiben Sie \\) für das Zeichen selbst.",
                    ),
                    Some(at),
                ));
            }
            _ => {}
        }
    }
    match (class, open.pop()) {
        (Some(at), _) => Some(Problem::new(
            language::text!(
                "This [ is not closed by a ]. Write \\[ for the character itself.",
                "Diese [ schließt keine ] ab. Schreiben Sie \\[ für das Zeichen selbst.",
            ),
            Some(at),
        )),
        (None, Some(at)) => Some(Problem::new(
            language::text!(
                "This ( is not closed by a ). Write \\( for the character itself.",
                "Diese ( schließt keine ) ab. Schreiben Sie \\( für das Zeichen selbst.",
            ),
            Some(at),
        )),
        (None, None) => None,
    }
}
