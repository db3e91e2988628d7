//! The ledger: what happened to the messages, so that none is lost without a number. It is the page's last line.

use yew::prelude::*;

use super::{
    state::tabs::Tab,
    words::{bytes, count, find, ledger as say, memory_use},
};
use crate::model::link::Memory;

/// Draws `#ledger`: numbers to read, and the same as attributes for scripts.
pub(super) fn ledger_line(tab: &Tab) -> Html {
    let (ledger, list) = (&tab.shown.ledger, &tab.shown.list);
    html! {
        <div id="ledger"
            data-received={ledger.received.to_string()}
            data-sent={ledger.sent.to_string()}
            data-kept={ledger.kept.to_string()}
            data-evicted={ledger.evicted.to_string()}
            data-shown={list.messages.to_string()}
            data-truncated={ledger.truncated.to_string()}
            data-bytes={ledger.bytes.to_string()}>
            <dl>
                { number("received", say::RECEIVED, count(ledger.received), true) }
                { number("sent", say::SENT, count(ledger.sent), true) }
                { number("kept", say::KEPT, count(ledger.kept), true) }
                { number("shown", say::SHOWN, count(list.messages), list.is_filtered) }
                { number("bytes", say::BYTES, bytes(ledger.bytes), true) }
                { number("evicted", say::EVICTED, count(ledger.evicted), ledger.evicted > 0) }
                { number("truncated", say::TRUNCATED, count(ledger.truncated), ledger.truncated > 0) }
            </dl>
            { meter(&tab.shown.memory) }
        </div>
    }
}

fn number(key: &'static str, (name, meaning): say::Number, value: String, is_told: bool) -> Html {
    html! { <div {key} title={meaning} hidden={!is_told}><dt>{ name }</dt><dd>{ value }</dd></div> }
}

/// How much of its memory the session uses, from seven tenths on.
fn meter(memory: &Memory) -> Html {
    let said = memory_use(memory.used, memory.budget);
    html! {
        <meter id="memory" min="0" max={memory.budget.max(1).to_string()} value={memory.used.to_string()}
            hidden={memory.used <= memory.budget / 10 * 7} aria-label={find::MEMORY} title={format!("{}: {said}", find::MEMORY)}>{ said.clone() }</meter>
    }
}
