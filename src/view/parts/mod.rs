//! Small things that many parts of the page are made of.

pub(crate) mod copy;
pub(crate) mod elapsed;
pub(crate) mod field;
pub(crate) mod icon;
pub(crate) mod menu;
pub(crate) mod pane;
