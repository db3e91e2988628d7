//! Messages with names: had again with a click, in an order of one's own, here or everywhere.

use yew::prelude::*;

use super::{Composer, Msg};
use crate::{
    view::{
        msg::{KeptMsg, Msg as PageMsg},
        parts::{
            icon::{Icon, icon_button},
            menu::Menu,
        },
        state::kept::Named,
        words,
    },
    web::element::HtmlInputElement,
};

impl Composer {
    /// Draws the button, and above it the list.
    pub(super) fn named(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let offered: Vec<(usize, Named)> =
            props.kept.offered(&props.url).map(|(place, named)| (place, named.clone())).collect();
        let all = {
            let on = props.on.clone();
            Callback::from(move |_: MouseEvent| on.emit(PageMsg::Kept(KeptMsg::MessagesDropped)))
        };
        html! {
            <Menu id="named" title="Messages with names" label={html! { <span>{ "Saved" }</span> }} up=true>
                <p class="hint">{ words::kept::messages(offered.len(), props.is_blocked) }</p>
                <ol class="choices">
                    { for offered.iter().map(|(place, named)| html! {
                        <li key={format!("{} {:?}", named.name, named.only_for)}>{ entry(ctx, *place, named) }</li>
                    }) }
                </ol>
                <NameForm can_be_named={self.choices.kind.is_written()} has_address={!props.url.trim().is_empty()}
                    on_name={ctx.link().callback(|(name, only_here)| Msg::NameGiven { name, only_here })} />
                <button type="button" id="drop-messages" hidden={props.kept.messages.is_empty()} onclick={all}>
                    { words::kept::drop_messages(props.kept.messages.len()) }
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
    let scope = if named.only_for.is_some() { "this address" } else { "" };
    html! {
        <>
            <button type="button" class="entry" onclick={take}>
                <span>{ name }</span><span class="hint">{ scope }</span>
            </button>
            { icon_button(Icon::Up, format!("Move {name} up"), say(KeptMsg::MessageMoved(place, false))) }
            { icon_button(Icon::Down, format!("Move {name} down"), say(KeptMsg::MessageMoved(place, true))) }
            { icon_button(Icon::Cross, format!("Forget {name}"), say(KeptMsg::MessageDropped(place))) }
        </>
    }
}

/// Whom the form calls.
#[derive(PartialEq, Properties)]
struct NameProps {
    can_be_named: bool,
    has_address: bool,
    on_name: Callback<(String, bool)>,
}

/// Draws the field for a name. It stands within another form, so it is none itself.
#[component]
fn NameForm(props: &NameProps) -> Html {
    let (field, only_here) = (use_node_ref(), use_state_eq(|| false));
    let keep = {
        let (field, only_here, on_name) = (field.clone(), *only_here, props.on_name.clone());
        move || {
            let Some(field) = field.cast::<HtmlInputElement>() else { return };
            let name = field.value().trim().to_owned();
            if !name.is_empty() {
                field.set_value("");
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
    let tick = only_here.setter();
    html! {
        <fieldset class="name-form" disabled={!props.can_be_named}>
            <legend>{ "Keep the present message as" }</legend>
            <div class="actions">
                <input ref={field} id="message-name" type="text" aria-label="Name" maxlength="80" autocomplete="off" {onkeydown} />
                <button type="button" id="keep-message" onclick={Callback::from(move |_: MouseEvent| by_click())}>{ "Keep" }</button>
            </div>
            { crate::view::parts::field::tick("only-here", "For this address only", *only_here && props.has_address,
                Callback::from(move |is_on| tick.set(is_on))) }
        </fieldset>
    }
}
