//! The connection as a command or a piece of code, to go on with it elsewhere.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    model::{
        endpoint::{Endpoint, Subprotocol},
        mask::MASK,
        message::Message,
        phase::Target,
        snippet::{self, Tool},
        template::Ingredients,
    },
    view::{
        parts::{copy::CopyButton, field::choice},
        state::{behaviour::Behaviour, form::Form, kept::Address},
        words::share as say,
    },
    web::{chance, clock, page},
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
    let mut names: Vec<&'static str> = Tool::ALL.iter().map(|tool| tool.name()).collect();
    names.push(say::LINK.now());
    let chosen = at.setter();
    let (whole, shown) = (code(props, &props.form, *at), code(props, &without_secrets(&props.form), *at));
    // A link is for others.
    let whole = if *at == Tool::ALL.len() { shown.clone() } else { whole };
    html! {
        <div class="stack">
            { choice("share-kind", say::KIND, &names, *at, Callback::from(move |place| chosen.set(place))) }
            <pre id="share-code" tabindex="0" aria-label={say::CODE}>{ shown }</pre>
            <CopyButton text={whole} />
            <p class="hint">{ say::HINT }</p>
        </div>
    }
}

/// The form with stars in the place of secrets, which are characters of addresses and of subprotocols.
fn without_secrets(form: &Form) -> Form {
    let address = Address::from(form).without_secrets();
    Form { url: address.url.replace(MASK, "***"), protocols: address.protocols.replace(MASK, "***") }
}

fn code(props: &Props, form: &Form, at: usize) -> String {
    let behaviour = &props.behaviour;
    // As they would be sent now: no other program knows the placeholders.
    let mut now = Ingredients { seq: 0, now: clock::now(), random: chance::bits };
    let recipes = behaviour.on_open.iter().filter_map(|(_, written)| written.recipe().ok());
    let on_open: Vec<Message> = recipes.filter_map(|recipe| recipe.message(&mut now).ok()).collect();
    match (Endpoint::parse(&form.url), Subprotocol::parse_list(&form.protocols), Tool::ALL.get(at)) {
        (Ok(_), Ok(_), None) => page::link(&form.url, &form.protocols),
        (Ok(endpoint), Ok(offered), Some(tool)) => snippet::snippet(*tool, &Target { endpoint, offered }, &on_open),
        _ => say::NO_ADDRESS.into(),
    }
}
