//! TLS: a certificate from files, or one made at start for this machine.

use std::{path::PathBuf, sync::Arc};

use rcgen::{CertificateParams, KeyPair};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use time::OffsetDateTime;
use tokio_rustls::rustls::{ServerConfig, crypto::ring};

use crate::error::StartError;

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

/// Days that a certificate lasts that is made at start. Apple takes none of more than 825, whoever signed it
/// (<https://support.apple.com/en-us/103769>).
const LASTS: i64 = 397;

fn self_signed() -> Result<Identity, rcgen::Error> {
    let mut wanted = CertificateParams::new(["localhost", "127.0.0.1", "::1"].map(str::to_owned))?;
    // Clocks differ.
    wanted.not_before = OffsetDateTime::now_utc() - time::Duration::DAY;
    wanted.not_after = wanted.not_before + time::Duration::days(LASTS);
    let key = KeyPair::generate()?;
    let certificate = wanted.self_signed(&key)?;
    let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(|_| rcgen::Error::CouldNotParseKeyPair)?;
    Ok((vec![certificate.der().clone()], key))
}
