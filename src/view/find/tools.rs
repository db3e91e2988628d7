//! What is done with the log as a whole: find in it, go to a place, save it, clear it.

use yew::prelude::*;

use crate::{
    model::{link::Command, log::Extent},
    view::{
        msg::{Msg, On},
        parts::{
            field::{Entry, entry},
            icon::{Icon, icon, tool},
            live_region::LiveRegion,
            menu::Menu,
        },
        state::tabs::Tab,
        words::{find, language::Text, ledger as say, list, take},
    },
    web::element::HtmlInputElement,
};

/// Draws the buttons behind the fields.
pub(super) fn tools(tab: &Tab, is_saving: bool, on: &On) -> Html {
    let on_clear = on.reform(|_: MouseEvent| Msg::Wanted(Command::Clear));
    let on_undo = on.reform(|_: MouseEvent| Msg::Wanted(Command::UndoClear));
    let cleared = tab.shown.cleared;
    let saved = tab.saved.clone().unwrap_or_default();
    let searches = tab.searches;
    let search = on.reform(move |_: MouseEvent| if searches { Msg::SearchEnded } else { Msg::FindOpened("search") });
    html! {
        <div class="tools">
            <span id="saved" class="hint">{ &saved }</span>
            <LiveRegion text={saved} />
            { tool("open-search", Icon::Search, find::SEARCH_HINT, search) }
            { places(tab, on) }
            { save(tab, is_saving, on) }
            { tool("clear", Icon::Bin, say::CLEAR, on_clear) }
            <button type="button" id="undo" data-next="clear" hidden={cleared == 0} title={say::bring_back(cleared)} onclick={on_undo}>
                { say::UNDO }
            </button>
        </div>
    }
}

/// The menu that leads to a message or a time.
fn places(tab: &Tab, on: &On) -> Html {
    let go_to = on.reform(|input: HtmlInputElement| Msg::PlaceEntered(input.value()));
    html! {
        <Menu id="view" title={list::GO_TO} label={icon(Icon::Clock)}>
            <div oninput={on.reform(|_: InputEvent| Msg::PlaceTyped)}>{ entry(Entry { id: "go-to", label: list::GO_TO, placeholder: list::GO_TO_HINT.into(), of: tab.id, sets: false }, go_to) }</div>
            <p id="went" class="hint" role="status" hidden={tab.went.is_empty()}>{ tab.went.clone() }</p>
            <p class="hint">{ list::CLOCK }</p>
        </Menu>
    }
}

/// The menu that saves messages.
fn save(tab: &Tab, is_saving: bool, on: &On) -> Html {
    let selected = tab.selection.rows().map(|rows| Extent::Rows(*rows.start()..*rows.end() + 1));
    let extents = [(take::KEPT, Some(Extent::Kept)), (take::SHOWN, Some(Extent::Shown)), (take::SELECTED, selected)];
    let stop = on.reform(|_: MouseEvent| Msg::SaveStopped);
    html! {
        <Menu id="save" title={take::SAVE} label={icon(Icon::Save)}>
            <p class="hint">{ take::SAVE }</p>
            <ul class="choices">
                { for extents.into_iter().map(|(name, extent)| html! { <li key={name.now()}>{ saver(name, extent, on) }</li> }) }
            </ul>
            <button type="button" onclick={stop} disabled={!is_saving}>{ take::STOP }</button>
        </Menu>
    }
}

fn saver(name: Text, extent: Option<Extent>, on: &On) -> Html {
    let disabled = extent.is_none();
    let onclick = on.reform(move |_: MouseEvent| Msg::SaveClicked(extent.clone().unwrap_or(Extent::Kept)));
    html! { <button type="button" class="entry" {disabled} {onclick}>{ name }</button> }
}
