//! Text of others in which nothing hides: characters that are invisible, or change how others are shown, are there as
//! they came, but a stand-in is seen in their place.

use yew::prelude::*;

use crate::model::inspect::stretches;

/// Draws a text.
pub(crate) fn visible(text: &str) -> Html {
    // Nearly every text of a flood is such a one.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t')) {
        return Html::from(text.to_owned());
    }
    let draw = |(place, (stretch, stand_in)): (usize, (&str, Option<String>))| match stand_in {
        None => html! { <span key={place}>{ stretch.to_owned() }</span> },
        Some(stand_in) => {
            html! { <span key={place} class="stand-in" data-stand-in={stand_in}>{ stretch.to_owned() }</span> }
        }
    };
    stretches(text).enumerate().map(draw).collect()
}
