//! The addresses that were connected to, to be had again. Secrets in them are masked where they are listed.

use yew::prelude::*;

use crate::view::{
    msg::{KeptMsg, Msg, On},
    parts::{
        change::change,
        icon::{Icon, icon, icon_button},
        menu::Menu,
        visible::visible,
    },
    state::{
        form::Form,
        kept::{Address, Kept},
    },
    words,
};

/// What the list shows.
pub(super) struct Props<'a> {
    pub(super) kept: &'a Kept,
    pub(super) is_blocked: bool,
    pub(super) on: &'a On,
}

/// Draws the button at `#url`, and the list below it.
pub(super) fn recent(props: &Props<'_>) -> Html {
    let addresses = &props.kept.addresses;
    let hint = words::kept::addresses(addresses.len(), props.is_blocked);
    let all = {
        let on = props.on.clone();
        Callback::from(move |_: MouseEvent| on.emit(Msg::Kept(KeptMsg::AddressesDropped)))
    };
    html! {
        <Menu id="recent" title={words::kept::RECENT} label={icon(Icon::Down)}>
            <p class="hint">{ hint }</p>
            <ul class="choices">
                { for addresses.iter().map(|address| html! {
                    <li key={format!("{} {}", address.url, address.protocols)}>{ entry(address, props.on) }</li>
                }) }
            </ul>
            <button type="button" id="drop-addresses" hidden={addresses.is_empty()} onclick={all}>{ words::kept::FORGET_ALL }</button>
        </Menu>
    }
}

fn entry(address: &Address, on: &On) -> Html {
    let masked = address.without_secrets();
    let taken = Form { url: address.url.clone(), protocols: address.protocols.clone() };
    let take = change(on, Msg::FormChanged, move |form: &mut Form, _: MouseEvent| form.clone_from(&taken));
    let drop = {
        let (on, address) = (on.clone(), address.clone());
        Callback::from(move |_: MouseEvent| on.emit(Msg::Kept(KeptMsg::AddressDropped(address.clone()))))
    };
    html! {
        <>
            <button type="button" class="entry" onclick={take}>
                <span class="mono">{ visible(&masked.url) }</span>
                <span class="hint">{ visible(&masked.protocols) }</span>
            </button>
            { icon_button(Icon::Cross, words::kept::forgetting(&masked.url), drop) }
        </>
    }
}
