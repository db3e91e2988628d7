//! The messages that are sent by themselves after each open.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    view::{
        msg::{Change, On},
        parts::{
            change::behave,
            icon::{Icon, icon_button},
            written::written,
        },
        state::{
            behaviour::Behaviour,
            kept::{Kept, Named},
            written::Written,
        },
        words::behaviour as say,
    },
    web::element::HtmlSelectElement,
};

/// Draws the list.
pub(super) fn list(behaviour: &Rc<Behaviour>, kept: &Kept, url: &str, on: &On) -> Html {
    let add = behave(on, |behaviour, _: MouseEvent| behaviour.add_on_open(Written::default()));
    html! {
        <div class="stack" id="on-open">
            <ol class="rows">
                { for behaviour.on_open.iter().enumerate().map(|(at, (key, message))| html! {
                    <li key={*key}>{ line(on, at, *key, message) }</li>
                }) }
            </ol>
            <div class="actions">
                <button type="button" id="add-on-open" onclick={add}>{ say::ADD_ON_OPEN }</button>
                { saved(kept, url, on) }
            </div>
            <p class="hint">{ say::ON_OPEN_HINT }</p>
        </div>
    }
}

fn line(on: &On, at: usize, key: u32, message: &Written) -> Html {
    let set = behave(on, move |behaviour, set: Change<Written>| {
        if let Some((_, known)) = behaviour.on_open.get_mut(at) {
            set(known);
        }
    });
    let up = behave(on, move |behaviour, _: MouseEvent| behaviour.move_on_open(at, false));
    let down = behave(on, move |behaviour, _: MouseEvent| behaviour.move_on_open(at, true));
    let remove = behave(on, move |behaviour, _: MouseEvent| {
        behaviour.on_open.remove(at);
    });
    let name = say::message_on_open(at + 1);
    html! {
        <>
            { written(&format!("on-open-{key}"), &name, false, message, &set) }
            { icon_button(Icon::Up, say::up(&name), up) }
            { icon_button(Icon::Down, say::down(&name), down) }
            { icon_button(Icon::Cross, say::remove(&name), remove) }
        </>
    }
}

/// The choice of a message with a name, which is added as it is now.
fn saved(kept: &Kept, url: &str, on: &On) -> Html {
    let offered: Vec<Named> = kept.offered(url.trim()).map(|(_, named)| named.clone()).collect();
    let names: Vec<String> = offered.iter().map(|named| named.name.clone()).collect();
    let add = behave(on, move |behaviour, event: Event| {
        let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
        let place = usize::try_from(select.selected_index()).ok().and_then(|at| at.checked_sub(1));
        if let Some(Named { text, choices, .. }) = place.and_then(|at| offered.get(at)).cloned() {
            behaviour.add_on_open(Written { text, choices });
        }
        // The first one is no message: it says what the others are for.
        select.set_selected_index(0);
    });
    html! {
        <select id="add-saved" aria-label={say::ADD_SAVED} hidden={names.is_empty()} onchange={add}>
            <option>{ say::ADD_SAVED }</option>
            <optgroup label={say::SAVED}>
                { for names.iter().enumerate().map(|(at, name)| html! { <option key={at}>{ name }</option> }) }
            </optgroup>
        </select>
    }
}
