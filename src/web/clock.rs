//! The browser's clock, on the page and in the worker.

use js_sys::{Date, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Performance;

use crate::model::time::Timestamp;

thread_local! {
    static PERFORMANCE: Option<(Performance, f64)> = {
        let performance = Reflect::get(&js_sys::global(), &JsValue::from_str("performance")).ok();
        performance.and_then(|value| value.dyn_into::<Performance>().ok()).map(|performance| {
            let origin = performance.time_origin();
            (performance, origin)
        })
    };
}

/// The time, as fine as the browser gives it.
pub fn now() -> Timestamp {
    PERFORMANCE.with(|clock| match clock {
        Some((performance, origin)) => Timestamp(origin + performance.now()),
        None => Timestamp(Date::now()),
    })
}

/// The point in time of an event, from its `timeStamp`.
pub(super) fn at(time_stamp: f64) -> Timestamp {
    PERFORMANCE.with(|clock| Timestamp(clock.as_ref().map_or(0.0, |(_, origin)| *origin) + time_stamp))
}

/// The time of day where the person is, to the millisecond: `13:05:59.120`.
pub fn time_of_day(at: Timestamp) -> String {
    let date = Date::new(&JsValue::from_f64(at.0));
    format!(
        "{:02}:{:02}:{:02}.{:03}",
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds(),
        date.get_milliseconds()
    )
}
