//! The sessions as tabs: their order, which one is shown, what is unread in the others.

pub mod label;
mod remembered;
mod tab;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use self::label::Label;
pub use self::{
    remembered::{NAME, Remembered},
    tab::{Folds, Tab},
};
use super::{form::Form, shared::Shared, writing::Writing};
use crate::model::{detail::DetailNews, id::SessionId, language::Text, link::Snapshot, phase::ReadyState};

/// All sessions. There is always one.
pub struct Tabs {
    order: Vec<Tab>,
    selected: usize,
    next: u32,
    /// What the page's address asked for.
    link: Option<Form>,
    /// Nobody sees the page.
    is_hidden: bool,
}

impl Tabs {
    /// One session, with this form.
    pub fn new(form: Form) -> Self {
        Self { order: vec![Tab::new(SessionId(0), form)], selected: 0, next: 1, link: None, is_hidden: false }
    }

    /// The one that is shown.
    pub fn selected(&self) -> &Tab {
        &self.order[self.selected]
    }

    /// The one that is shown, to change it.
    pub fn selected_mut(&mut self) -> &mut Tab {
        &mut self.order[self.selected]
    }

    /// This one, as long as it is there.
    pub fn get(&self, id: SessionId) -> Option<&Tab> {
        self.order.iter().find(|tab| tab.id == id)
    }

    /// This one, to change it.
    pub fn get_mut(&mut self, id: SessionId) -> Option<&mut Tab> {
        self.order.iter_mut().find(|tab| tab.id == id)
    }

    /// All of them, in the person's order.
    pub fn iter(&self) -> impl Iterator<Item = &Tab> {
        self.order.iter()
    }

    /// All of them, to change them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Tab> {
        self.order.iter_mut()
    }

    /// Whether none has a connection, or will by itself.
    pub fn are_closed(&self) -> bool {
        let is_closed =
            |tab: &Tab| tab.state() == ReadyState::Closed && tab.summary.is_none_or(|summary| !summary.will_retry);
        self.order.iter().all(is_closed)
    }

    /// What is drawn of them; of one without a name, `unnamed` is.
    pub fn labels(&self, unnamed: Text) -> Rc<[Label]> {
        let label = |tab: &Tab| Label {
            id: tab.id,
            name: tab.title(unnamed),
            state: tab.state(),
            will_retry: tab.summary.is_some_and(|summary| summary.will_retry),
            unread: self.unread_in(tab),
            is_selected: tab.id == self.selected().id,
        };
        self.order.iter().map(label).collect()
    }

    /// From now on nobody sees the page, or somebody does again.
    pub fn hide(&mut self, is_hidden: bool) {
        self.is_hidden = is_hidden;
        self.leave();
    }

    /// Messages that nobody has seen, of all of them.
    pub fn unread(&self) -> u64 {
        self.order.iter().map(|tab| self.unread_in(tab)).sum()
    }

    fn unread_in(&self, tab: &Tab) -> u64 {
        let is_seen = tab.id == self.selected().id && !self.is_hidden;
        if is_seen { 0 } else { tab.received().saturating_sub(tab.seen) }
    }

    /// Opens a session behind all others and shows it.
    pub fn open(&mut self, form: Form) {
        let tab = Tab::new(self.fresh(), form);
        self.leave();
        self.order.push(tab);
        self.selected = self.order.len() - 1;
    }

    /// Opens a session like the one that is shown, beside it, and shows it. Its log is empty.
    pub fn duplicate(&mut self) {
        let id = self.fresh();
        let like = self.selected();
        let writing = Shared::new(like.writing.read(Writing::duplicate));
        let mut tab = Tab::new(id, like.form.clone());
        tab.name.clone_from(&like.name);
        tab.behaviour = like.behaviour.clone();
        tab.applied = like.applied.clone();
        tab.sender = like.sender.clone();
        tab.writing = writing;
        tab.file = Shared::new(like.file.get());
        self.leave();
        self.selected += 1;
        self.order.insert(self.selected, tab);
    }

    /// Ends a session. When it is the one that is shown, the one behind it is, or the one before it; when it is the
    /// last, a fresh one takes its place.
    pub fn close(&mut self, id: SessionId) {
        let Some(place) = self.place(id) else { return };
        self.leave();
        self.order.remove(place);
        if self.order.is_empty() {
            let id = self.fresh();
            self.order.push(Tab::new(id, Form::default()));
        }
        if place < self.selected {
            self.selected -= 1;
        }
        self.selected = self.selected.min(self.order.len() - 1);
    }

    /// Shows a session.
    pub fn select(&mut self, id: SessionId) {
        if let Some(place) = self.place(id) {
            self.leave();
            self.selected = place;
        }
    }

    /// A session goes to the place of another one; those between make room.
    pub fn put(&mut self, id: SessionId, at: SessionId) {
        if let (Some(from), Some(to)) = (self.place(id), self.place(at)) {
            self.shift(from, to);
        }
    }

    /// A session goes one place towards the end or the beginning.
    pub fn step(&mut self, id: SessionId, towards_end: bool) {
        let Some(from) = self.place(id) else { return };
        let to = if towards_end { from + 1 } else { from.wrapping_sub(1) };
        if to < self.order.len() {
            self.shift(from, to);
        }
    }

    /// The engine has said how the sessions stand. True when the one that is shown has changed.
    pub fn hear(&mut self, mut snapshot: Snapshot) -> bool {
        for summary in &snapshot.sessions {
            if let Some(tab) = self.get_mut(summary.session) {
                tab.summary = Some(*summary);
            }
        }
        let is_shown = snapshot.session == self.selected().id;
        // A late Snapshot of a session that is not shown any more is not news.
        if is_shown {
            let tab = self.selected_mut();
            if let (true, Some(target)) = (std::mem::take(&mut tab.is_adopted), &snapshot.shown.target) {
                target.endpoint.as_str().clone_into(&mut tab.form.url);
            }
            match std::mem::take(&mut snapshot.shown.detail) {
                DetailNews::Same => {}
                DetailNews::Closed => tab.detail = None,
                DetailNews::Open(report) => tab.detail = Some(Rc::from(report)),
            }
            tab.rows = std::mem::take(&mut snapshot.shown.rows).into();
            tab.shown = Rc::new(snapshot.shown);
        }
        is_shown
    }

    /// The session that is shown has been seen up to now.
    fn leave(&mut self) {
        let tab = &mut self.order[self.selected];
        tab.seen = tab.received();
    }

    fn shift(&mut self, from: usize, to: usize) {
        let shown = self.selected().id;
        let tab = self.order.remove(from);
        self.order.insert(to, tab);
        self.selected = self.place(shown).unwrap_or_default();
    }

    fn place(&self, id: SessionId) -> Option<usize> {
        self.order.iter().position(|tab| tab.id == id)
    }

    fn fresh(&mut self) -> SessionId {
        self.next += 1;
        SessionId(self.next - 1)
    }
}
