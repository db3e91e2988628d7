//! TCP connections, from the listener to the end of their last request.

use std::{sync::Arc, time::Duration};

use hyper::{StatusCode, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{Instant, sleep, timeout},
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};

use crate::{
    caller::Caller,
    http::{self, OwnAnswers, refusal},
    shared::Shared,
    site::Site,
    transport::Transport,
};

/// TCP connections beyond the limit of WebSocket connections: for plain requests, and for refusals in proper form.
const SPARE_CONNECTIONS: u64 = 1024;
/// Files that are no connections.
const OTHER_FILES: u64 = 64;
/// A request's head above this size is answered with 431.
const HEAD_BYTES: usize = 16 * 1024;
/// How often the log says that connections cannot be accepted.
const COMPLAIN_EVERY: Duration = Duration::from_secs(10);

/// Accepts until the listener is dropped.
pub(crate) async fn accept_all(listener: &TcpListener, tls: Option<&Arc<ServerConfig>>, site: &Arc<Site>) {
    let places = Arc::new(Semaphore::new(site.shared.places));
    let mut complained: Option<Instant> = None;
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, peer)) => {
                let (tls, here, caller) = (tls.cloned(), Arc::clone(site), Caller::new(peer, place));
                site.shared.tasks.spawn(async move {
                    if let Some(transport) = secure(stream, tls, &here.shared).await {
                        serve(transport, here, caller).await;
                    }
                });
            }
            Err(error) => {
                // Out of file descriptors, or a connection that ended before it was accepted: neither ends the lab.
                if complained.is_none_or(|complained| complained.elapsed() >= COMPLAIN_EVERY) {
                    tracing::warn!(%error, "cannot accept a connection");
                    complained = Some(Instant::now());
                }
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// How many WebSockets may be open, and how many TCP connections are accepted: no more than the system gives files for.
pub(crate) fn fitting(connections: u64) -> (u64, usize) {
    let files = rlimit::getrlimit(rlimit::Resource::NOFILE).map_or(u64::MAX, |(soft, _)| soft);
    let (fitting, places) = fit(connections, files);
    if fitting < connections {
        tracing::info!(files, "the limit of open files leaves {fitting} WebSockets of {connections}");
    }
    (fitting, usize::try_from(places).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS))
}

fn fit(connections: u64, files: u64) -> (u64, u64) {
    let most = files.saturating_sub(OTHER_FILES).max(2);
    let spare = SPARE_CONNECTIONS.min(most / 8).max(1);
    let connections = connections.min(most - spare);
    (connections, connections + spare)
}

/// Sets the connection up, with TLS if the lab speaks it.
async fn secure(stream: TcpStream, tls: Option<Arc<ServerConfig>>, shared: &Shared) -> Option<Transport> {
    let _ = stream.set_nodelay(true);
    keep_alive(&stream);
    let Some(tls) = tls else { return Some(Transport::Plain(stream)) };
    match timeout(shared.config.limits.handshake, TlsAcceptor::from(tls).accept(stream)).await {
        Ok(Ok(stream)) => Some(Transport::Tls(Box::new(stream))),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a TLS handshake failed");
            None
        }
        Err(_) => None,
    }
}

async fn serve(transport: Transport, site: Arc<Site>, caller: Caller) {
    let shared = &site.shared;
    let (stream, given_back) = OwnAnswers::new(transport, shared.config.limits.body);
    let ended = speak_http(stream, &site, &caller).await;
    let was_slow = ended.as_ref().is_err_and(hyper::Error::is_timeout);
    if let Err(error) = ended {
        tracing::debug!(peer = %caller.peer, %error, "a connection ended before its request did");
    }
    // There is none after an upgrade.
    let Some(mut left) = given_back.take() else { return };
    let ending = async {
        if was_slow && left.is_half_read {
            let _ = left.stream.write_all(&refusal(StatusCode::REQUEST_TIMEOUT)).await;
        }
        left.stream.end().await;
    };
    tokio::select! {
        _ = timeout(shared.config.limits.handshake, ending) => {}
        () = shared.shutdown.cancelled() => {}
    }
}

/// Answers requests until there is no further one.
async fn speak_http(stream: OwnAnswers<Transport>, site: &Arc<Site>, caller: &Caller) -> Result<(), hyper::Error> {
    let shared = &site.shared;
    let service = service_fn(|request| http::respond(Arc::clone(site), caller.clone(), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(shared.config.limits.handshake)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => ended,
        () = shared.shutdown.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    }
}

/// Lets the kernel find out about peers whose machine is gone.
fn keep_alive(stream: &TcpStream) {
    let every = Duration::from_mins(1);
    let probes = socket2::TcpKeepalive::new().with_time(every).with_interval(every);
    let _ = socket2::SockRef::from(stream).set_tcp_keepalive(&probes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_places_to_refuse_in_however_few_files_there_are() {
        assert_eq!(fit(16_384, 1_000_000), (16_384, 17_408));
        assert_eq!(fit(16_384, 4096), (4032 - 504, 4032));
        assert_eq!(fit(10, 1024), (10, 130));
        assert_eq!(fit(16_384, 0), (1, 2));
        assert_eq!(fit(0, 1024), (0, 120));
    }
}
