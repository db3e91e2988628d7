//! The page: draws a Snapshot and emits Commands. No rules, no sockets.
//!
//! [`App`] holds the link to the engine, and the sessions as the page knows them ([`state`]); everything below it is
//! given what it shows and calls back with what happened ([`msg`]). A part whose properties are equal is not drawn
//! again, so every part calls back through the one callback that the app has made. All sentences are in [`words`].

mod app;
mod compose;
mod connect;
mod detail;
mod find;
mod inspector;
mod ledger;
mod list;
pub mod msg;
mod overlay;
mod parts;
mod row;
pub mod scroll;
pub mod state;
mod summary;
mod tabs;
mod welcome;
pub mod words;

pub use self::app::App;
