//! The status: where the connection stands, and how it ended.

use yew::prelude::*;

use crate::{
    model::phase::Phase,
    view::{state::tabs::Tab, words},
};

/// Draws `#status`. Screen readers hear each change. What the field beside it says, too, takes no room: the address while it
/// is the same, in an end what it is that ended, and before the first connection that there was none.
pub(crate) fn status(tab: &Tab, has_other: bool) -> Html {
    let shown = &tab.shown;
    let class = words::class(shown.phase.ready_state());
    let text = words::status(&shown.phase, shown.target.as_ref());
    let (seen, rest) = text.split_once(' ').unwrap_or((&text, ""));
    let (folded, told) = match rest.split_once(". ") {
        _ if shown.phase == Phase::New => (format!(" {rest}"), String::new()),
        Some((folded, told)) if class == "closed" => (format!(" {folded}."), format!(" {told}")),
        _ if has_other => (String::new(), format!(" {rest}")),
        _ => (format!(" {rest}"), String::new()),
    };
    html! {
        <div id="status" class={classes!(class, tab.has_failed().then_some("failed"))} role="status" title={text.clone()}>
            <span class={classes!("dot", class)} /><span>{ seen }</span><span class="folded">{ folded }</span><span>{ told }</span>
        </div>
    }
}
