//! Socketscope: a WebSocket client in the browser that keeps up with a flood and says why a connection ended.
//!
//! # Where to start
//!
//! Four rooms, each with one job:
//!
//! - [`model`]: what a session *is*. Pure: states, events, effects, messages, the log, and the two vocabularies that
//!   cross between page and worker. It names no browser, reads no clock and throws no dice, so it is tested natively.
//! - [`engine`]: the worker. It owns the sockets and the log, performs the model's effects, and hands out Snapshots.
//! - [`web`]: the browser's edge, and the only room that names `web_sys` and `js_sys`.
//! - [`view`]: Yew. It draws a Snapshot and emits Commands. It has no rules and no sockets.
//!
//! Data goes one way round:
//!
//! ```text
//!  user ─▶ view ──Command──▶ web::Link ══▶ engine ──Event──▶ model::Session::update ──Effect──▶ web::Socket
//!   ▲                                         │  ▲                                                  │
//!   └──── html! ◀── Snapshot ◀── web::Link ◀══┘  └───────── SocketEvent(ConnectionId) ◀─────────────┘
//! ```
//!
//! # Why a worker
//!
//! Delivering 27,000 messages a second already makes a page stutter before it draws a single one. So sockets and log
//! live in a worker, and the page draws only what is on screen. The page *asks* for Snapshots, three at most at a
//! time; the engine answers when something changed. No flood can queue up between the two, and an idle page
//! exchanges nothing.
//!
//! Both sides run the same program (`main.rs` asks where it is): it is fetched and compiled once, and the half that
//! both need is there once. As two programs they weighed a tenth more.
//!
//! # Which folder
//!
//! In [`model`], by what they answer: its own page has the table. In `engine` each session has a *desk* (`desk`), which owns its
//! connection (`live`) and its log, and whose `bell` brings back what it waits for. In `view`, `app` owns all state, `state` holds
//! it (pure, so tested natively), `words` has every sentence with its translation, `parts` are what others are made of, and
//! each other folder draws one region of the page: `connect`, `tabs`, `find`, `list`, `inspector`, `detail`, `compose`, `overlay`.
//! In `web` each file is one thing that a browser can do, and says what its drop ends.
//!
//! # Words
//!
//! - *session*: what a person sees as one tab; *connection*: one attempt of it to connect.
//! - *phase*: where a session stands, with what is known there; *ready state*: the standard's four words for it.
//! - *row*: a line of the log, a message or a note. Its [`model::id::RowNumber`] counts from the session's beginning, and so does a
//!   message's [`model::id::MessageNumber`], its *index* on the page; its *position* is its place in the list that the filter leaves.
//! - *kept*: it is in the log; *held*: its bytes stay with the browser as a Blob; *evicted*: it had to go.
//! - *kind*: text or binary; of a message of JSON, what its telling field says.
//! - *lens*: how one message is looked at; *guess*: the lens that is chosen by itself.
//! - *command*: what the page wants; *Snapshot*: what the engine shows; *ticket*: the number of a question.
//! - *effect*: what the rules want done, as data.
//!
//! # Invariants
//!
//! Each has a test that fails when it breaks (`tests/tidy.rs`, unless another is named).
//!
//! - In [`model`], [`engine`], [`web`], the lab and xtask no parts need one another in a circle (`tests/circles.rs`).
//! - [`model`] names no platform crate; only [`web`] names `web_sys` and `js_sys`.
//! - Nothing calls `forget()`, `unwrap()` or `std::time`; nothing writes markup from a string.
//! - What a server sent is drawn as text (`tests/e2e`).
//! - In the ledger, `kept + evicted = received + sent` (property test in [`model::log`]).
//! - Where memory ends, the oldest messages go, and nothing else (`tests/e2e/stories/little_memory.rs`).
//! - A late event of an old connection changes nothing ([`model::session`]).
//! - Every sentence that a person reads stands beside its translation ([`model::language`], `tests/languages.rs`).
//! - Every list and conditional in `html!` has an element of its own, and its children have keys: Yew 0.23 pairs
//!   unkeyed children from the back (yewstack/yew #3262) and can lose its place among empty ones (#4092).

pub mod engine;
pub mod model;
pub mod view;
pub mod web;

/// Names this build, its scripts included. Page and worker run the same program; they differ only where a worker's script
/// of before, kept by the browser, started another, and notice that (see [`model::link`]).
pub const BUILD: &str = env!("SOCKETSCOPE_BUILD");
