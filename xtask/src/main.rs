//! The project's own commands; each has a file of its own name.
//!
//! | command | does |
//! |---|---|
//! | `serve` | builds the page and the lab, starts both, prints the page's address |
//! | `test` | formatting, lints, native tests, browser tests, end to end |
//! | `dist` | the release: `dist/` and `target/release/socketscope-lab` |
//! | `bench` | the measurements |
//! | `lighthouse` | what Lighthouse says of the release page |
//! | `screenshots` | the pictures of the documentation |
//! | `autobahn` | the Autobahn test suite's fuzzing client, against the lab |
//!
//! What the commands stand on: [`args`] reads the command line, [`project`] knows the folders, [`process`] starts
//! programs and ends them, [`tools`], [`browsers`], [`nats`] and [`apt`] get what a fresh machine lacks, [`page`] builds
//! the page, [`lab`] starts the lab, [`ports`] finds free ones.

mod apt;
mod args;
mod autobahn;
mod bench;
mod browsers;
mod cache;
mod dist;
#[cfg(test)]
mod docs;
mod error;
mod install;
mod lab;
mod lighthouse;
mod lockfile;
mod nats;
mod npm;
mod page;
mod ports;
mod process;
mod project;
mod screenshots;
mod serve;
mod test;
mod tools;

use std::process::ExitCode;

use args::Command;
use error::Error;

fn main() -> ExitCode {
    match args::parse(std::env::args().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Usage(sentence)) => {
            eprintln!("{sentence}\n\n{}", args::USAGE);
            ExitCode::from(2)
        }
        Err(Error::Failed(sentence)) => {
            eprintln!("\ncargo xtask: {sentence}");
            ExitCode::FAILURE
        }
        // 128 and the signal's number: what a shell reports for a program that SIGINT ended.
        Err(Error::Interrupted) => ExitCode::from(130),
    }
}

fn run(command: Command) -> Result<(), Error> {
    process::end_children_on_interrupt()?;
    match command {
        Command::Help => {
            println!("{}", args::USAGE);
            Ok(())
        }
        Command::Serve(options) => serve::serve(&options),
        Command::Test(options) => test::test(&options),
        Command::Dist => dist::dist(),
        Command::Bench(options) => bench::bench(&options),
        Command::Lighthouse => lighthouse::lighthouse(),
        Command::Screenshots => screenshots::screenshots(),
        Command::Autobahn(options) => autobahn::autobahn(&options),
    }
}
