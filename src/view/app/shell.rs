//! What belongs to no session: what lies above the page, how the page looks and speaks, and what the palette does.

use yew::Context;

use super::{App, kept::Shelf};
use crate::{
    model::{
        detail::DetailCommand,
        endpoint::{Endpoint, Subprotocol},
        link::{Command, PageCommand},
        phase::Target,
        time::Timestamp,
    },
    view::{
        msg::{Change, Msg, TabsMsg},
        overlay::{asked_by, entries},
        state::{
            demo::Demo,
            form::Form,
            inspector::Pane,
            overlay::Overlay,
            palette::{Deed, Entry},
            settings::{self, Contrast, Settings},
            shared::Shared,
            written::Kind,
        },
        words::language::{self, Language},
    },
    web::{
        clock, element,
        focus::FocusWatch,
        keys::KeyWatch,
        lab::Lab,
        offline,
        page::{self, AwayWatch, SeenWatch},
        root::{self, ContrastWatch},
        storage::{StorageWatch, Store},
        task,
        timer::Ticker,
        toolbar::ToolbarWatch,
    },
};

/// Whether a build is kept for offline use unless the person says otherwise: while one develops, an old page that
/// comes back without its server would only puzzle.
const KEEPS_BY_ITSELF: bool = !cfg!(debug_assertions);

/// The least time between two questions for a newer build, in milliseconds.
const BETWEEN_LOOKS_MS: u32 = 600_000;

/// What stands above the sessions until the person has read it.
#[derive(Default)]
pub(super) struct News {
    /// A new build of the page is there.
    pub(super) has_version: bool,
    /// That the browser keeps nothing was read.
    pub(super) knows_blocked: bool,
}

/// The page around the sessions.
pub(super) struct Shell {
    pub(super) overlay: Option<Overlay>,
    /// What is done when the overlay is gone, and the focus is back on the page.
    pub(super) deed: Option<Deed>,
    pub(super) settings: Settings,
    pub(super) lab: Option<Lab>,
    pub(super) is_forgotten: bool,
    /// The browser kept no page when it was asked to.
    keeps_nothing: bool,
    pub(super) news: News,
    /// When the server was asked for it.
    looked: Timestamp,
    /// What the window is called.
    pub(super) title: String,
    contrast: ContrastWatch,
    #[expect(dead_code, reason = "kept for its drop")]
    storage: StorageWatch,
    #[expect(dead_code, reason = "kept for its drop")]
    seen: SeenWatch,
    #[expect(dead_code, reason = "kept for its drop")]
    away: AwayWatch,
    #[expect(dead_code, reason = "kept for its drop")]
    ticker: Ticker,
    #[expect(dead_code, reason = "kept for its drop")]
    keys: KeyWatch,
    /// Characters alone are keys, too.
    singles: Shared<bool>,
    focus: Option<FocusWatch>,
    rows: Option<ToolbarWatch>,
    #[cfg(feature = "trial")]
    #[expect(dead_code, reason = "kept for its drop")]
    trial: crate::web::trial::BreakDownWatch,
}

impl Shell {
    /// Reads what the person wanted the last time, and makes the page so.
    pub(super) fn new(ctx: &Context<App>) -> Self {
        let settings = read_settings();
        let (on_contrast, on_deed) =
            (ctx.link().callback(|()| Msg::SystemChanged), ctx.link().callback(Msg::DeedChosen));
        let singles = Shared::default();
        let wants_singles: Shared<bool> = singles.clone();
        let on_seen = ctx.link().callback(Msg::PageSeen);
        let on_tick = ctx.link().callback(|()| Msg::Ticked);
        let on_away = ctx.link().callback(Msg::PageAway);
        let on_kept = ctx.link().callback(|()| Msg::KeptElsewhere);
        let shell = Self {
            overlay: None,
            deed: None,
            settings,
            lab: None,
            is_forgotten: false,
            keeps_nothing: false,
            news: News::default(),
            looked: clock::now(),
            title: String::new(),
            storage: StorageWatch::new(move || on_kept.emit(())),
            seen: SeenWatch::new(move |is_seen| on_seen.emit(is_seen)),
            ticker: Ticker::every(BETWEEN_LOOKS_MS, move || on_tick.emit(())),
            away: AwayWatch::new(move |is_away| on_away.emit(is_away)),
            contrast: ContrastWatch::new(move || on_contrast.emit(())),
            keys: KeyWatch::new(move |key| {
                let deed = asked_by(key, wants_singles.get());
                deed.inspect(|deed| on_deed.emit(*deed)).is_some()
            }),
            singles,
            focus: FocusWatch::start(),
            rows: ToolbarWatch::start(),
            #[cfg(feature = "trial")]
            trial: crate::web::trial::BreakDownWatch::new(),
        };
        shell.apply();
        shell
    }

    /// Something may have been taken out of the page, and the focus with it.
    pub(super) fn look_at_focus(&self) {
        if let Some(focus) = &self.focus {
            focus.look();
        }
    }

    /// There are other rows of buttons.
    pub(super) fn look_at_rows(&self) {
        if let Some(rows) = &self.rows {
            rows.look();
        }
    }

    /// Whether the page is to be kept for offline use; nothing where that is impossible.
    pub(super) fn keeps(&self) -> Option<bool> {
        let is_possible = offline::is_possible() && !self.keeps_nothing;
        is_possible.then(|| self.settings.offline.unwrap_or(KEEPS_BY_ITSELF))
    }

    /// Makes the page as the settings say.
    pub(super) fn apply(&self) {
        let settings = self.settings;
        self.singles.write(|singles| *singles = !settings.no_single_keys);
        root::set("data-theme", settings.theme.attribute());
        root::set("data-density", settings.density.attribute());
        if let Some(width) = settings.inspector {
            root::set_pixels(settings::INSPECTOR, f64::from(width));
        }
        let is_more = settings.contrast == Contrast::More || self.contrast.is_more();
        root::set("data-contrast", if is_more { "more" } else { "normal" });
        let language = settings.language.unwrap_or_else(|| {
            let tags = root::languages();
            Language::of_tags(tags.iter().map(String::as_str))
        });
        root::set("lang", language.tag());
        let separators = root::separators(language.tag());
        let separators = separators.map(|(group, decimal)| language::Separators { group, decimal });
        language::speak(language, separators.unwrap_or_default());
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

fn read_settings() -> Settings {
    let kept = Store::Browser.read(settings::NAME).ok().flatten();
    kept.as_deref().map(Settings::from_text).unwrap_or_default()
}

impl App {
    /// What happens to the page around the sessions.
    pub(super) fn update_shell(&mut self, ctx: &Context<Self>, msg: Msg) {
        match msg {
            Msg::PageAway(is_away) => self.tell(PageCommand::Away(is_away)),
            Msg::OverlayOpened(overlay) => self.open_overlay(overlay),
            Msg::OverlayClosed => self.close_overlay(),
            Msg::DeedChosen(deed) => self.choose(deed),
            Msg::DemoChosen(demo) => self.try_on_lab(demo),
            Msg::SettingsChanged(change) => self.change_settings(change),
            Msg::EverythingForgotten => self.forget_everything(),
            Msg::SystemChanged => self.apply(),
            Msg::PageSeen(is_seen) => {
                self.tabs.hide(!is_seen);
                // The next frame is waited for in another way.
                self.frame = None;
                self.look_for_version(ctx);
            }
            Msg::Ticked => self.look_for_version(ctx),
            Msg::OfflineAnswered(is_kept) => self.shell.keeps_nothing = !is_kept,
            Msg::KeptElsewhere => self.read_kept(),
            Msg::VersionLooked(is_there) => self.shell.news.has_version |= is_there,
            Msg::BlockedRead => self.shell.news.knows_blocked = true,
            Msg::VersionAnswered(reloads) => {
                self.shell.news.has_version = false;
                if reloads {
                    page::reload();
                }
            }
            _ => {}
        }
    }

    /// Makes page and engine as the settings say.
    fn apply(&mut self) {
        let spoken = language::spoken();
        self.shell.apply();
        self.speak();
        let selected = self.tabs.selected().selection.cursor();
        if let (true, Some(row)) = (language::spoken() != spoken, selected) {
            // What is said of a message was said in the language of before.
            self.want(Command::Detail(DetailCommand::Open(row)));
        }
    }

    pub(super) fn open_overlay(&mut self, overlay: Overlay) {
        self.shell.is_forgotten = false;
        self.shell.overlay = Some(overlay);
    }

    pub(super) fn close_overlay(&mut self) {
        self.shell.overlay = None;
    }

    pub(super) fn change_settings(&mut self, change: Change<Settings>) {
        change(&mut self.shell.settings);
        self.apply();
        let _ = Store::Browser.write(settings::NAME, &self.shell.settings.to_text());
        self.keep_offline();
    }

    /// Another window has kept something: what this one knows of it is old.
    fn read_kept(&mut self) {
        if !self.shelf.is_blocked {
            self.shelf = Shelf::read();
        }
        self.shell.settings = read_settings();
        self.apply();
    }

    /// Keeps the page for offline use, or lets go of it, as is wanted.
    pub(super) fn keep_offline(&self) {
        if let Some(keeps) = self.shell.keeps() {
            let on = self.on.clone();
            task::spawn(async move { on.emit(Msg::OfflineAnswered(offline::keep(keeps).await)) });
        }
    }

    pub(super) fn forget_everything(&mut self) {
        self.forget_kept();
        self.forget_tabs();
        // Until the page is opened anew.
        self.shell.settings = Settings { offline: Some(false), ..Settings::default() };
        self.apply();
        self.keep_offline();
        self.shell.is_forgotten = true;
    }

    /// What the palette offers now.
    pub(super) fn entries(&self) -> Vec<Entry> {
        entries(&self.tabs, self.shell.lab.as_ref(), self.shell.settings)
    }

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

    /// Asks the server, at most once in ten minutes, whether it has another build of the page.
    fn look_for_version(&mut self, ctx: &Context<Self>) {
        let now = clock::now();
        if now.since(self.shell.looked) >= f64::from(BETWEEN_LOOKS_MS) {
            self.shell.looked = now;
            ctx.link().send_future(async { Msg::VersionLooked(offline::has_newer().await) });
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
