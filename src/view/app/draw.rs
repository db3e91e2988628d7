//! The page from top to bottom: tabs, connection, log with panel, composer.

use yew::prelude::*;

use super::App;
use crate::{
    model::phase::ReadyState,
    view::{
        compose::Composer,
        connect::{ConnectForm, Standing, standing},
        detail::{detail, note},
        find::{Bar, bar, no_match},
        ledger::ledger_line,
        list::List,
        msg::Msg,
        overlay::{Above, above},
        panel::Panel,
        parts::icon::{Icon, icon, tool},
        state::{lessons::Lesson, overlay::Overlay, target::target},
        summary::Summary,
        tabs::{CloseQuestion, TabBar, tab_id},
        welcome::welcome,
        why::why,
        words::{self, language, shell},
    },
    web::clock,
};

impl App {
    pub(super) fn draw(&self) -> Html {
        let tab = self.tabs.selected();
        let (shown, key) = (&tab.shown, tab.id.0);
        html! {
            // Another language is another page: parts whose properties are equal would go on in the old one.
            <div id="page-wrapper" key={language::spoken().tag()}>
                <a class="skip" href="#message">{ shell::SKIP }</a>
                <header>
                    <h1>{ icon(Icon::Brand) }<span>{ "Socketscope" }</span></h1>
                    <TabBar labels={self.tabs.labels()} renaming={self.renaming} on={self.on.clone()} />
                    { self.draw_tools() }
                </header>
                { self.draw_news() }
                <main>
                    <div id="session" role="tabpanel" class={classes!(self.panel_is_open.then_some("with-panel"))}
                        aria-labelledby={tab_id(tab.id)}>
                        <div class="top">
                            <ConnectForm key={key} form={tab.form.clone()} problems={tab.problems.clone()} state={shown.phase.ready_state()}
                                has_other={self.asks_for_other()} kept={self.shelf.kept.clone()}
                                is_blocked={self.shelf.is_blocked} on={self.on.clone()} />
                        </div>
                        { standing(&Standing { shown, panel_is_open: self.panel_is_open, on: &self.on }) }
                        <p id="failure" class="problem" role="alert">{ self.failure.clone().unwrap_or_default() }</p>
                        { self.draw_log() }
                        <div class="foot">{ self.draw_composer() }</div>
                        <Panel key={tab.id.0} of={tab.id} folds={tab.folds.clone()} nothing_is_open={self.tabs.are_closed()} shown={shown.clone()} form={tab.form.clone()} behaviour={tab.behaviour.clone()}
                            sender={tab.sender.clone()} filter={tab.filter.clone()} kept={self.shelf.kept.clone()}
                            is_open={self.panel_is_open} on={self.on.clone()} />
                    </div>
                </main>
                { self.draw_question() }
                <div class="overlays">{ self.draw_overlay() }</div>
            </div>
        }
    }

    /// The page's own buttons.
    fn draw_tools(&self) -> Html {
        let open = |overlay| self.on.reform(move |_: MouseEvent| Msg::OverlayOpened(overlay));
        html! {
            <div class="page-tools">
                { tool("open-palette", Icon::Search, shell::PALETTE_HINT, open(Overlay::Palette)) }
                { tool("open-lessons", Icon::Book, words::lessons::TITLE, open(Overlay::Lessons(Lesson::Handshake))) }
                { tool("open-settings", Icon::Gear, shell::SETTINGS, open(Overlay::Settings)) }
            </div>
        }
    }

    /// A newer build of the page is there.
    fn draw_news(&self) -> Html {
        let answer = |reloads| self.on.reform(move |_: MouseEvent| Msg::VersionAnswered(reloads));
        html! {
            <div id="news" role="status">
                if self.shell.has_new_version {
                    <p key="news"><strong>{ shell::NEW_VERSION }</strong>{ " " }{ shell::NEW_VERSION_HINT }</p>
                    <button key="reload" type="button" id="reload" onclick={answer(true)}>{ shell::RELOAD }</button>
                    <button key="later" type="button" onclick={answer(false)}>{ shell::LATER }</button>
                }
            </div>
        }
    }

    fn draw_overlay(&self) -> Html {
        let Some(overlay) = self.shell.overlay else { return Html::default() };
        above(Above {
            overlay,
            entries: if overlay == Overlay::Palette { self.entries() } else { Vec::new() },
            settings: self.shell.settings,
            keeps: self.shell.keeps(),
            has_lab: self.shell.lab.is_some(),
            is_forgotten: self.shell.is_forgotten,
            on: &self.on,
        })
    }

    fn draw_log(&self) -> Html {
        let tab = self.tabs.selected();
        let shown = &tab.shown;
        html! {
            <section class="log" aria-label={words::list::LOG}>
                { why(shown.evidence.as_ref().filter(|_| !tab.problems.are_any()), shown.phase.ready_state(), &self.on) }
                { bar(&Bar {
                    filter: &tab.filter, applied: &tab.applied_filter, search: &tab.search, problem: tab.filter.filter(clock::at_moment).err(),
                    list: &shown.list, found: shown.search.as_ref(), selected: tab.selection.cursor(), on: &self.on,
                }) }
                <div class="log-body">
                    <div class="list">
                        { no_match(&shown.list, shown.ledger.kept, &self.on) }
                        <List key={tab.id.0} rows={tab.rows.clone()} kept={shown.list.positions.clone()} version={shown.list.version}
                            column={self.column} timeline={shown.timeline.clone()} scroll={tab.scroll.clone()}
                            row_height={self.shell.settings.density.row_height()}
                            kinds={words::find::kind_names(shown.kinds.as_ref())} selection={tab.selection} jump={tab.jump}
                            on={self.on.clone()} />
                        <Summary key={format!("summary {}", tab.id.0)} received={shown.ledger.received} last={tab.last_received()} />
                        <div key="welcome" class="welcome" hidden={!tab.is_fresh()}>
                            if tab.is_fresh() { <div key="welcome">{ welcome(self.shell.lab.as_ref(), &self.on) }</div> }
                        </div>
                    </div>
                    <div class="beside">{ self.draw_detail() }</div>
                </div>
                { ledger_line(tab, self.column, self.is_saving(tab.id), &self.on) }
            </section>
        }
    }

    /// Whether there is a connection, and the form asks for another one.
    fn asks_for_other(&self) -> bool {
        let tab = self.tabs.selected();
        let is_closed = tab.shown.phase.ready_state() == ReadyState::Closed;
        !is_closed && tab.shown.target.as_ref().is_some_and(|now| target(&tab.form).as_ref() != Ok(now))
    }

    fn draw_detail(&self) -> Html {
        let tab = self.tabs.selected();
        match (&tab.noted, &tab.detail) {
            (Some(row), _) => note(row, &self.on),
            (None, Some(report)) => detail(report, tab, &self.on),
            (None, None) => Html::default(),
        }
    }

    fn draw_composer(&self) -> Html {
        let tab = self.tabs.selected();
        let shown = &tab.shown;
        html! {
            <Composer key={tab.id.0} state={shown.phase.ready_state()} answered={shown.answered}
                writing={tab.writing.clone()} file={tab.file.clone()} report={shown.file.clone()} kept={self.shelf.kept.clone()}
                is_blocked={self.shelf.is_blocked} drafted={tab.drafted.clone()} url={tab.form.url.clone()} on={self.on.clone()} />
        }
    }

    fn draw_question(&self) -> Html {
        let asked = self.closing.and_then(|id| self.tabs.get(id));
        html! {
            <div class="questions">
                if let Some(tab) = asked {
                    <CloseQuestion key={tab.id.0} name={tab.title()} kept={tab.kept()} on={self.on.clone()} />
                }
            </div>
        }
    }
}
