//! The browser's next frame. None comes while the tab is hidden.

use gloo_render::{AnimationFrame, request_animation_frame};

/// A call in the next frame, cancelled on drop.
#[must_use = "dropping it cancels the call"]
pub struct NextFrame(#[expect(dead_code, reason = "kept for its drop")] AnimationFrame);

impl NextFrame {
    /// Calls `then` before the browser paints the next time.
    pub fn call(then: impl FnOnce() + 'static) -> Self {
        Self(request_animation_frame(move |_| then()))
    }
}
