//! The bar above the text field: the kind of message, the choices that go with it, and the size.

use yew::prelude::*;

use super::{Composer, Msg};
use crate::view::{
    parts::field::{choice, tick},
    state::writing::{Choices, Kind},
    words::compose as say,
};

impl Composer {
    /// Draws the bar.
    pub(super) fn bar(&self, ctx: &Context<Self>) -> Html {
        let (choices, link) = (self.choices, ctx.link());
        let size = match (&self.checked.outcome, choices.kind) {
            (Ok(bytes), kind) if kind.is_written() => say::size(*bytes),
            _ => String::new(),
        };
        let wrong = match (&self.checked.outcome, choices.kind.is_written()) {
            (Err(why), true) => why.clone(),
            _ => String::new(),
        };
        let ending = link.callback(move |at: usize| Msg::ChoicesChanged(Choices { crlf: at == 1, ..choices }));
        let escapes = link.callback(move |escapes| Msg::ChoicesChanged(Choices { escapes, ..choices }));
        html! {
            <div class="bar">
                <div class="kinds" role="radiogroup" aria-label="Kind of message">
                    { for Kind::ALL.into_iter().map(|kind| html! { <label key={say::kind(kind)}>{ self.kind(ctx, kind) }</label> }) }
                </div>
                <div class="options" hidden={choices.kind != Kind::Text}>
                    { choice("line-ends", "Line ends", &["LF", "CRLF"], usize::from(choices.crlf), ending) }
                    { tick("escapes", say::ESCAPES, choices.escapes, escapes) }
                </div>
                <span id="message-size" class="number hint" title={say::SIZE}>{ size }</span>
                <p id="draft-problem" class="problem" role="status">{ wrong }</p>
            </div>
        }
    }

    fn kind(&self, ctx: &Context<Self>, kind: Kind) -> Html {
        let choices = self.choices;
        let onchange = ctx.link().callback(move |_: Event| Msg::ChoicesChanged(Choices { kind, ..choices }));
        let name = say::kind(kind);
        html! {
            <>
                <input type="radio" name="kind" id={format!("kind-{}", name.to_lowercase())} checked={choices.kind == kind} {onchange} />
                <span>{ name }</span>
            </>
        }
    }
}
