//! What the browser keeps. It is read anew before each change: another window of the page may have changed it.

use std::rc::Rc;

use super::App;
use crate::{
    view::{
        msg::KeptMsg,
        state::kept::{Address, Kept, NAME},
    },
    web::storage::Store,
};

/// What is kept, as far as the page knows.
pub(super) struct Shelf {
    pub(super) kept: Rc<Kept>,
    /// The browser keeps nothing for this page: what is here lasts as long as the page.
    pub(super) is_blocked: bool,
}

impl Shelf {
    /// What the browser has. What another version of the page has kept is set aside, so that this one does not overwrite it.
    pub(super) fn read() -> Self {
        let blocked = || Self { kept: Rc::default(), is_blocked: true };
        let Ok(text) = Store::Browser.read(NAME) else { return blocked() };
        match text.as_deref().map(Kept::from_text) {
            None => Self { kept: Rc::default(), is_blocked: false },
            Some(Some(kept)) => Self { kept: Rc::new(kept), is_blocked: false },
            Some(None) if set_aside(text.as_deref().unwrap_or_default()) => {
                Self { kept: Rc::default(), is_blocked: false }
            }
            Some(None) => blocked(),
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Kept)) {
        if !self.is_blocked {
            *self = Self::read();
        }
        let kept = Rc::make_mut(&mut self.kept);
        change(kept);
        let is_empty = kept.addresses.is_empty() && kept.messages.is_empty();
        let written = if is_empty { Store::Browser.remove(NAME) } else { Store::Browser.write(NAME, &kept.to_text()) };
        self.is_blocked = written.is_err();
    }
}

/// How many texts of other versions are set aside at most: `socketscope.kept.1` and so on.
const MOST_ASIDE: u32 = 8;

fn aside(number: u32) -> String {
    format!("{NAME}.{number}")
}

/// Keeps a text that cannot be read under another name. Whether it is there.
fn set_aside(text: &str) -> bool {
    let is_there = |number| Store::Browser.read(&aside(number)).is_ok_and(|other| other.as_deref() == Some(text));
    let is_free = |number| Store::Browser.read(&aside(number)) == Ok(None);
    (1..=MOST_ASIDE).any(is_there)
        || (1..=MOST_ASIDE)
            .find(|number| is_free(*number))
            .is_some_and(|free| Store::Browser.write(&aside(free), text).is_ok())
}

impl App {
    /// An address was connected to.
    pub(super) fn remember(&mut self, address: Address) {
        self.shelf.change(|kept| kept.remember(address));
    }

    /// Nothing is kept any more.
    pub(super) fn forget_kept(&mut self) {
        self.shelf.change(|kept| *kept = Kept::default());
        let _ = Store::Browser.empty();
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
