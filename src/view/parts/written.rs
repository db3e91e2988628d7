//! A message that is sent by itself: its text, how that is read, and what is wrong with it.

use yew::prelude::*;

use crate::{
    view::{
        msg::Change,
        parts::select::Select,
        state::written::{Choices, Written},
        words::compose as say,
    },
    web::element::HtmlTextAreaElement,
};

/// Draws the field and the choice beside it. Its label is drawn by whoever uses it, when it is `labelled`.
pub(crate) fn written(
    id: &str,
    label: &str,
    is_labelled: bool,
    written: &Written,
    on: &Callback<Change<Written>>,
) -> Html {
    let problem = written.recipe().err().map(|error| error.to_string());
    let problem_id = format!("{id}-problem");
    let name = (!is_labelled).then(|| label.to_owned());
    html! {
        <div class="written">
            <textarea id={id.to_owned()} rows="1" aria-label={name} value={written.text.clone()} oninput={entered(on)}
                spellcheck="false" aria-invalid={problem.is_some().then_some("true")} aria-describedby={problem_id.clone()} />
            <Select id={format!("{id}-way")} name={say::way_of(label)} at={written.choices.way()} on={chosen(on)}
                options={say::WAYS.iter().enumerate().map(|(place, name)| (place.to_string().into(), (*name).into())).collect::<Vec<_>>()} />
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

fn chosen(on: &Callback<Change<Written>>) -> Callback<usize> {
    let on = on.clone();
    Callback::from(move |way: usize| {
        if let Some(choices) = Choices::WAYS.get(way) {
            on.emit(Box::new(|written| written.choices = *choices));
        }
    })
}
