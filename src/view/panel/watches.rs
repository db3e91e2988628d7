//! Values that are watched: the latest, since when, and what it was before.

use yew::prelude::*;

use crate::{
    model::{
        find::watch::{WatchPlan, WatchReport, WatchedValue},
        link::{Command, Inquiry},
    },
    view::{
        msg::{Msg, On},
        parts::{
            field::entry,
            icon::{Icon, icon_button},
        },
        words::{find as say, kinds as words},
    },
    web::{clock, element::HtmlInputElement},
};

/// Draws the section.
pub(super) fn watches(reports: &[WatchReport], on: &On) -> Html {
    let plans: Vec<WatchPlan> = reports.iter().map(|report| report.plan.clone()).collect();
    let add = {
        let (on, plans) = (on.clone(), plans.clone());
        Callback::from(move |field: HtmlInputElement| {
            let path = field.value().trim().to_owned();
            if !path.is_empty() {
                field.set_value("");
                on.emit(watch(plans.iter().cloned().chain([WatchPlan { path, includes_sent: false }]).collect()));
            }
        })
    };
    html! {
        <div class="stack">
            { entry("watch-path", words::PATH, words::ADD, add) }
            <ul id="watches" class="stack">
                { for reports.iter().enumerate().map(|(place, report)| html! {
                    <li key={format!("{place} {}", report.plan.path)} class="watch">{ draw(report, place, &plans, on) }</li>
                }) }
            </ul>
            <p class="hint">{ words::WATCH_HINT }</p>
        </div>
    }
}

/// What asks the engine to watch these.
pub(in crate::view) fn watch(plans: Vec<WatchPlan>) -> Msg {
    Msg::Wanted(Command::Inquire(Inquiry::Watch(plans)))
}

fn draw(report: &WatchReport, place: usize, plans: &[WatchPlan], on: &On) -> Html {
    let rest: Vec<WatchPlan> =
        plans.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, plan)| plan.clone()).collect();
    let drop = on.reform(move |_: MouseEvent| watch(rest.clone()));
    let path = &report.plan.path;
    html! {
        <>
            <div class="watch-head">
                <span class="mono">{ path }</span>
                { icon_button(Icon::Cross, format!("Do not watch {path}"), drop) }
            </div>
            <p class="problem" role="alert">{ report.problem.as_ref().map_or(String::new(), say::problem) }</p>
            <p class="watched">{ report.latest.as_ref().map_or(words::UNSEEN.to_owned(), text) }</p>
            <p class="hint" hidden={report.latest.is_none()}>
                { since(report.latest.as_ref()) }{ "; " }{ words::changes(report) }
            </p>
            <p class="hint" hidden={report.before.is_none()}>{ "before: " }{ report.before.as_ref().map_or(String::new(), text) }</p>
        </>
    }
}

fn text(value: &WatchedValue) -> String {
    if value.cut { format!("{}…", value.text) } else { value.text.clone() }
}

fn since(value: Option<&WatchedValue>) -> String {
    value.map_or(String::new(), |value| format!("since {}", clock::time_of_day(value.since)))
}
