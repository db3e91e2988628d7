//! How much memory the messages use, and how much they may.

use yew::prelude::*;

use crate::{
    model::{
        id::SessionId,
        link::{Command, Inquiry, Memory, PageCommand},
    },
    view::{
        msg::{Msg, On},
        parts::field::{Entry, entry},
        words::list as say,
    },
    web::element::HtmlInputElement,
};

/// Bytes that the program has beyond what its messages use, from which on they are told: it has some 30 MiB for itself.
const MUCH: u64 = 64 << 20;

/// Draws the section.
pub(super) fn memory(of: SessionId, memory: &Memory, nothing_is_open: bool, on: &On) -> Html {
    let stays = memory.of_program.saturating_sub(memory.used_by_all) > MUCH;
    let field = |id, label, bytes: u64| Entry { id, label, placeholder: (bytes >> 20).to_string(), of, sets: true };
    let oninput = Callback::from(|event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            input.set_custom_validity("");
        }
    });
    html! {
        <div class="stack" {oninput}>
            <p class="number">{ say::of_session(memory.used, memory.budget) }</p>
            { entry(field("budget", say::BUDGET, memory.budget), set(on, |bytes| Msg::Wanted(Command::Inquire(Inquiry::Budget(bytes))))) }
            <p class="number">{ say::of_all(memory.used_by_all, memory.budget_of_all) }</p>
            { entry(field("budget-of-all", say::BUDGET_OF_ALL, memory.budget_of_all), set(on, |bytes| Msg::PageWanted(PageCommand::Budget(bytes)))) }
            <p class="hint" id="memory-stays" hidden={!stays}>{ say::stays(memory.of_program) }</p>
            <button type="button" id="start-anew" hidden={!stays || !nothing_is_open} onclick={on.reform(|_: MouseEvent| Msg::ReloadClicked)}>
                { say::START_ANEW }
            </button>
            <p class="hint">{ say::MEMORY_HINT }</p>
        </div>
    }
}

/// A callback that sets a budget. What is none is told by the browser, at the field.
fn set(on: &On, msg: fn(u64) -> Msg) -> Callback<HtmlInputElement> {
    let on = on.clone();
    Callback::from(move |input: HtmlInputElement| {
        let wanted = input.value().trim().parse::<u64>().ok().filter(|mebibytes| (4..=2_048).contains(mebibytes));
        let is_wrong = wanted.is_none() && !input.value().is_empty();
        input.set_custom_validity(if is_wrong { &say::NO_BUDGET } else { "" });
        input.report_validity();
        if let Some(mebibytes) = wanted {
            on.emit(msg(mebibytes << 20));
        }
    })
}
