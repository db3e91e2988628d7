//! The negotiation card: what both sides agreed on, each property with what it means and where it is defined.

use yew::prelude::*;

use crate::{
    model::{
        endpoint::Subprotocol,
        inspect::quoted,
        link::SessionSnapshot,
        mask,
        phase::{Negotiated, Phase},
        settings::BinaryType,
    },
    view::{
        msg::On,
        parts::{elapsed::Elapsed, learn::learn_more},
        state::{lessons::Lesson, times},
        words::{self, inspector as say, time},
    },
};

/// What the card shows.
pub(super) struct Props<'a> {
    pub(super) shown: &'a SessionSnapshot,
    pub(super) on: &'a On,
}

/// Draws the card.
pub(super) fn card(props: &Props<'_>) -> Html {
    let SessionSnapshot { target, properties, negotiated, timeline, .. } = props.shown;
    let typed = target.as_ref().map_or("", |target| target.endpoint.as_str());
    let url = mask::mask(properties.as_ref().map_or(typed, |properties| &properties.url));
    let offered = target.as_ref().map_or(String::new(), |target| {
        mask::mask_protocols(target.offered.iter().map(Subprotocol::as_str)).join(", ")
    });
    let of = |value: fn(&Negotiated) -> String, none: &str| {
        negotiated.as_ref().map_or(say::UNKNOWN.to_owned(), |negotiated| or(&value(negotiated), none))
    };
    html! {
        <>
        <dl class="card">
            { row(say::URL, html! { <span class="mono url" title={url.clone()}>{ or(&url, say::UNKNOWN) }</span> }) }
            { row(say::OFFERED, html! { <span class="mono">{ or(&offered, &say::NONE) }</span> }) }
            { row(say::SELECTED, html! { <span class="mono">{ of(|negotiated| mask::mask_protocols([&negotiated.protocol[..]]).concat(), &say::NO_SUBPROTOCOL) }</span> }) }
            { row(say::EXTENSIONS, html! { <span class="mono">{ of(|negotiated| quoted(&negotiated.extensions), &say::NONE) }</span> }) }
            { row(say::BINARY_TYPE, binary_type(props)) }
            { row(say::TIME_TO_OPEN, html! { times::to_open(timeline).map_or(say::UNKNOWN.to_owned(), time::exact) }) }
            { row(say::OPEN_FOR, open_for(props)) }
            { ended(&props.shown.phase) }
        </dl>
        <details class="explained"><summary>{ say::MEANINGS }</summary>{ learn_more(Lesson::Handshake, props.on) }</details>
        </>
    }
}

fn row((name, standard, meaning): say::Property, value: Html) -> Html {
    html! {
        <div key={name.now()}>
            <dt>{ name }</dt>
            <dd>{ value }</dd>
            <dd class="hint"><span class="standard">{ standard }</span>{ " " }{ meaning }</dd>
        </div>
    }
}

fn or(value: &str, other: &str) -> String {
    if value.is_empty() { other.to_owned() } else { value.to_owned() }
}

fn open_for(props: &Props<'_>) -> Html {
    match (&props.shown.phase, times::was_open(&props.shown.timeline)) {
        (Phase::Open { since, .. }, _) => html! { <Elapsed key="lasts" from={*since} /> },
        (_, Some(lasted)) => html! { <span key="lasted">{ time::exact(lasted) }</span> },
        (_, None) => html! { <span key="never">{ say::UNKNOWN }</span> },
    }
}

/// How it ended, in full: the bar has one line.
fn ended(phase: &Phase) -> Html {
    match phase {
        Phase::Closed(how) => row(say::ENDED, html! { <span>{ words::ending(how) }</span> }),
        _ => html! { <div key="ended" hidden=true /> },
    }
}

/// How the connection delivers bytes.
fn binary_type(props: &Props<'_>) -> Html {
    let present = match props.shown.properties.as_ref().map(|properties| properties.binary_type) {
        Some(BinaryType::ArrayBuffer) => say::BINARY_TYPES[0],
        Some(BinaryType::Blob) => say::BINARY_TYPES[1],
        None => say::UNKNOWN,
    };
    html! { <span id="binary-type-now" class="mono">{ present }</span> }
}
