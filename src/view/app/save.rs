//! Messages that are saved as a file of NDJSON: one file for each session, written while the engine reads its log.

use std::rc::Rc;

use super::App;
use crate::{
    model::{
        id::{SessionId, Ticket},
        link::{Command, Inquiry},
        log::{Extent, LinesPart},
    },
    view::{
        msg::{Msg, SavingMsg},
        words::take as say,
    },
    web::{file::Beside, sink::Sink, task},
};

/// A file that is being written.
pub(super) struct Saving {
    session: SessionId,
    ticket: Ticket,
    /// Where to; none until that is known.
    sink: Option<Rc<Sink>>,
    /// It is to have all that is kept of the first so many messages.
    up_to: u64,
}

impl App {
    /// Messages are to be saved.
    pub(super) fn save(&mut self, extent: Extent) {
        let session = self.tabs.selected().id;
        self.stop_saving(session);
        let up_to = if extent == Extent::Kept { self.tabs.selected().total() } else { 0 };
        let ticket = self.ticket();
        self.savings.push(Saving { session, ticket, sink: None, up_to });
        self.tell_saved(session, Some(say::PREPARING.into()));
        let on = self.on.clone();
        task::spawn(async move {
            let sink = Sink::open(say::FILE, "application/x-ndjson").await.map(Rc::new);
            on.emit(Msg::Saving(session, ticket, SavingMsg::Opened(sink, extent)));
        });
    }

    /// Whether messages of this session are being saved.
    pub(super) fn is_saving(&self, session: SessionId) -> bool {
        self.savings.iter().any(|saving| saving.session == session)
    }

    /// No more of them.
    pub(super) fn stop_saving(&mut self, session: SessionId) {
        self.tell_saved(session, None);
        let Some(place) = self.savings.iter().position(|saving| saving.session == session) else { return };
        discard(self.savings.swap_remove(place).sink);
        self.post(session, Command::Inquire(Inquiry::EndLines));
    }

    /// A part of a file has come.
    pub(super) fn hear_lines(&mut self, session: SessionId, part: LinesPart, beside: Option<Beside>) {
        let Some(saving) = self.savings.iter().find(|saving| saving.ticket == part.ticket) else { return };
        let (Some(sink), Some(Beside::Bytes(bytes))) = (saving.sink.clone(), beside) else { return };
        let on = self.on.clone();
        task::spawn(async move {
            let mut is_written = sink.write(&bytes).await;
            if is_written && part.done {
                is_written = sink.finish(say::FILE).await;
            }
            on.emit(Msg::Saving(session, part.ticket, SavingMsg::Written(part, is_written)));
        });
    }

    pub(super) fn go_on_saving(&mut self, session: SessionId, ticket: Ticket, msg: SavingMsg) {
        let Some(place) = self.savings.iter().position(|saving| saving.ticket == ticket) else {
            // It was stopped while its place was chosen.
            if let SavingMsg::Opened(sink, _) = msg {
                discard(sink);
            }
            return;
        };
        match msg {
            SavingMsg::Opened(None, _) => self.stop_saving(session),
            SavingMsg::Opened(sink, extent) => {
                self.savings[place].sink = sink;
                self.post(session, Command::Inquire(Inquiry::Lines(ticket, extent)));
            }
            SavingMsg::Written(_, false) => {
                self.stop_saving(session);
                self.tell_saved(session, Some(say::NOT_SAVED.into()));
            }
            SavingMsg::Written(part, true) if part.done => {
                let saving = self.savings.swap_remove(place);
                if let Some(tab) = self.tabs.get_mut(session) {
                    tab.save_up_to(saving.up_to);
                }
                self.guard_messages();
                self.tell_saved(session, Some(say::saved(part.messages)));
            }
            SavingMsg::Written(part, true) => {
                self.post(session, Command::Inquire(Inquiry::MoreLines(ticket)));
                self.tell_saved(session, Some(say::saving(part.messages, part.left)));
            }
        }
    }

    fn tell_saved(&mut self, session: SessionId, said: Option<String>) {
        if let Some(tab) = self.tabs.get_mut(session) {
            tab.saved = said;
        }
    }
}

fn discard(sink: Option<Rc<Sink>>) {
    if let Some(sink) = sink {
        task::spawn(async move { sink.discard().await });
    }
}
