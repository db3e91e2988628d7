//! Turns of the wheel and moves of a finger over an element, told before the element has scrolled by them.

use std::{cell::Cell, rc::Rc};

use web_sys::{EventTarget, HtmlElement, TouchEvent, WheelEvent};

use super::listener::Listener;

/// Watches an element until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct TurnWatch {
    #[expect(dead_code, reason = "kept for its drop")]
    wheel: Listener<WheelEvent>,
    #[expect(dead_code, reason = "kept for its drop")]
    touch: [Listener<TouchEvent>; 2],
}

impl TurnWatch {
    /// Calls `on_turn` for each turn: with true where it goes on to what is below.
    pub fn new(element: &HtmlElement, on_turn: impl Fn(bool) + 'static) -> Self {
        let (on_turn, target) = (Rc::new(on_turn), EventTarget::from(element.clone()));
        let turned = on_turn.clone();
        let wheel = Listener::passive(&target, "wheel", move |event: WheelEvent| {
            // With Ctrl it zooms.
            if event.delta_y() != 0.0 && !event.ctrl_key() {
                turned(event.delta_y() > 0.0);
            }
        });
        let finger = Rc::new(Cell::new(None::<i32>));
        let put = finger.clone();
        let touched = Listener::passive(&target, "touchstart", move |event: TouchEvent| put.set(height_of(&event)));
        let moved = Listener::passive(&target, "touchmove", move |event: TouchEvent| {
            let height = height_of(&event);
            if let (Some(before), Some(now)) = (finger.replace(height), height)
                && before != now
            {
                on_turn(now < before);
            }
        });
        Self { wheel, touch: [touched, moved] }
    }
}

/// Where the one finger is that touches.
fn height_of(event: &TouchEvent) -> Option<i32> {
    let touches = event.touches();
    (touches.length() == 1).then(|| touches.get(0))?.map(|touch| touch.client_y())
}
