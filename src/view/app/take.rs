//! What is taken out of the log: payloads to copy, to save, to look at and to send again; messages as a file of NDJSON.

use std::rc::Rc;

use super::App;
use crate::{
    model::{
        id::SessionId,
        inspect::{self, Lens, Picture},
        link::{Command, Extent, Inquiry, LinesPart, PayloadPart, Ticket},
        log::RowItem,
    },
    view::{
        msg::Msg,
        state::take::{self, Take},
        words::take as say,
    },
    web::{clipboard, download::Gathering, file::Bytes},
};

/// What was asked of the engine and has not come yet.
#[derive(Default)]
pub(super) struct Taking {
    payload: Option<(Ticket, Take)>,
    lines: Option<(Ticket, Gathering)>,
}

impl App {
    /// The message that is looked into is taken.
    pub(super) fn take(&mut self, what: Take) {
        let Some(row) = self.tabs.selected().detail.as_ref().map(|detail| detail.row.number) else { return };
        let ticket = self.ask_engine(|ticket| Inquiry::Read(ticket, row, 0..u64::MAX));
        self.taking.payload = Some((ticket, what));
    }

    /// A picture is fetched when it is to be seen.
    pub(super) fn fetch_picture(&mut self) {
        let tab = self.tabs.selected();
        let Some(detail) = tab.detail.as_ref().filter(|detail| detail.lens == Lens::Picture) else { return };
        let is_there = tab.picture.as_ref().is_some_and(|(row, _)| *row == detail.row.number);
        if !is_there && self.taking.payload.is_none() {
            self.take(Take::Picture);
        }
    }

    /// Messages are to be saved.
    pub(super) fn save(&mut self, extent: Extent) {
        let ticket = self.ask_engine(|ticket| Inquiry::Lines(ticket, extent));
        self.taking.lines = Some((ticket, Gathering::new("application/x-ndjson")));
        self.tabs.selected_mut().saved = Some(String::new());
    }

    /// No more of them.
    pub(super) fn stop_saving(&mut self) {
        self.taking.lines = None;
        self.tabs.selected_mut().saved = None;
        self.want(Command::Inquire(Inquiry::EndLines));
    }

    /// A payload has come.
    pub(super) fn hear_payload(&mut self, session: SessionId, part: PayloadPart, bytes: Option<Bytes>) {
        let Some((ticket, what)) = self.taking.payload.take_if(|(ticket, _)| *ticket == part.ticket) else { return };
        let Some(tab) = self.tabs.get_mut(session) else { return };
        let (Some(bytes), Some(_)) = (bytes, part.kept) else {
            tab.taken = say::GONE;
            return;
        };
        let Some(detail) = tab.detail.clone() else { return };
        let RowItem::Message { index, kind, .. } = detail.row.item else { return };
        match what {
            Take::Copy(format) => {
                let text = inspect::copy(&bytes.head(u32::MAX), format);
                let on = self.on.clone();
                yew::platform::spawn_local(async move {
                    on.emit(Msg::Taken(
                        session,
                        if clipboard::copy(text).await { say::COPIED } else { say::NOT_COPIED },
                    ));
                });
            }
            Take::Save => {
                let mut file = Gathering::new("application/octet-stream");
                file.add(&bytes);
                let ending = take::ending(kind, detail.lens);
                tab.taken = if file.save(&format!("message-{index}.{ending}")) { say::SAVED } else { say::NOT_SAVED };
            }
            Take::Draft => tab.drafted = Some((ticket, Rc::new(take::draft(kind, &bytes.head(u32::MAX))))),
            Take::Picture => {
                let head = bytes.head(64);
                let Some(picture) = Picture::sniff(&head) else { return };
                let mut file = Gathering::new(picture.format.media_type());
                file.add(&bytes);
                tab.picture = file.url().map(|url| (detail.row.number, Rc::new(url)));
            }
        }
    }

    /// A part of the file has come.
    pub(super) fn hear_lines(&mut self, session: SessionId, part: LinesPart, bytes: Option<&Bytes>) {
        let Some((_, gathering)) = self.taking.lines.as_mut().filter(|(ticket, _)| *ticket == part.ticket) else {
            return;
        };
        if let Some(bytes) = bytes {
            gathering.add(bytes);
        }
        let mut said = say::saving(part.messages, part.left);
        if part.done {
            let file = self.taking.lines.take().map(|(_, gathering)| gathering);
            let is_saved = file.is_some_and(|file| file.save(say::FILE));
            said = if is_saved { say::saved(part.messages) } else { say::NOT_SAVED.to_owned() };
        } else {
            self.post(session, Command::Inquire(Inquiry::MoreLines(part.ticket)));
        }
        if let Some(tab) = self.tabs.get_mut(session) {
            tab.saved = Some(said);
        }
    }
}
