//! The bar above the text field: the kind of message, the choices that go with it, and the size.

use yew::prelude::*;

use super::{Composer, Msg};
use crate::view::{
    parts::{
        field::{choice, tick},
        learn::learn,
    },
    state::{
        lessons::Lesson,
        written::{Choices, Kind},
    },
    words::compose as say,
};

impl Composer {
    /// Draws the bar.
    pub(super) fn bar(&self, ctx: &Context<Self>) -> Html {
        let (choices, link) = (self.choices, ctx.link());
        let size = match (&self.checked.outcome, choices.kind) {
            (Ok(bytes), kind) if kind.is_written() => say::size(*bytes, self.checked.hidden),
            _ => String::new(),
        };
        let wrong = match (&self.checked.outcome, choices.kind.is_written()) {
            // Once it was to be sent all the same, the form says it below.
            (Err(why), true) if self.problem.as_ref() != Some(why) => why.clone(),
            _ => String::new(),
        };
        let ending = link.callback(move |at: usize| Msg::ChoicesChanged(Choices { crlf: at == 1, ..choices }));
        let escapes = link.callback(move |escapes| Msg::ChoicesChanged(Choices { escapes, ..choices }));
        html! {
            <div class="bar">
                <div class="kinds" role="radiogroup" aria-label={say::KINDS}>
                    { for Kind::ALL.into_iter().map(|kind| html! { <label key={id(kind)}>{ self.kind(ctx, kind) }</label> }) }
                </div>
                <div class="options" hidden={choices.kind != Kind::Text}>
                    { choice("line-ends", say::LINE_ENDS, &["LF", "CRLF"], usize::from(choices.crlf), ending) }
                    { tick("escapes", say::ESCAPES, choices.escapes, escapes) }
                </div>
                { learn(Lesson::Binary, &ctx.props().on) }
                <span id="message-size" class="number hint" title={say::SIZE}>{ size }</span>
                <p id="draft-problem" class="problem" role="status">{ wrong }</p>
            </div>
        }
    }

    fn kind(&self, ctx: &Context<Self>, kind: Kind) -> Html {
        let choices = self.choices;
        let onchange = ctx.link().callback(move |_: Event| Msg::ChoicesChanged(Choices { kind, ..choices }));
        html! {
            <>
                <input type="radio" name="kind" id={id(kind)} checked={choices.kind == kind} {onchange} />
                <span>{ say::kind(kind) }</span>
            </>
        }
    }
}

/// The id of a kind's button in the document.
fn id(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "kind-text",
        Kind::Json => "kind-json",
        Kind::Hex => "kind-hex",
        Kind::Base64 => "kind-base64",
        Kind::File => "kind-file",
        Kind::Drawing => "kind-drawing",
    }
}
