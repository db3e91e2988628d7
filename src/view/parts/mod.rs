//! Small things that many parts of the page are made of.

pub(crate) mod change;
pub(crate) mod copy;
pub(crate) mod dialog;
pub(crate) mod elapsed;
pub(crate) mod field;
pub(crate) mod icon;
pub(crate) mod keyboard;
pub(crate) mod learn;
pub(crate) mod live_region;
pub(crate) mod menu;
pub(crate) mod pane;
pub(crate) mod select;
pub(crate) mod throttle;
pub(crate) mod visible;
pub(crate) mod written;
