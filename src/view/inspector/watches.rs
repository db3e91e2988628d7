//! Values that are watched: the latest, since when, and what it was before.

use yew::prelude::*;

use crate::{
    model::{
        find::watch::{WatchPlan, WatchReport, WatchedValue},
        id::SessionId,
        link::{Command, Inquiry},
    },
    view::{
        msg::{Msg, On},
        parts::{
            field::{Entry, entry},
            icon::{Icon, icon_button},
            visible::visible,
        },
        state::watches,
        words::{find as say, kinds as words},
    },
    web::{clock, element::HtmlInputElement},
};

/// Draws the section.
pub(super) fn watches(of: SessionId, reports: &[WatchReport], on: &On) -> Html {
    let plans: Vec<WatchPlan> = reports.iter().map(|report| report.plan.clone()).collect();
    html! {
        <div class="stack">
            <PathField key={of.0} {of} plans={plans.clone()} on={on.clone()} />
            <ul id="watches" class="stack">
                { for reports.iter().enumerate().map(|(place, report)| html! {
                    <li key={format!("{place} {}", report.plan.path)} class="watch" data-path={report.plan.path.clone()}>{ draw(report, place, &plans, on) }</li>
                }) }
            </ul>
            <p class="hint">{ words::WATCH_HINT }{ reports.first().map_or(String::new(), words::unwatched) }</p>
        </div>
    }
}

/// What the field for one more path knows and whom it calls.
#[derive(PartialEq, Properties)]
struct PathProps {
    of: SessionId,
    plans: Vec<WatchPlan>,
    on: On,
}

/// Draws the field. A path that cannot be watched stays in it, with the reason below.
#[component]
fn PathField(props: &PathProps) -> Html {
    let problem = use_state_eq(String::new);
    let add = {
        let (on, plans, problem) = (props.on.clone(), props.plans.clone(), problem.setter());
        Callback::from(move |field: HtmlInputElement| {
            let path = field.value().trim().to_owned();
            let outcome = if path.is_empty() { None } else { Some(watches::with(&plans, &path)) };
            problem.set(match &outcome {
                Some(Err(why)) => say::unwatched(why),
                _ => String::new(),
            });
            if let Some(Ok(plans)) = outcome {
                field.set_value("");
                on.emit(watch(plans));
            }
        })
    };
    // What was wrong was about what is no more there.
    let oninput = {
        let problem = problem.setter();
        Callback::from(move |_: InputEvent| problem.set(String::new()))
    };
    html! {
        <>
            <div key="field" {oninput}>{ entry(Entry { id: "watch-path", label: words::PATH, placeholder: words::ADD.into(), of: props.of, sets: false }, add) }</div>
            <p key="problem" id="watch-problem" class="problem" role="alert">{ (*problem).clone() }</p>
        </>
    }
}

/// What asks the engine to watch these.
fn watch(plans: Vec<WatchPlan>) -> Msg {
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
                { icon_button(Icon::Cross, words::watch_no_more(path), drop) }
            </div>
            <p class="problem" role="alert">{ report.problem.as_ref().map_or(String::new(), say::problem) }</p>
            <p class="watched value">{ report.latest.as_ref().map_or_else(|| Html::from(words::UNSEEN.now()), text) }</p>
            <p class="hint" hidden={report.latest.is_none()}>
                { since(report.latest.as_ref()) }{ "; " }{ words::changes(report) }
            </p>
            <p class="hint" hidden={report.before.is_none()}>{ words::BEFORE }{ report.before.as_ref().map_or(Html::default(), text) }</p>
        </>
    }
}

fn text(value: &WatchedValue) -> Html {
    html! { <span>{ visible(&value.text) }{ if value.cut { "…" } else { "" } }</span> }
}

fn since(value: Option<&WatchedValue>) -> String {
    value.map_or(String::new(), |value| words::since(&clock::time_of_day(value.since)))
}
