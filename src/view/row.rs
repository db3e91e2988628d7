//! One row of the list. What a server sent is a text node, never markup.

use yew::prelude::*;

use super::words;
use crate::{
    model::{
        decimal::decimal,
        log::{Row, RowItem},
        message::{Direction, Kind},
    },
    web::clock,
};

/// Draws a message, or something that happened to the connection. A function and no component: during a flood every
/// drawing has other rows, and a component for each would be made and dropped with it.
pub(super) fn keyed_row(row: &Row) -> Html {
    let Row { number, at, item, .. } = row;
    // By the engine's clock, in milliseconds since 1970, as fine as the browser gives it.
    let instant = decimal(at.0, 1);
    let time = html! { <time>{ clock::time_of_day(*at) }</time> };
    match item {
        RowItem::Note(what) => html! {
            <li key={*number} class="event" data-at={instant}>{ time }<span class="note">{ words::note(what) }</span></li>
        },
        RowItem::Message { index, direction, kind, length, kept, preview, .. } => {
            let (class, label) = match direction {
                Direction::Sent => ("sent", "Sent:"),
                Direction::Received => ("received", "Received:"),
            };
            let kind = match kind {
                Kind::Text => "text",
                Kind::Binary => "binary",
            };
            html! {
                <li key={*number} {class} data-index={index.to_string()} data-at={instant}>
                    { time }
                    <span class="direction">{ label }</span>
                    <span class={classes!("payload", kind)} dir="auto">{ preview.text.clone() }</span>
                    <span class="size">{ size(*length, *kept, preview.cut) }</span>
                </li>
            }
        }
    }
}

fn size(length: u64, kept: u64, is_cut: bool) -> String {
    let whole = words::bytes(length);
    match (kept < length, is_cut) {
        (true, _) => format!("… {} of {whole} kept", words::bytes(kept)),
        (false, true) => format!("… {whole}"),
        (false, false) => whole,
    }
}
