//! The text field: what is typed is checked as it is typed, and counted in the bytes that would be sent.

use yew::prelude::*;

use super::{Composer, Msg};
use crate::{
    model::{
        codec,
        inspect::{CopyFormat, Copying, first_hidden, hides},
        message::Message,
    },
    view::{
        state::written::{Choices, Kind, Written},
        words::compose as say,
    },
    web::{element, timer::Timer},
};

/// A longer draft is checked when the person pauses, in UTF-16 units.
const CHECKED_AT_ONCE: u32 = 64 * 1024;

/// How long a pause is, in milliseconds.
const PAUSE: f64 = 300.0;

/// What came of the last check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checked {
    /// How many bytes would be sent, or why none.
    pub(super) outcome: Result<usize, String>,
    /// The first character that cannot be seen, and its place; nothing is said of those in a long draft.
    pub(super) hidden: Option<(usize, char)>,
}

impl Default for Checked {
    fn default() -> Self {
        Self { outcome: Ok(0), hidden: None }
    }
}

/// The message that the text stands for.
pub(super) fn encode(text: &str, choices: Choices) -> Result<Message, String> {
    codec::encode(text, choices.format()).map_err(|error| {
        // What the sentence points at may not be there for the eye.
        let there = text[error.place.byte..].chars().next().filter(|there| hides(*there));
        there.map_or_else(|| error.to_string(), |there| say::hidden_there(&error, there))
    })
}

impl Composer {
    /// The text was changed.
    pub(super) fn entered(&mut self, ctx: &Context<Self>) -> bool {
        if std::mem::take(&mut self.puts) {
            return false;
        }
        // What is typed while a message is under way is the next one: it must not be cleared.
        self.waiting = None;
        let had_problem = self.problem.take().is_some();
        let before = self.checked.clone();
        if self.textarea().is_some_and(|field| field.text_length() > CHECKED_AT_ONCE) {
            let link = ctx.link().clone();
            self.check = Some(Timer::after(PAUSE, move || link.send_message(Msg::Paused)));
        } else {
            self.check_now();
        }
        had_problem || before != self.checked
    }

    /// Checks the text as it is now.
    pub(super) fn check_now(&mut self) {
        self.check = None;
        let text = self.text();
        // Nothing is no JSON, but nobody needs to be told before writing.
        let outcome =
            if text.is_empty() { Ok(0) } else { encode(&text, self.choices).map(|message| message.bytes().len()) };
        let is_short = text.len() <= CHECKED_AT_ONCE as usize;
        // A draft has lines; nothing else that hides belongs to it.
        let first = || first_hidden(&text.replace(['\n', '\r'], " "));
        self.checked = Checked { outcome, hidden: if is_short { first() } else { None } };
    }

    /// Puts a text into the field, in a way that Ctrl+Z undoes.
    pub(super) fn put(&mut self, text: &str) {
        if let Some(field) = self.textarea().filter(|field| field.value() != text) {
            self.puts = element::replace_text(&field, text);
        }
        self.check_now();
    }

    /// Writes the JSON in the field one thing a line. Its numbers and escapes stay as they are.
    pub(super) fn format(&mut self) {
        let text = self.text();
        let mut copying = Copying::new(CopyFormat::Json);
        let mut lines = String::new();
        loop {
            let piece = copying.piece(text.as_bytes());
            lines.push_str(&piece.text);
            if piece.is_last {
                break;
            }
        }
        if copying.loss().is_none() {
            self.put(&lines);
        }
    }

    /// Puts another draft into the field. What it holds goes to what was sent, to be had again.
    pub(super) fn replace(&mut self, ctx: &Context<Self>, draft: &str, choices: Choices) {
        // An answer that comes now is not about this draft.
        self.waiting = None;
        self.problem = None;
        let kind = if self.choices.kind.is_written() { self.choices.kind } else { Kind::Text };
        let before = Written { text: self.text(), choices: Choices { kind, ..self.choices } };
        if before.text != draft {
            ctx.props().writing.write(|writing| writing.history.push(before));
        }
        self.choices = choices;
        self.put(draft);
    }

    /// Draws the field. It is in the document for every kind, so that it keeps its text. It has no `dir="auto"`: with
    /// it, Chromium hangs for minutes on a text of ten thousand lines.
    pub(super) fn field(&self, ctx: &Context<Self>) -> Html {
        let is_wrong = self.checked.outcome.is_err() && self.choices.kind.is_written();
        html! {
            <textarea id="message" ref={&self.field} rows="1" placeholder={say::placeholder(self.choices.kind)}
                hidden={!self.choices.kind.is_written()} aria-label={say::MESSAGE} aria-invalid={is_wrong.then_some("true")}
                aria-describedby="message-size draft-problem message-problem" spellcheck="false"
                class={classes!((self.choices.kind != Kind::Text).then_some("code"))}
                oninput={ctx.link().callback(|_| Msg::Entered)} onkeydown={ctx.link().callback(Msg::KeyPressed)} />
        }
    }

    pub(super) fn press_key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => {
                event.prevent_default();
                self.submit(ctx);
                true
            }
            "ArrowUp" if event.alt_key() => self.recall(ctx, event, false),
            "ArrowDown" if event.alt_key() => self.recall(ctx, event, true),
            _ => false,
        }
    }

    /// Brings back what was sent before (or after) what the field holds.
    fn recall(&mut self, ctx: &Context<Self>, event: &KeyboardEvent, newer: bool) -> bool {
        event.prevent_default();
        let current = Written { text: self.text(), choices: self.choices };
        let found = ctx.props().writing.write(|writing| {
            let found = if newer { writing.history.newer(current) } else { writing.history.older(current) };
            found.cloned()
        });
        if let Some(Written { text, choices }) = &found {
            self.waiting = None;
            self.choices = *choices;
            self.put(text);
        }
        found.is_some()
    }
}
