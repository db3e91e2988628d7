//! Single keys, as they are written on the keyboard.

use super::language::{Text, text};

/// Sends the message.
pub const SEND: Text = text!("Ctrl+Enter", "Strg+Enter");
/// Opens the sheet.
pub const SHORTCUTS: Text = Text::same("?");
/// To the oldest row.
pub const OLDEST: Text = text!("Home", "Pos1");
/// To the newest row.
pub const NEWEST: Text = text!("End", "Ende");
/// Renames a session.
pub const RENAME: Text = Text::same("F2");
