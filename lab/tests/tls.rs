//! The lab behind TLS, with its own certificate and with another.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use futures_util::{SinkExt, StreamExt};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use socketscope_lab::{Config, Lab, Running, Tls};
use support::{
    Folder, all_gone,
    raw::{BINARY, FIN, frame},
    start_with, within,
};
use time::{Date, OffsetDateTime};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
        client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        crypto::ring,
    },
};
use tokio_tungstenite::tungstenite::Message;

#[tokio::test]
async fn a_client_that_trusts_the_certificate_echoes() {
    let folder = Folder::new("tls");
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let (certificate, key) = (folder.0.join("cert.pem"), folder.0.join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let lab = start_with(Config { tls: Some(Tls::Files { certificate, key }), ..Config::default() }).await;
    echoes(&lab, made.cert.der(), "127.0.0.1").await;
}

#[tokio::test]
async fn the_certificate_that_is_made_at_start_is_for_this_machine() {
    let lab = start_with(Config { tls: Some(Tls::SelfSigned), ..Config::default() }).await;
    assert!(lab.http_url("/").starts_with("https://"));
    let seen = Arc::new(Seen(Mutex::new(None)));
    let trusting = config().dangerous().with_custom_certificate_verifier(Arc::clone(&seen) as _).with_no_client_auth();
    connect(&lab, trusting, "localhost").await.unwrap();
    let certificate = seen.0.lock().unwrap().take().unwrap();
    for name in ["localhost", "127.0.0.1", "::1"] {
        echoes(&lab, &certificate, name).await;
    }
    assert!(connect(&lab, trusting_only(&certificate), "example.org").await.is_err(), "and for no other");
}

#[tokio::test]
async fn slow_reads_at_its_rate_through_tls_too() {
    let lab = start_with(Config { tls: Some(Tls::SelfSigned), ..Config::default() }).await;
    // In ticks of 50 ms, of 64 KiB or of a TLS record each, it would take 25 s or 100 s longer, on any machine.
    let (plain, slow) =
        (time_to_take(&lab, "/silent").await, time_to_take(&lab, "/slow?bytes_per_second=1000000000").await);
    assert!(slow < plain * 4 + Duration::from_secs(12), "{slow:?}, and {plain:?} where nothing is slow");
}

/// How long the lab takes for two messages of 16 MiB.
async fn time_to_take(lab: &Running, path: &str) -> Duration {
    let trusting = config().dangerous().with_custom_certificate_verifier(Arc::new(Seen(Mutex::new(None))));
    let mut stream = connect(lab, trusting.with_no_client_auth(), "localhost").await.unwrap();
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let wire = frame(FIN | BINARY, &vec![0; 16 << 20]);
    let began = Instant::now();
    within(stream.write_all(&wire)).await.unwrap();
    within(stream.write_all(&wire)).await.unwrap();
    let took = began.elapsed();
    let mut head = [0; 12];
    within(stream.read_exact(&mut head)).await.unwrap();
    assert_eq!(&head, b"HTTP/1.1 101");
    took
}

#[tokio::test]
async fn a_certificate_that_is_made_lasts_no_longer_than_apple_takes() {
    let lab = start_with(Config { tls: Some(Tls::SelfSigned), ..Config::default() }).await;
    let seen = Arc::new(Seen(Mutex::new(None)));
    let trusting = config().dangerous().with_custom_certificate_verifier(seen.clone());
    let _stream = connect(&lab, trusting.with_no_client_auth(), "localhost").await.unwrap();
    let certificate = seen.0.lock().unwrap().clone().unwrap();
    let [from, to] = validity(&certificate);
    let today = OffsetDateTime::now_utc().date();
    assert!(from <= today && (to - today).whole_days() > 300, "{from} to {to} is not around {today}");
    assert!((to - from).whole_days() <= 825, "{from} to {to}");
}

/// From when and until when a certificate is valid: its two `UTCTime` (RFC 5280 §4.1.2.5), written `YYMMDDHHMMSSZ`.
fn validity(certificate: &[u8]) -> [Date; 2] {
    const UTC_TIME: [u8; 2] = [0x17, 13];
    let found = certificate.windows(15).filter(|bytes| bytes.starts_with(&UTC_TIME) && bytes[14] == b'Z');
    let date = |bytes: &[u8]| {
        let [year, month, day] =
            [2, 4, 6].map(|at| std::str::from_utf8(&bytes[at..at + 2]).unwrap().parse::<u8>().unwrap());
        Date::from_calendar_date(2000 + i32::from(year), month.try_into().unwrap(), day).unwrap()
    };
    found.map(date).collect::<Vec<_>>().try_into().expect("two times")
}

#[tokio::test]
async fn a_certificate_that_is_not_there_is_said_at_the_start() {
    let missing = Tls::Files { certificate: "nowhere.pem".into(), key: "nowhere.pem".into() };
    let error = Lab::bind("127.0.0.1:0", Config { tls: Some(missing), ..Config::default() }).await.unwrap_err();
    assert!(error.to_string().contains("nowhere.pem"), "{error}");
}

/// Echoes over a connection that trusts this certificate only.
async fn echoes(lab: &Running, certificate: &CertificateDer<'static>, name: &str) {
    assert!(lab.ws_url("/echo").starts_with("wss://127.0.0.1:"));
    let stream = connect(lab, trusting_only(certificate), name).await.unwrap();
    let (mut socket, _) = within(Box::pin(tokio_tungstenite::client_async(lab.ws_url("/echo"), stream))).await.unwrap();
    let message = Message::text("x".repeat(100_000));
    within(socket.send(message.clone())).await.unwrap();
    assert_eq!(within(socket.next()).await.unwrap().unwrap(), message);
    drop(socket);
    all_gone(lab).await;
}

type Builder = tokio_rustls::rustls::ConfigBuilder<ClientConfig, tokio_rustls::rustls::WantsVerifier>;

fn config() -> Builder {
    let provider = Arc::new(ring::default_provider());
    ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap()
}

fn trusting_only(certificate: &CertificateDer<'static>) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone()).unwrap();
    config().with_root_certificates(roots).with_no_client_auth()
}

async fn connect(lab: &Running, config: ClientConfig, name: &str) -> std::io::Result<TlsStream<TcpStream>> {
    let tcp = TcpStream::connect(lab.address()).await.unwrap();
    within(TlsConnector::from(Arc::new(config)).connect(name.to_owned().try_into().unwrap(), tcp)).await
}

/// Trusts everybody, and remembers whom.
#[derive(Debug)]
struct Seen(Mutex<Option<CertificateDer<'static>>>);

impl ServerCertVerifier for Seen {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        *self.0.lock().unwrap() = Some(certificate.clone().into_owned());
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        ring::default_provider().signature_verification_algorithms.supported_schemes()
    }
}
