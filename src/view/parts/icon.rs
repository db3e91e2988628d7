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
    /// It was seen.
    Eye,
    /// Conditions.
    Sliders,
    /// Connect.
    Plug,
    /// Take out all.
    Bin,
    /// More of it.
    More,
    /// What is kept.
    Mark,
    /// Send.
    Send,
    /// Save to a file.
    Save,
    /// Times.
    Clock,
    /// Find.
    Search,
    /// Find something to do.
    Command,
    /// Lessons.
    Book,
    /// Settings.
    Gear,
    /// The page's own sign.
    Brand,
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
            Self::Plug => "M5.500 2.500v3M10.500 2.500v3M3.500 5.500h9v2a4.500 4.500 0 0 1-9 0zM8 12v2",
            Self::Bin => "M3 4.500h10M6 4.500V3h4v1.500M4.500 4.500l.5 8.500h6l.5-8.500",
            Self::Mark => "M4.500 2.500h7v11L8 10.500l-3.500 3z",
            Self::Send => "M2.500 3l11 5-11 5 2-5z",
            Self::More => "M3.500 8h.01M8 8h.01M12.500 8h.01",
            Self::Save => "M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13h10",
            Self::Clock => "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5v3.2l2.2 1.4",
            Self::Command => "M2.500 3h11v10h-11zM5 6l2 2-2 2M8.500 10.500h3",
            Self::Search => "M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4M10.2 10.2l3.3 3.3",
            Self::Book => {
                "M8 4.2C6.6 3.2 4.6 3 2.5 3v9c2.1 0 4.1.2 5.500 1.200M8 4.200c1.400-1 3.400-1.200 5.500-1.200v9c-2.100 0-4.100.2-5.500 1.200M8 4.200v9"
            }
            Self::Gear => {
                "M8 5.700a2.300 2.300 0 1 1 0 4.600 2.300 2.300 0 0 1 0-4.600M8 1.800v1.700M8 12.500v1.700M1.800 8h1.700M12.500 8h1.700M3.600 3.600l1.200 1.200M11.200 11.200l1.200 1.200M3.600 12.400l1.200-1.200M11.200 4.800l1.200-1.200"
            }
            Self::Brand => "M2.500 5.800h10.500l-2.300-2.300M13.500 10.200H3l2.300 2.300",
            Self::Eye => {
                "M1.5 8s2.5-4.5 6.5-4.5S14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4"
            }
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

/// The same, with an id: others press it, too.
pub(crate) fn tool(id: &'static str, which: Icon, label: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    let label = label.into();
    html! {
        <button {id} type="button" class="icon-button" aria-label={label.clone()} title={label} {onclick}>{ icon(which) }</button>
    }
}

/// A button that shows a picture only; its label is its name and its hint.
pub(crate) fn icon_button(which: Icon, label: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    let label = label.into();
    html! {
        <button type="button" class="icon-button" aria-label={label.clone()} title={label} {onclick}>{ icon(which) }</button>
    }
}
