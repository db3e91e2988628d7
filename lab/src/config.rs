//! How a lab is set up, and the limits that keep it standing. Every field is a flag of the command line.

use std::{sync::Arc, time::Duration};

use crate::{page::Page, tls::Tls};

/// How a lab is set up. The default is a lab that serves endpoints only, to pages on loopback.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// A built page to serve at `/`; without one, the page that the program holds, and where it holds none, `/` lists the
    /// endpoints.
    pub page: Option<Arc<Page>>,
    /// Origins that may connect besides the lab's own and loopback pages, e.g. `https://example.org`.
    pub allowed_origins: Vec<String>,
    /// Names that the lab answers to, besides addresses, `localhost` and the name that it listens on, e.g. `lab.example.org`.
    pub allowed_hosts: Vec<String>,
    /// The base of WebSocket addresses in `lab.json`, for a lab behind a proxy or a mapped port.
    pub ws_base: Option<String>,
    /// Speak TLS, so that addresses begin with `https://` and `wss://`.
    pub tls: Option<Tls>,
    /// A NATS server that joins the chat rooms of several labs, e.g. `nats://host:4222`.
    pub nats: Option<String>,
    /// What a client may ask for at most.
    pub limits: Limits,
}

/// What a client may ask for at most. Past a limit there is a status or a close code, never a crash.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// WebSocket connections open at once; one more is closed with 1013.
    pub connections: u64,
    /// Bytes in one frame from a client; more is closed with 1009.
    pub frame_bytes: usize,
    /// Bytes in one message from a client; more is closed with 1009.
    pub message_bytes: usize,
    /// Frames in one message from a client; more is closed with 1008.
    pub fragments: u32,
    /// Bytes of messages that are under way in all connections together; who needs more is closed with 1013.
    pub held_bytes: usize,
    /// Messages in one `/flood`.
    pub flood_count: u64,
    /// Messages a second of `/flood`, when a rate is asked for.
    pub flood_rate: u64,
    /// Bytes in one message that the lab makes (`/flood`, `/binary`, `/fragments`).
    pub sent_bytes: u64,
    /// The longest wait that a parameter may ask for.
    pub wait: Duration,
    /// How long `/stall` leaves a handshake unanswered before it gives up.
    pub stall: Duration,
    /// How long a client may take to send its request's head, or its TLS handshake.
    pub handshake: Duration,
    /// How long a client may take to send its request's body, and to take an answer's next bytes.
    pub body: Duration,
    /// Chat rooms with somebody in them; a member of one more is closed with 1013.
    pub rooms: usize,
    /// Members in one chat room; one more is closed with 1013.
    pub members: usize,
    /// Sessions of `/poll`, `/long-poll` and `/sse`; one more is answered with 503.
    pub sessions: usize,
    /// Characters in a room's, member's or session's name.
    pub name_chars: usize,
    /// Bytes that a chat member may lag behind its room before it is closed with 1013.
    pub lag_bytes: usize,
    /// How long a chat member may leave unread what it was sent before it is closed with 1013.
    pub lag: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 16_384,
            frame_bytes: 32 << 20,
            message_bytes: 32 << 20,
            // A message of 32 MiB in frames of 64 bytes stays below.
            fragments: 1 << 20,
            held_bytes: 1 << 30,
            flood_count: 10_000_000,
            flood_rate: 1_000_000,
            sent_bytes: 16 << 20,
            wait: Duration::from_mins(1),
            stall: Duration::from_mins(1),
            handshake: Duration::from_secs(10),
            body: Duration::from_mins(1),
            rooms: 1_000,
            members: 1_000,
            sessions: 1_000,
            name_chars: 64,
            lag_bytes: 1 << 20,
            lag: Duration::from_secs(30),
        }
    }
}
