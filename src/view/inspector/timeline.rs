//! The states that a session went through, as a picture and as text, across reconnects.

use yew::prelude::*;

use crate::{
    model::{
        decimal::decimal,
        phase::ReadyState,
        time::Timestamp,
        timeline::{Stage, Timeline},
    },
    view::{
        parts::elapsed::Elapsed,
        words::{self, inspector as say, time},
    },
    web::clock,
};

/// The picture's own units.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 20.0;

/// The picture shows at most so many stages: more would be too narrow to see.
const MOST: usize = 24;

/// Draws the picture and, below it, the same as a list.
pub(super) fn timeline(timeline: &Timeline) -> Html {
    let stages: Vec<Stage> = timeline.stages().copied().collect();
    if stages.is_empty() {
        return html! { <p key="empty" class="hint">{ say::NO_TIMELINE }</p> };
    }
    let earlier = timeline.dropped();
    html! {
        <div key="stages" class="stack">
            { picture(&stages[stages.len().saturating_sub(MOST)..]) }
            <p class="hint" hidden={earlier == 0}>{ say::dropped(earlier) }</p>
            <ol class="stages" aria-label={say::TIMELINE}>
                { for stages.iter().enumerate().rev().map(|(place, stage)| html! {
                    <li key={place}>{ line(*stage, stages.get(place + 1)) }</li>
                }) }
            </ol>
        </div>
    }
}

/// The stages from left to right, each as wide as the logarithm of its duration: a handshake of milliseconds stays
/// visible beside an hour.
fn picture(stages: &[Stage]) -> Html {
    let now = clock::now();
    let widths: Vec<f64> = (0..stages.len()).map(|place| weight(duration(stages, place, now))).collect();
    let scale = WIDTH / widths.iter().sum::<f64>();
    let starts = widths.iter().scan(0.0, |left, width| {
        let start = *left;
        *left += width * scale;
        Some(start)
    });
    let bars = stages.iter().zip(starts).zip(&widths);
    html! {
        <svg id="timeline" width="100%" height={decimal(HEIGHT, 0)} viewBox={format!("0 0 {} {}", decimal(WIDTH, 0), decimal(HEIGHT, 0))}
            preserveAspectRatio="none" role="img" aria-label={say::PICTURE}>
            { for bars.enumerate().map(|(place, ((stage, start), width))| html! {
                <rect key={place} class={words::class(stage.state)} x={decimal(start, 2)} y={decimal(top(stage.state), 0)}
                    width={decimal((width * scale - 1.0).max(0.5), 2)} height={decimal(HEIGHT - top(stage.state), 0)} />
            }) }
        </svg>
    }
}

/// The states differ in height, too, not by colour alone.
fn top(state: ReadyState) -> f64 {
    match state {
        ReadyState::Open => 0.0,
        ReadyState::Connecting | ReadyState::Closing => HEIGHT / 2.0,
        ReadyState::Closed => HEIGHT - 3.0,
    }
}

fn weight(milliseconds: f64) -> f64 {
    1.0 + (1.0 + milliseconds.max(0.0)).log10()
}

fn duration(stages: &[Stage], place: usize, now: Timestamp) -> f64 {
    stages.get(place + 1).map_or(now, |next| next.since).since(stages[place].since)
}

fn line(stage: Stage, next: Option<&Stage>) -> Html {
    let lasted = match next {
        Some(next) => html! { <span key="over" class="number">{ time::exact(next.since.since(stage.since)) }</span> },
        None => html! { <span key="now"><Elapsed from={stage.since} /></span> },
    };
    html! {
        <>
            <span class={classes!("dot", words::class(stage.state))} />
            <span class="state">{ say::state(stage.state) }</span>
            <span class="hint">{ say::attempt(stage.connection.0) }</span>
            <time class="number hint">{ clock::time_of_day(stage.since) }</time>
            <span class="lasted">{ lasted }</span>
        </>
    }
}
