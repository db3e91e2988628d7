//! Fields with their labels and, where something is wrong, the reason beside them.

use yew::prelude::*;

use super::select::Select;
use crate::{model::id::SessionId, view::words::language::Text, web::element::HtmlInputElement};

/// A field of one line.
pub(crate) struct Field<'a> {
    /// Its id in the document.
    pub(crate) id: &'static str,
    /// Its label.
    pub(crate) label: Text,
    /// What it holds.
    pub(crate) value: &'a str,
    /// What is wrong with it.
    pub(crate) problem: Option<AttrValue>,
    /// What the browser's keyboard is to offer: `numeric`, `decimal`, `url` or `text`.
    pub(crate) mode: &'static str,
    /// What an empty one means.
    pub(crate) placeholder: Text,
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
                autocomplete="off" autocapitalize="off" spellcheck="false" dir={if mode == "url" { "ltr" } else { "auto" }}
                aria-invalid={problem.as_ref().map(|_| "true")} aria-describedby={problem.as_ref().map(|_| problem_id.clone())} />
            <p id={problem_id.clone()} class="problem" role="alert">{ problem.unwrap_or_default() }</p>
        </div>
    }
}

/// A field that keeps what is typed to itself until Enter is pressed.
pub(crate) struct Entry {
    /// Its id in the document.
    pub(crate) id: &'static str,
    /// Its label.
    pub(crate) label: Text,
    /// What holds while it is empty.
    pub(crate) placeholder: String,
    /// Whose it is: another session gets a field of its own.
    pub(crate) of: SessionId,
    /// It sets something, so that what stands in it counts when it is left, too; else it does something, at Enter alone.
    pub(crate) sets: bool,
}

/// Where a field keeps what it has told last.
const TOLD: &str = "data-told";

/// Draws the field. It calls with itself: at each Enter, and when one that sets something is left with what it has not
/// told. Escape puts back what it has told last.
pub(crate) fn entry(entry: Entry, on: Callback<HtmlInputElement>) -> Html {
    let Entry { id, label, placeholder, of, sets } = entry;
    let tell = move |input: Option<HtmlInputElement>, is_again: bool| {
        let Some(input) = input else { return };
        let value = input.value();
        if is_again || input.get_attribute(TOLD).as_ref() != Some(&value) {
            let _ = input.set_attribute(TOLD, &value);
            on.emit(input);
        }
    };
    let told = tell.clone();
    let onchange = sets.then(|| Callback::from(move |event: Event| told(event.target_dyn_into(), false)));
    let onkeydown = Callback::from(move |event: KeyboardEvent| match (event.key().as_str(), event.target_dyn_into()) {
        ("Enter", input) => tell(input, true),
        ("Escape", Some(input)) => {
            let input: HtmlInputElement = input;
            input.set_value(&input.get_attribute(TOLD).unwrap_or_default());
        }
        _ => {}
    });
    html! {
        <div key={format!("{id} of {}", of.0)} class="field">
            <label for={id}>{ label }</label>
            <input {id} type="text" {placeholder} {onchange} {onkeydown} autocomplete="off" spellcheck="false" dir="auto" />
        </div>
    }
}

/// Draws a box to tick, with its label behind it.
pub(crate) fn tick(id: &'static str, label: impl Into<AttrValue>, is_on: bool, on: Callback<bool>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on.emit(input.checked());
        }
    });
    html! {
        <label key={id} class="tick"><input {id} type="checkbox" checked={is_on} {onchange} />{ label.into() }</label>
    }
}

/// Draws a choice among a few with its label, which calls with the place of the chosen one.
pub(crate) fn choice<Name: Copy + Into<AttrValue>>(
    id: &'static str,
    label: impl Into<AttrValue>,
    names: &[Name],
    at: usize,
    on: Callback<usize>,
) -> Html {
    let options = names.iter().enumerate().map(|(place, name)| (place.to_string().into(), (*name).into()));
    choice_of(id, label, options.collect(), at, on)
}

/// The same, with a value for each option by which scripts know it.
pub(crate) fn choice_of(
    id: &'static str,
    label: impl Into<AttrValue>,
    options: Vec<(AttrValue, AttrValue)>,
    at: usize,
    on: Callback<usize>,
) -> Html {
    html! {
        <div key={id} class="field choice">
            <label for={id}>{ label.into() }</label>
            <Select {id} {options} {at} {on} />
        </div>
    }
}
