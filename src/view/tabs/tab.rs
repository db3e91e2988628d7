//! One tab, and the field for its name.

use yew::{html::Scope, prelude::*};

use super::{Msg, TabBar};
use crate::{
    model::id::SessionId,
    view::{
        msg::{Msg as PageMsg, On, TabsMsg},
        parts::{
            icon::{Icon, icon},
            visible::visible,
        },
        state::tabs::label::Label,
        words,
    },
    web::element::HtmlInputElement,
};

/// The id of a tab in the document.
pub(in crate::view) fn id(session: SessionId) -> String {
    format!("tab-{}", session.0)
}

/// Draws a tab: the dot of its state, its name, what is unread, and a cross for the pointer.
pub(super) fn tab(label: &Label, is_tab: bool, link: &Scope<TabBar>) -> Html {
    let session = label.id;
    let onclose = link.callback(move |event: MouseEvent| {
        event.stop_propagation();
        Msg::CloseClicked(session)
    });
    // The cross is no handle.
    let keep = Callback::from(|event: PointerEvent| event.stop_propagation());
    let state = if label.will_retry { "retrying" } else { words::class(label.state) };
    html! {
        <div key="tab" id={id(session)} class="tab" role={is_tab.then_some("tab")} aria-selected={label.is_selected.to_string()}
            aria-controls="session" aria-label={words::tabs::label(label)} title={words::tabs::label(label)}
            tabindex={if label.is_selected { "0" } else { "-1" }}
            onkeydown={link.callback(move |event| Msg::KeyPressed(session, event))}
            onpointerdown={link.callback(move |event| Msg::Pressed(session, event))}
            onclick={link.callback(move |_| Msg::Clicked(session))}
            onpointerenter={link.callback(move |event| Msg::Crossed(session, event))}
            ondblclick={link.callback(move |_| Msg::RenameClicked(session))}>
            <span class={classes!("dot", state)} />
            { name(&label.name) }
            <span class="unread">{ if label.unread > 0 { words::tabs::unread(label.unread) } else { String::new() } }</span>
            <span class="cross" aria-hidden="true" onclick={onclose} onpointerdown={keep}>{ icon(Icon::Cross) }</span>
        </div>
    }
}

/// A name in two parts. The path tells sessions of one host from each other, so it is cut off last.
fn name(name: &str) -> Html {
    let (host, path) = name.split_at(name.find('/').unwrap_or(name.len()));
    html! { <span class="name"><span class="host">{ visible(host) }</span><span class="path">{ visible(path) }</span></span> }
}

/// What the field shows.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) name: String,
    pub(super) on: On,
}

/// Draws the field for a name. Enter and leaving it keep the name, Escape does not.
#[component]
pub(super) fn RenameField(props: &Props) -> Html {
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let _ = field.focus();
                field.select();
            }
        });
    }
    let keep = {
        let (field, on) = (field.clone(), props.on.clone());
        move || {
            let name = field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            on.emit(PageMsg::Tabs(TabsMsg::Renamed(name)));
        }
    };
    let onkeydown = {
        let (keep, on) = (keep.clone(), props.on.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => keep(),
            "Escape" => on.emit(PageMsg::Tabs(TabsMsg::RenameDropped)),
            _ => {}
        })
    };
    let onblur = Callback::from(move |_: FocusEvent| keep());
    html! {
        <input id="session-name" class="rename" ref={field} type="text" value={props.name.clone()} maxlength="60"
            aria-label={words::tabs::NAME} autocomplete="off" spellcheck="false" {onkeydown} {onblur} />
    }
}
