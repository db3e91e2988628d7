//! The client's measurements: each of Socketscope, in a real browser, beside a bare page in the same run.
//!
//! `cargo xtask bench client` builds the release page and sets the variables. By hand:
//!
//! ```text
//! trunk build --release --dist target/bench/page
//! SOCKETSCOPE_BENCH_PAGE=target/bench/page CHROMEDRIVER=$(which chromedriver) cargo bench --bench client -- echo
//! ```

#[cfg(not(target_arch = "wasm32"))]
mod measure;
#[cfg(not(target_arch = "wasm32"))]
mod report;

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
    match measure::run(&wanted).await {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("The measurements ended early: {why}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
