//! Finding: the filter, the search, and where the list goes for them.

use std::rc::Rc;

use super::App;
use crate::{
    model::{
        id::{MessageNumber, RowNumber, Ticket},
        link::{Command, Inquiry},
        log::{Answer, Place, Seek},
        time::Timestamp,
    },
    view::{
        state::{
            clock_column::opened_before,
            find::{FilterForm, PatternForm},
            palette::Deed,
            place::{self, Wanted},
            selection::Selection,
        },
        words::list as say,
    },
    web::{clock, element},
};

/// What an answer of the engine is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A match of the search: it is selected, too.
    Match(Ticket),
    /// The message with this number: likewise, when it is shown.
    Message(Ticket, MessageNumber),
    /// A point in time.
    Time(Ticket),
    /// The selected row, after the filter was changed.
    Row(Ticket),
    /// Another of the selected row's kind: it is selected, too.
    Kin(Ticket),
}

impl App {
    /// The filter was changed. What cannot be read is not applied: the bar says so.
    pub(super) fn change_filter(&mut self, change: impl FnOnce(&mut FilterForm)) {
        let mut form = (*self.tabs.selected().filter).clone();
        change(&mut form);
        if let Ok(filter) = form.filter(clock::at_moment) {
            self.want(Command::Filter(Box::new(filter)));
            // The selected row stays in view, when it is shown at all.
            if let Some(row) = self.tabs.selected().selection.cursor() {
                let ticket = self.ask_engine(|ticket| Inquiry::Locate(ticket, Place::Row(row)));
                self.asked = Some(Asked::Row(ticket));
            }
            self.tabs.selected_mut().applied_filter = Rc::new(form.clone());
        }
        self.tabs.selected_mut().filter = Rc::new(form);
    }

    /// A character was typed at the list.
    pub(super) fn begin_filter(&mut self, character: char) {
        self.change_filter(|form| form.pattern.text.push(character));
        self.open_find("filter");
        element::focus("filter");
    }

    pub(super) fn change_search(&mut self, change: impl FnOnce(&mut PatternForm)) {
        let mut form = (*self.tabs.selected().search).clone();
        change(&mut form);
        self.want(Command::Search(form.pattern()));
        self.tabs.selected_mut().search = Rc::new(form);
    }

    /// The bar that finds is seen, and the field with this id gets the focus when it is drawn.
    pub(super) fn open_find(&mut self, id: &'static str) {
        self.finds = true;
        self.tabs.selected_mut().searches |= id == "search";
        self.shell.deed = Some(Deed::Focus(id));
    }

    /// Nothing is searched for any more.
    pub(super) fn end_search(&mut self) {
        self.tabs.selected_mut().searches = false;
        self.change_search(|form| *form = PatternForm::default());
        element::focus("rows");
    }

    /// To the next match, or the one before; from the selected row on, or from the newest.
    pub(super) fn step_search(&mut self, forward: bool) {
        let tab = self.tabs.selected();
        let last = tab.rows.last().map_or(RowNumber(0), |row| row.number);
        let from = tab.selection.cursor().unwrap_or(if forward { last } else { last + 1 });
        let ticket = self.ask_engine(|ticket| Inquiry::Seek(ticket, Seek { from, forward }));
        self.asked = Some(Asked::Match(ticket));
    }

    /// To the next row of the selected one's kind (true), or the one before. Where none is selected, one is.
    pub(super) fn step_kin(&mut self, is_next: bool) {
        match self.tabs.selected().selection.cursor() {
            Some(row) => {
                let ticket = self.ask_engine(|ticket| Inquiry::Locate(ticket, Place::Kin(row, is_next)));
                self.asked = Some(Asked::Kin(ticket));
            }
            None => self.step_row(is_next),
        }
    }

    /// The list is to show the rows of this time.
    pub(super) fn go_to_time(&mut self, at: Timestamp) {
        let ticket = self.ask_engine(|ticket| Inquiry::Locate(ticket, Place::Time(at)));
        self.asked = Some(Asked::Time(ticket));
    }

    /// The list is to show what was typed: the message with this number, or the rows of this time.
    pub(super) fn go_to(&mut self, text: &str) {
        let opened = opened_before(&self.tabs.selected().shown.timeline, clock::now());
        self.tabs.selected_mut().went.clear();
        match (place::read(text), opened) {
            (Some(Wanted::Message(number)), _) => self.go_to_message(number),
            (Some(Wanted::Moment(moment)), _) => self.go_to_time(clock::at_moment(moment)),
            (Some(Wanted::SinceOpen(offset)), Some(opened)) => self.go_to_time(Timestamp(opened.0 + offset)),
            (Some(Wanted::SinceOpen(_)), None) => self.stay(&say::NEVER_OPEN),
            (None, _) => self.stay(&say::NO_PLACE),
        }
    }

    fn go_to_message(&mut self, number: MessageNumber) {
        if let Some(why) = say::no_such_message(number, &self.tabs.selected().shown.ledger) {
            return self.stay(&why);
        }
        let ticket = self.ask_engine(|ticket| Inquiry::Locate(ticket, Place::Message(number)));
        self.asked = Some(Asked::Message(ticket, number));
    }

    /// The list does not go where it was to go: why.
    fn stay(&mut self, why: &str) {
        why.clone_into(&mut self.tabs.selected_mut().went);
    }

    /// The engine has answered: the list goes there.
    pub(super) fn follow(&mut self, answer: Option<Answer>) {
        let (Some(Answer { ticket, found }), Some(asked)) = (answer, self.asked) else { return };
        let (Asked::Match(of) | Asked::Message(of, _) | Asked::Time(of) | Asked::Row(of) | Asked::Kin(of)) = asked;
        if of != ticket {
            return;
        }
        self.asked = None;
        match (asked, found) {
            (Asked::Message(_, number), found) if found.is_none_or(|found| found.message != Some(number)) => {
                self.stay(&say::hidden(number, found.as_ref()));
            }
            (Asked::Kin(_), None) => self.tabs.selected_mut().taken = say::NO_KIN,
            (Asked::Match(_) | Asked::Message(..) | Asked::Kin(_), Some(found)) => {
                self.select(Selection::one(found.row));
            }
            (Asked::Time(_), None) => self.stay(&say::NO_ROWS),
            _ => {}
        }
        if let Some(found) = found {
            self.tabs.selected_mut().jump = Some((ticket.0, found.position));
        }
    }

    pub(super) fn ask_engine(&mut self, inquiry: impl FnOnce(Ticket) -> Inquiry) -> Ticket {
        let ticket = self.ticket();
        self.want(Command::Inquire(inquiry(ticket)));
        ticket
    }

    /// The number of a question that is asked of the engine.
    pub(super) fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }
}
