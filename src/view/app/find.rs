//! Finding: the filter, the search, and where the list goes for them.

use std::rc::Rc;

use super::App;
use crate::{
    model::{
        link::{Answer, Command, Inquiry, Place, Seek, Ticket},
        time::Timestamp,
    },
    view::state::{
        find::{FilterForm, PatternForm, time_of_day},
        selection::Selection,
    },
    web::{clock, element},
};

/// What an answer of the engine is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A match of the search: it is selected, too.
    Match(Ticket),
    /// A place to go to.
    Place(Ticket),
}

impl App {
    /// The filter was changed. What cannot be read is not applied: the bar says so.
    pub(super) fn filter(&mut self, form: FilterForm) {
        if let Ok(filter) = form.filter(clock::today) {
            self.want(Command::Filter(Box::new(filter)));
            // The selected row stays in view, when it is shown at all.
            if let Some(row) = self.tabs.selected().selection.cursor() {
                let ticket = self.ask_engine(|ticket| Inquiry::Locate(ticket, Place::Row(row)));
                self.asked = Some(Asked::Place(ticket));
            }
        }
        self.tabs.selected_mut().filter = Rc::new(form);
    }

    /// A character was typed at the list.
    pub(super) fn begin_filter(&mut self, character: char) {
        let mut form = (*self.tabs.selected().filter).clone();
        form.pattern.text.push(character);
        self.filter(form);
        element::focus("filter");
    }

    pub(super) fn search(&mut self, form: PatternForm) {
        self.want(Command::Search(form.pattern()));
        self.tabs.selected_mut().search = Rc::new(form);
    }

    /// To the next match, or the one before; from the selected row on, or from the newest.
    pub(super) fn step_search(&mut self, forward: bool) {
        let tab = self.tabs.selected();
        let last = tab.rows.last().map_or(0, |row| row.number);
        let from = tab.selection.cursor().unwrap_or(if forward { last } else { last.saturating_add(1) });
        let ticket = self.ask_engine(|ticket| Inquiry::Seek(ticket, Seek { from, forward }));
        self.asked = Some(Asked::Match(ticket));
    }

    /// The list is to show the rows of this time.
    pub(super) fn go_to_time(&mut self, at: Timestamp) {
        let ticket = self.ask_engine(|ticket| Inquiry::Locate(ticket, Place::Time(at)));
        self.asked = Some(Asked::Place(ticket));
    }

    /// The list is to show the message with this number, or the rows of this time of day.
    pub(super) fn go_to(&mut self, text: &str) {
        match (text.trim().parse(), time_of_day(text.trim())) {
            (Ok(number), _) => self.go_to_message(number),
            (_, Some(of_day)) => self.go_to_time(clock::today(of_day)),
            _ => {}
        }
    }

    fn go_to_message(&mut self, number: u64) {
        let ticket = self.ask_engine(|ticket| Inquiry::Locate(ticket, Place::Message(number)));
        self.asked = Some(Asked::Match(ticket));
    }

    /// The engine has answered: the list goes there.
    pub(super) fn follow(&mut self, answer: Option<Answer>) {
        let Some(Answer { ticket, found: Some(found) }) = answer else { return };
        match self.asked {
            Some(Asked::Match(asked)) if asked == ticket => self.select(Selection::one(found.row)),
            Some(Asked::Place(asked)) if asked == ticket => {}
            _ => return,
        }
        self.asked = None;
        self.tabs.selected_mut().jump = Some((ticket.0, found.position));
    }

    pub(super) fn ask_engine(&mut self, inquiry: impl FnOnce(Ticket) -> Inquiry) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.want(Command::Inquire(inquiry(ticket)));
        ticket
    }
}
