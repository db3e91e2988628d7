//! One session, as the page knows it.

use std::rc::Rc;

use litemap::LiteMap;

use yew::AttrValue;

use crate::view::state::form::Form;
use crate::{
    model::{
        detail::DetailReport,
        id::{SessionId, Ticket},
        language::Text,
        link::{Look, SessionSnapshot, Summary},
        log::{Ledger, Row, RowItem},
        mask,
        message::Direction,
        phase::{Phase, ReadyState},
        settings::Settings,
    },
    view::{
        scroll::Scroll,
        state::{
            behaviour::Behaviour,
            find::{FilterForm, PatternForm},
            selection::Selection,
            sender::SenderForm,
            shared::Shared,
            take::{Draft, Picture},
            target::Problems,
            writing::Writing,
        },
    },
    web::file::File,
};

/// The sections of the inspector that the person has opened (true) or folded.
pub type Folds = LiteMap<&'static str, bool>;

/// One session, as the page knows it.
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
pub struct Tab {
    /// Which one.
    pub id: SessionId,
    /// The name that the person gave it.
    pub name: Option<String>,
    /// The connection's form.
    pub form: Form,
    /// What is wrong with it, since it was to connect.
    pub problems: Problems,
    /// It is to connect to what the form says as soon as it is closed.
    pub switches: bool,
    /// Its settings as typed.
    pub behaviour: Rc<Behaviour>,
    /// Those of them that the engine was told.
    pub applied: Settings,
    /// The sender's form as typed.
    pub sender: Rc<SenderForm>,
    /// What is being written.
    pub writing: Shared<Writing>,
    /// The file that was chosen.
    pub file: Shared<Option<File>>,
    /// The sections of the inspector that were opened or folded.
    pub folds: Shared<Folds>,
    /// Where its list stands.
    pub scroll: Shared<Scroll>,
    /// The rows that its list wants.
    pub look: Look,
    /// The engine has had it, and the page knows nothing of it yet.
    pub(super) is_adopted: bool,
    /// It was to connect; a Snapshot will tell of that.
    pub was_to_connect: bool,
    /// How it stood when it was shown last.
    pub shown: Rc<SessionSnapshot>,
    /// The rows that were shown last.
    pub rows: Rc<[Row]>,
    /// The rows that are selected.
    pub selection: Selection,
    /// The one that was selected last, where it is no message but something that happened to the connection.
    pub noted: Option<Row>,
    /// Where its list is to go: the number of the wish, and the position.
    pub jump: Option<(u32, u64)>,
    /// The next row (true) or the one before is to be looked into: the number of the wish, and which.
    pub step: Option<(u32, bool)>,
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
    /// The last of it that could be read, and is in effect.
    pub applied_filter: Rc<FilterForm>,
    /// What is searched for in it, as typed.
    pub search: Rc<PatternForm>,
    /// The search is seen.
    pub searches: bool,
    /// The message that is looked into.
    pub detail: Option<Rc<DetailReport>>,
    /// How it stands.
    pub summary: Option<Summary>,
    /// Messages that had been received when the person saw it last.
    pub(super) seen: u64,
    /// Messages up to which a file has all that were kept.
    pub(super) saved_up_to: u64,
}

impl Tab {
    pub(super) fn new(id: SessionId, form: Form) -> Self {
        Self {
            id,
            name: None,
            form,
            problems: Problems::default(),
            switches: false,
            behaviour: Rc::default(),
            applied: Settings::default(),
            sender: Rc::default(),
            writing: Shared::default(),
            file: Shared::default(),
            folds: Shared::default(),
            scroll: Shared::default(),
            look: Look::Newest(0),
            is_adopted: false,
            was_to_connect: false,
            shown: Rc::default(),
            rows: Rc::new([]),
            selection: Selection::default(),
            noted: None,
            jump: None,
            step: None,
            went: String::new(),
            taken: Text::EMPTY,
            picture: None,
            drafted: None,
            saved: None,
            filter: Rc::default(),
            applied_filter: Rc::default(),
            search: Rc::default(),
            searches: false,
            detail: None,
            summary: None,
            seen: 0,
            saved_up_to: 0,
        }
    }

    /// Its name: the person's, or the address without scheme, query and secrets. It is the latest connection's, whatever is
    /// being typed. Without an address, it is `unnamed`.
    pub fn title(&self, unnamed: Text) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let target = self.shown.target.as_ref();
        let masked = mask::mask(target.map_or(self.form.url.trim(), |target| target.endpoint.as_str()));
        let url = masked.as_str();
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        // What stands before @ is a password.
        let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
        if rest.is_empty() { unnamed.into() } else { rest.trim_end_matches('/').to_owned() }
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

    /// These rows are selected. What is shown of the one before is gone.
    pub fn select(&mut self, selection: Selection) {
        let row = selection.cursor().and_then(|cursor| self.rows.iter().find(|row| row.number == cursor));
        self.noted = row.filter(|row| matches!(row.item, RowItem::Note(_))).cloned();
        self.selection = selection;
        self.taken = Text::EMPTY;
    }

    /// Whether it has ended in a way that asks for a reason, and not because the person wanted it.
    pub fn has_failed(&self) -> bool {
        let is_closed = self.shown.phase.ready_state() == ReadyState::Closed;
        is_closed && self.shown.evidence.as_ref().is_some_and(|evidence| !evidence.closed_by_you)
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

    /// The state of its connection.
    pub fn state(&self) -> ReadyState {
        self.summary.map_or_else(|| self.shown.phase.ready_state(), |summary| summary.state)
    }

    pub(super) fn received(&self) -> u64 {
        self.summary.map_or(self.shown.ledger.received, |summary| summary.received.max(self.shown.ledger.received))
    }
}
