//! Pictures of one colour, drawn as lines on a grid of 16.

use yew::prelude::*;

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Add.
    Plus,
    /// Close or remove.
    Cross,
    /// Make one more like it.
    Copies,
    /// Change the name.
    Pen,
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// The side panel.
    Panel,
    /// It is so.
    Check,
    /// Nobody knows.
    Question,
    /// Perhaps.
    Warning,
    /// Conditions.
    Sliders,
    /// Save to a file.
    Save,
    /// Times.
    Clock,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Plus => "M8 3v10M3 8h10",
            Self::Cross => "M4 4l8 8M12 4l-8 8",
            Self::Copies => "M6 6h7v7H6zM10 3H3v7",
            Self::Pen => "M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z",
            Self::Up => "M4 10l4-4 4 4",
            Self::Down => "M4 6l4 4 4-4",
            Self::Panel => "M2.5 3h11v10h-11zM9.5 3v10",
            Self::Check => "M3.5 8.5l3 3 6-7",
            Self::Question => "M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.5M8 12.2h.01",
            Self::Sliders => "M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 3.2v3.6M6 9.2v3.6",
            Self::Save => "M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13h10",
            Self::Clock => "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5v3.2l2.2 1.4",
            Self::Warning => "M8 2.8l6 10.4H2zM8 6.8v3M8 11.6h.01",
        }
    }
}

/// Draws a picture. It says nothing to a screen reader: a word stands beside it, or a label around it.
pub(crate) fn icon(icon: Icon) -> Html {
    html! {
        <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={icon.path()} />
        </svg>
    }
}

/// A button that shows a picture only; its label is its name and its hint.
pub(crate) fn icon_button(which: Icon, label: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    let label = label.into();
    html! {
        <button type="button" class="icon-button" aria-label={label.clone()} title={label} {onclick}>{ icon(which) }</button>
    }
}
