//! Keys that mean the same wherever the focus is: which are pressed together, and where they count.

use crate::{model::language::Text, web::keys::Pressed};

/// Keys that are pressed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// With Ctrl, or ⌘.
    pub control: bool,
    /// With Shift. Of a character it says nothing: which keys make it differs between keyboards.
    pub shift: bool,
    /// The key, as UI Events name it.
    pub key: &'static str,
}

impl Chord {
    /// The key alone.
    pub const fn of(key: &'static str) -> Self {
        Self { control: false, shift: false, key }
    }

    /// With Ctrl, or ⌘.
    pub const fn control(key: &'static str) -> Self {
        Self { control: true, shift: false, key }
    }

    /// With Shift.
    pub const fn shift(key: &'static str) -> Self {
        Self { control: false, shift: true, key }
    }

    /// Whether these are the keys that were pressed.
    pub fn is(self, pressed: &Pressed) -> bool {
        let is_character = !self.control && self.key.len() == 1;
        let is_held = is_character || !pressed.alt && pressed.shift == self.shift;
        is_held && pressed.control == self.control && pressed.key.eq_ignore_ascii_case(self.key)
    }
}

/// The keys of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// It has none.
    None,
    /// These, wherever the focus is, but not below a dialog.
    Anywhere(Chord),
    /// This character, where none is typed. The person can switch such keys off (WCAG 2.2, 2.1.4).
    OutsideFields(Chord),
    /// These, where the focus is on what they are for, which hears them itself.
    There(Text),
}

impl Keys {
    /// Whether these are the keys that were pressed, where they count. `singles`: characters alone count.
    pub fn are(self, pressed: &Pressed, singles: bool) -> bool {
        match self {
            Self::Anywhere(chord) => chord.is(pressed),
            Self::OutsideFields(chord) => singles && !pressed.is_typed && chord.is(pressed),
            Self::None | Self::There(_) => false,
        }
    }

    /// Which, where the page hears them itself.
    pub fn chord(self) -> Option<Chord> {
        match self {
            Self::Anywhere(chord) | Self::OutsideFields(chord) => Some(chord),
            Self::None | Self::There(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(key: &str) -> Pressed {
        Pressed { key: key.into(), ..Pressed::default() }
    }

    #[test]
    fn what_is_held_has_to_be_what_is_meant() {
        let find = Chord::control("F");
        assert!(find.is(&Pressed { control: true, ..pressed("f") }));
        assert!(find.is(&Pressed { control: true, ..pressed("F") }), "with Caps Lock");
        assert!(!find.is(&pressed("f")));
        assert!(!find.is(&Pressed { control: true, shift: true, ..pressed("F") }));
        assert!(!find.is(&Pressed { control: true, alt: true, ..pressed("f") }));
        assert!(
            Chord::shift("F6").is(&Pressed { shift: true, ..pressed("F6") }) && !Chord::shift("F6").is(&pressed("F6"))
        );
    }

    #[test]
    fn a_character_is_itself_whatever_keys_make_it() {
        for made in [pressed("/"), Pressed { shift: true, ..pressed("/") }, Pressed { alt: true, ..pressed("/") }] {
            assert!(Chord::of("/").is(&made), "{made:?}");
        }
        assert!(!Chord::of("/").is(&Pressed { control: true, ..pressed("/") }));
    }

    #[test]
    fn a_character_alone_counts_where_none_is_typed_and_it_is_wanted() {
        let keys = Keys::OutsideFields(Chord::of("?"));
        assert!(keys.are(&pressed("?"), true));
        assert!(!keys.are(&pressed("?"), false));
        assert!(!keys.are(&Pressed { is_typed: true, ..pressed("?") }, true));
    }
}
