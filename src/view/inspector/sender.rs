//! The paced sender: a message sent many times, no faster than told and than the connection takes it.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    model::{
        link::{Command, SenderReport, SenderState},
        template::Template,
    },
    view::{
        msg::{Msg, On},
        parts::{
            self,
            field::{Field, field},
        },
        state::sender::{SenderForm, SenderProblem},
        words::{language::Text, sender as say},
    },
    web::element::HtmlTextAreaElement,
};

/// What the sender shows.
pub(super) struct Props<'a> {
    pub(super) form: &'a Rc<SenderForm>,
    pub(super) report: Option<&'a SenderReport>,
    pub(super) is_open: bool,
    pub(super) on: &'a On,
}

/// Draws the sender's form, its buttons and what it has done.
pub(super) fn sender(props: &Props<'_>) -> Html {
    let plan = props.form.plan();
    let problem = |which| (plan == Err(which)).then(|| say::problem(which).into());
    let number = |id, label, value, which, mode, placeholder| {
        let set = change(props, move |form: &mut SenderForm, text: String| match which {
            SenderProblem::Count => form.count = text,
            SenderProblem::Rate => form.rate = text,
            SenderProblem::Threshold => form.threshold = text,
        });
        field(Field { id, label, value, problem: problem(which), mode, placeholder }, set)
    };
    let template = change(props, |form, event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
            form.template = field.value();
        }
    });
    let form = props.form;
    html! {
        <div class="stack">
            <div class="field">
                <label for="sender-template">{ say::TEMPLATE }</label>
                <textarea id="sender-template" rows="2" value={form.template.clone()} oninput={template} spellcheck="false" />
            </div>
            <p id="sender-template-problem" class="problem" role="status">{ template_problem(form) }</p>
            <p class="hint">{ say::PLACEHOLDERS }</p>
            <div class="pairs">
                { number("sender-count", say::COUNT, &form.count, SenderProblem::Count, "numeric", say::NO_END) }
                { number("sender-rate", say::RATE, &form.rate, SenderProblem::Rate, "decimal", say::NO_LIMIT) }
            </div>
            { number("sender-threshold", say::THRESHOLD, &form.threshold, SenderProblem::Threshold, "numeric", Text::EMPTY) }
            { buttons(props) }
            { report(props.report) }
        </div>
    }
}

/// Why the message is no template.
fn template_problem(form: &SenderForm) -> Option<String> {
    Template::parse(&form.template).err().map(|error| error.to_string())
}

fn change<V: 'static>(props: &Props<'_>, set: impl Fn(&mut SenderForm, V) + 'static) -> Callback<V> {
    parts::change::change(props.on, Msg::SenderChanged, set)
}

fn buttons(props: &Props<'_>) -> Html {
    let state = props.report.map(|report| report.state);
    let runs = matches!(state, Some(SenderState::Running | SenderState::Waiting));
    let is_paused = state == Some(SenderState::Paused);
    let plan = props.form.plan();
    let is_wrong = plan.is_err() || template_problem(props.form).is_some();
    let start = plan.map(Command::StartSender).ok();
    html! {
        <div class="actions">
            { button("sender-start", say::START, !props.is_open || is_wrong || runs || is_paused, start, props.on) }
            { button("sender-pause", say::PAUSE, !runs, Some(Command::PauseSender), props.on) }
            { button("sender-resume", say::RESUME, !is_paused, Some(Command::ResumeSender), props.on) }
            { button("sender-stop", say::STOP, !runs && !is_paused, Some(Command::StopSender), props.on) }
            <span class="hint">{ if props.is_open { Text::EMPTY } else { say::NOT_OPEN } }</span>
        </div>
    }
}

fn button(id: &'static str, label: Text, disabled: bool, command: Option<Command>, on: &On) -> Html {
    let on = on.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(command) = command.clone() {
            on.emit(Msg::Wanted(command));
        }
    });
    html! { <button {id} type="button" {disabled} {onclick}>{ label }</button> }
}

fn report(report: Option<&SenderReport>) -> Html {
    let (sent, of) = report.map_or((0, None), |report| (report.sent, report.plan.count));
    html! {
        <div id="sender-report" class="stack" hidden={report.is_none()}>
            <progress max={of.unwrap_or(1).to_string()} value={sent.to_string()} hidden={of.is_none()}
                aria-label={say::SENT} />
            <p class="number">{ report.map_or(String::new(), say::report) }</p>
        </div>
    }
}
