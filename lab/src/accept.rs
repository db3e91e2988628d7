//! TCP connections, from the listener to the end of their last request.

use std::{sync::Arc, time::Duration};

use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};

use crate::{
    http::{self, OwnAnswers},
    shared::Shared,
    transport::Transport,
};

/// TCP connections beyond the limit of WebSocket connections: for plain requests, and for refusals in proper form.
const SPARE_CONNECTIONS: usize = 1024;
/// A request's head above this size is answered with 431.
const HEAD_BYTES: usize = 16 * 1024;

/// Accepts until the listener is dropped.
pub(crate) async fn accept_all(listener: &TcpListener, tls: Option<&Arc<ServerConfig>>, shared: &Arc<Shared>) {
    let limit =
        usize::try_from(shared.config.limits.connections).unwrap_or(usize::MAX).saturating_add(SPARE_CONNECTIONS);
    let places = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let (tls, shared_here) = (tls.cloned(), Arc::clone(shared));
                shared.tasks.spawn(async move {
                    if let Some(transport) = secure(stream, tls, &shared_here).await {
                        serve(transport, shared_here, place).await;
                    }
                });
            }
            Err(error) => {
                // Out of file descriptors, or a connection that ended before it was accepted: neither ends the lab.
                tracing::warn!(%error, "cannot accept a connection");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
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

async fn serve(transport: Transport, shared: Arc<Shared>, place: OwnedSemaphorePermit) {
    let place = Arc::new(place);
    let service = service_fn(|request| http::respond(Arc::clone(&shared), Arc::clone(&place), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(shared.config.limits.handshake)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(OwnAnswers::new(transport)), service)
        .with_upgrades();
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = shared.shutdown.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended before its request did");
    }
}

/// Lets the kernel find out about peers whose machine is gone.
fn keep_alive(stream: &TcpStream) {
    let every = Duration::from_mins(1);
    let probes = socket2::TcpKeepalive::new().with_time(every).with_interval(every);
    let _ = socket2::SockRef::from(stream).set_tcp_keepalive(&probes);
}
