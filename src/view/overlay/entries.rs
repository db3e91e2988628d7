//! Everything that the palette offers now: what cannot be done is not listed.

use crate::{
    view::{
        state::{
            demo::Demo,
            lessons::Lesson,
            palette::{Deed, Entry},
            settings::{Density, Settings, Theme},
            tabs::Tabs,
        },
        words::{
            commands as say, demos, keys,
            language::{Language, Text},
            lessons, shell,
        },
    },
    web::{element, lab::Lab},
};

/// The entries, by what they belong to.
pub(in crate::view) fn entries(tabs: &Tabs, lab: Option<&Lab>, settings: Settings) -> Vec<Entry> {
    let pressed = say::BUTTONS.iter().filter(|(_, _, id, _)| element::can_press(id));
    let buttons = pressed.map(|(group, name, id, keys)| entry(*name, *group, *keys, Deed::Press(id)));
    let fields = say::FIELDS.iter().map(|(name, id)| entry(*name, say::GO, Text::EMPTY, Deed::Focus(id)));
    let edges = [(say::OLDEST, false, keys::OLDEST), (say::NEWEST, true, keys::NEWEST)]
        .map(|(name, newest, keys)| entry(name, say::GO, keys, Deed::Edge { newest }));
    let sections = say::SECTIONS.iter().map(|(name, id)| entry(*name, say::INSPECTOR, Text::EMPTY, Deed::Section(id)));
    let sessions = tabs.labels();
    let others = sessions.iter().filter(|label| !label.is_selected);
    let others = others
        .map(|label| Entry { name: label.name.clone(), ..entry("", say::SESSION, Text::EMPTY, Deed::Show(label.id)) });
    let tries = Demo::ALL.into_iter().filter(|demo| lab.is_some_and(|lab| demo.form(lab).is_some()));
    let tries = tries.map(|demo| entry(demos::name(demo), say::LAB, Text::EMPTY, Deed::Demo(demo)));
    let learned =
        Lesson::ALL.map(|lesson| entry(lessons::title(lesson), lessons::OPEN, Text::EMPTY, Deed::Lesson(lesson)));
    let mut all: Vec<Entry> = buttons.collect();
    all.extend(others);
    all.extend(fields);
    all.extend(edges);
    all.extend(sections);
    all.extend(tries);
    all.extend(learned);
    all.extend(looks(settings));
    all.push(entry(shell::SETTINGS, say::PAGE, Text::EMPTY, Deed::Settings));
    all.push(entry(shell::SHORTCUTS, say::PAGE, keys::SHORTCUTS, Deed::Shortcuts));
    all
}

fn looks(settings: Settings) -> Vec<Entry> {
    let themes = Theme::ALL.into_iter().filter(|theme| *theme != settings.theme);
    let densities = Density::ALL.into_iter().filter(|density| *density != settings.density);
    let mut all: Vec<Entry> =
        themes.map(|theme| entry(shell::theme(theme), shell::THEME, Text::EMPTY, Deed::Theme(theme))).collect();
    all.push(entry(shell::CONTRAST, shell::THEME, Text::EMPTY, Deed::Contrast));
    all.extend(
        densities.map(|density| entry(shell::density(density), shell::DENSITY, Text::EMPTY, Deed::Density(density))),
    );
    all.extend(
        Language::ALL
            .map(|language| entry(shell::language(language), shell::LANGUAGE, Text::EMPTY, Deed::Language(language))),
    );
    all
}

fn entry(name: impl Into<String>, group: impl Into<String>, keys: Text, deed: Deed) -> Entry {
    Entry { name: name.into(), group: group.into(), keys, deed }
}
