//! The ledger: what happened to the messages, so that none is lost without a number.

use yew::prelude::*;

use super::{
    msg::{Msg, On},
    words::{bytes, count},
};
use crate::model::{link::Command, log::Ledger};

/// Draws `#ledger`: numbers to read, and the same as attributes for scripts. `shown` are the kept messages that pass the
/// filter.
pub(super) fn ledger_line(ledger: Ledger, shown: u64, on: &On) -> Html {
    let on_clear = on.reform(|_: MouseEvent| Msg::Wanted(Command::Clear));
    html! {
        <div id="ledger"
            data-received={ledger.received.to_string()}
            data-sent={ledger.sent.to_string()}
            data-kept={ledger.kept.to_string()}
            data-evicted={ledger.evicted.to_string()}
            data-shown={shown.to_string()}
            data-truncated={ledger.truncated.to_string()}
            data-bytes={ledger.bytes.to_string()}>
            <dl>
                { number("received", "Received", "Messages that the browser delivered", count(ledger.received)) }
                { number("sent", "Sent", "Messages that were handed to the browser", count(ledger.sent)) }
                { number("kept", "Kept", "Messages in the list", count(ledger.kept)) }
                { number("bytes", "Size", "Bytes of the kept messages", bytes(ledger.bytes)) }
                { number("evicted", "Evicted", "Messages that left the list, by the limit of memory or by Clear", count(ledger.evicted)) }
                { number("truncated", "Cut", "Kept messages of which only the beginning is kept", count(ledger.truncated)) }
            </dl>
            <button type="button" id="clear" onclick={on_clear}>{ "Clear" }</button>
        </div>
    }
}

fn number(key: &'static str, name: &'static str, meaning: &'static str, value: String) -> Html {
    html! { <div {key} title={meaning}><dt>{ name }</dt><dd>{ value }</dd></div> }
}
