//! `#close`, and beside it the close with a code and a reason of one's own.

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
            learn::learn_more,
            menu::Menu,
        },
        state::{
            keep::Keep,
            lessons::Lesson,
            writing::{CloseForm, Writing},
        },
        words::{compose as say, language::Text},
    },
};

/// What is shown.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) state: ReadyState,
    /// Where what is typed is kept.
    pub(super) writing: Keep<Writing>,
    pub(super) on: On,
}

/// Draws `#close` and the choices beside it.
#[component]
pub(super) fn CloseMenu(props: &Props) -> Html {
    let form = props.writing.read(|writing| writing.close.clone());
    let redraw = use_force_update();
    let disabled = matches!(props.state, ReadyState::Closed | ReadyState::Closing);
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
    // The fields stand within the form of the message: Enter in them must not send it.
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            by_key();
        }
    });
    html! {
        <div class="close">
            <button type="button" id="close" data-next="messages" {disabled} onclick={Callback::from(move |_: MouseEvent| plainly())}>
                { say::CLOSE }
            </button>
            <Menu id="close-menu" title={say::CLOSE_MENU} label={icon(Icon::Down)} up=true>
                <div class="stack" {onkeydown}>{ fields(&form, &props.writing, &redraw) }</div>
                <p id="close-problem" class="problem" role="status">{ asked.as_ref().err().cloned().unwrap_or_default() }</p>
                <button type="button" id="close-with-code" data-next="messages" disabled={disabled || asked.is_err()}
                    onclick={Callback::from(move |_: MouseEvent| with_code())}>
                    { say::close_button(&form.code, form.no_code) }
                </button>
                { learn_more(Lesson::CloseCodes, &props.on) }
            </Menu>
        </div>
    }
}

fn fields(form: &CloseForm, writing: &Keep<Writing>, redraw: &UseForceUpdateHandle) -> Html {
    fn change<T: 'static>(
        writing: &Keep<Writing>,
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
