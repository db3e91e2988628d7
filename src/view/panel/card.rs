//! The negotiation card: what both sides agreed on, each property with what it means and where it is defined.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    model::{
        endpoint::Subprotocol,
        mask,
        session::{Negotiated, Phase, Target},
        settings::BinaryType,
        timeline::Timeline,
    },
    view::{
        msg::On,
        parts::{elapsed::Elapsed, field::choice},
        state::{behaviour::Behaviour, times},
        words::{panel as say, time},
    },
};

/// What the card shows.
pub(super) struct Props<'a> {
    pub(super) phase: &'a Phase,
    pub(super) target: Option<&'a Target>,
    pub(super) timeline: &'a Timeline,
    pub(super) behaviour: &'a Rc<Behaviour>,
    pub(super) on: &'a On,
}

/// Draws the card.
pub(super) fn card(props: &Props<'_>) -> Html {
    let target = props.target;
    let url = target.map_or(String::new(), |target| mask::mask(target.endpoint.as_str()));
    let offered = target
        .map_or(String::new(), |target| target.offered.iter().map(Subprotocol::as_str).collect::<Vec<_>>().join(", "));
    let negotiated = match props.phase {
        Phase::Open { negotiated, .. } => Some(negotiated),
        _ => None,
    };
    let of = |value: fn(&Negotiated) -> &String| negotiated.map_or(say::UNKNOWN.to_owned(), |n| or_none(value(n)));
    html! {
        <dl class="card">
            { row(say::URL, html! { <span class="mono">{ or_none(&url) }</span> }) }
            { row(say::OFFERED, html! { <span class="mono">{ or_none(&offered) }</span> }) }
            { row(say::SELECTED, html! { <span class="mono">{ of(|negotiated| &negotiated.protocol) }</span> }) }
            { row(say::EXTENSIONS, html! { <span class="mono">{ of(|negotiated| &negotiated.extensions) }</span> }) }
            { row(say::BINARY_TYPE, binary_type(props)) }
            { row(say::TIME_TO_OPEN, html! { times::to_open(props.timeline).map_or(say::UNKNOWN.to_owned(), time::exact) }) }
            { row(say::OPEN_FOR, open_for(props)) }
        </dl>
    }
}

fn row((name, standard, meaning): say::Property, value: Html) -> Html {
    html! {
        <div key={name}>
            <dt>{ name }</dt>
            <dd>{ value }</dd>
            <dd class="hint"><span class="standard">{ standard }</span>{ " " }{ meaning }</dd>
        </div>
    }
}

fn or_none(value: &str) -> String {
    if value.is_empty() { say::NONE.to_owned() } else { value.to_owned() }
}

fn open_for(props: &Props<'_>) -> Html {
    match (props.phase, times::was_open(props.timeline)) {
        (Phase::Open { since, .. }, _) => html! { <Elapsed key="lasts" from={*since} /> },
        (_, Some(lasted)) => html! { <span key="lasted">{ time::exact(lasted) }</span> },
        (_, None) => html! { <span key="never">{ say::UNKNOWN }</span> },
    }
}

fn binary_type(props: &Props<'_>) -> Html {
    let (behaviour, on) = (props.behaviour.clone(), props.on.clone());
    let at = usize::from(behaviour.binary_type == BinaryType::Blob);
    let chosen = super::behaviour::change(&behaviour, &on, |behaviour, at: usize| {
        behaviour.binary_type = if at == 0 { BinaryType::ArrayBuffer } else { BinaryType::Blob };
    });
    choice("binary-type", say::BINARY_TYPE_LABEL, &["arraybuffer", "blob"], at, chosen)
}
