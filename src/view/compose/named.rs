//! Messages with names: had again with a click, in an order of one's own, here or everywhere.

use std::rc::Rc;

use yew::prelude::*;

use super::{Composer, Msg};
use crate::{
    view::{
        msg::{KeptMsg, Msg as PageMsg},
        parts::{
            icon::{Icon, icon, icon_button},
            menu::Menu,
            visible::visible,
        },
        state::kept::{Kept, Named},
        words::{self, language::Text},
    },
    web::element::HtmlInputElement,
};

impl Composer {
    /// Draws the button, and above it the list.
    pub(super) fn named(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let offered: Vec<(usize, Named)> =
            props.kept.offered(props.url.trim()).map(|(place, named)| (place, named.clone())).collect();
        let all = {
            let on = props.on.clone();
            Callback::from(move |_: MouseEvent| on.emit(PageMsg::Kept(KeptMsg::MessagesDropped)))
        };
        html! {
            <Menu id="named" title={words::kept::SAVED_HINT} label={html! { <>{ icon(Icon::Mark) }<span>{ words::kept::SAVED }</span></> }} up=true>
                <p class="hint">{ words::kept::messages(offered.len(), props.is_blocked) }</p>
                <ol class="choices">
                    { for offered.iter().map(|(place, named)| html! {
                        <li key={format!("{} {:?}", named.name, named.only_for)}>{ entry(ctx, *place, named) }</li>
                    }) }
                </ol>
                <NameForm can_be_named={self.choices.kind.is_written()} url={props.url.trim().to_owned()} kept={props.kept.clone()}
                    on_name={ctx.link().callback(|(name, only_here)| Msg::NameGiven { name, only_here })} />
                <button type="button" id="drop-messages" hidden={offered.is_empty()} onclick={all}>
                    { words::kept::drop_messages(offered.len()) }
                </button>
            </Menu>
        }
    }

    /// Gives what the field holds a name.
    pub(super) fn name(&mut self, ctx: &Context<Self>, name: String, only_here: bool) {
        let only_for = only_here.then(|| ctx.props().url.trim().to_owned());
        let named = Named { name, text: self.text(), choices: self.choices, only_for };
        ctx.props().on.emit(PageMsg::Kept(KeptMsg::MessageNamed(named)));
    }
}

fn entry(ctx: &Context<Composer>, place: usize, named: &Named) -> Html {
    let say = |msg: KeptMsg| {
        let on = ctx.props().on.clone();
        Callback::from(move |_: MouseEvent| on.emit(PageMsg::Kept(msg.clone())))
    };
    let (name, taken) = (&named.name, named.clone());
    let take = ctx.link().callback(move |_: MouseEvent| Msg::NamedTaken(taken.clone()));
    let scope = if named.only_for.is_some() { words::kept::HERE } else { Text::EMPTY };
    html! {
        <>
            <button type="button" class="entry" onclick={take}>
                <span>{ visible(name) }</span><span class="hint">{ scope }</span>
            </button>
            { icon_button(Icon::Up, words::behaviour::up(name), say(KeptMsg::MessageMoved(place, false))) }
            { icon_button(Icon::Down, words::behaviour::down(name), say(KeptMsg::MessageMoved(place, true))) }
            { icon_button(Icon::Cross, words::kept::forgetting(name), say(KeptMsg::MessageDropped(place))) }
        </>
    }
}

/// What the form knows and whom it calls.
#[derive(PartialEq, Properties)]
struct NameProps {
    can_be_named: bool,
    /// The address, for messages that belong to it.
    url: AttrValue,
    /// Names that are taken.
    kept: Rc<Kept>,
    on_name: Callback<(String, bool)>,
}

/// Draws the field for a name. It stands within another form, so it is none itself.
#[component]
fn NameForm(props: &NameProps) -> Html {
    let (field, ticked, typed) = (use_node_ref(), use_state_eq(|| false), use_state_eq(String::new));
    let only_here = *ticked && !props.url.is_empty();
    let keep = {
        let (field, on_name, typed) = (field.clone(), props.on_name.clone(), typed.setter());
        move || {
            let Some(field) = field.cast::<HtmlInputElement>() else { return };
            let name = field.value().trim().to_owned();
            if !name.is_empty() {
                field.set_value("");
                typed.set(String::new());
                on_name.emit((name, only_here));
            }
        }
    };
    let by_click = keep.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            keep();
        }
    });
    let tick = ticked.setter();
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                typed.set(input.value());
            }
        })
    };
    let replaces = props.kept.has(typed.trim(), only_here.then_some(&*props.url));
    html! {
        <fieldset class="name-form" disabled={!props.can_be_named}>
            <legend>{ words::kept::KEEP_AS }</legend>
            <div class="actions">
                <input ref={field} id="message-name" type="text" aria-label={words::kept::NAME} maxlength="80" autocomplete="off"
                    {oninput} {onkeydown} />
                <button type="button" id="keep-message" onclick={Callback::from(move |_: MouseEvent| by_click())}>
                    { if replaces { words::kept::REPLACE } else { words::kept::KEEP } }
                </button>
            </div>
            { crate::view::parts::field::tick("only-here", words::kept::ONLY_HERE, only_here,
                Callback::from(move |is_on| tick.set(is_on))) }
        </fieldset>
    }
}
