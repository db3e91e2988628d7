//! What a page cannot do, whichever program is in it.

use yew::prelude::*;

use crate::view::words::inspector::LIMITS_LIST;

/// Draws the list.
pub(super) fn limits() -> Html {
    html! {
        <ul class="limits">
            { for LIMITS_LIST.iter().map(|(what, why)| html! {
                <li key={what.now()}><strong>{ *what }</strong>{ " " }{ *why }</li>
            }) }
        </ul>
    }
}
