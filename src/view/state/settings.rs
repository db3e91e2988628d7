//! How the person wants the page: colours, contrast, density, language, keys. One readable text, kept in the browser.

use std::fmt::Write;

use crate::model::language::Language;

/// The name under which it is kept.
pub const NAME: &str = "socketscope.settings";

/// How wide the inspector is, where the style sheet reads it.
pub const INSPECTOR: &str = "--inspector";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How far colours stand apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contrast {
    /// As the system says.
    #[default]
    System,
    /// As far as possible.
    More,
}

/// How close things stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// With room around them.
    #[default]
    Comfortable,
    /// More of them on a screen.
    Compact,
}

/// All of it. The default follows the system in everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// How far colours stand apart.
    pub contrast: Contrast,
    /// How close things stand together.
    pub density: Density,
    /// The language; `None` takes the first of the browser's languages that the page speaks.
    pub language: Option<Language>,
    /// `?` opens the list of shortcuts: off for people whose software types by voice (WCAG 2.1.4).
    pub no_single_keys: bool,
    /// Addresses are kept with their secrets.
    pub keeps_secrets: bool,
    /// How wide the inspector is, in pixels; `None` as the style sheet has it.
    pub inspector: Option<u16>,
    /// Whether the page is kept in the browser, to be opened without a network; `None` as the build has it.
    pub offline: Option<bool>,
}

/// A value with a name.
trait Named: Sized + Copy + PartialEq + 'static {
    const NAMES: &'static [(&'static str, Self)];

    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, value)| *value == self).map_or("", |(name, _)| *name)
    }

    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

impl Named for Theme {
    const NAMES: &'static [(&'static str, Self)] =
        &[("system", Self::System), ("light", Self::Light), ("dark", Self::Dark)];
}

impl Named for Contrast {
    const NAMES: &'static [(&'static str, Self)] = &[("system", Self::System), ("more", Self::More)];
}

impl Named for Density {
    const NAMES: &'static [(&'static str, Self)] = &[("comfortable", Self::Comfortable), ("compact", Self::Compact)];
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of `data-theme` on the root element.
    pub fn attribute(self) -> &'static str {
        self.name()
    }
}

impl Density {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Comfortable, Self::Compact];

    /// The value of `data-density` on the root element.
    pub fn attribute(self) -> &'static str {
        self.name()
    }

    /// The height of a message's row in pixels.
    pub fn row_height(self) -> f64 {
        match self {
            Self::Comfortable => 24.0,
            Self::Compact => 20.0,
        }
    }
}

impl Settings {
    /// What a kept text says. What it says that nobody understands counts as not said.
    pub fn from_text(text: &str) -> Self {
        let mut settings = Self::default();
        for (name, value) in text.split(' ').filter_map(|word| word.split_once('=')) {
            match name {
                "theme" => settings.theme = Theme::named(value).unwrap_or_default(),
                "contrast" => settings.contrast = Contrast::named(value).unwrap_or_default(),
                "density" => settings.density = Density::named(value).unwrap_or_default(),
                "language" => settings.language = Language::ALL.into_iter().find(|language| language.tag() == value),
                "keys" => settings.no_single_keys = value == "off",
                "secrets" => settings.keeps_secrets = value == "kept",
                "inspector" => settings.inspector = value.parse().ok(),
                "offline" => settings.offline = Some(value == "on"),
                _ => {}
            }
        }
        settings
    }

    /// The text to keep.
    pub fn to_text(self) -> String {
        let mut text =
            format!("theme={} contrast={} density={}", self.theme.name(), self.contrast.name(), self.density.name());
        if let Some(language) = self.language {
            let _ = write!(text, " language={}", language.tag());
        }
        if self.no_single_keys {
            text.push_str(" keys=off");
        }
        if self.keeps_secrets {
            text.push_str(" secrets=kept");
        }
        if let Some(width) = self.inspector {
            let _ = write!(text, " inspector={width}");
        }
        if let Some(offline) = self.offline {
            text.push_str(if offline { " offline=on" } else { " offline=off" });
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back() {
        let settings = Settings {
            theme: Theme::Dark,
            contrast: Contrast::More,
            density: Density::Compact,
            language: Some(Language::German),
            no_single_keys: true,
            keeps_secrets: true,
            inspector: Some(480),
            offline: Some(false),
        };
        assert_eq!(Settings::from_text(&settings.to_text()), settings);
        assert_eq!(Settings::from_text(&Settings::default().to_text()), Settings::default());
    }

    #[test]
    fn what_nobody_understands_counts_as_not_said() {
        for text in ["", "theme", "theme=pink language=xx", "=  = density=", "\u{0}"] {
            assert_eq!(Settings::from_text(text), Settings::default(), "{text:?}");
        }
        assert_eq!(Settings::from_text("future=1 theme=light").theme, Theme::Light);
    }
}
