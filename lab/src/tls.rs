//! TLS: a certificate from files, or one made at start for this machine.

use std::{path::PathBuf, sync::Arc};

use rustls_pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use tokio_rustls::rustls::{ServerConfig, crypto::ring};

use crate::lab::StartError;

/// Where the certificate comes from.
#[derive(Clone, Debug)]
pub enum Tls {
    /// Made at start, for `localhost` and loopback: a browser asks before it trusts it.
    SelfSigned,
    /// Read from two PEM files.
    Files {
        /// The certificate, and those that vouch for it.
        certificate: PathBuf,
        /// Its private key.
        key: PathBuf,
    },
}

impl Tls {
    /// What TLS connections are accepted with.
    pub(crate) fn config(&self) -> Result<Arc<ServerConfig>, StartError> {
        let (chain, key) = match self {
            Self::SelfSigned => self_signed().map_err(|error| StartError::Certificate(error.to_string()))?,
            Self::Files { certificate, key } => {
                let unreadable = |file: &PathBuf, error: &dyn std::fmt::Display| {
                    StartError::Certificate(format!("{}: {error}", file.display()))
                };
                let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect);
                let chain = chain.map_err(|error| unreadable(certificate, &error))?;
                (chain, PrivateKeyDer::from_pem_file(key).map_err(|error| unreadable(key, &error))?)
            }
        };
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
            .map_err(|error| StartError::Certificate(error.to_string()))?;
        Ok(Arc::new(config))
    }
}

type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

fn self_signed() -> Result<Identity, rcgen::Error> {
    let names = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
    let made = rcgen::generate_simple_self_signed(names)?;
    let key =
        PrivateKeyDer::try_from(made.signing_key.serialize_der()).map_err(|_| rcgen::Error::CouldNotParseKeyPair)?;
    Ok((vec![made.cert.der().clone()], key))
}
