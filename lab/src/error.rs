//! Why a lab could not start, each with what to do about it.

use std::{io, path::PathBuf};

/// Why a lab could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program listens there.
    #[error("the address {0} is taken by another program; give another port with --listen, or 0 for any free one")]
    AddressTaken(String),
    /// The address cannot be listened on for another reason.
    #[error("cannot listen on {0}: {1}; give an address of this machine with --listen")]
    CannotListen(String, io::Error),
    /// There is no page to serve.
    #[error("there is no page at {0}: no index.html; build it with `cargo xtask dist`, or leave --page out")]
    NoPage(PathBuf),
    /// There is no TLS without a certificate and its key.
    #[error(
        "cannot use the certificate: {0}; give PEM files with --cert and --key, or --tls alone for one made at start"
    )]
    Certificate(String),
    /// NATS cannot be asked for like this.
    #[error("{0} is no address of a NATS server; give one like nats://127.0.0.1:4222 with --nats")]
    NatsAddress(String),
    /// No page can come from there.
    #[error("{0} is no origin; give scheme, host and, if need be, port with --allow-origin, like https://example.org")]
    Origin(String),
    /// There is no WebSocket there.
    #[error("{0} is no base of WebSocket addresses; give one like wss://lab.example.org with --ws-base")]
    WsBase(String),
}
