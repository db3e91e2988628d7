//! Fields with their labels and, where something is wrong, the reason beside them.

use yew::prelude::*;

use crate::web::element::{HtmlInputElement, HtmlSelectElement};

/// A field of one line.
pub(crate) struct Field<'a> {
    /// Its id in the document.
    pub(crate) id: &'static str,
    /// Its label.
    pub(crate) label: &'static str,
    /// What it holds.
    pub(crate) value: &'a str,
    /// What is wrong with it.
    pub(crate) problem: Option<&'static str>,
    /// What the browser's keyboard is to offer: `numeric`, `decimal` or `text`.
    pub(crate) mode: &'static str,
    /// What an empty one means.
    pub(crate) placeholder: &'static str,
}

/// Draws a field that calls with what is typed.
pub(crate) fn field(Field { id, label, value, problem, mode, placeholder }: Field<'_>, on: Callback<String>) -> Html {
    let problem_id = format!("{id}-problem");
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on.emit(input.value());
        }
    });
    html! {
        <div key={id} class={classes!("field", mode)}>
            <label for={id}>{ label }</label>
            <input {id} type="text" inputmode={mode} value={value.to_owned()} {placeholder} {oninput}
                autocomplete="off" spellcheck="false" dir="auto"
                aria-invalid={problem.map(|_| "true")} aria-describedby={problem.map(|_| problem_id.clone())} />
            <p id={problem_id.clone()} class="problem" role="alert">{ problem.unwrap_or_default() }</p>
        </div>
    }
}

/// Draws a field that keeps what is typed to itself until Enter is pressed, or the field is left; then it calls with
/// itself.
pub(crate) fn entry(
    id: &'static str,
    label: &'static str,
    placeholder: &'static str,
    on: Callback<HtmlInputElement>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on.emit(input);
        }
    });
    html! {
        <div key={id} class="field">
            <label for={id}>{ label }</label>
            <input {id} type="text" {placeholder} {onchange} autocomplete="off" spellcheck="false" dir="auto" />
        </div>
    }
}

/// Draws a box to tick, with its label behind it.
pub(crate) fn tick(id: &'static str, label: &'static str, is_on: bool, on: Callback<bool>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on.emit(input.checked());
        }
    });
    html! {
        <label key={id} class="tick"><input {id} type="checkbox" checked={is_on} {onchange} />{ label }</label>
    }
}

/// Draws a choice among a few, which calls with the place of the chosen one.
pub(crate) fn choice(
    id: &'static str,
    label: &'static str,
    names: &[&'static str],
    at: usize,
    on: Callback<usize>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let chosen = event
            .target_dyn_into::<HtmlSelectElement>()
            .and_then(|select| usize::try_from(select.selected_index()).ok());
        if let Some(chosen) = chosen {
            on.emit(chosen);
        }
    });
    html! {
        <div key={id} class="field choice">
            <label for={id}>{ label }</label>
            <select {id} {onchange}>
                { for names.iter().enumerate().map(|(place, name)| html! {
                    <option key={place} value={place.to_string()} selected={place == at}>{ *name }</option>
                }) }
            </select>
        </div>
    }
}
