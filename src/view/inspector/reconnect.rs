//! Whether and how a lost connection is opened again.

use std::rc::Rc;

use yew::prelude::*;

use crate::view::{
    msg::On,
    parts::{
        change::behave,
        field::{Field, field, tick},
    },
    state::behaviour::{Behaviour, Field as Which},
    words::{behaviour as say, language::Text},
};

/// Draws the form.
pub(super) fn form(behaviour: &Rc<Behaviour>, on: &On) -> Html {
    let problems = behaviour.problems();
    let problem = |which: Which| problems.contains(&which).then(|| say::problem(which).into());
    let number = |id, label, value, which: Which, mode| {
        let placeholder = if which == Which::Tries { say::NO_END } else { Text::EMPTY };
        let set = behave(on, move |behaviour: &mut Behaviour, text: String| match which {
            Which::First => behaviour.first_ms = text,
            Which::Factor => behaviour.factor = text,
            Which::Ceiling => behaviour.ceiling_ms = text,
            _ => behaviour.tries = text,
        });
        field(Field { id, label, value, problem: problem(which), mode, placeholder }, set)
    };
    html! {
        <div class="stack">
            { tick("reconnects", say::RECONNECTS, behaviour.reconnects, behave(on, |b, on| b.reconnects = on)) }
            <fieldset disabled={!behaviour.reconnects}>
                <legend class="hidden">{ say::WHEN }</legend>
                <div class="pairs">
                    { number("first-delay", say::FIRST, &behaviour.first_ms, Which::First, "numeric") }
                    { number("factor", say::FACTOR, &behaviour.factor, Which::Factor, "decimal") }
                    { number("ceiling", say::CEILING, &behaviour.ceiling_ms, Which::Ceiling, "numeric") }
                    { number("tries", say::TRIES, &behaviour.tries, Which::Tries, "numeric") }
                </div>
                { tick("any-close", say::ANY_CLOSE, behaviour.after_any_close, behave(on, |b, on| b.after_any_close = on)) }
            </fieldset>
            <p class="hint">{ say::RECONNECT_HINT }</p>
        </div>
    }
}
