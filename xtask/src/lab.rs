//! Builds and starts the lab, the native companion server.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::thread;

use crate::error::Error;
use crate::process::{self, Running};
use crate::project::Project;

/// What stands before the address in the lab's first line.
const READY: &str = "listening on ";

/// The lab, ended when this is dropped.
pub(crate) struct Lab {
    pub(crate) running: Running,
    /// Its address, like `http://127.0.0.1:9001`.
    pub(crate) http: String,
}

impl Lab {
    /// Builds the lab and starts it on that port of the loopback address; 0 is any port. It is ready on return.
    pub(crate) fn start(project: &Project, port: u16, release: bool) -> Result<Self, Error> {
        Self::start_with(project, port, release, None)
    }

    /// The same; it serves the page in this folder, too.
    pub(crate) fn start_with(project: &Project, port: u16, release: bool, page: Option<&Path>) -> Result<Self, Error> {
        build(project, release)?;
        Self::start_built(project, port, release, page)
    }

    /// The same for one that is built.
    pub(crate) fn start_built(project: &Project, port: u16, release: bool, page: Option<&Path>) -> Result<Self, Error> {
        let profile = if release { "release" } else { "debug" };
        let program = project.target.join(profile).join(format!("socketscope-lab{}", std::env::consts::EXE_SUFFIX));
        Self::start_program(project, &program, port, page)
    }

    /// The same for this program.
    pub(crate) fn start_program(
        project: &Project,
        program: &Path,
        port: u16,
        page: Option<&Path>,
    ) -> Result<Self, Error> {
        let mut command = project.command(program);
        command.args(["--listen", &format!("127.0.0.1:{port}")]).stdout(Stdio::piped());
        if let Some(page) = page {
            command.arg("--page").arg(page);
        }
        let mut running = Running::start(&mut command, "the lab")?;
        let mut lines = BufReader::new(running.child().stdout.take().expect("its standard output is a pipe")).lines();
        let first = lines.next().and_then(Result::ok).unwrap_or_default();
        // Its pipe must be emptied, or the lab stops at a full one.
        thread::spawn(move || lines.map_while(Result::ok).for_each(|line| println!("{line}")));
        match first.strip_prefix(READY) {
            Some(address) => Ok(Self { running, http: address.trim_end_matches('/').to_owned() }),
            None if first.is_empty() => Err(Error::failed("the lab did not start; the reason is above")),
            None => Err(Error::failed(format!("the lab's first line should be `{READY}http://…`, and is `{first}`"))),
        }
    }

    /// The base of its WebSocket addresses, like `ws://127.0.0.1:9001`.
    pub(crate) fn ws(&self) -> String {
        websocket_base(&self.http)
    }
}

/// Builds the lab.
pub(crate) fn build(project: &Project, release: bool) -> Result<(), Error> {
    let mut cargo = project.cargo(["build", "--package", "socketscope-lab", "--bin", "socketscope-lab"]);
    if release {
        cargo.arg("--release");
    }
    process::run(&mut cargo, "the build of the lab")
}

/// `ws` for `http`, `wss` for `https`.
fn websocket_base(http: &str) -> String {
    http.replacen("http", "ws", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_websocket_base_follows_the_scheme() {
        assert_eq!(websocket_base("http://127.0.0.1:9001"), "ws://127.0.0.1:9001");
        assert_eq!(websocket_base("https://127.0.0.1:9001"), "wss://127.0.0.1:9001");
    }
}
