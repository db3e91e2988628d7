//! Who asks: one TCP connection, as its requests see it.

use std::{net::SocketAddr, sync::Arc};

use tokio::sync::OwnedSemaphorePermit;

/// One TCP connection.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) peer: SocketAddr,
    /// Its place among those that are accepted, free again when all its requests are over.
    _place: Arc<OwnedSemaphorePermit>,
}

impl Caller {
    pub(crate) fn new(peer: SocketAddr, place: OwnedSemaphorePermit) -> Self {
        Self { peer, _place: Arc::new(place) }
    }
}
