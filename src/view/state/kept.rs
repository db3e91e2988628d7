//! What the browser keeps between visits: recent addresses and named messages. One text, with a version in it.

use serde::{Deserialize, Serialize};

use super::written::Choices;
use crate::model::{
    codec::base64,
    mask::{mask, mask_protocols},
};

/// The name under which it is kept.
pub const NAME: &str = "socketscope.kept";

/// What a kept text begins with: the version of this form.
const VERSION: &str = "1 ";

/// How many addresses are kept.
const MOST_ADDRESSES: usize = 20;

/// Everything that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The latest first.
    pub addresses: Vec<Address>,
    /// In the person's order.
    pub messages: Vec<Named>,
}

/// An address that was connected to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// As typed.
    pub url: String,
    /// As typed.
    pub protocols: String,
}

/// A message with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// As written.
    pub text: String,
    /// The choices that belong to it.
    pub choices: Choices,
    /// The only address that it is offered for, without its secrets; `None` for all.
    pub only_for: Option<String>,
}

impl Address {
    /// The same without its secrets: with a stand-in ([`crate::model::mask::MASK`]) in the place of each.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        let names: Vec<&str> = self.protocols.split(',').map(str::trim).collect();
        Self { url: mask(&self.url), protocols: mask_protocols(names).join(", ") }
    }
}

impl Named {
    fn is_called(&self, name: &str, only_for: Option<&str>) -> bool {
        self.name == name && self.only_for.as_deref().map(mask) == only_for.map(mask)
    }

    /// Whether it is offered for the address that is this one without its secrets.
    fn is_offered(&self, masked: &str) -> bool {
        self.only_for.as_deref().is_none_or(|only| mask(only) == masked)
    }
}

impl Kept {
    /// What a kept text holds, within the limits of what is kept; `None` when it is broken, or of another version of the page.
    pub fn from_text(text: &str) -> Option<Self> {
        let bytes = base64::decode(text.strip_prefix(VERSION)?).ok()?;
        let mut kept: Self = postcard::from_bytes(&bytes).ok()?;
        kept.addresses.truncate(MOST_ADDRESSES);
        Some(kept)
    }

    /// The text to keep.
    pub fn to_text(&self) -> String {
        let bytes = postcard::to_stdvec(self).unwrap_or_default();
        format!("{VERSION}{}", base64::encode(&bytes))
    }

    /// An address was connected to: it is the latest now.
    pub fn remember(&mut self, address: Address) {
        self.addresses.retain(|known| *known != address);
        self.addresses.insert(0, address);
        self.addresses.truncate(MOST_ADDRESSES);
    }

    /// A message gets a name; one of the same name and address gives way, and keeps its place.
    pub fn name(&mut self, mut named: Named) {
        named.only_for = named.only_for.as_deref().map(mask);
        match self.messages.iter_mut().find(|known| known.is_called(&named.name, named.only_for.as_deref())) {
            Some(known) => *known = named,
            None => self.messages.push(named),
        }
    }

    /// Whether a message has this name and belongs to this address, or to all: another one would take its place.
    pub fn has(&self, name: &str, only_for: Option<&str>) -> bool {
        self.messages.iter().any(|known| known.is_called(name, only_for))
    }

    /// The messages that are offered at this address, each with its place among all.
    pub fn offered<'a>(&'a self, url: &'a str) -> impl Iterator<Item = (usize, &'a Named)> {
        let masked = mask(url);
        self.messages.iter().enumerate().filter(move |(_, named)| named.is_offered(&masked))
    }

    /// The messages that are offered at this address are kept no more. Those of other addresses stay.
    pub fn forget_offered(&mut self, url: &str) {
        let masked = mask(url);
        self.messages.retain(|named| !named.is_offered(&masked));
    }

    /// The message at this place goes before the one that is offered before it, or behind the one behind it.
    pub fn move_message(&mut self, at: usize, down: bool, url: &str) {
        let places: Vec<usize> = self.offered(url).map(|(place, _)| place).collect();
        let Some(here) = places.iter().position(|place| *place == at) else { return };
        let there = if down { here + 1 } else { here.wrapping_sub(1) };
        if let Some(there) = places.get(there) {
            self.messages.swap(at, *there);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str) -> Address {
        Address { url: url.into(), protocols: String::new() }
    }

    fn named(name: &str, only_for: Option<&str>) -> Named {
        Named { name: name.into(), text: name.into(), choices: Choices::default(), only_for: only_for.map(Into::into) }
    }

    #[test]
    fn it_comes_back_as_it_was_kept() {
        let mut kept = Kept::default();
        kept.remember(address("ws://a"));
        kept.name(named("hello", Some("ws://a")));
        let back = Kept::from_text(&kept.to_text()).expect("it can be read");
        assert_eq!((back.addresses, back.messages), (kept.addresses, kept.messages));
    }

    #[test]
    fn broken_or_foreign_content_counts_as_nothing() {
        let mut kept = Kept::default();
        kept.remember(address("ws://a"));
        let whole = kept.to_text();
        let other_version = whole.replacen('1', "2", 1);
        for text in ["", "1", "1 ", "1 !", "1 AQU=", "{}", &other_version] {
            assert_eq!(Kept::from_text(text), None, "{text}");
        }
        assert_eq!(Kept::from_text(&whole), Some(kept));
    }

    #[test]
    fn the_latest_address_comes_first_and_once() {
        let mut kept = Kept::default();
        for url in ["ws://a", "ws://b", "ws://a"] {
            kept.remember(address(url));
        }
        assert_eq!(kept.addresses, [address("ws://a"), address("ws://b")]);
        (0..40).for_each(|number| kept.remember(address(&number.to_string())));
        assert_eq!(kept.addresses.len(), MOST_ADDRESSES);
    }

    #[test]
    fn messages_are_offered_where_they_belong_and_move_among_those() {
        let mut kept = Kept::default();
        for message in [named("all", None), named("b", Some("ws://b")), named("a", Some("ws://a"))] {
            kept.name(message);
        }
        let names = |kept: &Kept| kept.offered("ws://a").map(|(_, named)| named.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&kept), ["all", "a"]);
        kept.move_message(2, false, "ws://a");
        assert_eq!(names(&kept), ["a", "all"]);
        kept.move_message(0, false, "ws://a");
        assert_eq!(names(&kept), ["a", "all"]);
        kept.name(Named { text: "new".into(), ..named("a", Some("ws://a")) });
        assert_eq!(kept.messages[0].text, "new");
    }

    #[test]
    fn a_secret_is_kept_neither_with_an_address_nor_with_a_message_that_belongs_to_one() {
        let mut kept = Kept::default();
        let whole = Address { url: "ws://a/?token=hunter2".into(), protocols: "access_token, hunter2".into() };
        kept.remember(whole.without_secrets());
        kept.name(named("hello", Some("ws://a/?token=hunter2")));
        assert!(!format!("{kept:?}").contains("hunter2"), "{kept:?}");
        assert_eq!(kept.offered("ws://a/?token=another").count(), 1, "the address is known without it");
        assert!(kept.has("hello", Some("ws://a/?token=hunter2")));
        assert_eq!(Address { url: String::new(), protocols: String::new() }.without_secrets().protocols, "");
    }

    #[test]
    fn a_name_is_taken_for_one_address_or_for_all() {
        let mut kept = Kept::default();
        kept.name(named("a", Some("ws://a")));
        assert!(kept.has("a", Some("ws://a")));
        for (name, only_for) in [("a", None), ("a", Some("ws://b")), ("b", Some("ws://a"))] {
            assert!(!kept.has(name, only_for), "{name} {only_for:?}");
        }
    }

    #[test]
    fn to_forget_the_messages_of_one_address_leaves_those_of_another() {
        let mut kept = Kept::default();
        for message in [named("all", None), named("b", Some("ws://b")), named("a", Some("ws://a"))] {
            kept.name(message);
        }
        kept.forget_offered("ws://a");
        assert_eq!(kept.messages, [named("b", Some("ws://b"))]);
    }
}
