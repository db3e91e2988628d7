//! The empty log: what to do first, and what the lab has to try.

use yew::prelude::*;

use super::{
    msg::{Msg, On},
    state::demo::Demo,
    words::{demos, shell as say},
};
use crate::web::lab::Lab;

/// Draws it in the list's place, as long as nothing has happened in the session.
pub(super) fn welcome(lab: Option<&Lab>, on: &On) -> Html {
    let offered: Vec<Demo> =
        Demo::ALL.into_iter().filter(|demo| lab.is_some_and(|lab| demo.form(lab).is_some())).collect();
    html! {
        <section id="start" aria-labelledby="start-title">
            <h2 id="start-title">{ say::WELCOME }</h2>
            <p>{ say::WELCOME_HINT }</p>
            <p class="hint">{ if offered.is_empty() { say::NO_LAB } else { say::TRY } }</p>
            <ul class="demos">
                { for offered.into_iter().enumerate().map(|(place, demo)| html! {
                    <li key={place}>
                        <button type="button" data-endpoint={demo.path()} onclick={on.reform(move |_: MouseEvent| Msg::DemoChosen(demo))}>
                            <strong>{ demos::name(demo) }</strong><span class="hint">{ demos::does(demo) }</span>
                        </button>
                    </li>
                }) }
            </ul>
        </section>
    }
}
