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
//! What stands there, and what always holds. [`model`] has a page of its own, by question, for the files beside these folders.
//!
//! | folder | what | always |
//! |---|---|---|
//! | `model/session` | every rule about what may happen when; retries | the same state and event give the same effects |
//! | `model/codec` | what a person types, as a message; bytes as text | what is sent is what was typed, to the byte |
//! | `model/find` | patterns, filters, kinds, watched paths | each way of looking finds the same as the plain one |
//! | `model/log` | all rows: stored, filtered, searched, counted, charted, written as NDJSON | the ledger adds up |
//! | `model/inspect` | one message through a lens; differences | nothing recurses, and no announced size is believed |
//! | `model/diagnosis` | why a connection failed or ended | its sentences differ exactly where the evidence does |
//! | `model/snippet` | the connection as a command or a program | whatever is in a text, it is quoted |
//! | `model/link` | what page and worker say to one another | both are of the same build, or notice that they are not |
//! | `engine/desk` | one session at work | effects are performed in one place |
//! | `web` | each file is one thing that a browser can do | its drop ends what it began |
//! | `view/app` | the page's one owner: what happens is heard, done, kept and drawn there | nothing else changes state |
//! | `view/state` | what the page holds, as typed and as chosen; native tests | no browser, no drawing |
//! | `view/words` | every sentence | each beside its translation |
//! | `view/scroll` | where the list stands | ten million rows, and only those in view in the document |
//! | `view/parts` | what other parts of the page are made of | they know none of those |
//! | `view/connect`, `tabs`, `find`, `list`, `inspector`, `detail`, `compose`, `overlay` | a region of the page each | they draw what they get, and say what is done |
//!
//! In `engine`, `bell` brings back to a desk what it waits for, `live` is what ends with the connection, and `budget` keeps all
//! sessions within their memory. Files that are named alike belong together: `detail` is the message that is looked into, in
//! `model`, `engine` and `view`; `sender` and `heartbeat` go by themselves; `kept` is what the browser keeps between visits,
//! `remembered` what a window keeps of its tabs.
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
//! - In [`model`], [`engine`], [`view`], [`web`], the lab and xtask no parts need one another in a circle (`tests/circles.rs`).
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
