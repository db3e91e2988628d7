//! The connection's form: the address, what else is set for the connection, and Connect.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    options::{self, options},
    recent::{self, recent},
};
use crate::{
    model::{id::SessionId, phase::ReadyState},
    view::{
        msg::{Msg, On},
        parts::{
            change::change,
            field::{Field, field},
            icon::{Icon, icon},
            keyboard::here,
        },
        state::{
            behaviour::Behaviour,
            form::Form,
            kept::Kept,
            target::{Problem, Problems},
        },
        words::{self, commands::CONNECT, language::Text},
    },
    web::element::{self, HtmlInputElement},
};

/// What the form shows and whom it calls.
pub(crate) struct Connect<'a> {
    /// The session's: another one gets fields of its own.
    pub(crate) of: SessionId,
    pub(crate) form: &'a Form,
    pub(crate) problems: &'a Problems,
    pub(crate) state: ReadyState,
    /// There is a connection, and the form asks for another one.
    pub(crate) has_other: bool,
    pub(crate) behaviour: &'a Rc<Behaviour>,
    pub(crate) kept: &'a Kept,
    /// The browser keeps nothing for this page.
    pub(crate) is_blocked: bool,
    pub(crate) on: &'a On,
}

/// Draws `#url`, `#options` with `#protocols`, and `#connect`.
pub(crate) fn connect_form(props: &Connect<'_>) -> Html {
    let problems = props.problems;
    let onsubmit = props.on.reform(|event: SubmitEvent| {
        event.prevent_default();
        Msg::ConnectClicked
    });
    let switch = props.on.reform(|_: MouseEvent| Msg::SwitchClicked);
    let has_other = props.has_other;
    // While there is a connection, the disabled button keeps a browser from submitting the form.
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let is_in_field = event.target_dyn_into::<HtmlInputElement>().is_some();
        if has_other && is_in_field && event.key() == "Enter" {
            event.prevent_default();
            element::focus("switch");
        }
    });
    let url = change(props.on, Msg::FormChanged, |form: &mut Form, url| form.url = url);
    let protocols = change(props.on, Msg::FormChanged, |form: &mut Form, protocols| form.protocols = protocols);
    let why_not = words::why_not_connect(props.state);
    html! {
        <form key={props.of.0} id="connection" {onsubmit} {onkeydown} novalidate=true>
            <div class="address">
                { line("url", words::connect::ADDRESS, Text::same("ws://127.0.0.1:9001/echo"), &props.form.url, problems.url.as_ref(), url) }
                { recent(&recent::Props { kept: props.kept, is_blocked: props.is_blocked, on: props.on }) }
            </div>
            { options(&options::Props {
                protocols: line("protocols", words::connect::SUBPROTOCOLS, words::connect::NO_SUBPROTOCOLS, &props.form.protocols, problems.protocols.as_ref(), protocols),
                offered: &props.form.protocols, is_wrong: problems.protocols.is_some(), behaviour: props.behaviour, on: props.on,
            }) }
            <button type="submit" id="connect" class="primary" data-next="close" disabled={why_not.is_some()}
                hidden={why_not.is_some()} title={why_not.map_or_else(|| here(CONNECT), String::from)}>
                { icon(Icon::Plug) }<span>{ words::connect::CONNECT }</span>
            </button>
            <button type="button" id="switch" data-next="close" hidden={!has_other} title={words::connect::SWITCH_HINT}
                onclick={switch}>{ words::connect::SWITCH }</button>
        </form>
    }
}

fn line(
    id: &'static str,
    label: Text,
    placeholder: Text,
    value: &str,
    problem: Option<&Problem>,
    on: Callback<String>,
) -> Html {
    field(
        Field {
            id,
            label,
            value,
            problem: problem.map(|what| words::connect::problem(what).into()),
            mode: "url",
            placeholder,
        },
        on,
    )
}
