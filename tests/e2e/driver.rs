//! A driver program, on a port of its own, ended with the tests.

use std::{path::Path, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::outcome::Outcome;

/// `chromedriver` or `geckodriver`, running.
pub(crate) struct Driver {
    process: Child,
    pub(crate) url: String,
}

impl Driver {
    /// Starts it on a free port, and reads which one it took.
    pub(crate) async fn start(program: &Path, options: &[&str]) -> Outcome<Self> {
        let mut process = Command::new(program)
            .arg("--port=0")
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| format!("{} cannot be started: {error}", program.display()))?;
        let mut lines = BufReader::new(process.stdout.take().ok_or("the driver has no output")?).lines();
        let mut port = async || -> Outcome<u16> {
            while let Some(line) = lines.next_line().await? {
                if let Some(port) = port_in(&line) {
                    return Ok(port);
                }
            }
            Err(format!("{} ended before it took a port", program.display()).into())
        };
        let port = timeout(Duration::from_mins(1), port())
            .await
            .map_err(|_| format!("{} took no port in time", program.display()))??;
        // Its pipe must be emptied, or it stops at a full one.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self { process, url: format!("http://127.0.0.1:{port}") })
    }

    pub(crate) async fn stop(mut self) {
        let _ = self.process.kill().await;
    }
}

/// The port in `… started successfully on port 1234.` and in `… Listening on 127.0.0.1:1234`.
fn port_in(line: &str) -> Option<u16> {
    let behind =
        ["successfully on port ", "Listening on 127.0.0.1:"].iter().find_map(|words| line.split(words).nth(1))?;
    behind.trim_end_matches('.').parse().ok()
}
