//! The status line: where the connection stands, and how it ended.

use yew::prelude::*;

use crate::{
    model::session::{Phase, Target},
    view::words,
};

/// Draws `#status`. Screen readers hear each change.
pub(super) fn status(phase: &Phase, target: Option<&Target>) -> Html {
    let class = words::class(phase.ready_state());
    html! {
        <div id="status" {class} role="status">{ words::status(phase, target) }</div>
    }
}
