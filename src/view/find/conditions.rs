//! The conditions beyond the text: direction, payload, size, time, and the rows around a match.

use std::rc::Rc;

use yew::prelude::*;

use super::change;
use crate::{
    model::message::{Direction, Kind},
    view::{
        msg::On,
        parts::field::{Field, choice, field},
        state::find::FilterForm,
        words::find as say,
    },
};

const DIRECTIONS: [Option<Direction>; 3] = [None, Some(Direction::Received), Some(Direction::Sent)];
const KINDS: [Option<Kind>; 3] = [None, Some(Kind::Text), Some(Kind::Binary)];

/// Draws the form.
pub(super) fn form(form: &Rc<FilterForm>, on: &On) -> Html {
    let direction = DIRECTIONS.iter().position(|direction| *direction == form.direction).unwrap_or_default();
    let kind = KINDS.iter().position(|kind| *kind == form.kind).unwrap_or_default();
    let text = |id, label, value: &str, mode, placeholder, set: fn(&mut FilterForm, String)| {
        field(Field { id, label, value, problem: None, mode, placeholder }, change(form, on, set))
    };
    html! {
        <div class="stack">
            <div class="pairs">
                { choice("filter-direction", say::DIRECTION, &say::DIRECTIONS, direction,
                    change(form, on, |form, at: usize| form.direction = DIRECTIONS.get(at).copied().flatten())) }
                { choice("filter-kind", say::KIND, &say::KINDS, kind,
                    change(form, on, |form, at: usize| form.kind = KINDS.get(at).copied().flatten())) }
                { text("filter-least", say::LEAST, &form.least, "numeric", "any", |form, text| form.least = text) }
                { text("filter-most", say::MOST, &form.most, "numeric", "any", |form, text| form.most = text) }
                { text("filter-from", say::FROM, &form.from, "text", "13:05:59", |form, text| form.from = text) }
                { text("filter-to", say::TO, &form.to, "text", "13:06", |form, text| form.to = text) }
            </div>
            { text("filter-context", say::CONTEXT, &form.context, "numeric", "0", |form, text| form.context = text) }
        </div>
    }
}
