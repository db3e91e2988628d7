//! Finding messages: the bar above the list with filter and search, and the conditions that are set.

mod conditions;

use std::rc::Rc;

use yew::prelude::*;

use super::{
    msg::{Msg, On},
    parts::{
        icon::{Icon, icon, icon_button},
        menu::Menu,
        told::Told,
    },
    state::find::{Chip, Field, FilterForm, PatternForm},
    words::{find as say, language::Text},
};
use crate::{
    model::log::{ListReport, SearchReport},
    web::element::HtmlInputElement,
};

/// What the bar shows.
pub(super) struct Bar<'a> {
    pub(super) filter: &'a Rc<FilterForm>,
    /// The form whose filter is in effect.
    pub(super) applied: &'a FilterForm,
    pub(super) search: &'a Rc<PatternForm>,
    /// The field for which the filter as typed is not in effect.
    pub(super) problem: Option<Field>,
    pub(super) list: &'a ListReport,
    pub(super) found: Option<&'a SearchReport>,
    /// The row that is selected.
    pub(super) selected: Option<u64>,
    pub(super) on: &'a On,
}

/// Draws the bar.
pub(super) fn bar(bar: &Bar<'_>) -> Html {
    html! {
        <div class="find" role="search" aria-label={say::BAR}>
            <div class="find-line">
                { filter(bar) }
                { search(bar) }
            </div>
            { chips(bar) }
            <p id="filter-problem" class="problem" role="alert">{ problem(bar) }</p>
        </div>
    }
}

fn filter(bar: &Bar<'_>) -> Html {
    let Bar { filter: form, on, .. } = bar;
    let set = |set: fn(&mut FilterForm, bool)| change(form, on, set);
    html! {
        <div class="find-field">
            { input("filter", say::FILTER, &form.pattern.text, change(form, on, |form, text| form.pattern.text = text), None) }
            { toggle("Aa", say::CASE, form.pattern.minds_case, set(|form, on| form.pattern.minds_case = on)) }
            { toggle_with(Some("regex"), ".*", say::REGEX, form.pattern.is_regex, set(|form, on| form.pattern.is_regex = on)) }
            { toggle("≠", say::INVERT, form.inverted, set(|form, on| form.inverted = on)) }
            <Menu id="conditions" title={say::CONDITIONS} label={icon(Icon::Sliders)}>{ conditions::form(form, bar.problem, on) }</Menu>
        </div>
    }
}

fn search(bar: &Bar<'_>) -> Html {
    let Bar { search: form, on, found, selected, .. } = bar;
    let change = |set: fn(&mut PatternForm, bool)| {
        let (form, on) = ((*form).clone(), (*on).clone());
        Callback::from(move |is_on| {
            let mut form = (*form).clone();
            set(&mut form, is_on);
            on.emit(Msg::SearchEntered(form));
        })
    };
    let text = {
        let (form, on) = ((*form).clone(), (*on).clone());
        Callback::from(move |text| on.emit(Msg::SearchEntered(PatternForm { text, ..(*form).clone() })))
    };
    let told = found.map_or(String::new(), |found| say::found(found, *selected));
    let step = |forward| on.reform(move |_: MouseEvent| Msg::SearchStepped(forward));
    let enter = on.reform(|event: KeyboardEvent| Msg::SearchStepped(!event.shift_key()));
    html! {
        <div class="find-field">
            { input("search", say::SEARCH, &form.text, text, Some(enter)) }
            { toggle("Aa", say::CASE, form.minds_case, change(|form, on| form.minds_case = on)) }
            { toggle(".*", say::REGEX, form.is_regex, change(|form, on| form.is_regex = on)) }
            { icon_button(Icon::Up, say::PREVIOUS, step(false)) }
            { icon_button(Icon::Down, say::NEXT, step(true)) }
            <span id="search-count" class="hint number">{ &told }</span>
            <Told text={told} />
        </div>
    }
}

/// A field of one line that calls with what is typed, and at Enter.
fn input(
    id: &'static str,
    label: Text,
    value: &str,
    on: Callback<String>,
    on_enter: Option<Callback<KeyboardEvent>>,
) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on.emit(input.value());
        }
    });
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let (Some(on_enter), "Enter") = (&on_enter, event.key().as_str()) {
            event.prevent_default();
            on_enter.emit(event);
        }
    });
    html! {
        <input {id} type="search" aria-label={label} placeholder={label} value={value.to_owned()} {oninput} {onkeydown}
            autocomplete="off" autocapitalize="off" spellcheck="false" />
    }
}

fn toggle(face: &'static str, title: Text, is_on: bool, on: Callback<bool>) -> Html {
    toggle_with(None, face, title, is_on, on)
}

fn toggle_with(id: Option<&'static str>, face: &'static str, title: Text, is_on: bool, on: Callback<bool>) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| on.emit(!is_on));
    html! {
        <button {id} type="button" class="toggle" aria-pressed={is_on.to_string()} aria-label={title} {title} {onclick}>{ face }</button>
    }
}

fn chips(bar: &Bar<'_>) -> Html {
    let Bar { filter, applied, list, problem, on, .. } = bar;
    let chips = filter.chips();
    let pattern_is_wrong = list.problem.is_some();
    let held_back = filter.held_back(applied, *problem, pattern_is_wrong);
    let is_applied = problem.is_none() && !pattern_is_wrong;
    let state = say::state(list, is_applied);
    let all = on.reform(|_: MouseEvent| Msg::FilterEntered(FilterForm::default()));
    html! {
        <div class="chips" hidden={chips.is_empty()}>
            { for chips.iter().map(|chip| html! {
                <span key={say::chip(chip, filter)}>
                    { draw_chip(chip, filter, held_back.contains(chip), on) }
                </span>
            }) }
            <button type="button" id="clear-filter" onclick={all}>{ say::CLEAR }</button>
            <span id="filter-state" class="hint number">{ &state }</span>
            <Told key="told" text={state} />
        </div>
    }
}

/// What is said above a list that shows none of the messages that are kept.
pub(super) fn no_match(list: &ListReport, kept: u64, on: &On) -> Html {
    let shows_none = list.is_filtered && list.messages == 0 && list.progress.is_none() && kept > 0;
    let all = on.reform(|_: MouseEvent| Msg::FilterEntered(FilterForm::default()));
    html! {
        <div key="no match" class="no-match" role="status">
            if shows_none {
                <p key="text" id="no-match">{ say::NO_MATCH }</p>
                <button key="all" type="button" id="show-all" onclick={all}>{ say::CLEAR }</button>
            }
        </div>
    }
}

fn draw_chip(chip: &Chip, form: &Rc<FilterForm>, is_wrong: bool, on: &On) -> Html {
    let text = say::chip(chip, form);
    let shown = if is_wrong { say::not_applied(&text) } else { text.clone() };
    let drop = {
        let (chip, form) = (chip.clone(), form.clone());
        on.reform(move |_: MouseEvent| {
            let mut form = (*form).clone();
            form.drop(&chip);
            Msg::FilterEntered(form)
        })
    };
    html! {
        <span class={classes!("chip", is_wrong.then_some("problem"))}>{ shown }{ icon_button(Icon::Cross, say::take_back(&text), drop) }</span>
    }
}

fn problem(bar: &Bar<'_>) -> String {
    let of_search = bar.found.and_then(|found| found.problem.as_ref()).map(say::problem);
    let of_filter = match bar.problem {
        Some(field) => Some(say::field_problem(field).into()),
        None => bar.list.problem.as_ref().map(say::problem),
    };
    of_filter.into_iter().chain(of_search).collect::<Vec<String>>().join(" ")
}

/// A callback that changes a copy of the form and hands it over.
fn change<T: 'static>(form: &Rc<FilterForm>, on: &On, set: impl Fn(&mut FilterForm, T) + 'static) -> Callback<T> {
    let (form, on) = (form.clone(), on.clone());
    Callback::from(move |value| {
        let mut form = (*form).clone();
        set(&mut form, value);
        on.emit(Msg::FilterEntered(form));
    })
}
