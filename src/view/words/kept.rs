//! What the page says about what the browser keeps.

/// What stands above the recent addresses.
pub fn addresses(count: usize, is_blocked: bool) -> &'static str {
    match (is_blocked, count) {
        (true, _) => BLOCKED,
        (_, 0) => "Addresses that you connect to are listed here. They stay in this browser.",
        _ => "Recent addresses, kept in this browser. Secrets in them are not shown.",
    }
}

/// What stands above the named messages.
pub fn messages(count: usize, is_blocked: bool) -> &'static str {
    match (is_blocked, count) {
        (true, _) => BLOCKED,
        (_, 0) => "Give the message a name to have it again later. It stays in this browser.",
        _ => "Messages with names, kept in this browser.",
    }
}

const BLOCKED: &str = "The browser lets this page keep nothing, so nothing is listed here after a reload.";

/// The button that forgets every named message, of all addresses.
pub fn drop_messages(count: usize) -> String {
    if count == 1 { "Forget the only one".to_owned() } else { format!("Forget all {count}") }
}
