//! A lab from its start to its end: bind, accept, shut down.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use async_nats::ServerAddr;
use hyper::Uri;
use tokio::{
    net::{TcpListener, ToSocketAddrs},
    sync::mpsc,
    task::JoinHandle,
    time::timeout,
};
use tokio_rustls::rustls::ServerConfig;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    accept::{accept_all, fitting},
    budget::Budget,
    chat::{Relay, Rooms},
    config::Config,
    endpoints,
    error::StartError,
    mailboxes::Mailboxes,
    origin::Origin,
    page::Page,
    shared::Shared,
    site::Site,
    stats::Stats,
    tls::Tls,
};

/// How long connections have to end once the lab shuts down.
const GRACE: Duration = Duration::from_secs(5);

/// A lab that has its address but serves nobody yet.
#[derive(Debug)]
pub struct Lab {
    listener: TcpListener,
    tls: Option<Arc<ServerConfig>>,
    nats: Option<Nats>,
    site: Arc<Site>,
}

/// What the relay of a lab needs to begin.
#[derive(Debug)]
struct Nats {
    server: ServerAddr,
    relay: Arc<Relay>,
    to_send: mpsc::Receiver<(String, bytes::Bytes)>,
}

impl Nats {
    fn parse(url: &str) -> Result<Self, StartError> {
        let no_address = || StartError::NatsAddress(url.to_owned());
        // Its client would take any word for a host, and look for it for ever.
        let server = url.contains("://").then(|| url.parse().ok()).flatten().ok_or_else(no_address)?;
        let (relay, to_send) = Relay::new();
        Ok(Self { server, relay: Arc::new(relay), to_send })
    }
}

impl Lab {
    /// Takes the address; port 0 takes a free one.
    ///
    /// # Errors
    ///
    /// When the address cannot be had, or the configuration names things that are not there.
    pub async fn bind(listen: impl ToSocketAddrs + ToString, mut config: Config) -> Result<Self, StartError> {
        let places;
        (config.limits.connections, places) = fitting(config.limits.connections);
        let page = config.page.clone().or_else(Page::of_program);
        let tls = config.tls.as_ref().map(Tls::config).transpose()?;
        let nats = config.nats.as_deref().map(Nats::parse).transpose()?;
        let relay = nats.as_ref().map(|nats| Arc::clone(&nats.relay));
        let origins = config.allowed_origins.iter().map(|origin| parse_origin(origin)).collect::<Result<_, _>>()?;
        if let Some(base) = config.ws_base.as_ref().filter(|base| !is_ws_base(base)) {
            return Err(StartError::WsBase(base.clone()));
        }
        let budget = Arc::new(Budget::new(config.limits.held_bytes));
        let names = names(&listen.to_string(), &config.allowed_hosts);
        let (listener, address) = take_address(listen).await?;
        let endpoints = endpoints::registry(&config.limits);
        let shared = Shared {
            origins,
            names,
            places,
            address,
            stats: Arc::new(Stats::default()),
            rooms: Arc::new(Rooms::new(config.limits, relay.clone())),
            relay,
            mailboxes: Mailboxes::new(config.limits.sessions, config.limits.message_bytes, Arc::clone(&budget)),
            budget,
            shutdown: CancellationToken::new(),
            tasks: TaskTracker::new(),
            config,
        };
        let site = Site { shared: Arc::new(shared), endpoints, page };
        Ok(Self { listener, tls, nats, site: Arc::new(site) })
    }

    /// The address that the lab listens on.
    pub fn address(&self) -> SocketAddr {
        self.site.shared.address
    }

    /// The base of this lab's HTTP addresses, e.g. `http://127.0.0.1:9001`.
    pub fn http_base(&self) -> String {
        self.site.shared.http_base()
    }

    /// Serves until `shutdown` completes; then closes every WebSocket with 1001 and waits up to five seconds.
    pub async fn run(self, shutdown: impl Future<Output = ()>) {
        let shared = &self.site.shared;
        if let Some(Nats { server, relay, to_send }) = self.nats {
            let (rooms, shutdown) = (Arc::clone(&shared.rooms), shared.shutdown.clone());
            shared.tasks.spawn(relay.run(server, to_send, rooms, shutdown));
        }
        tokio::select! {
            () = accept_all(&self.listener, self.tls.as_ref(), &self.site) => {}
            () = shared.mailboxes.sweep() => {}
            () = shutdown => {}
        }
        drop(self.listener);
        shared.shutdown.cancel();
        shared.tasks.close();
        if timeout(GRACE, shared.tasks.wait()).await.is_err() {
            tracing::warn!(connections = shared.tasks.len(), "not all connections ended in time");
        }
    }

    /// Serves in a task of its own.
    pub fn spawn(self) -> Running {
        let shared = Arc::clone(&self.site.shared);
        let stop = CancellationToken::new();
        let task = tokio::spawn(self.run(stop.clone().cancelled_owned()));
        Running { shared, stop, task: Some(task) }
    }
}

fn parse_origin(text: &str) -> Result<Origin, StartError> {
    Origin::parse(text).ok_or_else(|| StartError::Origin(text.to_owned()))
}

fn is_ws_base(text: &str) -> bool {
    text.parse::<Uri>().is_ok_and(|uri| matches!(uri.scheme_str(), Some("ws" | "wss")) && uri.query().is_none())
}

/// The host of what is listened on, and the names that the configuration adds.
fn names(listen: &str, allowed: &[String]) -> Vec<String> {
    let listened = listen.rsplit_once(':').map_or(listen, |(host, _)| host);
    allowed.iter().map(String::as_str).chain([listened]).map(|name| name.trim_end_matches('.').to_lowercase()).collect()
}

async fn take_address(listen: impl ToSocketAddrs + ToString) -> Result<(TcpListener, SocketAddr), StartError> {
    let wanted = listen.to_string();
    let cannot = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => StartError::AddressTaken(wanted.clone()),
        _ => StartError::CannotListen(wanted.clone(), error),
    };
    let listener = TcpListener::bind(listen).await.map_err(&cannot)?;
    let address = listener.local_addr().map_err(&cannot)?;
    Ok((listener, address))
}

/// A lab that serves in the background.
#[derive(Debug)]
#[must_use = "dropping a running lab shuts it down"]
pub struct Running {
    shared: Arc<Shared>,
    stop: CancellationToken,
    task: Option<JoinHandle<()>>,
}

impl Running {
    /// The address that the lab listens on.
    pub fn address(&self) -> SocketAddr {
        self.shared.address
    }

    /// The WebSocket address of a path, e.g. of `/echo`.
    pub fn ws_url(&self, path: &str) -> String {
        format!("{}{path}", self.shared.ws_base(None))
    }

    /// The HTTP address of a path, e.g. of `/lab.json`.
    pub fn http_url(&self, path: &str) -> String {
        format!("{}{path}", self.shared.http_base())
    }

    /// How many WebSocket connections are open.
    pub fn open_connections(&self) -> u64 {
        self.shared.stats.open_connections.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Ends the lab as [`Lab::run`] does, and waits for it.
    pub async fn shut_down(mut self) {
        self.stop.cancel();
        if let Some(task) = self.task.take() {
            let _ = task.await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
