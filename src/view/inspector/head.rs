//! The inspector's tabs, and its cross.

use yew::prelude::*;

use crate::{
    view::{
        msg::{Msg, On},
        parts::icon::{Icon, icon},
        state::inspector::Pane,
        words::inspector as say,
    },
    web::element,
};

/// Draws them. The tabs follow the pattern of the ARIA Authoring Practices: one stop for the Tab key, arrows go on. To close
/// the inspector, a key has the button in the bar, and Escape.
pub(crate) fn head(shown: Option<Pane>, on: &On) -> Html {
    let close = on.reform(|_: MouseEvent| Msg::InspectorToggled);
    let at = Pane::ALL.iter().position(|pane| Some(*pane) == shown).unwrap_or_default();
    let onkeydown = {
        let on = on.clone();
        Callback::from(move |event: KeyboardEvent| {
            let last = Pane::ALL.len() - 1;
            let to = match event.key().as_str() {
                "ArrowRight" => (at + 1) % Pane::ALL.len(),
                "ArrowLeft" => (at + last) % Pane::ALL.len(),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            on.emit(Msg::PaneChosen(Pane::ALL[to]));
            element::focus(Pane::ALL[to].tab_id());
        })
    };
    html! {
        <header>
            <div class="panes" role="tablist" aria-label={say::INSPECTOR} {onkeydown}>
                { for Pane::ALL.into_iter().enumerate().map(|(place, pane)| html! {
                    <button key={place} id={pane.tab_id()} type="button" role="tab" aria-selected={(Some(pane) == shown).to_string()}
                        aria-controls={pane.id()} tabindex={if place == at { "0" } else { "-1" }}
                        onclick={on.reform(move |_: MouseEvent| Msg::PaneChosen(pane))}>{ say::pane(pane) }</button>
                }) }
            </div>
            <button id="close-inspector" type="button" class="icon-button" tabindex="-1" data-next="rows" aria-label={say::CLOSE} title={say::CLOSE}
                onclick={close}>{ icon(Icon::Cross) }</button>
        </header>
    }
}
