//! The tabs that this window remembers, and what a page inherits from one that has broken down beside a living engine.

use yew::Context;

use super::{App, PUBLIC_ECHO};
use crate::{
    model::{
        detail::DetailCommand,
        link::{Command, PageCommand, Snapshot},
        settings,
    },
    view::{
        msg::Msg,
        state::{
            find::{FilterForm, PatternForm},
            form::Form,
            tabs::{NAME, Remembered, Tabs},
        },
    },
    web::{
        clock,
        page::{self, LeaveWatch},
        storage::{Blocked, Store},
        timer::Ticker,
    },
};

/// How often the tabs are looked at, in milliseconds: so much is lost at most when the page ends by a fault.
const EVERY_MS: u32 = 1_000;

/// What the window remembers.
pub(super) struct Memory {
    /// As it was kept last.
    kept: Option<Remembered>,
    /// Whether the browser keeps them.
    pub(super) written: Result<(), Blocked>,
    /// The person wants nothing to be kept, until the page is opened anew.
    is_off: bool,
    /// There were tabs already as the page began: it connects to nothing by itself.
    pub(super) is_restored: bool,
    /// The engine has sessions of the page before this one.
    is_heir: bool,
    #[expect(dead_code, reason = "kept for its drop")]
    ticker: Ticker,
    #[expect(dead_code, reason = "kept for its drop")]
    leaving: LeaveWatch,
}

impl Memory {
    /// Reads what is remembered, and makes the tabs of it, with what the page's own address asks for.
    pub(super) fn begin(ctx: &Context<App>, link: Option<Form>) -> (Self, Tabs) {
        let text = Store::Window.read(NAME);
        let written = text.as_ref().map(drop).map_err(|why| *why);
        let remembered = text.ok().flatten().as_deref().and_then(Remembered::from_text);
        let is_heir = page::is_heir();
        let (on_due, on_leave) = (ctx.link().clone(), ctx.link().clone());
        let memory = Self {
            is_restored: remembered.is_some() || is_heir,
            is_heir,
            ticker: Ticker::every(EVERY_MS, move || on_due.send_message(Msg::TabsChanged)),
            leaving: LeaveWatch::new(move || on_leave.send_message(Msg::TabsChanged)),
            written,
            is_off: false,
            kept: remembered.clone(),
        };
        (memory, Tabs::restore(remembered.unwrap_or_default(), link))
    }
}

impl App {
    /// Where the form points when nobody has said so: to the lab, or to the address of the seeds' demo.
    pub(super) fn own_choice(&self) -> String {
        self.shell.lab.as_ref().map_or_else(|| PUBLIC_ECHO.to_owned(), |lab| format!("{}/echo", lab.ws))
    }

    /// Keeps the tabs as they are now, if they have changed.
    pub(super) fn remember_tabs(&mut self) {
        let now = Some(self.tabs.remember()).filter(|tabs| !tabs.is_untouched(&self.own_choice()));
        if self.memory.is_off || now == self.memory.kept {
            return;
        }
        // Where the browser keeps nothing, the page goes on without, and says so.
        self.memory.written = match &now {
            Some(tabs) => Store::Window.write(NAME, &tabs.to_text()),
            None => Store::Window.remove(NAME),
        };
        self.memory.kept = now;
    }

    /// Forgets the tabs, and keeps none any more.
    pub(super) fn forget_tabs(&mut self) {
        let _ = Store::Window.empty();
        self.memory.is_off = true;
    }

    /// The engine is to have restored sessions as the page has them.
    pub(super) fn restore_sessions(&mut self) {
        if self.memory.is_heir {
            self.tell(PageCommand::Begin);
        }
        let is_heir = self.memory.is_heir;
        let mut wanted = Vec::new();
        for tab in self.tabs.iter() {
            let mut want = |command| wanted.push((tab.id, command));
            if is_heir {
                want(Command::Detail(DetailCommand::Close));
            }
            if is_heir || tab.applied != settings::Settings::default() {
                want(Command::Configure(tab.applied.clone()));
            }
            let is_filtered = is_heir || *tab.filter != FilterForm::default();
            if let (true, Ok(filter)) = (is_filtered, tab.filter.filter(clock::at_moment)) {
                want(Command::Filter(Box::new(filter)));
            }
            if is_heir || *tab.search != PatternForm::default() {
                want(Command::Search(tab.search.pattern()));
            }
        }
        for (id, command) in wanted {
            self.post(id, command);
        }
    }

    /// The first Snapshot that an heir hears tells of sessions that the page before it had not remembered yet.
    pub(super) fn adopt(&mut self, snapshot: &Snapshot) {
        if std::mem::take(&mut self.memory.is_heir) {
            self.tabs.adopt(snapshot.sessions.iter().map(|summary| summary.session));
        }
    }
}
