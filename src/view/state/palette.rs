//! What the command palette offers, and which of it fits what is typed.

use super::{
    chord::Keys,
    demo::Demo,
    inspector::Pane,
    lessons::Lesson,
    settings::{Density, Theme},
    written::Kind,
};
use crate::model::{
    id::SessionId,
    language::{Language, Text},
};

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Presses the button with this id.
    Press(&'static str),
    /// Puts the focus on the field with this id.
    Focus(&'static str),
    /// Opens the inspector at this pane.
    Pane(Pane),
    /// Opens the section with this name in it.
    Section(&'static str),
    /// Writes messages of this kind.
    Kind(Kind),
    /// Looks into the next message of a kind, or the one before.
    Step {
        /// The next.
        next: bool,
    },
    /// Goes to the next part of the page, or the one before.
    Part {
        /// The one before.
        back: bool,
    },
    /// Shows a session.
    Show(SessionId),
    /// Shows the oldest rows of the list, or the newest.
    Edge {
        /// The newest.
        newest: bool,
    },
    /// Light or dark.
    Theme(Theme),
    /// More contrast, or as the system says.
    Contrast,
    /// How close things stand together.
    Density(Density),
    /// Speaks this language.
    Language(Language),
    /// Opens the palette, or closes it.
    Palette,
    /// Opens the settings.
    Settings,
    /// Opens the list of shortcuts.
    Shortcuts,
    /// Opens a lesson.
    Lesson(Lesson),
    /// Tries something out on the lab.
    Demo(Demo),
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// What it belongs to.
    pub group: String,
    /// Other words that lead to it.
    pub also: Text,
    /// Its shortcut, where it has one.
    pub keys: Keys,
    /// What it does.
    pub deed: Deed,
}

/// The entries that fit what is typed: those in which all of its words occur, in any order. If there are none, it was a
/// question: those to which most of its words lead; or a short form, of which the name has all letters in that order.
pub fn matching(entries: &[Entry], typed: &str) -> Vec<Entry> {
    let typed = lower(typed);
    let words = typed.split(|sign: char| !sign.is_alphanumeric() && sign != '/').filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    for rank in [by_all_words, by_most_words, by_letters] {
        let ranks: Vec<usize> = entries.iter().map(|entry| rank(entry, &words)).collect();
        let best = ranks.iter().copied().max().unwrap_or_default();
        if best > 0 {
            // Rank by rank: to sort them as a whole would weigh kilobytes of the program.
            let found = (best.div_ceil(2)..=best).rev().flat_map(|rank| {
                entries.iter().zip(&ranks).filter(move |(_, its)| **its == rank).map(|(entry, _)| entry.clone())
            });
            return found.collect();
        }
    }
    Vec::new()
}

/// Words of which a question has many, and which lead nowhere.
const EMPTY_WORDS: [&str; 14] =
    ["the", "how", "where", "what", "can", "did", "does", "wie", "was", "kann", "ich", "die", "der", "das"];

/// Best is a name that begins with the first word, then one that has them all.
fn by_all_words(entry: &Entry, words: &[&str]) -> usize {
    let (name, other) = texts(entry);
    let is_there = |word: &&str| name.contains(*word) || other.contains(*word);
    match words.first() {
        _ if !words.iter().all(is_there) => 0,
        Some(first) if name.starts_with(first) => 5,
        _ if words.iter().all(|word| name.contains(word)) => 4,
        _ => 3,
    }
}

/// The more words begin one of its own, the better; in the name they count twice.
fn by_most_words(entry: &Entry, words: &[&str]) -> usize {
    let (name, other) = texts(entry);
    let begins_one = |text: &str, word: &str| text.split([' ', '(']).any(|known| known.starts_with(word));
    let words = words.iter().filter(|word| word.len() > 2 && !EMPTY_WORDS.contains(word));
    words.map(|word| if begins_one(&name, word) { 2 } else { usize::from(begins_one(&other, word)) }).sum()
}

/// Each word in the name, with anything between its letters.
fn by_letters(entry: &Entry, words: &[&str]) -> usize {
    let name = lower(&entry.name);
    let is_there = |word: &&str| {
        let mut letters = name.chars();
        word.chars().all(|letter| letters.any(|other| other == letter))
    };
    usize::from(words.iter().all(is_there))
}

/// The name, and what else leads to it.
fn texts(entry: &Entry) -> (String, String) {
    (lower(&entry.name), lower(&format!("{} {}", entry.group, entry.also)))
}

/// Sign by sign: the language's own way holds rules for the ends of Greek words, of which there are none here.
fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, group: &str) -> Entry {
        Entry { name: name.into(), group: group.into(), also: Text::EMPTY, keys: Keys::None, deed: Deed::Settings }
    }

    fn names(entries: &[Entry], typed: &str) -> Vec<String> {
        matching(entries, typed).into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn every_word_must_occur_and_names_that_begin_with_the_first_come_first() {
        let entries = [
            entry("Duplicate the session", "Sessions"),
            entry("Close Connection", "Connection"),
            entry("Close the session", "Sessions"),
        ];
        assert_eq!(names(&entries, "close"), ["Close Connection", "Close the session"]);
        assert_eq!(names(&entries, "SESS clo"), ["Close the session"]);
        assert_eq!(names(&entries, "session"), ["Duplicate the session", "Close the session"]);
        assert_eq!(names(&entries, "").len(), 3);
        assert!(names(&entries, "xyz").is_empty());
    }

    #[test]
    fn a_short_form_finds_what_has_its_letters_in_order() {
        let entries = [entry("Clear the log", "Log"), entry("Close with a code…", "Connection")];
        assert_eq!(names(&entries, "clrlg"), ["Clear the log"]);
        assert_eq!(names(&entries, "cwc"), ["Close with a code…"]);
    }
}
