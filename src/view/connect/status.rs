//! The status line: where the connection stands, and how it ended.

use yew::prelude::*;

use crate::{
    model::session::{Phase, Target},
    view::words,
};

/// What the status line shows.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) phase: Phase,
    pub(super) target: Option<Target>,
}

/// Draws `#status`. Screen readers hear each change.
#[component]
pub(super) fn Status(props: &Props) -> Html {
    let class = words::class(props.phase.ready_state());
    html! {
        <div id="status" {class} role="status">{ words::status(&props.phase, props.target.as_ref()) }</div>
    }
}
