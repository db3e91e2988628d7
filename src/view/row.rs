//! One row of the list. What a server sent is a text node, never markup.

use yew::{prelude::*, virtual_dom::Key};

use super::{parts::visible::visible, words};
use crate::{
    model::{
        decimal::decimal,
        find::kind_counts::KindId,
        log::{Preview, Row, RowItem},
        message::{Direction, Kind},
        time::Timestamp,
    },
    web::clock,
};

/// The id of the row that was selected last: a screen reader tells it when it is walked to.
pub(super) const ACTIVE: &str = "active-row";

/// By what a row is known from one drawing to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyedBy {
    /// Its number: an element stays with its row, and so do the selection of text and the pointer over it.
    Number,
    /// Its place among those that are drawn: in a flood, when no row is there twice, each element takes another row.
    /// To make and lay out new elements costs a browser several times as much as new text in old ones.
    Place,
}

/// How a row is drawn, besides what is in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'a> {
    pub(super) keyed_by: KeyedBy,
    pub(super) is_selected: bool,
    /// It was selected last: its place among all rows of the list, from 1, and how many those are.
    pub(super) among: Option<(u64, u64)>,
    /// The time is told from here on; `None` tells the time of day.
    pub(super) from: Option<Timestamp>,
    /// The kinds that messages are grouped by.
    pub(super) kinds: &'a [(KindId, String)],
}

/// Draws a message, or something that happened to the connection. A function and no component: during a flood every
/// drawing has other rows, and a component for each would be made and dropped with it.
pub(super) fn keyed_row(row: &Row, place: usize, look: Look<'_>) -> Html {
    let Row { number, at, item, .. } = row;
    let is_selected = if look.is_selected { "true" } else { "false" };
    let id = look.among.map(|_| ACTIVE);
    let (place_of, of) = look.among.map(|(place, of)| (place.to_string(), of.to_string())).unzip();
    let context = row.is_context.then_some("context");
    let key = match look.keyed_by {
        KeyedBy::Number => Key::from(number.0),
        KeyedBy::Place => Key::from(format!("place {place}")),
    };
    // By the engine's clock, in milliseconds since 1970, as fine as the browser gives it.
    let instant = decimal(at.0, 1);
    let shown = look.from.map_or_else(|| clock::time_of_day(*at), |from| words::time::offset(at.since(from)));
    let time = html! { <time>{ shown }</time> };
    match item {
        RowItem::Note(what) => html! {
            <li {key} {id} class="event" role="option" aria-selected={is_selected} aria-posinset={place_of} aria-setsize={of} data-at={instant}>{ time }<span class="note">{ words::note(what) }</span></li>
        },
        RowItem::Message { index, direction, kind, length, kept, named, preview } => {
            let (class, label) = match direction {
                Direction::Sent => ("sent", words::list::SENT),
                Direction::Received => ("received", words::list::RECEIVED),
            };
            let payload = match kind {
                Kind::Text => "text",
                Kind::Binary => "binary",
            };
            // Brackets and quotes stand in an order of their own, whatever the words between them are written in.
            let is_code = preview.text.starts_with(['{', '[']);
            let named = look.kinds.iter().find(|(id, _)| Some(*id) == *named).map(|(_, name)| name.clone());
            let name = named.as_deref().unwrap_or(words::list::payload(*kind).now());
            html! {
                <li {key} {id} class={classes!(class, context)} role="option" aria-selected={is_selected} aria-posinset={place_of} aria-setsize={of}
                    data-index={index.to_string()} data-at={instant}>
                    <span class="direction">{ label }</span>
                    { time }
                    <span class="kind" title={named.clone()}>{ visible(name) }</span>
                    <span class={classes!("payload", payload)} dir={if is_code { "ltr" } else { "auto" }}>{ marked(preview) }</span>
                    <span class="size">{ size(*length, *kept) }</span>
                </li>
            }
        }
    }
}

/// The preview, with what filter and search look for marked.
fn marked(preview: &Preview) -> Html {
    if preview.marks.is_empty() {
        return visible(&preview.text);
    }
    let mut parts = Vec::with_capacity(preview.marks.len() * 2 + 2);
    let text = |from: usize, to: usize| visible(preview.text.get(from..to).unwrap_or_default());
    let mut at = 0;
    parts.push(html! { <span key="before">{ if preview.skipped > 0 { "…" } else { "" } }</span> });
    for (place, mark) in preview.marks.iter().enumerate() {
        let (start, end) = (mark.start as usize, mark.end as usize);
        let class = mark.is_of_search.then_some("search");
        parts.push(html! { <span key={place * 2}>{ text(at, start) }</span> });
        parts.push(html! { <mark key={place * 2 + 1} {class}>{ text(start, end) }</mark> });
        at = end;
    }
    parts.push(html! { <span key="rest">{ text(at, preview.text.len()) }</span> });
    parts.into_iter().collect()
}

fn size(length: u64, kept: u64) -> String {
    if kept < length { words::list::kept_part(kept, length) } else { words::bytes(length) }
}
