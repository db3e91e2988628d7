//! What the browser keeps for this page. It may be forbidden, full, or lost at any time.

use web_sys::{Event, Storage};

use super::listener::Listener;

/// Who sees what is kept, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// Every window of this origin, until it is forgotten (`localStorage`).
    Browser,
    /// This window alone, through reloads and through a crash of a browser that brings its windows back (`sessionStorage`).
    Window,
}

/// The browser keeps nothing for this page: it is forbidden, or there is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked;

impl Store {
    /// What is kept under this name.
    ///
    /// # Errors
    ///
    /// When the browser lets the page keep nothing.
    pub fn read(self, name: &str) -> Result<Option<String>, Blocked> {
        self.storage()?.get_item(name).map_err(|_| Blocked)
    }

    /// Keeps a text under this name.
    ///
    /// # Errors
    ///
    /// When the browser lets the page keep nothing, or not that much.
    pub fn write(self, name: &str, text: &str) -> Result<(), Blocked> {
        self.storage()?.set_item(name, text).map_err(|_| Blocked)
    }

    /// Removes what is kept under this name.
    ///
    /// # Errors
    ///
    /// When the browser lets the page keep nothing.
    pub fn remove(self, name: &str) -> Result<(), Blocked> {
        self.storage()?.remove_item(name).map_err(|_| Blocked)
    }

    /// Removes all that the page keeps here, under whatever name: each begins with `socketscope`.
    ///
    /// # Errors
    ///
    /// When the browser lets the page keep nothing.
    pub fn empty(self) -> Result<(), Blocked> {
        let storage = self.storage()?;
        let names = (0..storage.length().map_err(|_| Blocked)?).filter_map(|at| storage.key(at).ok().flatten());
        // Each that goes moves those behind it.
        for name in names.collect::<Vec<_>>().iter().filter(|name| name.starts_with("socketscope")) {
            storage.remove_item(name).map_err(|_| Blocked)?;
        }
        Ok(())
    }

    fn storage(self) -> Result<Storage, Blocked> {
        let window = web_sys::window().ok_or(Blocked)?;
        // Even the property throws where storage is forbidden.
        let storage = match self {
            Self::Browser => window.local_storage(),
            Self::Window => window.session_storage(),
        };
        storage.ok().flatten().ok_or(Blocked)
    }
}

/// Watches for what other windows of this origin keep, until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct StorageWatch(#[expect(dead_code, reason = "kept for its drop")] Option<Listener<Event>>);

impl StorageWatch {
    /// Calls `on_change` each time that another window has kept or removed something
    /// (<https://html.spec.whatwg.org/multipage/webstorage.html#the-storage-event>).
    pub fn new(on_change: impl Fn() + 'static) -> Self {
        Self(web_sys::window().map(|window| Listener::new(&window, "storage", move |_| on_change())))
    }
}
