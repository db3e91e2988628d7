//! The side panel: all that is known about the connection, and how it behaves by itself. Each section can be folded.

mod behaviour;
mod card;
mod heartbeat;
mod kinds;
mod limits;
mod memory;
mod on_open;
mod pressure;
mod reconnect;
mod sender;
mod share;
mod timeline;
mod traffic;
mod watches;

use std::rc::Rc;

use yew::prelude::*;

use self::{share::Share, traffic::Traffic};
use super::{
    msg::On,
    parts::{learn::learn_more, rhythm::Rhythm},
    state::{
        behaviour::Behaviour, find::FilterForm, form::Form, keep::Keep, kept::Kept, lessons::Lesson,
        sender::SenderForm, tabs::Folds,
    },
    words::{self, language::Text, panel as say},
};
use crate::{
    model::{id::SessionId, link::SessionSnapshot, phase::ReadyState},
    web::element,
};

/// What the panel shows.
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
    /// Which sections are folded.
    pub(super) folds: Keep<Folds>,
    pub(super) is_open: bool,
    pub(super) on: On,
}

/// Time enough to read a figure before the next, in milliseconds.
const PACE_MS: f64 = 250.0;

/// What changes the panel beside its properties.
pub(super) enum Msg {
    /// The figures may change again.
    Due,
    /// The section of the charts was opened or closed.
    TrafficToggled(bool),
}

/// Draws `#panel`. In a flood every Snapshot has other figures, which are drawn at a human pace; whatever else changes is
/// drawn at once.
pub(super) struct Panel {
    /// Only an open section costs the engine a chart.
    traffic_is_open: bool,
    /// What nobody has opened yet need not be drawn. Once drawn, it stays: the browser knows which sections are folded.
    has_been_open: bool,
    drawing: Rhythm,
}

impl Component for Panel {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let has_been_open = ctx.props().is_open;
        let traffic_is_open = is_open(&ctx.props().folds, TRAFFIC, false);
        Self { traffic_is_open, has_been_open, drawing: Rhythm::new(PACE_MS) }
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
        self.has_been_open |= ctx.props().is_open;
        let link = ctx.link().clone();
        let differs = besides_figures(ctx.props()) != besides_figures(old);
        if !differs && self.drawing.waits(move || link.send_message(Msg::Due)) {
            return false;
        }
        // Not when it is rendered: Yew lets other events in before that, and figures that they brought would be forgotten.
        self.drawing.done();
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <aside id="panel" hidden={!ctx.props().is_open} aria-label={say::PANEL}>
                if self.has_been_open { { self.sections(ctx) } }
            </aside>
        }
    }
}

impl Panel {
    fn sections(&self, ctx: &Context<Self>) -> Html {
        let Props { of, shown, form, behaviour, sender: sender_form, filter, kept, nothing_is_open, folds, on, .. } =
            ctx.props();
        let section = |id, title, brief, at_first, body| section(folds, id, title, brief, at_first, body);
        let state = shown.phase.ready_state();
        let ontoggle = ctx.link().callback(|event: Event| Msg::TrafficToggled(element::is_open(&event)));
        html! {
            <>
                { section("card", say::CARD, String::new(), true, html! {
                    <>{ card::card(&card::Props { shown, behaviour, on }) }{ learn_more(Lesson::Handshake, on) }</>
                }) }
                { section("timeline", say::TIMELINE, String::new(), true, html! {
                    <>{ timeline::timeline(&shown.timeline) }{ learn_more(Lesson::States, on) }</>
                }) }
                { section("pressure", say::PRESSURE, words::bytes(shown.buffered_amount), true, html! {
                    <>{ pressure::gauge(shown.buffered_amount) }{ learn_more(Lesson::BackPressure, on) }</>
                }) }
                <details key="traffic" id="section-traffic" class="section" open={self.traffic_is_open} {ontoggle}>
                    <summary><h2>{ say::TRAFFIC }</h2></summary>
                    <div class="body">
                        if self.traffic_is_open {
                            <Traffic key="traffic" chart={shown.chart.clone()} on={on.clone()} />
                        }
                    </div>
                </details>
                { section("kinds", words::kinds::KINDS, String::new(), false, kinds::kinds(*of, shown.kinds.as_ref(), filter, on)) }
                { section("watches", words::kinds::WATCH, String::new(), false, watches::watches(*of, &shown.watches, on)) }
                { section("sender", say::SENDER, say::sender_brief(shown.sender.as_ref()), false, sender::sender(&sender::Props {
                    form: sender_form, report: shown.sender.as_ref(), is_open: state == ReadyState::Open, on,
                })) }
                { section("reconnect", say::RECONNECT, say::reconnect_brief(behaviour), false, reconnect::form(behaviour, on)) }
                { section("on-open", say::ON_OPEN, say::on_open_brief(behaviour), false, on_open::list(behaviour, kept, &form.url, on)) }
                { section("heartbeat", say::HEARTBEAT, say::heartbeat_brief(behaviour), false, heartbeat::form(behaviour, shown.heartbeat, on)) }
                { section("share", say::SHARE, String::new(), false, html! {
                    <Share form={form.clone()} behaviour={behaviour.clone()} />
                }) }
                { section("memory", words::list::MEMORY, words::memory_use(shown.memory.used, shown.memory.budget), false, memory::memory(*of, &shown.memory, *nothing_is_open, on)) }
                { section("limits", say::LIMITS, String::new(), false, html! {
                    <>{ limits::limits() }{ learn_more(Lesson::Origin, on) }</>
                }) }
            </>
        }
    }
}

/// All that is drawn at once.
fn besides_figures(props: &Props) -> impl PartialEq {
    let Props { of, shown, form, behaviour, sender, filter, kept, nothing_is_open, folds, is_open, on } = props;
    let sending = shown.sender.as_ref().map(|sender| sender.state);
    (of, &shown.phase, sending, form, behaviour, sender, filter, (kept, nothing_is_open, folds), is_open, on)
}

/// The section of the charts.
const TRAFFIC: &str = "traffic";

fn is_open(folds: &Keep<Folds>, id: &'static str, at_first: bool) -> bool {
    folds.read(|folds| folds.get(id).copied().unwrap_or(at_first))
}

/// A part that can be folded. The browser folds it; how it stands is kept with the session.
fn section(folds: &Keep<Folds>, id: &'static str, title: Text, brief: String, at_first: bool, body: Html) -> Html {
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
