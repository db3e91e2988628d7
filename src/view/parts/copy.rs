//! A button that copies a text, and says whether it did.

use yew::prelude::*;

use crate::{
    view::words::{language::Text, share},
    web::{clipboard, timer::Timer},
};

/// What is copied.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// The text.
    pub(crate) text: AttrValue,
    /// What the button reads.
    #[prop_or_else(|| share::COPY.into())]
    pub(crate) label: AttrValue,
}

/// Draws the button, and its answer beside it for two seconds.
#[component]
pub(crate) fn CopyButton(props: &Props) -> Html {
    let answer = use_state_eq(|| None::<bool>);
    let timer = use_mut_ref(|| None::<Timer>);
    let onclick = {
        let (text, answer) = (props.text.clone(), answer.setter());
        Callback::from(move |_: MouseEvent| {
            let (text, answer, timer) = (text.to_string(), answer.clone(), timer.clone());
            yew::platform::spawn_local(async move {
                answer.set(Some(clipboard::copy(text).await));
                *timer.borrow_mut() = Some(Timer::after(2_500.0, move || answer.set(None)));
            });
        })
    };
    html! {
        <span class="copy">
            <button type="button" {onclick}>{ props.label.clone() }</button>
            <span role="status">{ answer.map_or(Text::EMPTY, share::copied) }</span>
        </span>
    }
}
