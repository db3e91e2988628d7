//! The messages that are sent by themselves after each open.

use std::rc::Rc;

use yew::prelude::*;

use super::behaviour::change;
use crate::{
    view::{
        msg::On,
        parts::icon::{Icon, icon_button},
        state::behaviour::Behaviour,
        words::behaviour as say,
    },
    web::element::HtmlTextAreaElement,
};

/// Draws the list.
pub(super) fn list(behaviour: &Rc<Behaviour>, on: &On) -> Html {
    let add = change(behaviour, on, |behaviour, _: MouseEvent| behaviour.add_on_open());
    html! {
        <div class="stack" id="on-open">
            <ol class="rows">
                { for behaviour.on_open.iter().enumerate().map(|(at, (key, text))| html! {
                    <li key={*key}>{ line(behaviour, on, at, text) }</li>
                }) }
            </ol>
            <div class="actions"><button type="button" id="add-on-open" onclick={add}>{ say::ADD_ON_OPEN }</button></div>
            <p class="hint">{ say::ON_OPEN_HINT }</p>
        </div>
    }
}

fn line(behaviour: &Rc<Behaviour>, on: &On, at: usize, text: &str) -> Html {
    let set = change(behaviour, on, move |behaviour, event: InputEvent| {
        let field = event.target_dyn_into::<HtmlTextAreaElement>();
        if let (Some(field), Some((_, text))) = (field, behaviour.on_open.get_mut(at)) {
            *text = field.value();
        }
    });
    let up = change(behaviour, on, move |behaviour, _: MouseEvent| behaviour.move_on_open(at, false));
    let down = change(behaviour, on, move |behaviour, _: MouseEvent| behaviour.move_on_open(at, true));
    let remove = change(behaviour, on, move |behaviour, _: MouseEvent| {
        behaviour.on_open.remove(at);
    });
    let number = at + 1;
    html! {
        <>
            <textarea rows="1" aria-label={format!("Message {number}")} value={text.to_owned()} oninput={set}
                spellcheck="false" />
            { icon_button(Icon::Up, format!("Move message {number} up"), up) }
            { icon_button(Icon::Down, format!("Move message {number} down"), down) }
            { icon_button(Icon::Cross, format!("Remove message {number}"), remove) }
        </>
    }
}
