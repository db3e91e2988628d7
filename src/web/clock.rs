//! The browser's clock, on the page and in the worker.

use std::cell::Cell;

use js_sys::{Date, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Performance;

use crate::model::time::Timestamp;

const MS_PER_DAY: f64 = 86_400_000.0;
const MS_PER_QUARTER: f64 = 900_000.0;

thread_local! {
    /// A quarter of an hour since 1970, and the clock's offset in it.
    static OFFSET: Cell<(f64, f64)> = const { Cell::new((f64::NAN, 0.0)) };
    static IS_FINE: Cell<bool> = const { Cell::new(false) };
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

/// The time of day where the person is, as fine as the browser's clock: `13:05:59.120`, or `13:05:59.1203`.
pub fn time_of_day(at: Timestamp) -> String {
    let is_fine = is_fine();
    let of_day = (at.0 - offset(at)).rem_euclid(MS_PER_DAY) * if is_fine { 10.0 } else { 1.0 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a day has 864,000,000 tenths of them")]
    let of_day = of_day.round() as u32;
    let (parts, digits) = if is_fine { (10_000, 4) } else { (1_000, 3) };
    let (seconds, rest) = (of_day / parts % 86_400, of_day % parts);
    format!("{:02}:{:02}:{:02}.{rest:0digits$}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// Whether the browser's clock tells parts of a millisecond. Of one that does, nine in ten times have some.
fn is_fine() -> bool {
    IS_FINE.with(|is_fine| {
        if !is_fine.get() {
            let now = PERFORMANCE.with(|clock| clock.as_ref().map_or(0.0, |(performance, _)| performance.now()));
            is_fine.set((now - now.round()).abs() > 0.05);
        }
        is_fine.get()
    })
}

/// The point in time at which the person's clock shows so many milliseconds after midnight of a day, or of today: the
/// day's year, month and day.
pub fn at_moment((day, of_day): (Option<[u32; 3]>, f64)) -> Timestamp {
    day.map_or_else(|| today(of_day), |day| on_day(day, of_day))
}

fn today(of_day: f64) -> Timestamp {
    let (now, offset) = (now(), offset(now()));
    Timestamp(((now.0 - offset) / MS_PER_DAY).floor() * MS_PER_DAY + offset + of_day)
}

fn on_day([year, month, day]: [u32; 3], of_day: f64) -> Timestamp {
    let part = |number: u32| i32::try_from(number).unwrap_or_default();
    Timestamp(Date::new_with_year_month_day(year, part(month) - 1, part(day)).get_time() + of_day)
}

/// What the person's clock is behind UTC, in milliseconds. The browser is asked once for each quarter of an hour, the
/// finest step at which a clock is put forward or back: a flood shows thousands of times a second.
fn offset(at: Timestamp) -> f64 {
    let quarter = (at.0 / MS_PER_QUARTER).floor();
    OFFSET.with(|known| {
        if known.get().0.to_bits() != quarter.to_bits() {
            let minutes = Date::new(&JsValue::from_f64(at.0)).get_timezone_offset();
            known.set((quarter, minutes * 60_000.0));
        }
        known.get().1
    })
}
