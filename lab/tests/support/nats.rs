//! A real `nats-server` that can be stopped and started, behind an address that stays.

use std::{
    fs,
    io::{self, ErrorKind, Write},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
};

use super::{Folder, wait_for};

/// Set where a missing server is a failure and not a reason to leave the test out.
const REQUIRED: &str = "SOCKETSCOPE_NATS_REQUIRED";

/// An address that leads to the server while it runs. The port is held from first to last, so that no other program can
/// take it while the server is away.
pub(crate) struct Nats {
    address: SocketAddr,
    server: Option<Server>,
    /// Where the server listens itself.
    behind: Arc<Mutex<Option<SocketAddr>>>,
}

/// A process, killed when it is dropped.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Nats {
    /// An address with no server behind it.
    pub(crate) async fn reachable() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let behind = Arc::new(Mutex::new(None));
        tokio::spawn(pass_on(listener, Arc::clone(&behind)));
        Self { address, server: None, behind }
    }

    pub(crate) fn url(&self) -> String {
        format!("nats://{}", self.address)
    }

    /// Starts the server on a port that it chooses; false where the program is not installed.
    pub(crate) async fn start(&mut self) -> bool {
        let folder = Folder::new(&format!("nats-{}", self.address.port()));
        let mut command = Command::new("nats-server");
        command.args(["-a", "127.0.0.1", "-p", "-1", "--ports_file_dir"]).arg(&folder.0);
        let child = match command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() {
            Ok(child) => child,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                assert!(std::env::var_os(REQUIRED).is_none(), "there is no nats-server, and {REQUIRED} is set");
                // Not `eprintln!`, which is not shown where a test succeeds.
                let _ = writeln!(
                    io::stderr(),
                    "left out: there is no nats-server; Debian's package of that name brings it"
                );
                return false;
            }
            Err(error) => panic!("nats-server: {error}"),
        };
        let file = folder.0.join(format!("nats-server_{}.ports", child.id()));
        self.server = Some(Server(child));
        wait_for("nats-server says its port", async || {
            *self.behind.lock().unwrap() = address_in(&file);
            self.behind.lock().unwrap().is_some()
        })
        .await;
        true
    }

    /// Kills the server; its connections end, and no new one succeeds.
    pub(crate) fn stop(&mut self) {
        *self.behind.lock().unwrap() = None;
        self.server = None;
    }
}

/// What the server writes is JSON, `{"nats":["nats://127.0.0.1:40123"]}`, and may be half there.
fn address_in(file: &Path) -> Option<SocketAddr> {
    let ports: serde_json::Value = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
    ports["nats"][0].as_str()?.strip_prefix("nats://")?.parse().ok()
}

async fn pass_on(listener: TcpListener, behind: Arc<Mutex<Option<SocketAddr>>>) {
    while let Ok((mut client, _)) = listener.accept().await {
        let address = *behind.lock().unwrap();
        tokio::spawn(async move {
            if let Some(address) = address
                && let Ok(mut server) = TcpStream::connect(address).await
            {
                let _ = copy_bidirectional(&mut client, &mut server).await;
            }
        });
    }
}
