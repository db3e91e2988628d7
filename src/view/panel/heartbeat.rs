//! A message at an interval, to notice a dead connection.

use std::rc::Rc;

use yew::prelude::*;

use super::behaviour::change;
use crate::{
    model::time::Timestamp,
    view::{
        msg::On,
        parts::field::{Field, choice, field, tick},
        state::behaviour::{Behaviour, Field as Which, ReplyKind},
        words::behaviour as say,
    },
};

const REPLIES: [ReplyKind; 3] = [ReplyKind::Any, ReplyKind::Contains, ReplyKind::None];

/// When the last one was sent, and how many milliseconds its answer took.
type Beat = Option<(Timestamp, Option<f64>)>;

/// Draws the form.
pub(super) fn form(behaviour: &Rc<Behaviour>, beat: Beat, on: &On) -> Html {
    let at = REPLIES.iter().position(|reply| *reply == behaviour.reply).unwrap_or_default();
    let reply = change(behaviour, on, |b, at: usize| b.reply = REPLIES.get(at).copied().unwrap_or(ReplyKind::Any));
    html! {
        <div class="stack">
            { tick("beats", say::BEATS, behaviour.beats, change(behaviour, on, |b, on| b.beats = on)) }
            <fieldset disabled={!behaviour.beats}>
                <legend class="hidden">{ "What, how often, and which answer" }</legend>
                { text("beat", say::BEAT, &behaviour.beat, "", change(behaviour, on, |b, text| b.beat = text)) }
                <div class="pairs">
                    { number(behaviour, on, "beat-every", say::EVERY, Which::Every) }
                    { number(behaviour, on, "beat-timeout", say::TIMEOUT, Which::Timeout) }
                </div>
                { choice("beat-reply", say::REPLY, &say::REPLIES, at, reply) }
                <div hidden={behaviour.reply != ReplyKind::Contains}>
                    { text("beat-contains", say::CONTAINS, &behaviour.contains, "", change(behaviour, on, |b, text| b.contains = text)) }
                </div>
            </fieldset>
            <p class="hint" role="status">{ beat.map_or(String::new(), |(_, answer)| say::beat(answer)) }</p>
            <p class="hint">{ say::HEARTBEAT_HINT }</p>
        </div>
    }
}

fn text(id: &'static str, label: &'static str, value: &str, placeholder: &'static str, on: Callback<String>) -> Html {
    field(Field { id, label, value, problem: None, mode: "text", placeholder }, on)
}

fn number(behaviour: &Rc<Behaviour>, on: &On, id: &'static str, label: &'static str, which: Which) -> Html {
    let value = if which == Which::Every { &behaviour.every_ms } else { &behaviour.timeout_ms };
    let problem = behaviour.problems().contains(&which).then(|| say::problem(which));
    let set = change(behaviour, on, move |behaviour: &mut Behaviour, text| match which {
        Which::Every => behaviour.every_ms = text,
        _ => behaviour.timeout_ms = text,
    });
    field(Field { id, label, value, problem, mode: "numeric", placeholder: "" }, set)
}
