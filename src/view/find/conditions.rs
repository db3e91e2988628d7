//! The conditions beyond the text: direction, payload, size, time, and the rows around a match.

use yew::prelude::*;

use super::change;
use crate::{
    model::message::{Direction, Kind},
    view::{
        msg::On,
        parts::field::{self, choice, field},
        state::find::{Field, FilterForm},
        words::{find as say, language::Text},
    },
};

const DIRECTIONS: [Option<Direction>; 3] = [None, Some(Direction::Received), Some(Direction::Sent)];
const KINDS: [Option<Kind>; 3] = [None, Some(Kind::Text), Some(Kind::Binary)];

/// Draws the form, with what is wrong beside the field that it is wrong with.
pub(super) fn form(form: &FilterForm, problem: Option<Field>, on: &On) -> Html {
    let direction = DIRECTIONS.iter().position(|direction| *direction == form.direction).unwrap_or_default();
    let kind = KINDS.iter().position(|kind| *kind == form.kind).unwrap_or_default();
    let wrong = problem.map(|problem| (form.id_of(problem), say::field_problem(problem)));
    let text = |id, label: Text, value: &str, mode, placeholder: Text, set: fn(&mut FilterForm, String)| {
        let problem = wrong.filter(|(at, _)| *at == id).map(|(_, why)| why.into());
        field(field::Field { id, label, value, problem, mode, placeholder }, change(on, set))
    };
    html! {
        <div class="stack">
            <div class="pairs">
                { choice("filter-direction", say::DIRECTION, &say::DIRECTIONS, direction,
                    change(on, |form, at: usize| form.direction = DIRECTIONS.get(at).copied().flatten())) }
                { choice("filter-kind", say::KIND, &say::KINDS, kind,
                    change(on, |form, at: usize| form.kind = KINDS.get(at).copied().flatten())) }
                { text("filter-least", say::LEAST, &form.least, "numeric", say::ANY, |form, text| form.least = text) }
                { text("filter-most", say::MOST, &form.most, "numeric", say::ANY, |form, text| form.most = text) }
                { text("filter-from", say::FROM, &form.from, "text", Text::same("13:05:59"), |form, text| form.from = text) }
                { text("filter-to", say::TO, &form.to, "text", Text::same("2026-01-31 13:06"), |form, text| form.to = text) }
            </div>
            { text("filter-context", say::CONTEXT, &form.context, "numeric", Text::same("0"), |form, text| form.context = text) }
        </div>
    }
}
