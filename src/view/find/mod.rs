//! The bar above the list: what it shows, what is found in it, and what is done with it.

mod conditions;
mod tools;

use yew::prelude::*;

use super::{
    msg::{Msg, On},
    parts::{
        self,
        icon::{Icon, icon, icon_button},
        live_region::LiveRegion,
        menu::Menu,
    },
    state::{
        find::{Chip, Field, FilterForm, PatternForm},
        tabs::Tab,
    },
    words::{find as say, language::Text},
};
use crate::{
    model::{log::ListReport, message::Direction},
    web::element::HtmlInputElement,
};

/// What the bar shows.
pub(super) struct Bar<'a> {
    pub(super) tab: &'a Tab,
    /// The field for which the filter as typed is not in effect.
    pub(super) problem: Option<Field>,
    pub(super) is_saving: bool,
    pub(super) on: &'a On,
}

/// Draws the bar.
pub(super) fn bar(bar: &Bar<'_>) -> Html {
    html! {
        <div class="find" role="search" aria-label={say::BAR} data-row="#conditions-opener">
            { filter(bar) }
            { chips(bar) }
            { search(bar) }
            { tools::tools(bar.tab, bar.is_saving, bar.on) }
        </div>
    }
}

fn filter(bar: &Bar<'_>) -> Html {
    let Bar { tab, on, .. } = bar;
    let form = &tab.filter;
    let set = |set: fn(&mut FilterForm, bool)| change(on, set);
    let problem = problem(bar);
    let text = change(on, |form, text| form.pattern.text = text);
    html! {
        <div class="find-field">
            <div class="field">
                { input(Input { id: "filter", label: say::FILTER, value: &form.pattern.text, is_wrong: !problem.is_empty() }, text, None) }
                <p id="filter-problem" class="problem" role="alert">{ problem }</p>
            </div>
            <div class="tools">
                { toggle("Aa", say::CASE, form.pattern.minds_case, set(|form, on| form.pattern.minds_case = on)) }
                { toggle_with(Some("regex"), ".*", say::REGEX, form.pattern.is_regex, set(|form, on| form.pattern.is_regex = on)) }
                { toggle("≠", say::INVERT, form.inverted, set(|form, on| form.inverted = on)) }
                { directions(form, on) }
                <Menu id="conditions" title={say::CONDITIONS} label={icon(Icon::Sliders)}>{ conditions::form(form, bar.problem, on) }</Menu>
            </div>
        </div>
    }
}

/// Both directions, or one of them.
fn directions(form: &FilterForm, on: &On) -> Html {
    const WAYS: [(&str, Option<Direction>); 3] =
        [("⇅", None), ("↓", Some(Direction::Received)), ("↑", Some(Direction::Sent))];
    html! {
        <div class="segments" role="group" aria-label={say::DIRECTION}>
            { for WAYS.into_iter().zip(say::DIRECTIONS).map(|((face, direction), name)| html! {
                <span key={face}>{ toggle(face, name, form.direction == direction, change(on, move |form, _| form.direction = direction)) }</span>
            }) }
        </div>
    }
}

fn search(bar: &Bar<'_>) -> Html {
    let Bar { tab, on, .. } = bar;
    let (form, found) = (&tab.search, tab.shown.search.as_ref());
    let change = |set: fn(&mut PatternForm, bool)| parts::change::change(on, Msg::SearchChanged, set);
    let text = parts::change::change(on, Msg::SearchChanged, |form: &mut PatternForm, text| form.text = text);
    let told = found.map_or(String::new(), |found| say::found(found, tab.selection.cursor()));
    let step = |forward| on.reform(move |_: MouseEvent| Msg::SearchStepped(forward));
    let key = on.reform(|event: KeyboardEvent| match event.key().as_str() {
        "Escape" => Msg::SearchEnded,
        _ => Msg::SearchStepped(!event.shift_key()),
    });
    let close = on.reform(|_: MouseEvent| Msg::SearchEnded);
    let problem = found.and_then(|found| found.problem.as_ref()).map_or(String::new(), say::problem);
    html! {
        <div class="find-field search" hidden={!tab.searches}>
            <div class="field">
                { input(Input { id: "search", label: say::SEARCH, value: &form.text, is_wrong: !problem.is_empty() }, text, Some(key)) }
                <p id="search-problem" class="problem" role="alert">{ problem }</p>
            </div>
            <span id="search-count" class="hint number">{ &told }</span>
            <LiveRegion text={told} />
            <div class="tools">
                { toggle("Aa", say::CASE, form.minds_case, change(|form, on| form.minds_case = on)) }
                { toggle(".*", say::REGEX, form.is_regex, change(|form, on| form.is_regex = on)) }
                { icon_button(Icon::Up, say::PREVIOUS, step(false)) }
                { icon_button(Icon::Down, say::NEXT, step(true)) }
                { icon_button(Icon::Cross, say::END_SEARCH, close) }
            </div>
        </div>
    }
}

/// A field of the bar.
struct Input<'a> {
    id: &'static str,
    label: Text,
    value: &'a str,
    /// The sentence behind it says why.
    is_wrong: bool,
}

/// A field of one line that calls with what is typed, and at Enter and Escape.
fn input(
    Input { id, label, value, is_wrong }: Input<'_>,
    on: Callback<String>,
    on_key: Option<Callback<KeyboardEvent>>,
) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on.emit(input.value());
        }
    });
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let (Some(on_key), "Enter" | "Escape") = (&on_key, event.key().as_str()) {
            event.prevent_default();
            on_key.emit(event);
        }
    });
    html! {
        <input {id} type="search" aria-label={label} placeholder={label} value={value.to_owned()} {oninput} {onkeydown}
            aria-invalid={is_wrong.then_some("true")} aria-describedby={is_wrong.then(|| format!("{id}-problem"))} autocomplete="off" autocapitalize="off" spellcheck="false" />
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
    let Bar { tab, problem, on, .. } = bar;
    let (filter, list) = (&tab.filter, &tab.shown.list);
    let chips = filter.chips();
    let pattern_is_wrong = list.problem.is_some();
    let held_back = filter.held_back(&tab.applied_filter, *problem, pattern_is_wrong);
    let is_applied = problem.is_none() && !pattern_is_wrong;
    let state = say::state(list, tab.shown.ledger.kept, is_applied);
    let all = change(on, |form, _: MouseEvent| *form = FilterForm::default());
    html! {
        <div class="chips" hidden={chips.is_empty()}>
            { for chips.iter().map(|chip| html! {
                <span key={say::chip(chip, filter)}>
                    { draw_chip(chip, filter, held_back.contains(chip), on) }
                </span>
            }) }
            <button type="button" id="clear-filter" onclick={all}>{ say::CLEAR }</button>
            <span id="filter-state" class="hint number">{ &state }</span>
            <LiveRegion key="told" text={state} />
        </div>
    }
}

/// What is said above a list that shows none of the messages that are kept.
pub(super) fn no_match(list: &ListReport, kept: u64, on: &On) -> Html {
    let shows_none = list.is_filtered && list.messages == 0 && list.progress.is_none() && kept > 0;
    let all = change(on, |form, _: MouseEvent| *form = FilterForm::default());
    html! {
        <div key="no match" class="no-match" role="status">
            if shows_none {
                <p key="text" id="no-match">{ say::NO_MATCH }</p>
                <button key="all" type="button" id="show-all" onclick={all}>{ say::CLEAR }</button>
            }
        </div>
    }
}

fn draw_chip(chip: &Chip, form: &FilterForm, is_wrong: bool, on: &On) -> Html {
    let text = say::chip(chip, form);
    let shown = if is_wrong { say::not_applied(&text) } else { text.clone() };
    let dropped = chip.clone();
    let drop = change(on, move |form, _: MouseEvent| form.drop(&dropped));
    html! {
        <span class={classes!("chip", is_wrong.then_some("problem"))}>{ shown }{ icon_button(Icon::Cross, say::take_back(&text), drop) }</span>
    }
}

/// What is wrong with the text of the filter. Of a condition its own field says it.
fn problem(bar: &Bar<'_>) -> String {
    bar.tab.shown.list.problem.as_ref().map_or(String::new(), say::problem)
}

/// A callback that changes the filter.
fn change<V: 'static>(on: &On, set: impl Fn(&mut FilterForm, V) + 'static) -> Callback<V> {
    parts::change::change(on, Msg::FilterChanged, set)
}
