//! What lies above the page: the command palette, the shortcuts, the settings, the lessons.

mod entries;
mod lessons;
mod palette;
mod settings;
mod shortcuts;

use yew::prelude::*;

pub(super) use self::entries::{asked_by, entries};
use self::{lessons::lessons, palette::Palette, settings::settings, shortcuts::shortcuts};
use super::{
    msg::{Msg, On},
    parts::dialog::Dialog,
    state::{overlay::Overlay, palette::Entry, settings::Settings},
    words::{self, shell as say},
};

/// What the page above is made from.
pub(super) struct Above<'a> {
    pub(super) overlay: Overlay,
    /// What the palette offers.
    pub(super) entries: Vec<Entry>,
    pub(super) settings: Settings,
    /// Whether the page is kept for offline use; `None` where it cannot be.
    pub(super) keeps: Option<bool>,
    /// There is a lab to show things on.
    pub(super) has_lab: bool,
    /// Everything was forgotten a moment ago.
    pub(super) is_forgotten: bool,
    pub(super) on: &'a On,
}

/// Draws it.
pub(super) fn above(above: Above<'_>) -> Html {
    let on_close = above.on.reform(|()| Msg::OverlayClosed);
    match above.overlay {
        Overlay::Palette => html! {
            <Dialog key="palette" id="palette" title={say::PALETTE} bare=true {on_close}>
                <Palette entries={above.entries} on={above.on.clone()} />
            </Dialog>
        },
        Overlay::Shortcuts => html! {
            <Dialog key="shortcuts" id="shortcuts" title={say::SHORTCUTS} is_read=true {on_close}>{ shortcuts() }</Dialog>
        },
        Overlay::Settings => html! {
            <Dialog key="settings" id="settings" title={say::SETTINGS} {on_close}>{ settings(&above) }</Dialog>
        },
        Overlay::Lessons(lesson) => html! {
            <Dialog key="lessons" id="lessons" title={words::lessons::TITLE} {on_close}>
                { lessons(lesson, above.has_lab, above.on) }
            </Dialog>
        },
    }
}
