//! The sessions as tabs: their order, which one is shown, what is unread in the others.

mod remembered;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use yew::AttrValue;

pub use self::remembered::{NAME, Remembered};

use super::{
    behaviour::Behaviour,
    find::{FilterForm, PatternForm},
    keep::Keep,
    selection::Selection,
    sender::SenderForm,
    take::{Draft, Picture},
    writing::Writing,
};
use crate::{
    model::{
        detail::{DetailNews, DetailReport},
        id::SessionId,
        link::{Look, SessionSnapshot, Snapshot, Summary, Ticket},
        log::{Ledger, Row, RowItem},
        mask,
        message::Direction,
        session::{Phase, ReadyState},
        settings::Settings,
    },
    view::{
        scroll::Scroll,
        words::{self, language::Text},
    },
    web::file::File,
};

/// The connection's form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The address.
    pub url: String,
    /// The subprotocols, separated by commas.
    pub protocols: String,
}

/// One session, as the page knows it.
pub struct Tab {
    /// Which one.
    pub id: SessionId,
    /// The name that the person gave it.
    pub name: Option<String>,
    /// The connection's form.
    pub form: Form,
    /// Its settings as typed.
    pub behaviour: Rc<Behaviour>,
    /// Those of them that the engine was told.
    pub applied: Settings,
    /// The sender's form as typed.
    pub sender: Rc<SenderForm>,
    /// What is being written.
    pub writing: Keep<Writing>,
    /// The file that was chosen.
    pub file: Keep<Option<File>>,
    /// Where its list stands.
    pub scroll: Keep<Scroll>,
    /// The rows that its list wants.
    pub look: Look,
    /// The engine has had it, and the page knows nothing of it yet.
    is_adopted: bool,
    /// It was to connect; a Snapshot will tell of that.
    pub was_to_connect: bool,
    /// How it stood when it was shown last.
    pub shown: Rc<SessionSnapshot>,
    /// The rows that were shown last.
    pub rows: Rc<[Row]>,
    /// The rows that are selected.
    pub selection: Selection,
    /// Where its list is to go: the number of the wish, and the position.
    pub jump: Option<(u32, u64)>,
    /// Why its list did not go where it was to go.
    pub went: String,
    /// What became of the last that was done with that message.
    pub taken: Text,
    /// The message that is looked into, as a picture.
    pub picture: Option<Picture>,
    /// A message of the log that is to be written again: the number of the wish, and the draft.
    pub drafted: Option<(Ticket, Rc<Draft>)>,
    /// How the file stands that messages are saved to.
    pub saved: Option<String>,
    /// What its list is to show, as typed.
    pub filter: Rc<FilterForm>,
    /// What is searched for in it, as typed.
    pub search: Rc<PatternForm>,
    /// The message that is looked into.
    pub detail: Option<Rc<DetailReport>>,
    /// How it stands.
    pub summary: Option<Summary>,
    /// Messages that had been received when the person saw it last.
    seen: u64,
    /// Messages up to which a file has all that were kept.
    saved_up_to: u64,
}

/// What is drawn of a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Which one.
    pub id: SessionId,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: ReadyState,
    /// A further try is planned.
    pub will_retry: bool,
    /// Messages that nobody has seen.
    pub unread: u64,
    /// It is the one that is shown.
    pub is_selected: bool,
}

/// All sessions. There is always one.
pub struct Tabs {
    order: Vec<Tab>,
    selected: usize,
    next: u32,
    /// What the page's address asked for.
    link: Option<Form>,
}

impl Tab {
    fn new(id: SessionId, form: Form) -> Self {
        Self {
            id,
            name: None,
            form,
            behaviour: Rc::default(),
            applied: Settings::default(),
            sender: Rc::default(),
            writing: Keep::default(),
            file: Keep::default(),
            scroll: Keep::default(),
            look: Look::Newest(0),
            is_adopted: false,
            was_to_connect: false,
            shown: Rc::default(),
            rows: Rc::new([]),
            selection: Selection::default(),
            jump: None,
            went: String::new(),
            taken: Text::EMPTY,
            picture: None,
            drafted: None,
            saved: None,
            filter: Rc::default(),
            search: Rc::default(),
            detail: None,
            summary: None,
            seen: 0,
            saved_up_to: 0,
        }
    }

    /// Its name: the person's, or the address without scheme, query and secrets. While there is a connection it is that
    /// one's address, whatever is being typed.
    pub fn title(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let target = self.shown.target.as_ref().filter(|_| self.state() != ReadyState::Closed);
        let masked = mask::mask(target.map_or(self.form.url.trim(), |target| target.endpoint.as_str()));
        let url = masked.as_str();
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        // What stands before @ is a password.
        let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
        if rest.is_empty() { words::tabs::NEW.into() } else { rest.trim_end_matches('/').to_owned() }
    }

    /// How many messages its log holds, as far as is known.
    pub fn kept(&self) -> u64 {
        let unseen = self.received().saturating_sub(self.shown.ledger.received);
        self.shown.ledger.kept + unseen
    }

    /// The beginning of the message that was received last, when it is among the rows in view.
    pub fn last_received(&self) -> Option<AttrValue> {
        self.rows.iter().rev().find_map(|row| match &row.item {
            RowItem::Message { direction: Direction::Received, preview, .. } => Some(preview.text.clone().into()),
            _ => None,
        })
    }

    /// Whether nothing has happened in it yet.
    pub fn is_fresh(&self) -> bool {
        !self.was_to_connect && self.shown.phase == Phase::New && self.shown.ledger == Ledger::default()
    }

    /// Whether its log holds messages that would be gone.
    pub fn keeps_messages(&self) -> bool {
        self.kept() > 0
    }

    /// Whether some of those are in no file that the person was given.
    pub fn keeps_unsaved(&self) -> bool {
        self.keeps_messages() && self.total() > self.saved_up_to
    }

    /// A file has all that is kept of the first so many messages.
    pub fn save_up_to(&mut self, total: u64) {
        self.saved_up_to = self.saved_up_to.max(total);
    }

    /// How many messages there were so far, as far as is known.
    pub fn total(&self) -> u64 {
        self.received() + self.shown.ledger.sent
    }

    fn state(&self) -> ReadyState {
        self.summary.map_or_else(|| self.shown.phase.ready_state(), |summary| summary.state)
    }

    fn received(&self) -> u64 {
        self.summary.map_or(self.shown.ledger.received, |summary| summary.received.max(self.shown.ledger.received))
    }
}

impl Tabs {
    /// One session, with this form.
    pub fn new(form: Form) -> Self {
        Self { order: vec![Tab::new(SessionId(0), form)], selected: 0, next: 1, link: None }
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

    /// What is drawn of them.
    pub fn labels(&self) -> Rc<[Label]> {
        let label = |(place, tab): (usize, &Tab)| Label {
            id: tab.id,
            name: tab.title(),
            state: tab.state(),
            will_retry: tab.summary.is_some_and(|summary| summary.will_retry),
            unread: if place == self.selected { 0 } else { tab.received().saturating_sub(tab.seen) },
            is_selected: place == self.selected,
        };
        self.order.iter().enumerate().map(label).collect()
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
        let writing = Keep::new(like.writing.read(Writing::duplicate));
        let mut tab = Tab::new(id, like.form.clone());
        tab.name.clone_from(&like.name);
        tab.behaviour = like.behaviour.clone();
        tab.applied = like.applied.clone();
        tab.sender = like.sender.clone();
        tab.writing = writing;
        tab.file = Keep::new(like.file.get());
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
                tab.form.url = target.endpoint.as_str().to_owned();
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
