//! The NATS server that a test of the lab's chat needs.

use std::process::Command;

use crate::apt;
use crate::error::Error;
use crate::process;

/// The variable by which that test is told that the server must be there: without it, a missing one is a test left out.
pub(crate) const REQUIRED: &str = "SOCKETSCOPE_NATS_REQUIRED";

/// Gets the server if it is missing and can be had; whether it is there. That it is not is said.
pub(crate) fn get() -> Result<bool, Error> {
    if is_there() {
        return Ok(true);
    }
    if apt::can_install() {
        eprintln!("Installing Debian's nats-server for the tests.");
        match apt::install(&["nats-server"]) {
            Err(Error::Failed(why)) => eprintln!("{why}"),
            other => other?,
        }
    }
    let is_there = is_there();
    if !is_there {
        eprintln!(
            "There is no `nats-server` on the PATH, so the chat across several labs is not tested. Debian's package \
             nats-server brings it."
        );
    }
    Ok(is_there)
}

fn is_there() -> bool {
    process::output(Command::new("nats-server").arg("--version")).is_some()
}
