//! What lies above the page: one thing at a time.

use super::lessons::Lesson;

/// What lies above the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Every action, to be found by typing.
    Palette,
    /// Every shortcut.
    Shortcuts,
    /// How the page is to be.
    Settings,
    /// How WebSockets work.
    Lessons(Lesson),
}
