//! The messages by their kind: how many, how often; one left out, or one only.

use yew::prelude::*;

use crate::{
    model::{
        find::{
            kind::{KindField, KindName},
            kind_counts::{KindReport, KindsReport},
        },
        id::SessionId,
        link::{Command, Inquiry},
    },
    view::{
        msg::{Msg, On},
        parts::{
            change::change,
            field::{Entry, entry, tick},
            visible::visible,
        },
        state::find::FilterForm,
        words::{count, find as say, kinds as words},
    },
    web::element::HtmlInputElement,
};

/// Draws the section.
pub(super) fn kinds(of: SessionId, report: Option<&KindsReport>, filter: &FilterForm, on: &On) -> Html {
    let want = |field: Option<KindField>| Msg::Wanted(Command::Inquire(Inquiry::Kinds(field)));
    let group = on.reform(move |is_on: bool| want(is_on.then(KindField::default)));
    let name = on.reform(move |input: HtmlInputElement| {
        let path = input.value().trim().to_owned();
        want(Some(if path.is_empty() { KindField::Found } else { KindField::Named(path) }))
    });
    let problem = report.and_then(|report| report.problem.as_ref()).map_or(String::new(), say::problem);
    html! {
        <div class="stack">
            { tick("group-kinds", words::GROUP, report.is_some(), group) }
            <fieldset disabled={report.is_none()}>
                <legend class="hidden">{ words::GROUP }</legend>
                { entry(Entry { id: "kind-field", label: words::FIELD, placeholder: words::field(report), of, sets: true }, name) }
                <p class="problem" role="alert">{ problem }</p>
                <ul id="kinds" class="rows">
                    { for report.iter().flat_map(|report| &report.kinds).map(|kind| html! {
                        <li key={kind.id} data-kind={say::kind_name(&kind.name)} data-count={kind.kept.to_string()}>{ line(kind, filter, on) }</li>
                    }) }
                </ul>
            </fieldset>
            <p class="hint">{ words::HINT }</p>
        </div>
    }
}

fn line(kind: &KindReport, filter: &FilterForm, on: &On) -> Html {
    let change = |set: fn(&mut FilterForm, &KindName)| {
        let name = kind.name.clone();
        change(on, Msg::FilterChanged, move |filter, _: MouseEvent| set(filter, &name))
    };
    let (is_muted, is_only) = (filter.muted.contains(&kind.name), filter.only.as_ref() == Some(&kind.name));
    let name = say::kind_name(&kind.name);
    html! {
        <>
            <span class="kind mono">{ visible(&name) }</span>
            <span class="number">{ count(kind.kept) }</span>
            <span class="number hint">{ words::rate(kind.rate) }</span>
            <button type="button" aria-pressed={is_muted.to_string()} aria-label={words::hide(&name)}
                onclick={change(FilterForm::mute)}>{ words::HIDE }</button>
            <button type="button" aria-pressed={is_only.to_string()} aria-label={words::show_only(&name)}
                onclick={change(FilterForm::show_only)}>{ words::ONLY }</button>
        </>
    }
}
