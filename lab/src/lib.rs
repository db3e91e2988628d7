//! The lab: a WebSocket server for every behaviour, good and bad. The companion of Socketscope, and of its tests.
//!
//! ```no_run
//! # async fn start() -> Result<(), socketscope_lab::StartError> {
//! use socketscope_lab::{Config, Lab};
//!
//! let lab = Lab::bind("127.0.0.1:0", Config::default()).await?.spawn();
//! println!("{}", lab.ws_url("/echo"));
//! lab.shut_down().await;
//! # Ok(())
//! # }
//! ```
//!
//! # Where to start
//!
//! - [`Lab`] (`lab.rs`) binds and shuts down, `accept.rs` takes connections; `shared.rs` is what all its connections share.
//! - `http/` answers requests: origins, routing, headers, the opening handshake.
//! - `endpoints/` holds the registry, and one file for each thing that a WebSocket endpoint does.
//! - `websocket.rs` is one open connection: messages in, messages out, and how it ends.
//! - `protocol/` is RFC 6455 and RFC 7692 as bytes in, messages out. No sockets, no clock.
//! - `chat/` holds rooms, and the log that all members of a room read from.
//! - `mailboxes.rs` and `mailbox.rs` hold what travels by HTTP; `budget.rs` bounds the memory of all messages under way.
//!
//! # Why a protocol of its own
//!
//! The lab exists to show the protocol, broken frames included, so it needs the bytes in its hands. tungstenite has no
//! permessage-deflate; yawc has it, but neither lets one encoded frame be shared by all members of a room.

mod accept;
mod answer;
mod budget;
mod caller;
mod chat;
mod config;
mod endpoints;
mod error;
mod flood;
mod http;
mod lab;
mod mailbox;
mod mailboxes;
mod origin;
mod output;
mod page;
mod parameters;
mod protocol;
mod shared;
mod site;
mod stats;
mod tls;
mod transport;
mod websocket;

pub use config::{Config, Limits};
pub use error::StartError;
pub use lab::{Lab, Running};
pub use page::Page;
pub use tls::Tls;

/// The endpoints and their parameters, as text for a terminal.
pub fn endpoint_help(limits: &Limits) -> String {
    let mut help = String::new();
    for endpoint in endpoints::registry(limits) {
        help.push_str(&endpoint.help());
    }
    help
}
