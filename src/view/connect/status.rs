//! The status line: where the connection stands, and how it ended.

use yew::prelude::*;

use crate::{
    model::phase::{Phase, Target},
    view::words,
};

/// Draws `#status`. Screen readers hear each change.
pub(super) fn status(phase: &Phase, target: Option<&Target>, has_failed: bool) -> Html {
    let class = words::class(phase.ready_state());
    html! {
        <div id="status" class={classes!(class, has_failed.then_some("failed"))} role="status">{ words::status(phase, target) }</div>
    }
}
