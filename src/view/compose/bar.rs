//! What stands around the text field: the kind of message, what goes with a text, and the size.

use yew::prelude::*;

use super::{Composer, Msg};
use crate::view::{
    parts::{
        change::change,
        field::{choice, tick},
        icon::{Icon, icon},
        learn::learn_more,
        menu::Menu,
        select::Select,
    },
    state::{
        lessons::Lesson,
        written::{Choices, Kind},
    },
    words::compose as say,
};

impl Composer {
    /// Draws the choice of the kind.
    pub(super) fn kinds(&self, ctx: &Context<Self>) -> Html {
        let choices = self.choices;
        let at = Kind::ALL.iter().position(|kind| *kind == choices.kind).unwrap_or_default();
        let options: Vec<_> = Kind::ALL.into_iter().map(|kind| (id(kind).into(), say::kind(kind).into())).collect();
        let chosen =
            choose(ctx, |choices, at: usize| choices.kind = Kind::ALL.get(at).copied().unwrap_or(choices.kind));
        html! { <div class="kinds"><Select id="kind" name={say::KINDS} {options} {at} on={chosen} /></div> }
    }

    /// Draws the size of what is written, and what is wrong with it.
    pub(super) fn size(&self) -> Html {
        let (outcome, kind) = (&self.checked.outcome, self.choices.kind);
        let size = match outcome {
            Ok(bytes) if kind.is_written() => say::size(*bytes, self.checked.hidden),
            _ => String::new(),
        };
        let wrong = match outcome {
            // Once it was to be sent all the same, the form says it itself.
            Err(why) if kind.is_written() && self.problem.as_ref() != Some(why) => why.clone(),
            _ => String::new(),
        };
        html! {
            <>
                <span id="message-size" class="number hint" title={say::SIZE}>{ size }</span>
                <p id="draft-problem" class="problem" role="status">{ wrong }</p>
            </>
        }
    }

    /// Draws the menu of what goes with a text.
    pub(super) fn extras(&self, ctx: &Context<Self>) -> Html {
        let choices = self.choices;
        let ending = choose(ctx, |choices, at: usize| choices.crlf = at == 1);
        let escapes = choose(ctx, |choices, escapes| choices.escapes = escapes);
        html! {
            <Menu id="extras" title={say::EXTRAS} label={icon(Icon::More)} up=true>
                <div class="stack" hidden={choices.kind != Kind::Text}>
                    { choice("line-ends", say::LINE_ENDS, &["LF", "CRLF"], usize::from(choices.crlf), ending) }
                    { tick("escapes", say::ESCAPES, choices.escapes, escapes) }
                </div>
                <div class="stack" hidden={!choices.kind.is_written()}>
                    { tick("keep-draft", say::KEEP_DRAFT, self.keeps, ctx.link().callback(Msg::KeepToggled)) }
                </div>
                <button type="button" id="format" class="entry" hidden={choices.kind != Kind::Json} disabled={self.checked.outcome.is_err()}
                    onclick={ctx.link().callback(|_: MouseEvent| Msg::FormatClicked)}>{ say::FORMAT }</button>
                <p class="hint">{ say::HINT }</p>
                { learn_more(Lesson::Binary, &ctx.props().on) }
            </Menu>
        }
    }
}

/// A callback that changes how the text is read.
fn choose<V: 'static>(ctx: &Context<Composer>, set: impl Fn(&mut Choices, V) + 'static) -> Callback<V> {
    change(&ctx.link().callback(Msg::ChoicesChanged), |change| change, set)
}

/// By what scripts know a kind.
fn id(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Json => "json",
        Kind::Hex => "hex",
        Kind::Base64 => "base64",
        Kind::File => "file",
        Kind::Drawing => "drawing",
    }
}
