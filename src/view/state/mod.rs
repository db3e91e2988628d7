//! What the page itself remembers: which sessions there are, what is being written in each, and what the browser keeps.
//! Pure, so it is tested without a browser.

pub mod behaviour;
pub mod chart_axis;
pub mod chord;
pub mod clock_column;
pub mod demo;
pub mod draft_history;
pub mod find;
pub mod form;
pub mod inspector;
pub mod kept;
pub mod lessons;
pub mod overlay;
pub mod palette;
pub mod place;
pub mod selection;
pub mod sender;
pub mod settings;
pub mod shared;
pub mod tabs;
pub mod take;
pub mod target;
pub mod times;
pub mod watches;
pub mod writing;
pub mod written;
