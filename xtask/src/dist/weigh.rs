//! What a visitor's browser loads, weighed as the lab sends it, and the budget for it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use crate::error::{Doing, Error};
use crate::lab::Lab;
use crate::project::Project;

/// What may be loaded before the first connection, in bytes of Brotli: what it is, to the next thousand. It only goes down, to
/// 330,000 first and then to 300,000. Once it went up: tabs came to be remembered, Clear to be undone, and secrets
/// not to be kept. A language that nobody reads need not be loaded: that is where most of the way down lies.
const BUDGET: u64 = 397_000;

/// What a browser fetches when it is first needed: while there is a connection, by who keeps the page offline, and by who installs it.
const ON_FIRST_USE: [&str; 6] =
    ["service-worker.js", "icon-open.svg", "icon-unread.svg", "icon-192.png", "icon-512.png", "manifest.webmanifest"];

/// A file, with what of it goes over the wire.
struct Weight {
    name: String,
    brotli: u64,
    gzip: u64,
    bytes: u64,
}

/// Prints what a visitor's browser loads from this lab.
///
/// # Errors
///
/// When it is more than the budget.
pub(super) fn weigh(project: &Project, program: &Path, dist: &Path, files: &[PathBuf]) -> Result<(), Error> {
    let lab = Lab::start_program(project, program, 0, Some(dist))?;
    let address = lab.http.trim_start_matches("http://").to_owned();
    let names = files.iter().filter_map(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
    let weights = names.map(|name| Weight::of(&address, name)).collect::<Result<Vec<_>, Error>>()?;
    let (later, before): (Vec<_>, Vec<_>) = weights.iter().partition(|file| ON_FIRST_USE.contains(&&*file.name));
    println!("\n{:>10} {:>10} {:>10}  {}", "brotli", "gzip", "bytes", dist.display());
    let total = print("before the first connection", &before);
    print("on first use", &later);
    verdict(total)
}

/// Prints these files and their sum, in bytes of Brotli.
fn print(when: &str, files: &[&Weight]) -> u64 {
    for Weight { name, brotli, gzip, bytes } in files {
        println!("{brotli:>10} {gzip:>10} {bytes:>10}  {name}");
    }
    let sum = |weight: fn(&Weight) -> u64| files.iter().map(|file| weight(file)).sum::<u64>();
    let (brotli, gzip, bytes) = (sum(|file| file.brotli), sum(|file| file.gzip), sum(|file| file.bytes));
    println!("{brotli:>10} {gzip:>10} {bytes:>10}  {when}\n");
    brotli
}

fn verdict(total: u64) -> Result<(), Error> {
    match BUDGET.checked_sub(total) {
        Some(left) => {
            println!("Before the first connection: {left} under the budget of {BUDGET} bytes of Brotli.");
            Ok(())
        }
        None => Err(Error::failed(format!(
            "a browser loads {total} bytes of Brotli before the first connection, {} over the budget of {BUDGET}: \
             take something out, or let it be fetched on first use",
            total - BUDGET
        ))),
    }
}

impl Weight {
    fn of(address: &str, name: String) -> Result<Self, Error> {
        let length = |coding| length_of(address, &name, coding);
        let (brotli, gzip, bytes) = (length("br")?, length("gzip")?, length("identity")?);
        Ok(Self { name, brotli, gzip, bytes })
    }
}

/// How many bytes of a file the lab sends to who accepts this coding.
fn length_of(address: &str, name: &str, coding: &str) -> Result<u64, Error> {
    let asking = || format!("ask the lab for {name}");
    let mut stream = TcpStream::connect(address).doing(asking)?;
    let question =
        format!("GET /{name} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: {coding}\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes()).doing(asking)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).doing(asking)?;
    body_length(&answer).ok_or_else(|| Error::failed(format!("the lab did not send {name}")))
}

/// The length of the body of an answer with status 200, which ends where the connection does.
fn body_length(answer: &[u8]) -> Option<u64> {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
    answer.starts_with(b"HTTP/1.1 200").then(|| (answer.len() - end) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_over_the_budget_fails() {
        assert_eq!(verdict(BUDGET), Ok(()));
        assert!(matches!(verdict(BUDGET + 1), Err(Error::Failed(why)) if why.contains("1 over the budget")));
    }

    #[test]
    fn the_length_is_that_of_the_body() {
        assert_eq!(body_length(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab"), Some(2));
        assert_eq!(body_length(b"HTTP/1.1 404 Not Found\r\n\r\nab"), None);
        assert_eq!(body_length(b"HTTP/1.1 200 OK"), None);
    }
}
