//! What the command palette offers, and which of it fits what is typed.

use super::{
    demo::Demo,
    lessons::Lesson,
    settings::{Density, Theme},
};
use crate::{
    model::id::SessionId,
    view::words::language::{Language, Text},
};

/// What an entry does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Presses the button with this id.
    Press(&'static str),
    /// Puts the focus on the field with this id.
    Focus(&'static str),
    /// Opens the section with this name in the inspector.
    Section(&'static str),
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
    /// Its shortcut, where it has one.
    pub keys: Text,
    /// What it does.
    pub deed: Deed,
}

/// The entries that fit what is typed: all of its words occur in the name or the group, in any order. Those whose name
/// begins with the first word come first; otherwise the order stays.
pub fn matching(entries: &[Entry], typed: &str) -> Vec<Entry> {
    let typed = lower(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    let fits = |entry: &&Entry| {
        let text = lower(&format!("{} {}", entry.name, entry.group));
        words.iter().all(|word| text.contains(word))
    };
    let begins = |entry: &&Entry| words.first().is_some_and(|first| lower(&entry.name).starts_with(first));
    let (mut found, others): (Vec<&Entry>, Vec<&Entry>) = entries.iter().filter(fits).partition(begins);
    found.extend(others);
    found.into_iter().cloned().collect()
}

/// Sign by sign: the language's own way holds rules for the ends of Greek words, of which there are none here.
fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, group: &str) -> Entry {
        Entry { name: name.into(), group: group.into(), keys: Text::EMPTY, deed: Deed::Settings }
    }

    #[test]
    fn every_word_must_occur_and_names_that_begin_with_the_first_come_first() {
        let entries = [
            entry("Duplicate the session", "Sessions"),
            entry("Close Connection", "Connection"),
            entry("Close the session", "Sessions"),
        ];
        let names = |typed| matching(&entries, typed).into_iter().map(|entry| entry.name).collect::<Vec<_>>();
        assert_eq!(names("close"), ["Close Connection", "Close the session"]);
        assert_eq!(names("SESS clo"), ["Close the session"]);
        assert_eq!(names("session"), ["Duplicate the session", "Close the session"]);
        assert_eq!(names("").len(), 3);
        assert!(names("nothing").is_empty());
    }
}
