//! The page from top to bottom: tabs, connection, log with panel, composer.

use yew::prelude::*;

use super::App;
use crate::{
    view::{
        compose::Composer,
        connect::{ConnectForm, Standing, standing},
        detail::detail,
        find::{Bar, bar},
        ledger::ledger_line,
        list::List,
        panel::Panel,
        state::times,
        tabs::{CloseQuestion, TabBar, tab_id},
        why::why,
        words,
    },
    web::clock,
};

impl App {
    pub(super) fn draw(&self) -> Html {
        let tab = self.tabs.selected();
        let (shown, key) = (&tab.shown, tab.id.0);
        html! {
            <div id="page-wrapper">
                <header>
                    <h1>{ "Socketscope" }</h1>
                    <TabBar labels={self.tabs.labels()} renaming={self.renaming} on={self.on.clone()} />
                </header>
                <main>
                    <div id="session" role="tabpanel" class={classes!(self.panel_is_open.then_some("with-panel"))}
                        aria-labelledby={tab_id(tab.id)}>
                        <div class="top">
                            <ConnectForm key={key} form={tab.form.clone()} state={shown.phase.ready_state()} kept={self.shelf.kept.clone()}
                                is_blocked={self.shelf.is_blocked} on={self.on.clone()} />
                        </div>
                        { standing(&Standing {
                            phase: &shown.phase, target: shown.target.as_ref(), since: times::since(&shown.timeline),
                            retry: shown.retry, panel_is_open: self.panel_is_open, on: &self.on,
                        }) }
                        <p id="failure" class="problem" role="alert">{ self.failure.clone().unwrap_or_default() }</p>
                        { self.draw_log() }
                        <div class="foot">{ self.draw_composer() }</div>
                        <Panel shown={shown.clone()} form={tab.form.clone()} behaviour={tab.behaviour.clone()}
                            sender={tab.sender.clone()} filter={tab.filter.clone()} is_open={self.panel_is_open} on={self.on.clone()} />
                    </div>
                </main>
                { self.draw_question() }
            </div>
        }
    }

    fn draw_log(&self) -> Html {
        let tab = self.tabs.selected();
        let shown = &tab.shown;
        html! {
            <section class="log" aria-label="Log">
                { why(shown.evidence.as_ref(), shown.phase.ready_state()) }
                { bar(&Bar {
                    filter: &tab.filter, search: &tab.search, problem: tab.filter.filter(clock::today).err().map(words::find::field_problem),
                    list: &shown.list, found: shown.search.as_ref(), on: &self.on,
                }) }
                <div class="log-body">
                    <div class="list">
                        <List key={tab.id.0} rows={tab.rows.clone()} kept={shown.list.positions.clone()} version={shown.list.version}
                        column={self.column} timeline={shown.timeline.clone()} scroll={tab.scroll.clone()}
                            selection={tab.selection} jump={tab.jump}
                            on={self.on.clone()} />
                    </div>
                    <div class="beside">{ tab.detail.as_ref().map_or(Html::default(), |report| detail(report, tab, &self.on)) }</div>
                </div>
                { ledger_line(tab, self.column, &self.on) }
            </section>
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
