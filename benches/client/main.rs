//! The client's measurements: each of Socketscope, in a real browser, beside a bare page in the same run.
//!
//! `cargo xtask bench client` builds the release page and sets the variables. By hand:
//!
//! ```text
//! trunk build --release --features trial --dist target/bench/page
//! SOCKETSCOPE_BENCH_PAGE=target/bench/page CHROMEDRIVER=$(which chromedriver) \
//!     cargo bench --bench client --features trial -- echo flood
//! ```
//!
//! A measurement is an `async fn` in one of the files here, named in the list in `run.rs`. It runs its rounds of Socketscope
//! and of its baselines by turns, in a browser of its own, through scripts in `pages/`, and adds rows to the [`report`].

#[cfg(not(target_arch = "wasm32"))]
mod bench;
#[cfg(not(target_arch = "wasm32"))]
mod binary;
#[cfg(not(target_arch = "wasm32"))]
mod close;
#[cfg(not(target_arch = "wasm32"))]
mod find;
#[cfg(not(target_arch = "wasm32"))]
mod flood;
#[cfg(not(target_arch = "wasm32"))]
mod load;
#[cfg(not(target_arch = "wasm32"))]
mod memory;
#[cfg(not(target_arch = "wasm32"))]
mod report;
#[cfg(not(target_arch = "wasm32"))]
mod run;
#[cfg(not(target_arch = "wasm32"))]
mod scroll;
#[cfg(not(target_arch = "wasm32"))]
mod tasks;
#[cfg(not(target_arch = "wasm32"))]
mod trips;

#[cfg(not(target_arch = "wasm32"))]
#[path = "../../tests/e2e/browser.rs"]
#[expect(dead_code, reason = "shared with the end-to-end tests")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
#[path = "../../tests/e2e/console.rs"]
#[expect(dead_code, reason = "shared with the end-to-end tests")]
mod console;
#[cfg(not(target_arch = "wasm32"))]
#[path = "../../tests/e2e/driver.rs"]
mod driver;
#[cfg(not(target_arch = "wasm32"))]
#[path = "../../tests/e2e/outcome.rs"]
#[expect(dead_code, reason = "shared with the end-to-end tests")]
mod outcome;

#[cfg(not(target_arch = "wasm32"))]
#[tokio::main]
async fn main() -> std::process::ExitCode {
    // Cargo adds `--bench`; every other word names a measurement.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match run::run(&wanted).await {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("The measurements ended early: {why}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
