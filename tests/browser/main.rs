//! The tests that need a browser: its sockets, the engine on them, and what the page draws. One program, so that a browser is
//! started once.
//!
//! `cargo xtask test --only browser` starts a lab, and a browser with the program; behind it, parts of tests' names.
#![cfg(target_arch = "wasm32")]

mod engine;
mod files;
mod finding;
mod focus;
mod lab;
mod large;
mod list;
mod memory;
mod snapshots;
mod socket;
mod stage;
mod view;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
