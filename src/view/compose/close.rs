//! `#close`, and beside it the close with a code and a reason of one's own.

use yew::prelude::*;

use crate::{
    model::{
        close::{CloseCode, CloseReason, CloseRequest, SendableCode},
        link::Command,
        session::ReadyState,
    },
    view::{
        msg::{Msg, On},
        parts::{
            field::{Field, field, tick},
            icon::{Icon, icon},
            menu::Menu,
        },
        words::compose as say,
    },
};

/// What is shown.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) state: ReadyState,
    pub(super) on: On,
}

/// What is typed.
#[derive(Clone, PartialEq)]
struct Form {
    code: String,
    reason: String,
    no_code: bool,
}

/// Draws `#close` and the choices beside it.
#[component]
pub(super) fn CloseMenu(props: &Props) -> Html {
    let form = use_state_eq(|| Form { code: "1000".to_owned(), reason: String::new(), no_code: false });
    let disabled = matches!(props.state, ReadyState::Closed | ReadyState::Closing);
    let close = |request: Option<CloseRequest>| {
        let on = props.on.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(request) = request.clone() {
                on.emit(Msg::Wanted(Command::Close(request)));
            }
        })
    };
    let asked = request(&form);
    html! {
        <div class="close">
            <button type="button" id="close" {disabled} onclick={close(Some(CloseRequest::default()))}>
                { "Close Connection" }
            </button>
            <Menu id="close-menu" title="Close with a code and a reason" label={icon(Icon::Down)} up=true>
                { fields(&form) }
                <p id="close-problem" class="problem" role="status">{ asked.as_ref().err().cloned().unwrap_or_default() }</p>
                <button type="button" id="close-with-code" disabled={disabled || asked.is_err()} onclick={close(asked.ok())}>
                    { say::close_button(&form.code, form.no_code) }
                </button>
            </Menu>
        </div>
    }
}

fn fields(form: &UseStateHandle<Form>) -> Html {
    let set = |change: fn(&mut Form, String)| {
        let (current, setter) = ((**form).clone(), form.setter());
        Callback::from(move |text: String| {
            let mut form = current.clone();
            change(&mut form, text);
            setter.set(form);
        })
    };
    let no_code = {
        let (current, setter) = ((**form).clone(), form.setter());
        Callback::from(move |no_code| setter.set(Form { no_code, ..current.clone() }))
    };
    let line =
        |id, label, value, mode, set| field(Field { id, label, value, problem: None, mode, placeholder: "" }, set);
    html! {
        <div class="stack">
            <fieldset disabled={form.no_code}>
                <legend class="hidden">{ "Code and reason" }</legend>
                { line("close-code", "Code (1000, 3000 to 4999)", &form.code, "numeric", set(|form, code| form.code = code)) }
                { line("close-reason", "Reason", &form.reason, "text", set(|form, reason| form.reason = reason)) }
            </fieldset>
            <p id="close-reason-size" class="hint number">{ say::reason_size(form.reason.len()) }</p>
            { tick("close-no-code", say::NO_CODE, form.no_code, no_code) }
        </div>
    }
}

/// What is asked for, or why a page cannot ask for it.
fn request(form: &Form) -> Result<CloseRequest, String> {
    if form.no_code {
        return Ok(CloseRequest::Plain);
    }
    let code: u16 = form.code.trim().parse().map_err(|_| say::NOT_A_CODE.to_owned())?;
    let code = SendableCode::new(CloseCode(code)).map_err(|error| error.to_string())?;
    let reason = CloseReason::new(&form.reason).map_err(|error| error.to_string())?;
    Ok(CloseRequest::WithCode(code, reason))
}
