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
    state::{behaviour::Behaviour, find::FilterForm, sender::SenderForm, tabs::Form},
    words::{self, panel as say},
};
use crate::{
    model::{link::SessionSnapshot, session::ReadyState},
    web::element,
};

/// What the panel shows.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) shown: Rc<SessionSnapshot>,
    pub(super) form: Form,
    pub(super) behaviour: Rc<Behaviour>,
    pub(super) sender: Rc<SenderForm>,
    pub(super) filter: Rc<FilterForm>,
    pub(super) is_open: bool,
    pub(super) on: On,
}

/// Draws `#panel`.
#[component]
pub(super) fn Panel(props: &Props) -> Html {
    let Props { shown, form, behaviour, sender: sender_form, filter, is_open, on } = props;
    let state = shown.phase.ready_state();
    // Only an open section costs the engine a chart.
    let traffic_is_open = use_state_eq(|| false);
    let ontoggle = {
        let set = traffic_is_open.setter();
        Callback::from(move |event: Event| set.set(element::is_open(&event)))
    };
    html! {
        <aside id="panel" hidden={!is_open} aria-label="Details of the connection">
            { section("card", say::CARD, String::new(), true, card::card(&card::Props {
                phase: &shown.phase, target: shown.target.as_ref(), timeline: &shown.timeline, behaviour, on,
            })) }
            { section("timeline", say::TIMELINE, String::new(), true, timeline::timeline(&shown.timeline)) }
            { section("pressure", say::PRESSURE, words::bytes(shown.buffered_amount), true, pressure::gauge(shown.buffered_amount)) }
            <details key="traffic" id="section-traffic" class="section" {ontoggle}>
                <summary><h2>{ say::TRAFFIC }</h2></summary>
                <div class="body">
                    if *traffic_is_open {
                        <Traffic key="traffic" chart={shown.chart.clone()} on={on.clone()} />
                    }
                </div>
            </details>
            { section("kinds", words::kinds::KINDS, String::new(), false, kinds::kinds(shown.kinds.as_ref(), filter, on)) }
            { section("watches", words::kinds::WATCH, String::new(), false, watches::watches(&shown.watches, on)) }
            { section("sender", say::SENDER, say::sender_brief(shown.sender.as_ref()), false, sender::sender(&sender::Props {
                form: sender_form, report: shown.sender.as_ref(), is_open: state == ReadyState::Open, on,
            })) }
            { section("reconnect", say::RECONNECT, say::reconnect_brief(behaviour), false, reconnect::form(behaviour, on)) }
            { section("on-open", say::ON_OPEN, say::on_open_brief(behaviour.on_open.len()), false, on_open::list(behaviour, on)) }
            { section("heartbeat", say::HEARTBEAT, say::heartbeat_brief(behaviour), false, heartbeat::form(behaviour, shown.heartbeat, on)) }
            { section("share", say::SHARE, String::new(), false, html! {
                <Share form={form.clone()} behaviour={behaviour.clone()} />
            }) }
            { section("memory", words::list::MEMORY, words::bytes(shown.memory.used), false, memory::memory(&shown.memory, on)) }
            { section("limits", say::LIMITS, String::new(), false, limits::limits()) }
        </aside>
    }
}

/// A part that can be folded. The browser folds it; the page only says how it begins.
fn section(id: &'static str, title: &'static str, brief: String, is_open: bool, body: Html) -> Html {
    html! {
        <details key={id} id={format!("section-{id}")} class="section" open={is_open}>
            <summary><h2>{ title }</h2><span class="brief">{ brief }</span></summary>
            <div class="body">{ body }</div>
        </details>
    }
}
