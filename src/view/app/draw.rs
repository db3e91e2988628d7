//! The page from top to bottom: tabs, connection, list and composer with the inspector beside them, ledger.

use yew::prelude::*;

use super::App;
use crate::{
    model::phase::ReadyState,
    view::{
        compose::Composer,
        connect::{CloseMenu, Connect, Standing, connect_form, standing, status},
        detail::{detail, note},
        find::{Bar, bar, no_match},
        inspector::{Panes, head, splitter},
        ledger::ledger_line,
        list::{List, header},
        msg::Msg,
        overlay::{Above, above},
        parts::icon::{Icon, icon, tool},
        state::{inspector::Pane, lessons::Lesson, overlay::Overlay, selection::Selection, target::target},
        summary::Summary,
        tabs::{CloseQuestion, TabBar, tab_id},
        welcome::welcome,
        words::{self, inspector as say, language, shell},
    },
    web::{
        clock,
        element::{self, HtmlInputElement},
    },
};

impl App {
    pub(super) fn draw(&self) -> Html {
        let tab = self.tabs.selected();
        let is_seen = self.pane().is_some();
        html! {
            // Another language is another page: parts whose properties are equal would go on in the old one.
            <div id="page-wrapper" key={language::spoken().tag()}>
                <a class="skip" href="#message">{ shell::SKIP }</a>
                <header>
                  <div class="head" role="group" aria-label={words::commands::PAGE} data-row="#new-session">
                    <h1>{ icon(Icon::Brand) }<span>{ "Socketscope" }</span></h1>
                    <TabBar labels={self.tabs.labels(words::tabs::NEW)} renaming={self.renaming} on={self.on.clone()} />
                    { self.draw_tools() }
                  </div>
                </header>
                { self.draw_news() }
                <main>
                    <div id="session" role="tabpanel" class={classes!(is_seen.then_some("with-inspector"), self.finds.then_some("with-find"),
                        self.inspector.is_at_rest(self.is_looking()).then_some("at-rest"))} aria-labelledby={tab_id(tab.id)}>
                        { self.draw_connection() }
                        { standing(&Standing { shown: &tab.shown, failure: self.failure, on: &self.on }) }
                        { self.draw_log() }
                        <div class="foot">{ self.draw_composer() }</div>
                        <div class="split" hidden={!is_seen}>{ splitter(self.shell.settings.inspector, &self.on) }</div>
                        { self.draw_inspector() }
                        { ledger_line(tab) }
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
            <div class="tools">
                { tool("open-palette", Icon::Command, shell::PALETTE_HINT, open(Overlay::Palette)) }
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
                if self.shell.news.has_version {
                    <p key="news"><strong>{ shell::NEW_VERSION }</strong>{ " " }{ shell::NEW_VERSION_HINT }</p>
                    <button key="reload" type="button" id="reload" onclick={answer(true)}>{ shell::RELOAD }</button>
                    <button key="later" type="button" onclick={answer(false)}>{ shell::LATER }</button>
                }
                if (self.memory.written.is_err() || self.shelf.is_blocked) && !self.shell.news.knows_blocked {
                    <p key="blocked">{ words::kept::BLOCKED }</p>
                    <button key="known" type="button" onclick={self.on.reform(|_: MouseEvent| Msg::BlockedRead)}>{ shell::UNDERSTOOD }</button>
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

    /// Where the connection stands, and what can be done about it.
    fn draw_connection(&self) -> Html {
        let (tab, has_other) = (self.tabs.selected(), self.asks_for_other());
        let (key, pane, state) = (tab.id.0, self.pane(), tab.shown.phase.ready_state());
        let why = self.on.reform(|_: MouseEvent| Msg::PaneChosen(Pane::Connection));
        let toggle = self.on.reform(|_: MouseEvent| Msg::InspectorToggled);
        let find = self.on.reform(|_: MouseEvent| Msg::FindToggled);
        html! {
            <div class="connection" role="toolbar" aria-label={words::commands::CONNECTION} data-row="#connect, #close">
                { status(tab, has_other) }
                <button type="button" id="open-why" hidden={!tab.has_failed() || pane == Some(Pane::Connection)} onclick={why}>{ say::WHY }</button>
                { connect_form(&Connect {
                    of: tab.id, form: &tab.form, problems: &tab.problems, state, has_other, behaviour: &tab.behaviour,
                    kept: &self.shelf.kept, is_blocked: self.shelf.is_blocked, on: &self.on,
                }) }
                <CloseMenu key={format!("close {key}")} {state} writing={tab.writing.clone()} on={self.on.clone()} />
                <button type="button" id="open-find" class="icon-button" aria-expanded={self.finds.to_string()} aria-label={words::find::BAR}
                    title={words::find::BAR} onclick={find}>{ icon(Icon::Search) }</button>
                <button type="button" id="inspector-toggle" class="icon-button" aria-expanded={pane.is_some().to_string()}
                    aria-controls="inspector" aria-label={say::INSPECTOR} title={say::INSPECTOR} onclick={toggle}>{ icon(Icon::Panel) }</button>
            </div>
        }
    }

    fn draw_inspector(&self) -> Html {
        let (tab, pane) = (self.tabs.selected(), self.pane());
        // As in the list, a message is left; what lies over the list goes.
        let on = self.on.clone();
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            // In a field it puts back what stood there.
            if event.key() != "Escape" || event.target_dyn_into::<HtmlInputElement>().is_some() {
                return;
            }
            if pane == Some(Pane::Message) {
                on.emit(Msg::Selected(Selection::default()));
            } else if element::is_covered("messages") {
                on.emit(Msg::InspectorToggled);
            }
        });
        html! {
            <aside id="inspector" hidden={pane.is_none()} aria-label={say::INSPECTOR} tabindex="-1" {onkeydown}>
                { head(pane, &self.on) }
                <div id={Pane::Message.id()} class="pane" role="tabpanel" aria-labelledby={Pane::Message.tab_id()} hidden={pane != Some(Pane::Message)}>
                    <p class="hint" hidden={self.is_looking()}>{ say::NO_MESSAGE }</p>
                    <div class="looked">{ self.draw_detail() }</div>
                </div>
                <Panes key={tab.id.0} of={tab.id} folds={tab.folds.clone()} nothing_is_open={self.tabs.are_closed()} shown={tab.shown.clone()}
                    form={tab.form.clone()} behaviour={tab.behaviour.clone()} sender={tab.sender.clone()} filter={tab.filter.clone()}
                    kept={self.shelf.kept.clone()} hides_why={tab.problems.are_any()} {pane} on={self.on.clone()} />
            </aside>
        }
    }

    fn draw_log(&self) -> Html {
        let tab = self.tabs.selected();
        let shown = &tab.shown;
        html! {
            <section class="log" aria-label={words::list::LOG}>
                { bar(&Bar { tab, problem: tab.filter.filter(clock::at_moment).err(), is_saving: self.is_saving(tab.id), on: &self.on }) }
                <div class="list">
                    { header(self.column, shown.ledger.evicted, &self.on) }
                        { no_match(&shown.list, shown.ledger.kept, &self.on) }
                        <List key={tab.id.0} rows={tab.rows.clone()} kept={shown.list.positions.clone()} version={shown.list.version}
                            column={self.column} timeline={shown.timeline.clone()} scroll={tab.scroll.clone()}
                            row_height={self.shell.settings.density.row_height()}
                            kinds={words::find::kind_names(shown.kinds.as_ref())} selection={tab.selection} jump={tab.jump} step={tab.step}
                            on={self.on.clone()} />
                        <Summary key={format!("summary {}", tab.id.0)} received={shown.ledger.received} last={tab.last_received()} />
                        <div key="welcome" class="welcome" hidden={!tab.is_fresh()}>
                            if tab.is_fresh() { <div key="welcome">{ welcome(self.shell.lab.as_ref(), &self.shelf.kept, &self.on) }</div> }
                        </div>
                </div>
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
            (Some(row), _) => note(row),
            (None, Some(report)) => detail(report, tab, &self.on),
            (None, None) => Html::default(),
        }
    }

    fn draw_composer(&self) -> Html {
        let tab = self.tabs.selected();
        let shown = &tab.shown;
        html! {
            <Composer key={tab.id.0} answered={shown.answered}
                writing={tab.writing.clone()} file={tab.file.clone()} report={shown.file.clone()} kept={self.shelf.kept.clone()}
                is_blocked={self.shelf.is_blocked} drafted={tab.drafted.clone()} url={tab.form.url.clone()} on={self.on.clone()} />
        }
    }

    fn draw_question(&self) -> Html {
        let asked = self.closing.and_then(|id| self.tabs.get(id));
        html! {
            <div class="questions">
                if let Some(tab) = asked {
                    <CloseQuestion key={tab.id.0} name={tab.title(words::tabs::NEW)} kept={tab.kept()} on={self.on.clone()} />
                }
            </div>
        }
    }
}
