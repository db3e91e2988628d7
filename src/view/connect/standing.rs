//! Where a session stands, and what can be done about it at once: wait no longer, try now, stop trying.

use yew::prelude::*;

use super::status::status;
use crate::{
    model::{
        link::{Command, SessionSnapshot},
        phase::{Phase, ReadyState},
        session::Retry,
        time::Timestamp,
    },
    view::{
        msg::{Msg, On},
        parts::{
            elapsed::Elapsed,
            icon::{Icon, icon},
        },
        state::times,
        words::{self, language::Text},
    },
};

/// What is shown.
pub(crate) struct Standing<'a> {
    pub(crate) shown: &'a SessionSnapshot,
    pub(crate) panel_is_open: bool,
    pub(crate) on: &'a On,
}

/// Draws `#status` and the buttons beside it.
pub(crate) fn standing(props: &Standing<'_>) -> Html {
    let on = props.on.clone();
    let toggle = Callback::from(move |_: MouseEvent| on.emit(Msg::PanelToggled));
    html! {
        <div class="standing">
            { status(&props.shown.phase, props.shown.target.as_ref(), has_failed(props.shown)) }
            <button type="button" id="panel-toggle" class="icon-button" aria-expanded={props.panel_is_open.to_string()}
                aria-controls="panel" aria-label={words::panel::PANEL} title={words::panel::PANEL} onclick={toggle}>
                { icon(Icon::Panel) }
            </button>
            <p id="refusal" class="problem" role="status">{ props.shown.refusal.map_or(Text::EMPTY, words::refused) }</p>
            <div class="waiting">{ waiting(props) }</div>
        </div>
    }
}

/// Whether it has ended in a way that asks for a reason, and not because the person wanted it.
fn has_failed(shown: &SessionSnapshot) -> bool {
    let is_closed = shown.phase.ready_state() == ReadyState::Closed;
    is_closed && shown.evidence.as_ref().is_some_and(|evidence| !evidence.closed_by_you)
}

fn waiting(props: &Standing<'_>) -> Html {
    let shown = props.shown;
    match (&shown.phase, times::since(&shown.timeline), shown.retry) {
        (Phase::Connecting, Some(since), _) => {
            let sentence = words::connect::connecting(shown.others_connecting, shown.recent_failures);
            letting_go("connecting", since, sentence, props.on)
        }
        (Phase::Closing { opened, by_you, .. }, Some(since), _) => {
            let sentence = words::connect::closing(*opened, *by_you, shown.buffered_amount);
            letting_go("closing", since, sentence, props.on)
        }
        (_, _, Some(retry)) => retrying(retry, props.on),
        _ => html! { <p key="nothing" hidden=true></p> },
    }
}

fn letting_go(key: &'static str, since: Timestamp, sentence: String, on: &On) -> Html {
    html! {
        <p {key} id="waiting" class="notice">
            <span><Elapsed from={since} />{ " " }{ sentence }</span>
            { button("let-go", words::connect::LET_GO, Command::LetGo, on) }
        </p>
    }
}

fn retrying(retry: Retry, on: &On) -> Html {
    html! {
        <p key="retry" id="retry" class="notice">
            <span>{ words::connect::retry(retry) }
                <span key={retry.attempt} hidden={retry.waits_for_network}><Elapsed from={retry.at} down=true /></span>
            </span>
            { button("retry-now", words::connect::NOW, Command::ReconnectNow, on) }
            { button("retry-stop", words::connect::STOP, Command::StopReconnecting, on) }
        </p>
    }
}

fn button(id: &'static str, label: Text, command: Command, on: &On) -> Html {
    let on = on.clone();
    let onclick = Callback::from(move |_: MouseEvent| on.emit(Msg::Wanted(command.clone())));
    html! { <button {id} type="button" {onclick}>{ label }</button> }
}
