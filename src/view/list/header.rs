//! What stands above the list: the names of its columns, and the choice of what the times tell.

use yew::prelude::*;

use crate::view::{
    msg::{Msg, On},
    parts::select::Select,
    state::clock_column::ClockColumn,
    words::list as say,
};

/// Draws it. What a row says by itself is hidden from screen readers here.
pub(crate) fn header(column: ClockColumn, on: &On) -> Html {
    let at = ClockColumn::ALL.iter().position(|other| *other == column).unwrap_or_default();
    let options = say::COLUMNS.iter().enumerate().map(|(place, name)| (place.to_string().into(), (*name).into()));
    let chosen = on.reform(|place: usize| Msg::ColumnChosen(ClockColumn::ALL.get(place).copied().unwrap_or_default()));
    html! {
        <div key="header" class="columns">
            <span class="of-index" aria-hidden="true">{ "#" }</span>
            <Select id="clock-column" name={say::COLUMN} options={options.collect::<Vec<_>>()} {at} on={chosen} />
            <span class="of-kind" aria-hidden="true">{ say::KIND }</span>
            <span class="of-payload" aria-hidden="true">{ say::PAYLOAD }</span>
            <span class="of-size" aria-hidden="true">{ say::SIZE }</span>
        </div>
    }
}
