//! What is set for the connection beside its address: subprotocols, how bytes arrive, what it does without a click.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    model::settings::BinaryType,
    view::{
        msg::{Msg, On},
        parts::{
            change::behave,
            field::choice,
            icon::{Icon, icon},
            learn::learn_more,
            menu::Menu,
        },
        state::{behaviour::Behaviour, lessons::Lesson, palette::Deed},
        words::{connect as say, inspector, language::Text},
    },
};

/// What the menu shows.
pub(super) struct Props<'a> {
    /// The field of the subprotocols.
    pub(super) protocols: Html,
    /// What stands in it.
    pub(super) offered: &'a str,
    /// It cannot be used.
    pub(super) is_wrong: bool,
    pub(super) behaviour: &'a Rc<Behaviour>,
    pub(super) on: &'a On,
}

/// Draws `#options`, and the menu that it opens.
pub(super) fn options(props: &Props<'_>) -> Html {
    let Props { protocols, offered, is_wrong, behaviour, on } = props;
    let at = usize::from(behaviour.binary_type == BinaryType::Blob);
    let chosen = behave(on, |behaviour, at: usize| {
        behaviour.binary_type = if at == 0 { BinaryType::ArrayBuffer } else { BinaryType::Blob };
    });
    let automatic = [
        (inspector::RECONNECT, inspector::reconnect_brief(behaviour), "reconnect"),
        (inspector::ON_OPEN, inspector::on_open_brief(behaviour), "on-open"),
        (inspector::HEARTBEAT, inspector::heartbeat_brief(behaviour), "heartbeat"),
    ];
    html! {
        <Menu id="options-menu" opener="options" title={say::OPTIONS} label={chip(offered, behaviour)} opens={*is_wrong}>
            { protocols.clone() }
            { choice("binary-type", say::BINARY_TYPE, &inspector::BINARY_TYPES, at, chosen) }
            <ul class="choices">
                { for automatic.into_iter().map(|(name, brief, section)| html! {
                    <li key={section}>
                        <button type="button" class="entry" onclick={on.reform(move |_: MouseEvent| Msg::DeedChosen(Deed::Section(section)))}>
                            <span>{ name }</span><span class="hint">{ brief }</span>
                        </button>
                    </li>
                }) }
            </ul>
            { learn_more(Lesson::Subprotocols, on) }
            { learn_more(Lesson::Secure, on) }
        </Menu>
    }
}

/// What the button reads: the subprotocols, and how much else is set.
fn chip(offered: &str, behaviour: &Behaviour) -> Html {
    let offered = offered.trim();
    let is_set = [
        behaviour.binary_type == BinaryType::Blob,
        !matches!(behaviour.reconnect(), Ok(None)),
        !behaviour.on_open.is_empty(),
        !matches!(behaviour.heartbeat(), Ok(None)),
    ];
    let others = is_set.into_iter().filter(|is_set| *is_set).count();
    let count = if others == 0 { String::new() } else { others.to_string() };
    html! {
        <>
            { icon(Icon::Sliders) }
            <span class="chosen">{ if offered.is_empty() { Text::EMPTY.into() } else { AttrValue::from(offered.to_owned()) } }</span>
            <span class="unread">{ count }</span>
        </>
    }
}
