//! Finding messages: what a filter lets through, which kinds there are, and what a watched path holds.
//!
//! All of it reads payloads where they lie in the log, without a copy and without recursion, and no reader allocates
//! for each message. [`super::log`] applies it to what is kept and to what comes in.

mod case_fold;
pub mod filter;
mod json;
pub mod kind;
pub mod kind_counts;
pub mod matcher;
pub mod path;
pub mod pattern;
mod plain_text;
mod regex_complaint;
mod regex_literals;
pub mod watch;

/// Of a larger message only so many bytes are read as JSON.
pub const DEEPEST: usize = 1024 * 1024;
