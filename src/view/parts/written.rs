//! A message that is sent by itself: its text, how that is read, and what is wrong with it.

use yew::prelude::*;

use crate::{
    view::{
        msg::Change,
        state::writing::{Choices, Written},
        words::compose as say,
    },
    web::element::{HtmlSelectElement, HtmlTextAreaElement},
};

/// Draws the field and the choice beside it. Its label is drawn by whoever uses it, when it is `labelled`.
pub(crate) fn written(
    id: &str,
    label: &str,
    is_labelled: bool,
    written: &Written,
    on: &Callback<Change<Written>>,
) -> Html {
    let problem = written.message().err().map(|error| error.to_string());
    let problem_id = format!("{id}-problem");
    let name = (!is_labelled).then(|| label.to_owned());
    html! {
        <div class="written">
            <textarea id={id.to_owned()} rows="1" aria-label={name} value={written.text.clone()} oninput={entered(on)}
                spellcheck="false" aria-invalid={problem.is_some().then_some("true")} aria-describedby={problem_id.clone()} />
            <select id={format!("{id}-way")} aria-label={say::way_of(label)} onchange={chosen(on)}>
                { for say::WAYS.iter().enumerate().map(|(place, name)| html! {
                    <option key={place} value={place.to_string()} selected={place == written.choices.way()}>{ *name }</option>
                }) }
            </select>
            <p id={problem_id.clone()} class="problem" role="status">{ problem.unwrap_or_default() }</p>
        </div>
    }
}

fn entered(on: &Callback<Change<Written>>) -> Callback<InputEvent> {
    let on = on.clone();
    Callback::from(move |event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
            let text = field.value();
            on.emit(Box::new(move |written| written.text = text));
        }
    })
}

fn chosen(on: &Callback<Change<Written>>) -> Callback<Event> {
    let on = on.clone();
    Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let way = select.and_then(|select| usize::try_from(select.selected_index()).ok());
        if let Some(choices) = way.and_then(|way| Choices::WAYS.get(way)) {
            on.emit(Box::new(|written| written.choices = *choices));
        }
    })
}
