//! The browser's edge: the only room that names `web_sys`, `js_sys` and their like.
//!
//! Each resource is a struct that owns the handle and its closures; dropping it lets go of both.

pub mod animation_frame;
mod boot;
pub mod canvas;
pub mod chance;
pub mod clipboard;
pub mod clock;
pub mod console;
pub mod download;
pub mod element;
pub mod engine_script;
pub mod file;
pub mod file_writer;
pub mod hold;
pub mod incoming;
pub mod keys;
pub mod lab;
pub mod leave;
pub mod link;
mod listener;
pub mod memory;
pub mod network;
pub mod next_focus;
pub mod offline;
pub mod outside;
pub mod page;
pub mod probe;
pub mod root;
pub mod selected_text;
pub mod socket;
pub mod storage;
pub mod task;
mod thrown;
pub mod timer;
pub mod toolbar;
pub mod transfer;
#[cfg(feature = "trial")]
pub mod trial;
pub mod wheel;

pub use thrown::Thrown;
