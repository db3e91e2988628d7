//! The lessons: a list of their titles, and the one that is read.

use yew::prelude::*;

use crate::view::{
    msg::{Msg, On},
    state::{lessons::Lesson, overlay::Overlay},
    words::{demos, lessons as say},
};

/// Draws the lesson, and the titles of all.
pub(super) fn lessons(shown: Lesson, has_lab: bool, on: &On) -> Html {
    let open = |lesson| on.reform(move |_: MouseEvent| Msg::OverlayOpened(Overlay::Lessons(lesson)));
    let show = on.reform(move |_: MouseEvent| Msg::DemoChosen(shown.demo()));
    html! {
        <div class="lessons">
            <nav aria-label={say::TITLE}>
                <ul>
                    { for Lesson::ALL.into_iter().enumerate().map(|(place, lesson)| html! {
                        <li key={place}>
                            <button type="button" class="entry" aria-current={(lesson == shown).then_some("true")} onclick={open(lesson)}>
                                { say::title(lesson) }
                            </button>
                        </li>
                    }) }
                </ul>
            </nav>
            <article id="lesson" aria-live="polite">
                <h3>{ say::title(shown) }</h3>
                <p>{ say::body(shown) }</p>
                <p class="hint"><strong>{ say::CHANGED }{ ": " }</strong>{ say::changed(shown) }</p>
                <div class="actions">
                    <button type="button" id="show-lesson" class="primary" disabled={!has_lab} onclick={show}>{ say::SHOW }</button>
                    <span class="hint">{ if has_lab { demos::does(shown.demo()) } else { say::NO_LAB } }</span>
                </div>
            </article>
        </div>
    }
}
