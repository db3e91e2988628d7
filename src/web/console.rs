//! What a developer reads in the browser's console.

use log::Level;

/// Sends the log of this program to the console. A second call changes nothing.
pub fn start() {
    let _ = console_log::init_with_level(Level::Info);
}
