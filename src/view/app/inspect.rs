//! What the inspector shows: the row that is looked into, or why a connection failed.

use super::App;
use crate::{
    model::{detail::DetailCommand, link::Command},
    view::state::{inspector::Pane, palette::Deed, selection::Selection},
};

impl App {
    /// Rows are selected; the one that was selected last is looked into.
    pub(super) fn select(&mut self, selection: Selection) {
        let session = self.tabs.selected().id;
        if !selection.is_empty() {
            self.inspector.read();
            self.covers = true;
        }
        self.tabs.selected_mut().select(selection);
        self.leave_copy(session, selection.cursor());
        // What happened to the connection is known here in full.
        let row = selection.cursor().filter(|_| self.tabs.selected().noted.is_none());
        self.want(Command::Detail(row.map_or(DetailCommand::Close, DetailCommand::Open)));
        if selection.is_empty() {
            self.shell.deed = Some(Deed::Focus("rows"));
        }
    }

    /// What the inspector shows.
    pub(super) fn pane(&self) -> Option<Pane> {
        self.inspector.shown(self.is_looking())
    }

    /// Whether a row is looked into.
    pub(super) fn is_looking(&self) -> bool {
        let tab = self.tabs.selected();
        tab.noted.is_some() || tab.detail.is_some()
    }

    /// The list is to look into its next row (true), or the one before.
    pub(super) fn step_row(&mut self, is_next: bool) {
        self.tickets += 1;
        self.tabs.selected_mut().step = Some((self.tickets, is_next));
    }

    /// It lies over something that is to be seen.
    pub(super) fn leave_inspector(&mut self) {
        if self.pane().is_some() {
            self.toggle_inspector();
        }
    }

    pub(super) fn toggle_inspector(&mut self) {
        self.inspector.toggle(self.is_looking());
        self.covers = true;
    }

    /// The connection may have failed just now, for good: the inspector says why.
    pub(super) fn look_at_failure(&mut self, had_failed: bool) {
        let tab = self.tabs.selected();
        if tab.has_failed() && !had_failed && tab.shown.retry.is_none() {
            self.inspector.fail();
            self.covers = true;
        }
    }
}
