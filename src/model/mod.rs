//! What a session is, without a browser: no platform crate, no clock, no randomness.
//!
//! Start with [`session`]: it holds every rule about what may happen when. By what they answer:
//!
//! | question | where |
//! |---|---|
//! | Where does a connection stand, and what may happen next? | [`phase`], [`session`], [`timeline`] |
//! | Why did it end, and is it tried again? | [`close`], [`diagnosis`], [`backoff`] |
//! | Where to, and who may see that? | [`endpoint`], [`address`], [`mask`] |
//! | What is a message, and what becomes one? | [`message`], [`codec`], [`recipe`], [`template`] |
//! | What was sent and received? | [`log`] |
//! | Which of it is meant? | [`find`] |
//! | What is in one message? | [`inspect`], [`detail`] |
//! | What goes by itself, and how fast? | [`settings`], [`heartbeat`], [`send_pace`], [`snapshot_pace`] |
//! | How is a connection taken elsewhere? | [`snippet`] |
//! | What crosses between page and worker? | [`link`], [`id`] |
//! | How is it said? | [`language`], [`decimal`], [`stopwatch`], [`time`] |
//!
//! No file needs one that stands further up in this order: the ground is [`id`], [`time`], [`message`], [`address`] and [`language`];
//! then [`codec`], [`find`] and [`inspect`]; then [`phase`], [`log`] and [`session`]; and [`link`] knows them all.

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
pub mod phase;
pub mod recipe;
pub mod send_pace;
pub mod session;
pub mod settings;
pub mod snapshot_pace;
pub mod snippet;
pub mod stopwatch;
pub mod template;
pub mod time;
pub mod timeline;
