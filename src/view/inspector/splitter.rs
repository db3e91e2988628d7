//! The line between list and inspector, which the pointer and the arrow keys move (ARIA Authoring Practices, "Window Splitter").

use yew::prelude::*;

use crate::{
    view::{
        msg::{Msg, On},
        state::settings::INSPECTOR,
        words::inspector as say,
    },
    web::{element, root},
};

/// The least and the most that the inspector is wide, in pixels. The list keeps its own least.
const WIDTHS: std::ops::RangeInclusive<u16> = 280..=1_200;

/// How far a key moves the line, in pixels.
const STEP: u16 = 24;

/// What the line needs to know.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// How wide the inspector was set; `None` where nobody has set it.
    pub(crate) width: Option<u16>,
    pub(crate) on: On,
}

/// Draws the line.
#[component]
pub(crate) fn Splitter(props: &Props) -> Html {
    let held = use_mut_ref(|| None::<u16>);
    let onpointerdown = {
        let held = held.clone();
        Callback::from(move |event: PointerEvent| {
            element::capture(&event);
            *held.borrow_mut() = element::width_from(&event, "#session").map(fit);
        })
    };
    let onpointermove = {
        let held = held.clone();
        Callback::from(move |event: PointerEvent| {
            let mut held = held.borrow_mut();
            if let (Some(width), Some(to)) = (held.as_mut(), element::width_from(&event, "#session")) {
                *width = fit(to);
                root::set_pixels(INSPECTOR, f64::from(*width));
            }
        })
    };
    let onlostpointercapture = {
        let (held, on) = (held.clone(), props.on.clone());
        Callback::from(move |_: PointerEvent| {
            if let Some(width) = held.borrow_mut().take() {
                set(&on, width);
            }
        })
    };
    let onkeydown = {
        let on = props.on.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(now) = element::width_of("inspector").map(fit) else { return };
            let width = match event.key().as_str() {
                "ArrowLeft" => fit(f64::from(now + STEP)),
                "ArrowRight" => fit(f64::from(now.saturating_sub(STEP))),
                "Home" => *WIDTHS.end(),
                "End" => *WIDTHS.start(),
                _ => return,
            };
            event.prevent_default();
            set(&on, width);
        })
    };
    html! {
        <div id="splitter" role="separator" tabindex="0" aria-orientation="vertical" aria-label={say::SPLITTER} aria-controls="inspector"
            aria-valuemin={WIDTHS.start().to_string()} aria-valuemax={WIDTHS.end().to_string()}
            aria-valuenow={props.width.unwrap_or(*WIDTHS.start()).to_string()}
            {onpointerdown} {onpointermove} {onlostpointercapture} {onkeydown} />
    }
}

fn set(on: &On, width: u16) {
    on.emit(Msg::SettingsChanged(Box::new(move |settings| settings.inspector = Some(width))));
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the bounds by then")]
fn fit(width: f64) -> u16 {
    width.round().clamp(f64::from(*WIDTHS.start()), f64::from(*WIDTHS.end())) as u16
}
