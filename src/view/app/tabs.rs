//! What the person does with the tabs.

use super::App;
use crate::{
    model::{id::SessionId, link::PageCommand},
    view::{
        msg::TabsMsg,
        state::{form::Form, tabs::Tab},
        words,
    },
    web::element,
};

impl App {
    pub(super) fn change_tabs(&mut self, msg: TabsMsg) {
        match msg {
            TabsMsg::NewClicked => {
                let url = self.tabs.selected().form.url.clone();
                self.show_other(|app| app.tabs.open(Form { url, ..Form::default() }));
            }
            TabsMsg::DuplicateClicked => {
                self.show_other(|app| app.tabs.duplicate());
                self.configure();
            }
            TabsMsg::Selected(id) => {
                if id != self.tabs.selected().id {
                    self.show_other(|app| app.tabs.select(id));
                }
            }
            TabsMsg::Stepped(id, towards_end) => self.tabs.step(id, towards_end),
            TabsMsg::Put(id, at) => self.tabs.put(id, at),
            TabsMsg::RenameBegun(id) => self.renaming = Some(id),
            TabsMsg::Renamed(name) => self.rename(&name),
            TabsMsg::RenameDropped => self.end_renaming(),
            TabsMsg::CloseClicked(id) => self.ask_to_close(id),
            TabsMsg::CloseConfirmed => {
                if let Some(id) = self.closing.take() {
                    self.close(id);
                    self.focus_is_lost = true;
                }
            }
            TabsMsg::CloseDropped => {
                self.closing = None;
                self.focus_is_lost = true;
            }
        }
    }

    fn rename(&mut self, name: &str) {
        if let Some(tab) = self.renaming.and_then(|id| self.tabs.get_mut(id)) {
            let name = name.trim();
            // What is typed unchanged is no name: the address goes on speaking for the session.
            if name.is_empty() {
                tab.name = None;
            } else if name != tab.title(words::tabs::NEW) {
                tab.name = Some(name.to_owned());
            }
        }
        self.end_renaming();
    }

    fn end_renaming(&mut self) {
        // By a key: the field takes the focus along. A press elsewhere has moved it already.
        self.focus_is_lost |= element::has_focus("session-name");
        self.renaming = None;
    }

    fn ask_to_close(&mut self, id: SessionId) {
        match self.tabs.get(id) {
            Some(tab) if Tab::keeps_messages(tab) => self.closing = Some(id),
            Some(_) => self.close(id),
            None => {}
        }
    }

    fn close(&mut self, id: SessionId) {
        self.stop_saving(id);
        self.taking.end(id);
        self.post_page(PageCommand::Discard(id));
        self.show_other(|app| app.tabs.close(id));
        self.guard_messages();
    }

    /// Another session is shown afterwards, perhaps.
    pub(super) fn show_other(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        // What the failure of another session has opened is of no interest here.
        self.inspector.attempt();
        self.look();
    }
}
