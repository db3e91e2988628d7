//! Where a session stands, and what can be done about it at once: wait no longer, try now, stop trying.

use yew::prelude::*;

use super::status::status;
use crate::{
    model::{
        link::{Command, Retry},
        session::{Phase, Target},
        time::Timestamp,
    },
    view::{
        msg::{Msg, On},
        parts::{
            elapsed::Elapsed,
            icon::{Icon, icon},
        },
        words,
    },
};

/// What is shown.
pub(crate) struct Standing<'a> {
    pub(crate) phase: &'a Phase,
    pub(crate) target: Option<&'a Target>,
    /// When the phase began.
    pub(crate) since: Option<Timestamp>,
    pub(crate) retry: Option<Retry>,
    pub(crate) panel_is_open: bool,
    pub(crate) on: &'a On,
}

/// Draws `#status` and the buttons beside it.
pub(crate) fn standing(props: &Standing<'_>) -> Html {
    let on = props.on.clone();
    let toggle = Callback::from(move |_: MouseEvent| on.emit(Msg::PanelToggled));
    html! {
        <div class="standing">
            { status(props.phase, props.target) }
            <button type="button" id="panel-toggle" class="icon-button" aria-expanded={props.panel_is_open.to_string()}
                aria-controls="panel" aria-label="Details of the connection" title="Details of the connection" onclick={toggle}>
                { icon(Icon::Panel) }
            </button>
            <div class="waiting">{ waiting(props) }</div>
        </div>
    }
}

fn waiting(props: &Standing<'_>) -> Html {
    match (props.phase, props.since, props.retry) {
        (Phase::Connecting, Some(since), _) => letting_go("connecting", since, words::connect::CONNECTING, props.on),
        (Phase::Closing { .. }, Some(since), _) => letting_go("closing", since, words::connect::CLOSING, props.on),
        (_, _, Some(retry)) => retrying(retry, props.on),
        _ => html! { <p key="nothing" hidden=true></p> },
    }
}

fn letting_go(key: &'static str, since: Timestamp, sentence: &'static str, on: &On) -> Html {
    html! {
        <p {key} class="notice">
            <span><Elapsed from={since} />{ " " }{ sentence }</span>
            { button("let-go", "Let it go", Command::LetGo, on) }
        </p>
    }
}

fn retrying(retry: Retry, on: &On) -> Html {
    html! {
        <p key="retry" id="retry" class="notice">
            <span>{ words::connect::retry(retry) }
                <span key={retry.attempt} hidden={retry.waits_for_network}><Elapsed from={retry.at} down=true /></span>
            </span>
            { button("retry-now", "Now", Command::ReconnectNow, on) }
            { button("retry-stop", "Stop", Command::StopReconnecting, on) }
        </p>
    }
}

fn button(id: &'static str, label: &'static str, command: Command, on: &On) -> Html {
    let on = on.clone();
    let onclick = Callback::from(move |_: MouseEvent| on.emit(Msg::Wanted(command.clone())));
    html! { <button {id} type="button" {onclick}>{ label }</button> }
}
