//! The inspector: the message that is looked into; or all that is known about the connection, what runs through it, and what it
//! does without a click, in sections that can be folded.

mod buffered;
mod card;
mod chart;
mod head;
mod heartbeat;
mod kinds;
mod limits;
mod memory;
mod on_open;
mod reconnect;
mod sender;
mod share;
mod splitter;
mod timeline;
mod watches;
mod why;

use std::rc::Rc;

use yew::prelude::*;

use self::{chart::Traffic, share::Share};
pub(super) use self::{head::head, splitter::splitter};
use super::{
    msg::On,
    parts::{learn::learn_more, throttle::Throttle},
    state::{
        behaviour::Behaviour, find::FilterForm, form::Form, inspector::Pane, kept::Kept, lessons::Lesson,
        sender::SenderForm, shared::Shared, tabs::Folds,
    },
    words::{self, inspector as say, language::Text},
};
use crate::{
    model::{id::SessionId, link::SessionSnapshot, phase::ReadyState},
    web::element,
};

/// What the panes show.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) of: SessionId,
    pub(super) shown: Rc<SessionSnapshot>,
    pub(super) form: Form,
    pub(super) behaviour: Rc<Behaviour>,
    pub(super) sender: Rc<SenderForm>,
    pub(super) filter: Rc<FilterForm>,
    pub(super) kept: Rc<Kept>,
    /// No session has a connection.
    pub(super) nothing_is_open: bool,
    /// Another address was to be connected to, and is none: why the last one failed is of no interest.
    pub(super) hides_why: bool,
    /// Which sections are folded.
    pub(super) folds: Shared<Folds>,
    /// The one that is seen.
    pub(super) pane: Option<Pane>,
    pub(super) on: On,
}

/// Time enough to read a figure before the next, in milliseconds.
const PACE_MS: f64 = 250.0;

/// What changes the panes beside their properties.
pub(super) enum Msg {
    /// The figures may change again.
    Due,
    /// The section of the charts was opened or closed.
    TrafficToggled(bool),
}

/// Draws the panes beside that of the message. In a flood every Snapshot has other figures, which are drawn at a human pace;
/// whatever else changes is drawn at once.
pub(super) struct Panes {
    /// Only an open section costs the engine a chart.
    traffic_is_open: bool,
    /// What nobody has opened yet need not be drawn. Once drawn, it stays: the browser knows what is typed in it.
    drawn: Vec<Pane>,
    drawing: Throttle,
}

impl Component for Panes {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let traffic_is_open = is_open(&ctx.props().folds, TRAFFIC, true);
        // Why a connection failed is in the document always.
        Self { traffic_is_open, drawn: vec![Pane::Connection], drawing: Throttle::new(PACE_MS) }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Due => {}
            Msg::TrafficToggled(is_open) if is_open == self.traffic_is_open => return false,
            Msg::TrafficToggled(is_open) => {
                ctx.props().folds.write(|folds| folds.insert(TRAFFIC, is_open));
                self.traffic_is_open = is_open;
            }
        }
        self.drawing.done();
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let link = ctx.link().clone();
        let differs = besides_figures(ctx.props()) != besides_figures(old);
        if !differs && self.drawing.waits(move || link.send_message(Msg::Due)) {
            return false;
        }
        self.drawn.extend(ctx.props().pane.filter(|pane| !self.drawn.contains(pane)));
        // Not when it is rendered: Yew lets other events in before that, and figures that they brought would be forgotten.
        self.drawing.done();
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let body = |pane| match pane {
            Pane::Traffic => self.traffic(ctx),
            Pane::Automate => automate(ctx.props()),
            Pane::Message | Pane::Connection => connection(ctx.props()),
        };
        html! {
            <>
                { for [Pane::Connection, Pane::Traffic, Pane::Automate].into_iter().map(|pane| html! {
                    <div key={pane.id()} id={pane.id()} class="pane" role="tabpanel" aria-labelledby={pane.tab_id()}
                        hidden={ctx.props().pane != Some(pane)}>
                        if self.drawn.contains(&pane) || ctx.props().pane == Some(pane) { { body(pane) } }
                    </div>
                }) }
            </>
        }
    }
}

/// What is known about the connection.
fn connection(props: &Props) -> Html {
    let Props { shown, folds, hides_why, on, .. } = props;
    let evidence = shown.evidence.as_ref().filter(|_| !hides_why);
    html! {
        <>
            { why::why(evidence, shown.phase.ready_state(), on) }
            { section(folds, "card", say::CARD, String::new(), true, card::card(&card::Props { shown, on })) }
            { section(folds, "timeline", say::TIMELINE, String::new(), true, timeline::timeline(&shown.timeline)) }
            { section(folds, "limits", say::LIMITS, String::new(), false, limits::limits()) }
        </>
    }
}

/// What it sends and does without a click.
fn automate(props: &Props) -> Html {
    let Props { shown, form, behaviour, sender: sender_form, kept, folds, on, .. } = props;
    let is_open = shown.phase.ready_state() == ReadyState::Open;
    html! {
        <>
            { section(folds, "sender", say::SENDER, say::sender_brief(shown.sender.as_ref()), true, sender::sender(&sender::Props {
                form: sender_form, report: shown.sender.as_ref(), is_open, on,
            })) }
            { section(folds, "reconnect", say::RECONNECT, say::reconnect_brief(behaviour), false, reconnect::form(behaviour, on)) }
            { section(folds, "on-open", say::ON_OPEN, say::on_open_brief(behaviour), false, on_open::list(behaviour, kept, &form.url, on)) }
            { section(folds, "heartbeat", say::HEARTBEAT, say::heartbeat_brief(behaviour), false, heartbeat::form(behaviour, shown.heartbeat, on)) }
            { section(folds, "share", say::SHARE, String::new(), false, html! {
                <Share form={form.clone()} behaviour={behaviour.clone()} />
            }) }
        </>
    }
}

impl Panes {
    /// What runs through it.
    fn traffic(&self, ctx: &Context<Self>) -> Html {
        let Props { of, shown, filter, nothing_is_open, folds, pane, on, .. } = ctx.props();
        let ontoggle = ctx.link().callback(|event: Event| Msg::TrafficToggled(element::is_open(&event)));
        html! {
            <>
                <details key="traffic" id="section-traffic" class="section" open={self.traffic_is_open} {ontoggle}>
                    <summary><h2>{ say::TRAFFIC }</h2></summary>
                    <div class="body">
                        if self.traffic_is_open {
                            <Traffic key="traffic" chart={shown.chart.clone()} is_seen={*pane == Some(Pane::Traffic)} on={on.clone()} />
                        }
                    </div>
                </details>
                { section(folds, "kinds", words::kinds::KINDS, String::new(), true, kinds::kinds(*of, shown.kinds.as_ref(), filter, on)) }
                { section(folds, "watches", words::kinds::WATCH, String::new(), true, watches::watches(*of, &shown.watches, on)) }
                { section(folds, "pressure", say::PRESSURE, words::bytes(shown.buffered_amount), false, buffered::gauge(shown.buffered_amount)) }
                { section(folds, "memory", words::list::MEMORY, words::memory_use(shown.memory.used, shown.memory.budget), false, memory::memory(*of, &shown.memory, *nothing_is_open, on)) }
                { learn_more(Lesson::BackPressure, on) }
            </>
        }
    }
}

/// All that is drawn at once.
fn besides_figures(props: &Props) -> impl PartialEq {
    let Props { of, shown, form, behaviour, sender, filter, kept, nothing_is_open, hides_why, folds, pane, on } = props;
    let sending = shown.sender.as_ref().map(|sender| sender.state);
    let state = (&shown.phase, &shown.evidence, sending, hides_why);
    (of, state, form, behaviour, sender, filter, (kept, nothing_is_open, folds), pane, on)
}

/// The section of the charts.
const TRAFFIC: &str = "traffic";

fn is_open(folds: &Shared<Folds>, id: &'static str, at_first: bool) -> bool {
    folds.read(|folds| folds.get(id).copied().unwrap_or(at_first))
}

/// A part that can be folded. The browser folds it; how it stands is kept with the session.
fn section(folds: &Shared<Folds>, id: &'static str, title: Text, brief: String, at_first: bool, body: Html) -> Html {
    let kept = folds.clone();
    let ontoggle = Callback::from(move |event: Event| {
        kept.write(|folds| folds.insert(id, element::is_open(&event)));
    });
    html! {
        <details key={id} id={format!("section-{id}")} class="section" open={is_open(folds, id, at_first)} {ontoggle}>
            <summary><h2>{ title }</h2><span class="brief">{ brief }</span></summary>
            <div class="body">{ body }</div>
        </details>
    }
}
