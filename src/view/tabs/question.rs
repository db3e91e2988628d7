//! The question before a session that keeps messages is closed.

use yew::prelude::*;

use crate::{
    view::{
        msg::{Msg, On, TabsMsg},
        words,
    },
    web::element,
};

/// What is asked.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// The session's name.
    pub(crate) name: String,
    /// How many messages it keeps.
    pub(crate) kept: u64,
    pub(crate) on: On,
}

/// Draws the question above everything else. Escape says no.
#[component]
pub(crate) fn CloseQuestion(props: &Props) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| element::show_modal(&dialog));
    }
    let say = |msg: TabsMsg| {
        let on = props.on.clone();
        move || on.emit(Msg::Tabs(msg.clone()))
    };
    let (yes, no, escaped) = (say(TabsMsg::CloseConfirmed), say(TabsMsg::CloseDropped), say(TabsMsg::CloseDropped));
    html! {
        <dialog id="close-question" ref={dialog} aria-labelledby="close-question-text"
            oncancel={Callback::from(move |event: Event| { event.prevent_default(); escaped(); })}>
            <p id="close-question-text">{ words::tabs::close_question(&props.name, props.kept) }</p>
            <div class="actions">
                <button type="button" id="keep-session" onclick={Callback::from(move |_: MouseEvent| no())}>
                    { words::tabs::KEEP_SESSION }
                </button>
                <button type="button" id="close-session" class="danger" onclick={Callback::from(move |_: MouseEvent| yes())}>
                    { words::tabs::CLOSE_SESSION }
                </button>
            </div>
        </dialog>
    }
}
