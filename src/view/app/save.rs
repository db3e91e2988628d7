//! Messages that are saved as a file of NDJSON, or copied: one such work for each session, while the engine reads its log.

use std::rc::Rc;

use super::App;
use crate::{
    model::{
        id::{SessionId, Ticket},
        link::{Command, Inquiry},
        log::{Extent, LinesFormat, LinesPart},
    },
    view::{
        msg::{Msg, SavingMsg},
        words::take as say,
    },
    web::{clipboard, download::Gathering, file::Beside, file_writer::FileWriter, task},
};

/// A clipboard should not hold more bytes.
const MOST_COPIED: u64 = 16 * 1024 * 1024;

/// What is being written.
pub(super) struct Saving {
    session: SessionId,
    ticket: Ticket,
    to: To,
    /// It is to have all that is kept of the first so many messages.
    up_to: u64,
}

/// Where it goes.
enum To {
    /// That is being asked.
    Asking,
    /// To a file.
    File(Rc<FileWriter>),
    /// To the clipboard, when all of it is there: so far it is this, and so many bytes.
    Clipboard(Gathering, u64),
}

impl App {
    /// Messages are to be saved.
    pub(super) fn save(&mut self, extent: Extent) {
        let session = self.tabs.selected().id;
        self.stop_saving(session);
        let up_to = if extent == Extent::Kept { self.tabs.selected().total() } else { 0 };
        let ticket = self.ticket();
        self.savings.push(Saving { session, ticket, to: To::Asking, up_to });
        self.tell_saved(session, Some(say::PREPARING.into()));
        let on = self.on.clone();
        task::spawn(async move {
            let sink = FileWriter::open(say::FILE, "application/x-ndjson").await.map(Rc::new);
            on.emit(Msg::Saving(session, ticket, SavingMsg::Opened(sink, extent)));
        });
    }

    /// The selected rows are to be copied, a message in each line.
    pub(super) fn copy_rows(&mut self) {
        let tab = self.tabs.selected();
        let (session, Some(rows)) = (tab.id, tab.selection.rows()) else { return };
        if self.is_saving(session) {
            return self.tell_saved(session, Some(say::BUSY.into()));
        }
        let ticket = self.ticket();
        let to = To::Clipboard(Gathering::new("text/plain"), 0);
        self.savings.push(Saving { session, ticket, to, up_to: 0 });
        let rows = Extent::Rows(*rows.start()..*rows.end() + 1);
        self.post(session, Command::Inquire(Inquiry::Lines(ticket, rows, LinesFormat::Payloads)));
    }

    /// Whether messages of this session are being saved.
    pub(super) fn is_saving(&self, session: SessionId) -> bool {
        self.savings.iter().any(|saving| saving.session == session)
    }

    /// No more of them.
    pub(super) fn stop_saving(&mut self, session: SessionId) {
        self.tell_saved(session, None);
        let Some(place) = self.savings.iter().position(|saving| saving.session == session) else { return };
        if let To::File(sink) = self.savings.swap_remove(place).to {
            discard(sink);
        }
        self.post(session, Command::Inquire(Inquiry::EndLines));
    }

    /// A part of a file has come.
    pub(super) fn hear_lines(&mut self, session: SessionId, part: LinesPart, beside: Option<Beside>) {
        let Some(place) = self.savings.iter().position(|saving| saving.ticket == part.ticket) else { return };
        let (on, Some(Beside::Bytes(bytes))) = (self.on.clone(), beside) else { return };
        let sink = match &mut self.savings[place].to {
            To::Asking => return,
            To::File(sink) => sink.clone(),
            To::Clipboard(text, length) => {
                *length += bytes.len();
                let is_large = *length > MOST_COPIED;
                text.add(&Beside::Bytes(bytes));
                return self.go_on_copying(place, part, is_large);
            }
        };
        task::spawn(async move {
            let mut is_written = sink.write(&bytes).await;
            if is_written && part.done {
                is_written = sink.finish(say::FILE).await;
            }
            on.emit(Msg::Saving(session, part.ticket, SavingMsg::Written(part, is_written)));
        });
    }

    /// One more part of what is to be copied is there.
    fn go_on_copying(&mut self, place: usize, part: LinesPart, is_large: bool) {
        let session = self.savings[place].session;
        if is_large {
            self.stop_saving(session);
            return self.tell_saved(session, Some(say::TOO_LARGE.into()));
        }
        if !part.done {
            return self.post(session, Command::Inquire(Inquiry::MoreLines(part.ticket)));
        }
        let (on, To::Clipboard(text, _)) = (self.on.clone(), self.savings.swap_remove(place).to) else { return };
        task::spawn(async move {
            let is_copied = clipboard::copy_gathered(text).await;
            let said = if is_copied { say::copied_rows(part.messages) } else { say::NOT_COPIED.into() };
            on.emit(Msg::Saving(session, part.ticket, SavingMsg::Copied(said)));
        });
    }

    pub(super) fn go_on_saving(&mut self, session: SessionId, ticket: Ticket, msg: SavingMsg) {
        let Some(place) = self.savings.iter().position(|saving| saving.ticket == ticket) else {
            return match msg {
                // It was stopped while its place was chosen.
                SavingMsg::Opened(Some(sink), _) => discard(sink),
                SavingMsg::Copied(said) => self.tell_saved(session, Some(said)),
                _ => {}
            };
        };
        match msg {
            SavingMsg::Opened(None, _) | SavingMsg::Copied(_) => self.stop_saving(session),
            SavingMsg::Opened(Some(sink), extent) => {
                self.savings[place].to = To::File(sink);
                self.post(session, Command::Inquire(Inquiry::Lines(ticket, extent, LinesFormat::Records)));
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

fn discard(sink: Rc<FileWriter>) {
    task::spawn(async move { sink.discard().await });
}
