//! `#close` in the place of `#connect`, and beside it the close with a code and a reason of one's own.

use yew::prelude::*;

use crate::{
    model::{
        close::{CloseCode, CloseReason, CloseRequest, SendableCode},
        link::Command,
        phase::ReadyState,
    },
    view::{
        msg::{Msg, On},
        parts::{
            field::{Field, field, tick},
            icon::{Icon, icon},
            keyboard::here,
            learn::learn_more,
            menu::Menu,
        },
        state::{
            lessons::Lesson,
            shared::Shared,
            writing::{CloseForm, Writing},
        },
        words::{commands::CONNECT, compose as say, language::Text},
    },
};

/// What is shown.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) state: ReadyState,
    /// Where what is typed is kept.
    pub(crate) writing: Shared<Writing>,
    pub(crate) on: On,
}

/// Draws `#close` and the choices beside it. While the connection closes, it can be pressed all the same: it says what to do.
#[component]
pub(crate) fn CloseMenu(props: &Props) -> Html {
    let form = props.writing.read(|writing| writing.close.clone());
    let redraw = use_force_update();
    let disabled = props.state == ReadyState::Closed;
    let close = |request: Option<CloseRequest>| {
        let on = props.on.clone();
        move || {
            if let Some(request) = request.clone() {
                on.emit(Msg::Wanted(Command::Close(request)));
            }
        }
    };
    let asked = request(&form);
    let plainly = close(Some(CloseRequest::default()));
    let with_code = close(asked.clone().ok());
    let by_key = close(asked.clone().ok().filter(|_| !disabled));
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            by_key();
        }
    });
    html! {
        <div class="close" hidden={disabled}>
            <button type="button" id="close" data-next="connect" {disabled} title={here(CONNECT)} onclick={Callback::from(move |_: MouseEvent| plainly())}>
                { icon(Icon::Cross) }<span>{ say::CLOSE }</span>
            </button>
            <Menu id="close-menu" opener="close-opener" title={say::CLOSE_MENU} label={icon(Icon::Down)}>
                <div class="stack" {onkeydown}>{ fields(&form, &props.writing, &redraw) }</div>
                <p id="close-problem" class="problem" role="status">{ asked.as_ref().err().cloned().unwrap_or_default() }</p>
                <button type="button" id="close-with-code" data-next="connect" disabled={disabled || asked.is_err()}
                    onclick={Callback::from(move |_: MouseEvent| with_code())}>
                    { say::close_button(&form.code, form.no_code) }
                </button>
                { learn_more(Lesson::CloseCodes, &props.on) }
            </Menu>
        </div>
    }
}

fn fields(form: &CloseForm, writing: &Shared<Writing>, redraw: &UseForceUpdateHandle) -> Html {
    fn change<T: 'static>(
        writing: &Shared<Writing>,
        redraw: &UseForceUpdateHandle,
        set: fn(&mut CloseForm, T),
    ) -> Callback<T> {
        let (writing, redraw) = (writing.clone(), redraw.clone());
        Callback::from(move |value| {
            writing.write(|writing| set(&mut writing.close, value));
            redraw.force_update();
        })
    }
    let set = |set| change(writing, redraw, set);
    let no_code = change(writing, redraw, |form, no_code| form.no_code = no_code);
    let line = |id, label, value, mode, set| {
        field(Field { id, label, value, problem: None, mode, placeholder: Text::EMPTY }, set)
    };
    html! {
        <>
            <fieldset disabled={form.no_code}>
                <legend class="hidden">{ say::CODE_AND_REASON }</legend>
                { line("close-code", say::CODE, &form.code, "numeric", set(|form, code| form.code = code)) }
                { line("close-reason", say::REASON, &form.reason, "text", set(|form, reason| form.reason = reason)) }
            </fieldset>
            <p id="close-reason-size" class="hint number">{ say::reason_size(form.reason.len()) }</p>
            { tick("close-no-code", say::NO_CODE, form.no_code, no_code) }
        </>
    }
}

/// What is asked for, or why a page cannot ask for it.
fn request(form: &CloseForm) -> Result<CloseRequest, String> {
    if form.no_code {
        return Ok(CloseRequest::Plain);
    }
    let code: u16 = form.code.trim().parse().map_err(|_| say::NOT_A_CODE)?;
    let code = SendableCode::new(CloseCode(code)).map_err(|error| error.to_string())?;
    let reason = CloseReason::new(&form.reason).map_err(|error| error.to_string())?;
    Ok(CloseRequest::WithCode(code, reason))
}
