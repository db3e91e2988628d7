//! What belongs to no session: what lies above the page, how the page looks and speaks, and what the palette does.

use yew::Context;

use super::{App, kept::Shelf};
use crate::{
    model::{
        detail::DetailCommand,
        link::{Command, PageCommand},
        time::Timestamp,
    },
    view::{
        msg::{Change, Msg},
        overlay::asked_by,
        state::{
            overlay::Overlay,
            palette::Deed,
            settings::{self, Contrast, Settings},
            shared::Shared,
        },
        words::language::{self, Language},
    },
    web::{
        clock,
        keys::KeyWatch,
        lab::Lab,
        next_focus::FocusWatch,
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

    /// Asks the server, at most once in ten minutes, whether it has another build of the page.
    fn look_for_version(&mut self, ctx: &Context<Self>) {
        let now = clock::now();
        if now.since(self.shell.looked) >= f64::from(BETWEEN_LOOKS_MS) {
            self.shell.looked = now;
            ctx.link().send_future(async { Msg::VersionLooked(offline::has_newer().await) });
        }
    }
}
