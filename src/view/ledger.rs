//! The ledger: what happened to the messages, so that none is lost without a number.

use yew::prelude::*;

use super::{
    msg::{Msg, On},
    parts::{
        field::{choice, entry},
        icon::{Icon, icon},
        menu::Menu,
    },
    state::{clock_column::ClockColumn, tabs::Tab},
    words::{bytes, count, find, list, take},
};
use crate::{
    model::link::{Command, Extent, Memory},
    web::element::HtmlInputElement,
};

/// Draws `#ledger`: numbers to read, and the same as attributes for scripts.
pub(super) fn ledger_line(tab: &Tab, column: ClockColumn, on: &On) -> Html {
    let (ledger, list) = (&tab.shown.ledger, &tab.shown.list);
    let on_clear = on.reform(|_: MouseEvent| Msg::Wanted(Command::Clear));
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
                { number("received", "Received", "Messages that the browser delivered", count(ledger.received)) }
                { number("sent", "Sent", "Messages that were handed to the browser", count(ledger.sent)) }
                { number("kept", "Kept", "Messages in the list", count(ledger.kept)) }
                { number("bytes", "Size", "Bytes of the kept messages", bytes(ledger.bytes)) }
                { number("evicted", "Evicted", "Messages that left the list, by the limit of memory or by Clear", count(ledger.evicted)) }
                { number("truncated", "Cut", "Kept messages of which only the beginning is kept", count(ledger.truncated)) }
            </dl>
            { meter(&tab.shown.memory) }
            { view(column, on) }
            { save(tab, on) }
            <button type="button" id="clear" onclick={on_clear}>{ "Clear" }</button>
        </div>
    }
}

fn number(key: &'static str, name: &'static str, meaning: &'static str, value: String) -> Html {
    html! { <div {key} title={meaning}><dt>{ name }</dt><dd>{ value }</dd></div> }
}

/// How much of its memory the session uses.
fn meter(memory: &Memory) -> Html {
    let said = find::memory(memory.used, memory.budget);
    html! {
        <meter id="memory" min="0" max={memory.budget.max(1).to_string()} value={memory.used.to_string()}
            aria-label={find::MEMORY} title={format!("{}: {said}", find::MEMORY)}>{ said.clone() }</meter>
    }
}

/// The menu for what the list shows and where it stands.
fn view(column: ClockColumn, on: &On) -> Html {
    let at = ClockColumn::ALL.iter().position(|other| *other == column).unwrap_or_default();
    let chosen = on.reform(|place: usize| Msg::ColumnChosen(ClockColumn::ALL.get(place).copied().unwrap_or_default()));
    let go_to = on.reform(|input: HtmlInputElement| Msg::PlaceEntered(input.value()));
    html! {
        <Menu id="view" title={list::VIEW} label={icon(Icon::Clock)} up=true>
            { choice("clock-column", list::COLUMN, &list::COLUMNS, at, chosen) }
            { entry("go-to", list::GO_TO, list::GO_TO_HINT, go_to) }
            <p class="hint">{ list::CLOCK }</p>
        </Menu>
    }
}

/// The menu that saves messages, and how that goes.
fn save(tab: &Tab, on: &On) -> Html {
    let selected =
        tab.selection.rows().map(|rows| Extent::Rows(std::iter::once(*rows.start()..rows.end() + 1).collect()));
    let extents = [(take::KEPT, Some(Extent::Kept)), (take::SHOWN, Some(Extent::Shown)), (take::SELECTED, selected)];
    let stop = on.reform(|_: MouseEvent| Msg::SaveStopped);
    html! {
        <div class="save">
            <span id="saved" class="hint" role="status">{ tab.saved.clone().unwrap_or_default() }</span>
            <Menu id="save" title={take::SAVE} label={icon(Icon::Save)} up=true>
                <p class="hint">{ take::SAVE }</p>
                <ul class="choices">
                    { for extents.into_iter().map(|(name, extent)| html! { <li key={name}>{ saver(name, extent, on) }</li> }) }
                </ul>
                <button type="button" onclick={stop} disabled={tab.saved.is_none()}>{ take::STOP }</button>
            </Menu>
        </div>
    }
}

fn saver(name: &'static str, extent: Option<Extent>, on: &On) -> Html {
    let disabled = extent.is_none();
    let onclick = on.reform(move |_: MouseEvent| Msg::SaveClicked(extent.clone().unwrap_or(Extent::Kept)));
    html! { <button type="button" class="entry" {disabled} {onclick}>{ name }</button> }
}
