//! A message at an interval, to notice a dead connection.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    model::time::Timestamp,
    view::{
        msg::{Change, On},
        parts::{
            change::behave,
            field::{Field, choice, field, tick},
            live_region::LiveRegion,
            written::written,
        },
        state::behaviour::{Behaviour, Field as Which, ReplyKind},
        words::{behaviour as say, language::Text},
    },
};

const REPLIES: [ReplyKind; 3] = [ReplyKind::Any, ReplyKind::Contains, ReplyKind::None];

/// When the last one was sent, and how many milliseconds its answer took.
type Beat = Option<(Timestamp, Option<f64>)>;

/// Draws the form.
pub(super) fn form(behaviour: &Rc<Behaviour>, beat: Beat, on: &On) -> Html {
    let at = REPLIES.iter().position(|reply| *reply == behaviour.reply).unwrap_or_default();
    let told = beat.map_or(String::new(), |(_, answer)| say::beat(answer));
    let reply = behave(on, |b, at: usize| b.reply = REPLIES.get(at).copied().unwrap_or(ReplyKind::Any));
    html! {
        <div class="stack">
            { tick("beats", say::BEATS, behaviour.beats, behave(on, |b, on| b.beats = on)) }
            <fieldset disabled={!behaviour.beats}>
                <legend class="hidden">{ say::WHICH_BEAT }</legend>
                <div class="field">
                    <label for="beat">{ say::BEAT }</label>
                    { written("beat", &say::BEAT, true, &behaviour.beat, &behave(on, |b, set: Change<_>| set(&mut b.beat))) }
                </div>
                <div class="pairs">
                    { number(behaviour, on, "beat-every", say::EVERY, Which::Every) }
                    { number(behaviour, on, "beat-timeout", say::TIMEOUT, Which::Timeout) }
                </div>
                { choice("beat-reply", say::REPLY, &say::REPLIES, at, reply) }
                <div hidden={behaviour.reply != ReplyKind::Contains}>
                    { text("beat-contains", say::CONTAINS, &behaviour.contains, behave(on, |b, text| b.contains = text)) }
                </div>
            </fieldset>
            <p class="hint">{ &told }</p>
            <LiveRegion text={told} />
            <p class="hint">{ say::HEARTBEAT_HINT }</p>
        </div>
    }
}

fn text(id: &'static str, label: Text, value: &str, on: Callback<String>) -> Html {
    field(Field { id, label, value, problem: None, mode: "text", placeholder: Text::EMPTY }, on)
}

fn number(behaviour: &Rc<Behaviour>, on: &On, id: &'static str, label: Text, which: Which) -> Html {
    let value = if which == Which::Every { &behaviour.every_ms } else { &behaviour.timeout_ms };
    let problem = behaviour.problems().contains(&which).then(|| say::problem(which).into());
    let set = behave(on, move |behaviour: &mut Behaviour, text| match which {
        Which::Every => behaviour.every_ms = text,
        _ => behaviour.timeout_ms = text,
    });
    field(Field { id, label, value, problem, mode: "numeric", placeholder: Text::EMPTY }, set)
}
