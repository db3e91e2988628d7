//! End to end: the built page in real browsers, beside a real lab, told as stories of what a person does and sees.
//!
//! `cargo xtask test` builds the page and sets the variables. By hand:
//!
//! ```text
//! trunk build --cargo-profile trial --features trial --dist target/e2e
//! SOCKETSCOPE_E2E_PAGE=target/e2e CHROMEDRIVER=$(which chromedriver) cargo test --features trial --test e2e
//! ```
//!
//! The stories of little memory need `SOCKETSCOPE_E2E_SMALL_PAGE` too, a page that `cargo xtask test` links anew.
//!
//! A story is an `async fn` in `stories/`, named in the list there. It gets a [`stage::Stage`], opens a
//! [`page::Page`] on it, and does what a person does. Errors on the console fail it, unless it expects them.

#[cfg(not(target_arch = "wasm32"))]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod console;
#[cfg(not(target_arch = "wasm32"))]
mod detour;
#[cfg(not(target_arch = "wasm32"))]
mod driver;
#[cfg(not(target_arch = "wasm32"))]
mod memory;
#[cfg(not(target_arch = "wasm32"))]
mod nobody;
#[cfg(not(target_arch = "wasm32"))]
mod outcome;
#[cfg(not(target_arch = "wasm32"))]
mod page;
#[cfg(not(target_arch = "wasm32"))]
mod plain_host;
#[cfg(not(target_arch = "wasm32"))]
mod refuser;
#[cfg(not(target_arch = "wasm32"))]
mod run;
#[cfg(not(target_arch = "wasm32"))]
mod stage;
#[cfg(not(target_arch = "wasm32"))]
mod stats;
#[cfg(not(target_arch = "wasm32"))]
mod stories;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    run::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
