//! What is taken out of the log: a payload to copy, to save, to look at and to send again.

use std::rc::Rc;

use super::App;
use crate::{
    model::{
        detail::{CopyPart, CopyState, DetailCommand},
        id::SessionId,
        inspect::{self, Lens},
        link::{Command, Inquiry, PayloadPart, Ticket},
        log::RowItem,
        message::Kind,
    },
    view::{
        msg::Msg,
        state::take::{self, MOST_DRAFTED, Picture, Shown, Take},
        words::{detail, language::Text, take as say},
    },
    web::{clipboard, download::Gathering, file::Beside, task},
};

/// A picture with more pixels takes more memory than a click on a row may cost: four bytes for each, and as much again to
/// decode it. A PNG of 64 kB can have 529 million.
const MOST_PIXELS: u64 = 16_000_000;

/// Bytes of a picture in which its size is looked for.
const HEAD: u32 = 64 * 1024;

/// What was asked of the engine and has not come yet.
#[derive(Default)]
pub(super) struct Taking {
    payload: Option<(Ticket, Take)>,
    copy: Option<(Ticket, Gathering)>,
}

impl App {
    /// The message that is looked into is taken.
    pub(super) fn take(&mut self, what: Take) {
        let Some(row) = self.tabs.selected().detail.as_ref().map(|detail| detail.row.number) else { return };
        if let Take::Copy(format) = what {
            let ticket = self.ticket();
            self.taking.copy = Some((ticket, Gathering::new("text/plain")));
            return self.want(Command::Detail(DetailCommand::Copy(ticket, format)));
        }
        let ticket = self.ask_engine(|ticket| Inquiry::Read(ticket, row, 0..u64::MAX));
        self.taking.payload = Some((ticket, what));
    }

    /// A picture is fetched when it is to be seen.
    pub(super) fn fetch_picture(&mut self) {
        let tab = self.tabs.selected_mut();
        let Some(detail) = tab.detail.as_ref().filter(|detail| detail.lens == Lens::Picture) else { return };
        let (row, is_known) = (detail.row.number, |picture: &Picture| picture.row == detail.row.number);
        if !detail.is_reading && !tab.picture.as_ref().is_some_and(is_known) && self.taking.payload.is_none() {
            tab.picture = Some(Picture { row, shown: Shown::Fetching });
            self.take(Take::Picture);
        }
    }

    /// A piece of the copy has come.
    pub(super) fn hear_copy(&mut self, session: SessionId, part: CopyPart, beside: Option<&Beside>) {
        let Some((_, text)) = self.taking.copy.as_mut().filter(|(ticket, _)| *ticket == part.ticket) else { return };
        if part.is_first {
            *text = Gathering::new("text/plain");
        }
        if let Some(beside) = beside {
            text.add(beside);
        }
        if part.state == CopyState::More {
            return;
        }
        let Some((_, text)) = self.taking.copy.take().filter(|_| part.state == CopyState::Done) else {
            return self.tell_taken(session, say::TOO_LARGE);
        };
        let on = self.on.clone();
        task::spawn(async move {
            let is_copied = clipboard::copy_gathered(text).await;
            on.emit(Msg::Taken(session, if is_copied { say::COPIED } else { say::NOT_COPIED }));
        });
    }

    /// A payload has come.
    pub(super) fn hear_payload(&mut self, session: SessionId, part: PayloadPart, beside: Option<Beside>) {
        let Some((ticket, what)) = self.taking.payload.take_if(|(ticket, _)| *ticket == part.ticket) else { return };
        let (Some(beside), Some(kept)) = (beside, part.kept) else { return self.tell_taken(session, say::GONE) };
        if what == Take::Picture {
            return self.picture(session, part.row, beside);
        }
        let Some(tab) = self.tabs.get_mut(session) else { return };
        // Another message may be looked into by now.
        let Some(detail) = tab.detail.clone().filter(|detail| detail.row.number == part.row) else { return };
        let RowItem::Message { index, kind, .. } = detail.row.item else { return };
        match what {
            Take::Copy(_) | Take::Picture => {}
            Take::Save => {
                let mut file = Gathering::new("application/octet-stream");
                file.add(&beside);
                let ending = take::ending(kind, detail.lens);
                tab.taken = if file.save(&format!("message-{index}.{ending}")) { say::SAVED } else { say::NOT_SAVED };
            }
            Take::Draft if kept > u64::from(MOST_DRAFTED) => tab.taken = say::TOO_LARGE_TO_WRITE,
            Take::Draft => self.draft(session, ticket, kind, beside),
        }
    }

    fn draft(&self, session: SessionId, ticket: Ticket, kind: Kind, beside: Beside) {
        let on = self.on.clone();
        task::spawn(async move {
            on.emit(match beside.head(MOST_DRAFTED).await {
                Ok(bytes) => Msg::Drafted(session, ticket, Rc::new(take::draft(kind, &bytes))),
                Err(_) => Msg::Taken(session, say::GONE),
            });
        });
    }

    /// Shows a picture when its header promises nothing bad.
    fn picture(&self, session: SessionId, row: u64, beside: Beside) {
        let on = self.on.clone();
        task::spawn(async move {
            let head = beside.head(HEAD).await.unwrap_or_default();
            let shown = match inspect::Picture::sniff(&head) {
                Some(picture) => {
                    let mut file = Gathering::new(picture.format.media_type());
                    file.add(&beside);
                    let url = file.url().map(Rc::new);
                    url.map_or(Shown::Failed(detail::NO_PICTURE), |url| match doubt(&picture) {
                        Some(why) => Shown::Doubted(why, url),
                        None => Shown::There(url),
                    })
                }
                None => Shown::Failed(detail::NO_PICTURE),
            };
            on.emit(Msg::Pictured(session, Picture { row, shown }));
        });
    }

    /// How a picture stands. Only the one of the message that is looked into counts.
    pub(super) fn hear_picture(&mut self, session: SessionId, picture: Picture) {
        let Some(tab) = self.tabs.get_mut(session) else { return };
        if tab.picture.as_ref().is_some_and(|known| known.row == picture.row) {
            tab.picture = Some(picture);
        }
    }

    fn tell_taken(&mut self, session: SessionId, said: Text) {
        if let Some(tab) = self.tabs.get_mut(session) {
            tab.taken = said;
        }
    }
}

/// Why a picture is not drawn before the person wants it.
fn doubt(picture: &inspect::Picture) -> Option<Text> {
    match picture.pixels() {
        0 => Some(detail::PICTURE_OF_UNKNOWN_SIZE),
        pixels => (pixels > MOST_PIXELS).then_some(detail::LARGE_PICTURE),
    }
}
