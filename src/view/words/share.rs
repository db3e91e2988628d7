//! What the page says about taking a connection elsewhere.

/// The choice's label.
pub const KIND: &str = "As";
/// The code's name.
pub const CODE: &str = "The connection as code";
/// What is in it.
pub const HINT: &str = "With the subprotocols and the messages on open. Secrets in the address are in it as they are.";

/// There is nothing to take.
pub const NO_ADDRESS: &str = "Type an address first: the one above cannot be used.";

/// Whether a text was copied.
pub fn copied(was_copied: bool) -> &'static str {
    if was_copied { "Copied" } else { "The browser did not allow it. Select the text and copy it by hand." }
}
