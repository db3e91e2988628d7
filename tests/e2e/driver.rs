//! A driver program, on a port of its own, ended with the tests.

use std::{
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::Stdio,
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    net::TcpStream,
    process::{Child, ChildStdout, Command},
    time::timeout,
};

use crate::outcome::{Outcome, wait_for};

/// No program takes longer to start, unless it is broken.
const LIMIT: Duration = Duration::from_mins(1);

/// `chromedriver`, `geckodriver` or `WebKitWebDriver`, running.
pub(crate) struct Driver {
    process: Child,
    /// The X server of a browser that has no headless mode.
    screen: Option<Child>,
    pub(crate) url: String,
}

impl Driver {
    /// Starts it on a free port, and reads which one it took.
    pub(crate) async fn start(program: &Path, options: &[&str]) -> Outcome<Self> {
        let (process, mut lines) = spawn(Command::new(program).arg("--port=0").args(options))?;
        let port = first(&mut lines, port_in).await.ok_or_else(|| format!("{} took no port", program.display()))?;
        // Its pipe must be emptied, or it stops at a full one.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self { process, screen: None, url: format!("http://127.0.0.1:{port}") })
    }

    /// Starts one whose browser needs a screen, which nobody sees. It does not tell which port it took.
    pub(crate) async fn start_on_screen(program: &Path) -> Outcome<Self> {
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
        let (screen, mut lines) = spawn(&mut server)?;
        let display = first(&mut lines, |line| line.trim().parse::<u32>().ok()).await.ok_or("Xvfb took no display")?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut driver = Command::new(program);
        driver.arg(format!("--port={port}")).env("DISPLAY", format!(":{display}")).env("GDK_BACKEND", "x11");
        let (process, _) = spawn(&mut driver)?;
        let answers = async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok());
        wait_for("WebKit's driver", answers, |answers| *answers).await?;
        Ok(Self { process, screen: Some(screen), url: format!("http://127.0.0.1:{port}") })
    }

    /// The number of its process; browsers are its children.
    pub(crate) fn id(&self) -> Option<u32> {
        self.process.id()
    }

    pub(crate) async fn stop(mut self) {
        let _ = self.process.kill().await;
        if let Some(mut screen) = self.screen {
            let _ = screen.kill().await;
        }
    }
}

fn spawn(command: &mut Command) -> Outcome<(Child, Lines<BufReader<ChildStdout>>)> {
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    let program = command.as_std().get_program().to_owned();
    let mut process = command.spawn().map_err(|error| format!("{} cannot be started: {error}", program.display()))?;
    let output = process.stdout.take().ok_or("it has no output")?;
    Ok((process, BufReader::new(output).lines()))
}

/// Reads lines until one holds what is looked for; `None` when the program ends without it, or takes too long.
async fn first<T>(lines: &mut Lines<BufReader<ChildStdout>>, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    let read = async {
        while let Some(line) = lines.next_line().await.ok()? {
            if let Some(found) = find(&line) {
                return Some(found);
            }
        }
        None
    };
    timeout(LIMIT, read).await.ok()?
}

/// The port in `… started successfully on port 1234.` and in `… Listening on 127.0.0.1:1234`.
fn port_in(line: &str) -> Option<u16> {
    let behind =
        ["successfully on port ", "Listening on 127.0.0.1:"].iter().find_map(|words| line.split(words).nth(1))?;
    behind.trim_end_matches('.').parse().ok()
}
