//! What the page says while a connection opens, closes, or waits for the next try.

use crate::model::link::Retry;

/// While CONNECTING. The duration stands before it.
pub const CONNECTING: &str = "so far. Browsers open one connection to a host at a time and may wait for minutes.";

/// While CLOSING. The duration stands before it.
pub const CLOSING: &str = "so far. A server that goes on sending, or that never answers, keeps a connection closing.";

/// A try that is to come. The countdown stands behind it.
pub fn retry(retry: Retry) -> String {
    let of = retry.of.map_or(String::new(), |of| format!(" of {of}"));
    if retry.waits_for_network {
        format!("Try {}{of} waits until the browser is online.", retry.attempt)
    } else {
        format!("Try {}{of} in ", retry.attempt)
    }
}
