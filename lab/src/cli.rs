//! The flags of the command line, each one a field of the configuration.

use std::{path::PathBuf, time::Duration};

use clap::{Args, Parser, builder::RangedU64ValueParser, value_parser};
use socketscope_lab::{Config, Limits, Page, StartError, Tls};

/// A WebSocket server for every behaviour, good and bad.
#[derive(Debug, Parser)]
#[command(name = "socketscope-lab", version)]
pub(crate) struct Arguments {
    /// The address to listen on; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:9001")]
    pub(crate) listen: String,
    /// A built page to serve at /, in place of the one that the program may hold
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
    /// Speaks TLS, with a certificate made at start for localhost unless --cert and --key are given
    #[arg(long)]
    tls: bool,
    /// A certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// Its private key, in PEM
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// Lets pages of this origin in, besides the lab's own and those on loopback; may be repeated
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
    /// Answers to this name, besides addresses, localhost and the name that it listens on; may be repeated
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// The base of WebSocket addresses in lab.json, for a lab behind a proxy or a mapped port
    #[arg(long, value_name = "URL")]
    ws_base: Option<String>,
    /// A NATS server that joins the chat rooms of several labs
    #[arg(long, value_name = "nats://HOST:PORT")]
    nats: Option<String>,
    /// Logs as JSON, one object a line; the variable `RUST_LOG` says how much is logged
    #[arg(long)]
    pub(crate) json_log: bool,
    #[command(flatten)]
    limits: LimitArguments,
}

/// Past a limit there is a status or a close code, never a crash.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
#[expect(clippy::struct_field_names, reason = "the flags are named so")]
struct LimitArguments {
    /// WebSocket connections open at once; one more is closed with 1013
    #[arg(long, value_name = "N", default_value_t = Limits::default().connections)]
    max_connections: u64,
    /// Bytes in one frame from a client; more is closed with 1009
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().frame_bytes)]
    max_frame_bytes: usize,
    /// Bytes in one message from a client; more is closed with 1009
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().message_bytes)]
    max_message_bytes: usize,
    /// Frames in one message from a client; more is closed with 1008
    #[arg(long, value_name = "N", default_value_t = Limits::default().fragments)]
    max_fragments: u32,
    /// Bytes of messages under way in all connections together; who needs more is closed with 1013
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().held_bytes)]
    max_held_bytes: usize,
    /// Messages in one flood
    #[arg(long, value_name = "N", default_value_t = Limits::default().flood_count, value_parser = at_least::<1>())]
    max_flood_count: u64,
    /// Messages a second of a flood that asks for a rate
    #[arg(long, value_name = "N", default_value_t = Limits::default().flood_rate)]
    max_flood_rate: u64,
    /// Bytes in one message that the lab makes
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().sent_bytes, value_parser = at_least::<24>())]
    max_sent_bytes: u64,
    /// Milliseconds that a parameter may ask to wait
    #[arg(long, value_name = "MS", default_value_t = milliseconds(Limits::default().wait), value_parser = at_least::<10>())]
    max_wait_ms: u64,
    /// Milliseconds after which /stall gives up
    #[arg(long, value_name = "MS", default_value_t = milliseconds(Limits::default().stall))]
    max_stall_ms: u64,
    /// Milliseconds for a request's head, for a TLS handshake, and from one piece of a body to the next
    #[arg(long, value_name = "MS", default_value_t = milliseconds(Limits::default().handshake))]
    max_handshake_ms: u64,
    /// Milliseconds for a request's body, and for a client to take the next bytes of an answer
    #[arg(long, value_name = "MS", default_value_t = milliseconds(Limits::default().body))]
    max_body_ms: u64,
    /// Chat rooms with somebody in them; a member of one more is closed with 1013
    #[arg(long, value_name = "N", default_value_t = Limits::default().rooms)]
    max_rooms: usize,
    /// Members in one chat room; one more is closed with 1013
    #[arg(long, value_name = "N", default_value_t = Limits::default().members)]
    max_members: usize,
    /// Sessions of /poll, /long-poll and /sse; one more is answered with 503
    #[arg(long, value_name = "N", default_value_t = Limits::default().sessions)]
    max_sessions: usize,
    /// Characters in a room's, member's or session's name
    #[arg(long, value_name = "N", default_value_t = Limits::default().name_chars)]
    max_name_chars: usize,
    /// Bytes that a chat member may lag behind its room; one further behind is closed with 1013
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().lag_bytes)]
    max_lag_bytes: usize,
    /// Milliseconds that a chat member may leave unread what it was sent; past them it is closed with 1013
    #[arg(long, value_name = "MS", default_value_t = milliseconds(Limits::default().lag))]
    max_lag_ms: u64,
}

/// Below these numbers an endpoint would have no value left to offer.
fn at_least<const MIN: u64>() -> RangedU64ValueParser {
    value_parser!(u64).range(MIN..)
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

impl Arguments {
    /// The configuration that the flags describe.
    ///
    /// # Errors
    ///
    /// When there is no page in the folder that they name.
    pub(crate) fn config(&self) -> Result<Config, StartError> {
        let tls = match (&self.cert, &self.key) {
            (Some(certificate), Some(key)) => Some(Tls::Files { certificate: certificate.clone(), key: key.clone() }),
            _ => self.tls.then_some(Tls::SelfSigned),
        };
        Ok(Config {
            page: self.page.as_deref().map(Page::open).transpose()?,
            allowed_origins: self.allow_origin.clone(),
            allowed_hosts: self.allow_host.clone(),
            ws_base: self.ws_base.clone(),
            tls,
            nats: self.nats.clone(),
            limits: self.limits.limits(),
        })
    }
}

impl LimitArguments {
    fn limits(&self) -> Limits {
        Limits {
            connections: self.max_connections,
            frame_bytes: self.max_frame_bytes,
            message_bytes: self.max_message_bytes,
            fragments: self.max_fragments,
            held_bytes: self.max_held_bytes,
            flood_count: self.max_flood_count,
            flood_rate: self.max_flood_rate,
            sent_bytes: self.max_sent_bytes,
            wait: Duration::from_millis(self.max_wait_ms),
            stall: Duration::from_millis(self.max_stall_ms),
            handshake: Duration::from_millis(self.max_handshake_ms),
            body: Duration::from_millis(self.max_body_ms),
            rooms: self.max_rooms,
            members: self.max_members,
            sessions: self.max_sessions,
            name_chars: self.max_name_chars,
            lag_bytes: self.max_lag_bytes,
            lag: Duration::from_millis(self.max_lag_ms),
        }
    }
}
