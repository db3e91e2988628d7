//! Time that passes while one looks: it draws itself once a second, and nothing else with it.

use yew::prelude::*;

use crate::{
    model::time::Timestamp,
    view::words::time,
    web::{clock, timer::Ticker},
};

/// What it counts from.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// A point in time.
    pub(crate) from: Timestamp,
    /// It counts down to that point, not up from it.
    #[prop_or_default]
    pub(crate) down: bool,
}

/// Draws the time since a point, or until it.
#[component]
pub(crate) fn Elapsed(props: &Props) -> Html {
    let tick = use_force_update();
    use_effect_with((), move |()| {
        let ticker = Ticker::every(1_000, move || tick.force_update());
        move || drop(ticker)
    });
    let passed = clock::now().since(props.from);
    let shown = if props.down { time::countdown(-passed) } else { time::whole(passed) };
    html! { <span class="number">{ shown }</span> }
}
