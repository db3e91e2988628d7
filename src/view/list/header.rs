//! What stands above the list: the names of its columns, and the choice of what the times tell.

use yew::prelude::*;

use crate::view::{
    msg::{Msg, On},
    parts::select::Select,
    state::clock_column::ClockColumn,
    words::{ledger, list as say},
};

/// Draws it. What a row says by itself is hidden from screen readers here. So many messages have left the list at its upper end.
pub(crate) fn header(column: ClockColumn, evicted: u64, on: &On) -> Html {
    let at = ClockColumn::ALL.iter().position(|other| *other == column).unwrap_or_default();
    let options = say::COLUMNS.iter().enumerate().map(|(place, name)| (place.to_string().into(), (*name).into()));
    let chosen = on.reform(|place: usize| Msg::ColumnChosen(ClockColumn::ALL.get(place).copied().unwrap_or_default()));
    html! {
        <div key="header" class="columns">
            <span class="of-index" aria-hidden="true">{ "#" }</span>
            <Select id="clock-column" name={say::COLUMN} options={options.collect::<Vec<_>>()} {at} on={chosen} />
            <span class="of-kind" aria-hidden="true">{ say::KIND }</span>
            <span class="of-payload" aria-hidden="true">{ say::PAYLOAD }</span>
            <span id="older" class="hint" title={ledger::EVICTED.1} hidden={evicted == 0}>{ say::older(evicted) }</span>
            <span class="of-size" aria-hidden="true">{ say::SIZE }</span>
        </div>
    }
}
