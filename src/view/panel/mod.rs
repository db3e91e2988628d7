//! The side panel: all that is known about the connection, and how it behaves by itself. Each section can be folded.

mod behaviour;
mod card;
mod heartbeat;
mod limits;
mod on_open;
mod pressure;
mod reconnect;
mod sender;
mod share;
mod timeline;

use std::rc::Rc;

use yew::prelude::*;

use self::{
    card::Card, heartbeat::HeartbeatForm, limits::Limits, on_open::OnOpen, pressure::Gauge, reconnect::ReconnectForm,
    sender::Sender, share::Share, timeline::TimelineView,
};
use super::{
    msg::On,
    state::{behaviour::Behaviour, sender::SenderForm, tabs::Form},
    words::{self, panel as say},
};
use crate::model::{link::SessionSnapshot, session::ReadyState};

/// What the panel shows.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) shown: Rc<SessionSnapshot>,
    pub(super) form: Form,
    pub(super) behaviour: Rc<Behaviour>,
    pub(super) sender: Rc<SenderForm>,
    pub(super) is_open: bool,
    pub(super) on: On,
}

/// Draws `#panel`.
#[component]
pub(super) fn Panel(props: &Props) -> Html {
    let Props { shown, form, behaviour, sender, is_open, on } = props;
    let (state, on) = (shown.phase.ready_state(), on.clone());
    html! {
        <aside id="panel" hidden={!is_open} aria-label="Details of the connection">
            { section("card", say::CARD, String::new(), true, html! {
                <Card phase={shown.phase.clone()} target={shown.target.clone()} timeline={shown.timeline.clone()}
                    behaviour={behaviour.clone()} on={on.clone()} />
            }) }
            { section("timeline", say::TIMELINE, String::new(), true, html! {
                <TimelineView timeline={shown.timeline.clone()} />
            }) }
            { section("pressure", say::PRESSURE, words::bytes(shown.buffered_amount), true, html! {
                <Gauge buffered={shown.buffered_amount} is_open={state == ReadyState::Open} />
            }) }
            { section("sender", say::SENDER, say::sender_brief(shown.sender.as_ref()), false, html! {
                <Sender form={sender.clone()} report={shown.sender.clone()} is_open={state == ReadyState::Open} on={on.clone()} />
            }) }
            { section("reconnect", say::RECONNECT, say::reconnect_brief(behaviour), false, html! {
                <ReconnectForm behaviour={behaviour.clone()} on={on.clone()} />
            }) }
            { section("on-open", say::ON_OPEN, say::on_open_brief(behaviour.on_open.len()), false, html! {
                <OnOpen behaviour={behaviour.clone()} on={on.clone()} />
            }) }
            { section("heartbeat", say::HEARTBEAT, say::heartbeat_brief(behaviour), false, html! {
                <HeartbeatForm behaviour={behaviour.clone()} beat={shown.heartbeat} on={on.clone()} />
            }) }
            { section("share", say::SHARE, String::new(), false, html! {
                <Share form={form.clone()} behaviour={behaviour.clone()} />
            }) }
            { section("limits", say::LIMITS, String::new(), false, html! { <Limits /> }) }
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
