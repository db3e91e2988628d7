//! What a session is, without a browser: no platform crate, no clock, no randomness.
//!
//! Start with [`session`]: it holds every rule about what may happen when. [`log`] keeps the messages; [`link`] is the
//! language that page and worker speak. What a person reads is said in the [`language`] that was chosen.

pub mod address;
pub mod backoff;
pub mod close;
pub mod codec;
pub mod decimal;
pub mod detail;
pub mod diagnosis;
pub mod endpoint;
pub mod find;
pub mod heartbeat;
pub mod id;
pub mod inspect;
pub mod language;
pub mod link;
pub mod log;
pub mod mask;
pub mod message;
pub mod pace;
pub mod pacer;
pub mod phase;
pub mod recipe;
pub mod session;
pub mod settings;
pub mod snippet;
pub mod stopwatch;
pub mod template;
pub mod time;
pub mod timeline;
