//! The gauge of what was handed to the browser and is not yet with the network: the only back-pressure that a
//! WebSocket shows.

use yew::prelude::*;

use crate::view::words::inspector as say;

/// Draws the gauge. It is full at 1 MiB, and at each power of four above it once that is passed.
pub(super) fn gauge(buffered: u64) -> Html {
    let full = full(buffered);
    html! {
        <div class="stack">
            <div class="gauge">
                <meter id="buffered" min="0" max={full.to_string()} value={buffered.to_string()}
                    high={(full / 4 * 3).to_string()} aria-label="bufferedAmount" />
                <span class="number">{ say::buffered(buffered, full) }</span>
            </div>
            <p class="hint">{ say::PRESSURE_HINT }</p>
        </div>
    }
}

fn full(buffered: u64) -> u64 {
    let mut full = 1 << 20;
    while full < buffered {
        full *= 4;
    }
    full
}
