//! The empty log: what to do first, and what the lab has to try.

use yew::prelude::*;

use super::{
    msg::{Msg, On},
    parts::{keyboard::here, visible::visible},
    state::{
        demo::Demo,
        form::Form,
        kept::{Address, Kept},
    },
    words::{
        self,
        commands::{CONNECT, PALETTE},
        demos, kept,
        key_names::SHORTCUTS,
        shell as say,
    },
};
use crate::web::lab::Lab;

/// So many recent addresses are offered: those of today, as a rule. The menu at the address has all.
const RECENTS: usize = 4;

/// Draws it in the list's place, as long as nothing has happened in the session.
pub(super) fn welcome(lab: Option<&Lab>, known: &Kept, on: &On) -> Html {
    let offered: Vec<Demo> =
        Demo::ALL.into_iter().filter(|demo| lab.is_some_and(|lab| demo.form(lab).is_some())).collect();
    html! {
        <section id="start" aria-labelledby="start-title">
            <h2 id="start-title">{ say::WELCOME }</h2>
            <p>{ say::WELCOME_HINT }</p>
            <p class="keys">
                <kbd>{ here(PALETTE.keys) }</kbd>{ PALETTE.name }
                <kbd>{ here(CONNECT) }</kbd>{ words::connect::CONNECT }
                <kbd>{ SHORTCUTS }</kbd>{ say::SHORTCUTS }
            </p>
            <div hidden={known.addresses.is_empty()}>
                <p class="hint">{ kept::RECENT }</p>
                <ul class="demos">
                    { for known.addresses.iter().take(RECENTS).map(|address| html! {
                        <li key={format!("{} {}", address.url, address.protocols)}>{ recent(address, on) }</li>
                    }) }
                </ul>
            </div>
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

/// An address that was connected to before: one click connects to it again.
fn recent(address: &Address, on: &On) -> Html {
    let masked = address.without_secrets();
    let taken = Form { url: address.url.clone(), protocols: address.protocols.clone() };
    let on = on.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        let taken = taken.clone();
        on.emit(Msg::FormChanged(Box::new(|form| *form = taken)));
        on.emit(Msg::ConnectClicked);
    });
    html! {
        <button type="button" {onclick}>
            <strong class="mono">{ visible(&masked.url) }</strong><span class="hint">{ visible(&masked.protocols) }</span>
        </button>
    }
}
