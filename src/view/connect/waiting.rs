//! What a session waits for, and what can be done about it: wait no longer, try now, stop trying. It lies over the
//! list's upper corner, and moves nothing.

use yew::prelude::*;

use crate::{
    model::{
        link::{Command, SessionSnapshot},
        phase::Phase,
        session::Retry,
        time::Timestamp,
    },
    view::{
        msg::{Msg, On},
        parts::elapsed::Elapsed,
        state::times,
        words::{self, language::Text},
    },
};

/// What is shown.
pub(crate) struct Standing<'a> {
    pub(crate) shown: &'a SessionSnapshot,
    /// Why there is no engine.
    pub(crate) failure: Option<Text>,
    pub(crate) on: &'a On,
}

/// Draws the notices.
pub(crate) fn standing(props: &Standing<'_>) -> Html {
    html! {
        <div class={classes!("notices", words::class(props.shown.phase.ready_state()))}>
            <p id="failure" class="problem" role="alert">{ props.failure.unwrap_or(Text::EMPTY) }</p>
            <p id="refusal" class="problem" role="status">{ props.shown.refusal.map_or(Text::EMPTY, words::refused) }</p>
            <div class="waiting">{ waiting(props) }</div>
        </div>
    }
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
