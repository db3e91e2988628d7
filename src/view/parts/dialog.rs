//! A dialog above the page, which cannot be reached until it is gone. The browser gives the focus back where it was.

use yew::prelude::*;

use crate::{
    view::{
        parts::icon::{Icon, icon_button},
        words,
    },
    web::element,
};

/// What the dialog shows.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// Its id.
    pub(crate) id: &'static str,
    /// Its title.
    pub(crate) title: AttrValue,
    /// Called when it is to go: by Escape, by its cross, or by a press beside it.
    pub(crate) on_close: Callback<()>,
    /// What is in it.
    pub(crate) children: Html,
    /// It says by itself what it is: no head is drawn.
    #[prop_or_default]
    pub(crate) bare: bool,
    /// It holds nothing but text: keys scroll it.
    #[prop_or_default]
    pub(crate) is_read: bool,
}

/// Draws the dialog and shows it.
#[component]
pub(crate) fn Dialog(props: &Props) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            element::show_modal(&dialog);
            move || element::close_modal(&dialog)
        });
    }
    let close = props.on_close.reform(|_: MouseEvent| ());
    let oncancel = props.on_close.reform(|event: Event| event.prevent_default());
    // A browser may close it without asking, when Escape is pressed twice.
    let onclose = props.on_close.reform(|_: Event| ());
    let onclick = {
        let (dialog, on_close) = (dialog.clone(), props.on_close.clone());
        Callback::from(move |event: MouseEvent| {
            if element::is_beside(&dialog, &event) {
                on_close.emit(());
            }
        })
    };
    let Props { id, title, children, bare, is_read, .. } = props;
    html! {
        <dialog id={*id} ref={dialog} class="overlay" aria-label={title} {oncancel} {onclose} {onclick}>
            <header hidden={*bare}>
                <h2>{ title }</h2>
                { icon_button(Icon::Cross, words::shell::CLOSE, close) }
            </header>
            <div class="content" tabindex={is_read.then_some("0")}>{ children.clone() }</div>
        </dialog>
    }
}
