//! The line between list and inspector, which the pointer and the arrow keys move (ARIA Authoring Practices, "Window Splitter").

use yew::prelude::*;

use crate::{
    view::{
        msg::{Msg, On},
        state::settings::INSPECTOR,
        words::inspector as say,
    },
    web::{
        element::{self, HtmlElement},
        root,
    },
};

/// The least and the most that the inspector is wide, in pixels. The list keeps its own least.
const WIDTHS: std::ops::RangeInclusive<u16> = 280..=1_200;

/// How far a key moves the line, in pixels.
const STEP: i16 = 24;

/// Draws the line. `width` is how wide the inspector was set; `None` where nobody has set it.
pub(crate) fn splitter(width: Option<u16>, on: &On) -> Html {
    let onpointerdown = Callback::from(|event: PointerEvent| element::capture(&event));
    let onpointermove = Callback::from(|event: PointerEvent| {
        if let (1, Some(to)) = (event.buttons(), element::width_from(&event, "#session")) {
            root::set_pixels(INSPECTOR, f64::from(fit(to)));
        }
    });
    let (lifted, pressed) = (on.clone(), on.clone());
    let onlostpointercapture = Callback::from(move |_: PointerEvent| set(&lifted, 0));
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" => STEP,
            "ArrowRight" => -STEP,
            "Home" => i16::MAX,
            "End" => i16::MIN,
            _ => return,
        };
        event.prevent_default();
        set(&pressed, by);
    });
    // Nobody may have set it.
    let onfocus = Callback::from(|event: FocusEvent| {
        if let (Some(splitter), Some(width)) = (event.target_dyn_into::<HtmlElement>(), element::width_of("inspector"))
        {
            let _ = splitter.set_attribute("aria-valuenow", &fit(width).to_string());
        }
    });
    html! {
        <div id="splitter" role="separator" tabindex="0" aria-orientation="vertical" aria-label={say::SPLITTER} aria-controls="inspector"
            aria-valuemin={WIDTHS.start().to_string()} aria-valuemax={WIDTHS.end().to_string()}
            aria-valuenow={width.unwrap_or(*WIDTHS.start()).to_string()}
            {onfocus} {onpointerdown} {onpointermove} {onlostpointercapture} {onkeydown} />
    }
}

/// The inspector is so much wider than it is now, and stays so.
fn set(on: &On, by: i16) {
    if let Some(width) = element::width_of("inspector").map(|now| fit(now + f64::from(by))) {
        on.emit(Msg::SettingsChanged(Box::new(move |settings| settings.inspector = Some(width))));
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the bounds by then")]
fn fit(width: f64) -> u16 {
    width.round().clamp(f64::from(*WIDTHS.start()), f64::from(*WIDTHS.end())) as u16
}
