//! What the palette and the keys do, and what they offer.

use super::App;
use crate::{
    model::{
        endpoint::{Endpoint, Subprotocol},
        phase::Target,
    },
    view::{
        msg::{Msg, TabsMsg},
        overlay::entries,
        state::{
            demo::Demo,
            form::Form,
            inspector::Pane,
            overlay::Overlay,
            palette::{Deed, Entry},
            settings::Contrast,
            written::Kind,
        },
    },
    web::element,
};

impl App {
    /// Something was chosen in the palette, or by its keys. It is done when the palette is gone: until then nothing else
    /// can have the focus.
    pub(super) fn choose(&mut self, deed: Deed) {
        let closes = deed == Deed::Palette && self.shell.overlay == Some(Overlay::Palette);
        self.close_overlay();
        self.shell.deed = Some(deed).filter(|_| !closes && self.closing.is_none());
    }

    /// Does what was chosen. True when the page is to be drawn again.
    pub(super) fn do_deed(&mut self) {
        let Some(deed) = self.shell.deed.take() else { return };
        let on = self.on.clone();
        let set = |change| on.emit(Msg::SettingsChanged(change));
        match deed {
            Deed::Press(id) => drop(element::press(id)),
            Deed::Focus(id @ ("filter" | "search"))
                if !self.finds || id == "search" && !self.tabs.selected().searches =>
            {
                on.emit(Msg::FindOpened(id));
            }
            // When what lies over it is gone: of the list, the engine tells that.
            Deed::Focus(id) if element::is_covered(id) => {
                self.shell.deed = Some(deed);
                if id != "rows" && self.pane().is_some() {
                    on.emit(Msg::InspectorLeft);
                }
            }
            Deed::Focus(id) => element::focus(id),
            Deed::Kind(kind) => element::pick("kind", Kind::ALL.iter().position(|other| *other == kind)),
            Deed::Step { next } => on.emit(Msg::KinStepped(next)),
            Deed::Part { back } => step_part(back),
            Deed::Pane(pane) => {
                on.emit(Msg::PaneChosen(pane));
                self.shell.deed = Some(Deed::Focus(pane.tab_id()));
            }
            Deed::Section(id) if self.pane() == Some(Pane::of_section(id)) => {
                element::open_details(&format!("section-{id}"));
            }
            Deed::Section(id) => {
                // It may not have been drawn yet: again, when it is.
                self.shell.deed = Some(deed);
                on.emit(Msg::PaneChosen(Pane::of_section(id)));
            }
            Deed::Show(id) => on.emit(Msg::Tabs(TabsMsg::Selected(id))),
            Deed::Edge { newest } => on.emit(Msg::EdgeWanted { newest }),
            Deed::Theme(theme) => set(Box::new(move |settings| settings.theme = theme)),
            Deed::Contrast => set(Box::new(|settings| {
                let is_more = settings.contrast == Contrast::More;
                settings.contrast = if is_more { Contrast::System } else { Contrast::More };
            })),
            Deed::Density(density) => set(Box::new(move |settings| settings.density = density)),
            Deed::Language(language) => set(Box::new(move |settings| settings.language = Some(language))),
            Deed::Palette => on.emit(Msg::OverlayOpened(Overlay::Palette)),
            Deed::Settings => on.emit(Msg::OverlayOpened(Overlay::Settings)),
            Deed::Shortcuts => on.emit(Msg::OverlayOpened(Overlay::Shortcuts)),
            Deed::Lesson(lesson) => on.emit(Msg::OverlayOpened(Overlay::Lessons(lesson))),
            Deed::Demo(demo) => on.emit(Msg::DemoChosen(demo)),
        }
    }

    /// What the palette offers now.
    pub(super) fn entries(&self) -> Vec<Entry> {
        entries(&self.tabs, self.shell.lab.as_ref(), self.shell.settings)
    }

    /// Tries something on the lab: in the session that is shown as long as nothing happened in it, or else in a new one.
    pub(super) fn try_on_lab(&mut self, demo: Demo) {
        self.close_overlay();
        let Some(form) = self.shell.lab.as_ref().and_then(|lab| demo.form(lab)) else { return };
        if !self.tabs.selected().is_fresh() {
            self.show_other(|app| app.tabs.open(Form::default()));
        }
        self.tabs.selected_mut().form = form.clone();
        if let (Ok(endpoint), Ok(offered)) = (Endpoint::parse(&form.url), Subprotocol::parse_list(&form.protocols)) {
            self.connect(Target { endpoint, offered });
        }
    }

    /// The list goes to its oldest row, or its newest.
    pub(super) fn go_to_edge(&mut self, newest: bool) {
        let positions = self.tabs.selected().shown.list.positions.clone();
        let position = if newest { positions.end.saturating_sub(1) } else { positions.start };
        self.tickets += 1;
        self.tabs.selected_mut().jump = Some((self.tickets, position));
        element::focus("rows");
    }
}

/// The parts of the page: what has the focus in each at first, and what each is.
const PARTS: [(&str, &str); 4] =
    [("url", ".connection"), ("rows", ".log"), ("inspector", "#inspector"), ("message", "#message-form")];

/// Puts the focus on the next part of the page that is seen, or on the one before.
fn step_part(back: bool) {
    let step = if back { PARTS.len() - 1 } else { 1 };
    // From nowhere, on to the first, or back to the last.
    let nowhere = if back { 0 } else { PARTS.len() - 1 };
    let mut place = PARTS.iter().position(|(_, part)| element::focus_is_within(part)).unwrap_or(nowhere);
    for _ in PARTS {
        place = (place + step) % PARTS.len();
        element::focus(PARTS[place].0);
        if element::has_focus(PARTS[place].0) {
            return;
        }
    }
}
