//! How much memory the messages use, and how much they may.

use yew::prelude::*;

use crate::{
    model::link::{Command, Inquiry, Memory},
    view::{
        msg::{Msg, On},
        parts::field::entry,
        words::{find, list as say},
    },
    web::element::HtmlInputElement,
};

/// Draws the section.
pub(super) fn memory(memory: &Memory, on: &On) -> Html {
    html! {
        <div class="stack">
            <p class="number">{ find::memory(memory.used, memory.budget) }{ " in this session" }</p>
            { entry("budget", say::BUDGET, "256", set(on, Inquiry::Budget)) }
            <p class="number">{ find::memory(memory.used_by_all, memory.budget_of_all) }{ " in all" }</p>
            { entry("budget-of-all", say::BUDGET_OF_ALL, "1024", set(on, Inquiry::BudgetOfAll)) }
            <p class="hint">{ say::MEMORY_HINT }</p>
        </div>
    }
}

/// A callback that sets a budget. What is none is told by the browser, at the field.
fn set(on: &On, inquiry: fn(u64) -> Inquiry) -> Callback<HtmlInputElement> {
    let on = on.clone();
    Callback::from(move |input: HtmlInputElement| {
        let wanted = input.value().trim().parse::<u64>().ok().filter(|mebibytes| (4..=2_048).contains(mebibytes));
        input.set_custom_validity(if wanted.is_none() && !input.value().is_empty() { say::NO_BUDGET } else { "" });
        input.report_validity();
        if let Some(mebibytes) = wanted {
            on.emit(Msg::Wanted(Command::Inquire(inquiry(mebibytes << 20))));
        }
    })
}
