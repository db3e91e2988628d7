//! The browser's next frame. While nobody sees the page it has none, and a second stands for it.

use gloo_render::{AnimationFrame, request_animation_frame};

use super::timer::Timer;

/// The time between two looks of a page that nobody sees, in milliseconds: enough for its title to say what has come.
/// Browsers let timers of such a page run once in a second at most.
const HIDDEN_MS: f64 = 1_000.0;

/// A call in the next frame, cancelled on drop.
#[must_use = "dropping it cancels the call"]
pub enum NextFrame {
    /// Before the browser paints the next time.
    Seen(AnimationFrame),
    /// After a while.
    Hidden(Timer),
}

impl NextFrame {
    /// Calls `then` before the browser paints the next time; or in a second, as long as nobody sees the page.
    pub fn call(then: impl FnOnce() + 'static) -> Self {
        let document = web_sys::window().and_then(|window| window.document());
        if document.is_some_and(|document| document.hidden()) {
            Self::Hidden(Timer::after(HIDDEN_MS, then))
        } else {
            Self::Seen(request_animation_frame(move |_| then()))
        }
    }
}
