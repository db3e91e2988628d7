//! The connection as a command or a piece of code, to go on with it elsewhere.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    model::{
        endpoint::{Endpoint, Subprotocol},
        message::Message,
        session::Target,
        snippet::{self, Tool},
    },
    view::{
        parts::{copy::CopyButton, field::choice},
        state::{behaviour::Behaviour, tabs::Form},
        words::share as say,
    },
};

/// What is taken.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) form: Form,
    pub(super) behaviour: Rc<Behaviour>,
}

/// Draws the choice, the code and the button that copies it.
#[component]
pub(super) fn Share(props: &Props) -> Html {
    let at = use_state_eq(|| 0);
    let names: Vec<&'static str> = Tool::ALL.iter().map(|tool| tool.name()).collect();
    let chosen = at.setter();
    let code = code(props, *at);
    html! {
        <div class="stack">
            { choice("share-kind", say::KIND, &names, *at, Callback::from(move |place| chosen.set(place))) }
            <pre id="share-code" tabindex="0" aria-label={say::CODE}>{ code.clone() }</pre>
            <CopyButton text={code} />
            <p class="hint">{ say::HINT }</p>
        </div>
    }
}

fn code(props: &Props, at: usize) -> String {
    let Props { form, behaviour } = props;
    let on_open: Vec<Message> = behaviour.on_open.iter().filter_map(|(_, written)| written.message().ok()).collect();
    match (Endpoint::parse(&form.url), Subprotocol::parse_list(&form.protocols), Tool::ALL.get(at)) {
        (Ok(endpoint), Ok(offered), Some(tool)) => snippet::snippet(*tool, &Target { endpoint, offered }, &on_open),
        _ => say::NO_ADDRESS.into(),
    }
}
