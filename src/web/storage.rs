//! What the browser keeps for this page between visits. It may be forbidden, full, or lost at any time.

use web_sys::Storage;

/// The browser keeps nothing for this page: it is forbidden, or there is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked;

/// What is kept under this name.
///
/// # Errors
///
/// When the browser lets the page keep nothing.
pub fn read(name: &str) -> Result<Option<String>, Blocked> {
    storage()?.get_item(name).map_err(|_| Blocked)
}

/// Keeps a text under this name.
///
/// # Errors
///
/// When the browser lets the page keep nothing, or not that much.
pub fn write(name: &str, text: &str) -> Result<(), Blocked> {
    storage()?.set_item(name, text).map_err(|_| Blocked)
}

/// Removes what is kept under this name.
///
/// # Errors
///
/// When the browser lets the page keep nothing.
pub fn remove(name: &str) -> Result<(), Blocked> {
    storage()?.remove_item(name).map_err(|_| Blocked)
}

fn storage() -> Result<Storage, Blocked> {
    // Even the property throws where storage is forbidden.
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).ok_or(Blocked)
}
