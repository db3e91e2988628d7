//! The ledger: what happened to the messages, so that none is lost without a number.

use yew::prelude::*;

use super::{
    msg::{Msg, On},
    parts::{
        field::{Entry, choice, entry},
        icon::{Icon, icon},
        menu::Menu,
        told::Told,
    },
    state::{clock_column::ClockColumn, tabs::Tab},
    words::{bytes, count, find, language::Text, ledger as say, list, memory_use, take},
};
use crate::{
    model::{
        link::{Command, Memory},
        log::Extent,
    },
    web::element::HtmlInputElement,
};

/// Draws `#ledger`: numbers to read, and the same as attributes for scripts.
pub(super) fn ledger_line(tab: &Tab, column: ClockColumn, is_saving: bool, on: &On) -> Html {
    let (ledger, list) = (&tab.shown.ledger, &tab.shown.list);
    let on_clear = on.reform(|_: MouseEvent| Msg::Wanted(Command::Clear));
    let on_undo = on.reform(|_: MouseEvent| Msg::Wanted(Command::UndoClear));
    let cleared = tab.shown.cleared;
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
            { view(tab, column, on) }
            { save(tab, is_saving, on) }
            <button type="button" id="clear" onclick={on_clear}>{ say::CLEAR }</button>
            <button type="button" id="undo" data-next="clear" hidden={cleared == 0} title={say::bring_back(cleared)} onclick={on_undo}>
                { say::UNDO }
            </button>
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

/// The menu for what the list shows and where it stands.
fn view(tab: &Tab, column: ClockColumn, on: &On) -> Html {
    let at = ClockColumn::ALL.iter().position(|other| *other == column).unwrap_or_default();
    let chosen = on.reform(|place: usize| Msg::ColumnChosen(ClockColumn::ALL.get(place).copied().unwrap_or_default()));
    let go_to = on.reform(|input: HtmlInputElement| Msg::PlaceEntered(input.value()));
    html! {
        <Menu id="view" title={list::VIEW} label={icon(Icon::Clock)} up=true>
            { choice("clock-column", list::COLUMN, &list::COLUMNS, at, chosen) }
            <div oninput={on.reform(|_: InputEvent| Msg::PlaceTyped)}>{ entry(Entry { id: "go-to", label: list::GO_TO, placeholder: list::GO_TO_HINT.into(), of: tab.id, sets: false }, go_to) }</div>
            <p id="went" class="hint" role="status" hidden={tab.went.is_empty()}>{ tab.went.clone() }</p>
            <p class="hint">{ list::CLOCK }</p>
        </Menu>
    }
}

/// The menu that saves messages, and how that goes.
fn save(tab: &Tab, is_saving: bool, on: &On) -> Html {
    let selected =
        tab.selection.rows().map(|rows| Extent::Rows(std::iter::once(*rows.start()..rows.end() + 1).collect()));
    let extents = [(take::KEPT, Some(Extent::Kept)), (take::SHOWN, Some(Extent::Shown)), (take::SELECTED, selected)];
    let stop = on.reform(|_: MouseEvent| Msg::SaveStopped);
    let saved = tab.saved.clone().unwrap_or_default();
    html! {
        <div class="save">
            <span id="saved" class="hint">{ &saved }</span>
            <Told text={saved} />
            <Menu id="save" title={take::SAVE} label={icon(Icon::Save)} up=true>
                <p class="hint">{ take::SAVE }</p>
                <ul class="choices">
                    { for extents.into_iter().map(|(name, extent)| html! { <li key={name.now()}>{ saver(name, extent, on) }</li> }) }
                </ul>
                <button type="button" onclick={stop} disabled={!is_saving}>{ take::STOP }</button>
            </Menu>
        </div>
    }
}

fn saver(name: Text, extent: Option<Extent>, on: &On) -> Html {
    let disabled = extent.is_none();
    let onclick = on.reform(move |_: MouseEvent| Msg::SaveClicked(extent.clone().unwrap_or(Extent::Kept)));
    html! { <button type="button" class="entry" {disabled} {onclick}>{ name }</button> }
}
