//! Everything that can be commanded now: what the palette offers, and what a key asks for. What cannot be done is not there.

use crate::{
    view::{
        state::{
            chord::Keys,
            demo::Demo,
            lessons::Lesson,
            palette::{Deed, Entry},
            settings::{Density, Settings, Theme},
            tabs::Tabs,
        },
        words::{
            commands::{self as say, COMMANDS, Command, PALETTE},
            demos,
            language::{Language, Text},
            lessons, shell, tabs as session_words,
        },
    },
    web::{element, keys::Pressed, lab::Lab},
};

/// What a key asks for, wherever the focus is; `singles`: characters alone count, too. A dialog keeps its keys to itself, but
/// for the palette's own.
pub(in crate::view) fn asked_by(pressed: &Pressed, singles: bool) -> Option<Deed> {
    let below = if pressed.is_above { &[][..] } else { &COMMANDS };
    let fits = |command: &&Command| command.keys.are(pressed, singles) && can_be_done(command.deed);
    [&PALETTE].into_iter().chain(below).find(fits).map(|command| command.deed)
}

/// The entries, by what they belong to.
pub(in crate::view) fn entries(tabs: &Tabs, lab: Option<&Lab>, settings: Settings) -> Vec<Entry> {
    let mut all: Vec<Entry> = COMMANDS.iter().filter(|command| can_be_done(command.deed)).map(of_command).collect();
    let sessions = tabs.labels(session_words::NEW);
    let others = sessions.iter().filter(|label| !label.is_selected);
    all.extend(others.map(|label| entry(label.name.clone(), say::SESSION, Deed::Show(label.id))));
    let tries = Demo::ALL.into_iter().filter(|demo| lab.is_some_and(|lab| demo.form(lab).is_some()));
    all.extend(tries.map(|demo| entry(demos::name(demo), say::LAB, Deed::Demo(demo))));
    all.extend(Lesson::ALL.map(|lesson| entry(lessons::title(lesson), lessons::OPEN, Deed::Lesson(lesson))));
    all.extend(looks(settings));
    all
}

/// Whether a button is there to be pressed. What leads somewhere always does.
fn can_be_done(deed: Deed) -> bool {
    !matches!(deed, Deed::Press(id) if !element::can_press(id))
}

fn looks(settings: Settings) -> Vec<Entry> {
    let themes = Theme::ALL.into_iter().filter(|theme| *theme != settings.theme);
    let densities = Density::ALL.into_iter().filter(|density| *density != settings.density);
    let mut all: Vec<Entry> =
        themes.map(|theme| entry(shell::theme(theme), shell::THEME, Deed::Theme(theme))).collect();
    all.push(entry(shell::CONTRAST, shell::THEME, Deed::Contrast));
    all.extend(densities.map(|density| entry(shell::density(density), shell::DENSITY, Deed::Density(density))));
    all.extend(
        Language::ALL.map(|language| entry(shell::language(language), shell::LANGUAGE, Deed::Language(language))),
    );
    all
}

fn of_command(command: &Command) -> Entry {
    let Command { group, name, also, keys, deed } = *command;
    Entry { name: name.into(), group: group.into(), also, keys, deed }
}

fn entry(name: impl Into<String>, group: Text, deed: Deed) -> Entry {
    Entry { name: name.into(), group: group.into(), also: Text::EMPTY, keys: Keys::None, deed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::state::palette::matching;

    #[test]
    fn what_newcomers_ask_leads_to_what_answers_it() {
        let entries: Vec<Entry> = COMMANDS.iter().map(of_command).collect();
        for (asked, wanted) in [
            ("how do I send binary?", "Write bytes in hex"),
            ("why did it close?", "Why it ended"),
            ("where is the chart?", "Traffic"),
            ("how can I send a file", "Send a file"),
            ("reconnect automatically", "Reconnect"),
            ("keep the connection alive", "Heartbeat"),
            ("export messages", "Save messages…"),
            ("find a message", "Search in the list"),
            ("dark mode", "Settings"),
            ("hide heartbeats", "Filter the list"),
            ("send a message every second", "Send many"),
            ("set a header", "What a page cannot do"),
            ("disconnect", "Close the connection"),
        ] {
            let found: Vec<String> = matching(&entries, asked).into_iter().map(|entry| entry.name).collect();
            let place = found.iter().position(|name| name == wanted);
            assert!(place.is_some_and(|place| place < 6), "{asked:?} leads to {found:?}");
        }
    }
}
