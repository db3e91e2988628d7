//! The way from a thing to the lesson that explains it.

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::view::{
    msg::{Msg, On},
    state::{lessons::Lesson, overlay::Overlay},
    words::lessons as say,
};

/// Draws a small button that opens the lesson, with its title.
pub(crate) fn learn_more(lesson: Lesson, on: &On) -> Html {
    html! {
        <button type="button" class="learn more" onclick={open(lesson, on)}>
            { icon(Icon::Book) }<span>{ say::learn(lesson) }</span>
        </button>
    }
}

fn open(lesson: Lesson, on: &On) -> Callback<MouseEvent> {
    on.reform(move |_: MouseEvent| Msg::OverlayOpened(Overlay::Lessons(lesson)))
}
