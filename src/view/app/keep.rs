//! What the browser keeps. It is read anew before each change: another window of the page may have changed it.

use std::rc::Rc;

use super::App;
use crate::{
    view::{
        msg::KeptMsg,
        state::kept::{Address, Kept, NAME},
    },
    web::storage,
};

/// What is kept, as far as the page knows.
pub(super) struct Shelf {
    pub(super) kept: Rc<Kept>,
    /// The browser keeps nothing for this page: what is here lasts as long as the page.
    pub(super) is_blocked: bool,
}

impl Shelf {
    /// What the browser has.
    pub(super) fn read() -> Self {
        match storage::read(NAME) {
            Ok(text) => {
                Self { kept: Rc::new(text.as_deref().map(Kept::from_text).unwrap_or_default()), is_blocked: false }
            }
            Err(storage::Blocked) => Self { kept: Rc::default(), is_blocked: true },
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Kept)) {
        if !self.is_blocked {
            *self = Self::read();
        }
        let kept = Rc::make_mut(&mut self.kept);
        change(kept);
        let is_empty = kept.addresses.is_empty() && kept.messages.is_empty();
        let written = if is_empty { storage::remove(NAME) } else { storage::write(NAME, &kept.to_text()) };
        self.is_blocked = written.is_err();
    }
}

impl App {
    /// An address was connected to.
    pub(super) fn remember(&mut self, address: Address) {
        self.shelf.change(|kept| kept.remember(address));
    }

    /// Nothing is kept any more.
    pub(super) fn forget_kept(&mut self) {
        self.shelf.change(|kept| *kept = Kept::default());
    }

    pub(super) fn change_kept(&mut self, msg: KeptMsg) {
        let url = self.tabs.selected().form.url.trim().to_owned();
        self.shelf.change(|kept| match msg {
            KeptMsg::AddressDropped(address) => kept.addresses.retain(|known| *known != address),
            KeptMsg::AddressesDropped => kept.addresses.clear(),
            KeptMsg::MessageNamed(named) => kept.name(named),
            KeptMsg::MessageDropped(place) if place < kept.messages.len() => {
                kept.messages.remove(place);
            }
            KeptMsg::MessageDropped(_) => {}
            KeptMsg::MessageMoved(place, down) => kept.move_message(place, down, &url),
            KeptMsg::MessagesDropped => kept.forget_offered(&url),
        });
    }
}
