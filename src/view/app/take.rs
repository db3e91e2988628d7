//! What is taken out of the log: a payload to copy, to save, to look at and to send again.

use std::rc::Rc;

use super::App;
use crate::{
    model::{
        detail::{CopyPart, CopyState, DetailCommand},
        id::{MessageNumber, RowNumber, SessionId, Ticket},
        inspect::{self, Lens},
        link::{Command, Inquiry, PayloadPart},
        log::RowItem,
        message::Kind,
    },
    view::{
        msg::Msg,
        state::{
            take::{self, Draft, MOST_DRAFTED, Picture, Shown, Take},
            writing::FileWay,
        },
        words::{detail, language::Text, take as say},
    },
    web::{
        clipboard,
        download::Gathering,
        file::{Beside, File},
        task,
    },
};

/// A picture with more pixels takes more memory than a click on a row may cost: four bytes for each, and as much again to
/// decode it. A PNG of 64 kB can have 529 million.
const MOST_PIXELS: u64 = 16_000_000;

/// Bytes of a picture in which its size is looked for.
const HEAD: u32 = 64 * 1024;

/// What was asked of the engine and has not come yet.
#[derive(Default)]
pub(super) struct Taking {
    payloads: Vec<Asked>,
    copy: Option<(Ticket, SessionId, RowNumber, Gathering)>,
}

/// A payload that was asked for, and what was known of its message then: another one may be looked into when it comes.
struct Asked {
    ticket: Ticket,
    session: SessionId,
    what: Take,
    /// The message's number.
    index: MessageNumber,
    kind: Kind,
    lens: Lens,
}

impl Taking {
    /// The session was closed: nothing comes for it any more.
    pub(super) fn end(&mut self, session: SessionId) {
        self.payloads.retain(|asked| asked.session != session);
        self.copy.take_if(|(_, of, ..)| *of == session);
    }
}

impl App {
    /// The message that is looked into is taken.
    pub(super) fn take(&mut self, what: Take) {
        let session = self.tabs.selected().id;
        let Some(detail) = self.tabs.selected().detail.clone() else { return };
        let (row, lens) = (detail.row.number, detail.lens);
        let RowItem::Message { index, kind, .. } = detail.row.item else { return };
        if let Take::Copy(format) = what {
            let ticket = self.ticket();
            self.taking.copy = Some((ticket, session, row, Gathering::new("text/plain")));
            return self.want(Command::Detail(DetailCommand::Copy(ticket, row, format)));
        }
        let ticket = self.ask_engine(|ticket| Inquiry::Read(ticket, row, 0..u64::MAX));
        self.taking.payloads.push(Asked { ticket, session, what, index, kind, lens });
    }

    /// Another row is looked into: the engine copies no further from the one before.
    pub(super) fn leave_copy(&mut self, session: SessionId, row: Option<RowNumber>) {
        if self.taking.copy.take_if(|(_, of, from, _)| *of == session && Some(*from) != row).is_some() {
            self.tell_taken(session, say::COPY_LEFT);
        }
    }

    /// A picture is fetched when it is to be seen.
    pub(super) fn fetch_picture(&mut self) {
        let tab = self.tabs.selected_mut();
        let Some(detail) = tab.detail.as_ref().filter(|detail| detail.lens == Lens::Picture) else { return };
        let (row, is_known) = (detail.row.number, |picture: &Picture| picture.row == detail.row.number);
        if !detail.is_reading && !tab.picture.as_ref().is_some_and(is_known) {
            tab.picture = Some(Picture { row, shown: Shown::Fetching });
            self.take(Take::Picture);
        }
    }

    /// A piece of the copy has come.
    pub(super) fn hear_copy(&mut self, session: SessionId, part: CopyPart, beside: Option<&Beside>) {
        let Some((.., text)) = self.taking.copy.as_mut().filter(|(ticket, ..)| *ticket == part.ticket) else { return };
        if part.is_first {
            *text = Gathering::new("text/plain");
        }
        if let Some(beside) = beside {
            text.add(beside);
        }
        if part.state == CopyState::More {
            return;
        }
        let Some((.., text)) = self.taking.copy.take().filter(|_| part.state == CopyState::Done) else {
            let why = if part.state == CopyState::Gone { say::COPY_LEFT } else { say::TOO_LARGE };
            return self.tell_taken(session, why);
        };
        let on = self.on.clone();
        task::spawn(async move {
            let is_copied = clipboard::copy_gathered(text).await;
            on.emit(Msg::Taken(session, if is_copied { say::copied(part.loss) } else { say::NOT_COPIED }));
        });
    }

    /// A payload has come.
    pub(super) fn hear_payload(&mut self, session: SessionId, part: PayloadPart, beside: Option<Beside>) {
        let Some(place) = self.taking.payloads.iter().position(|asked| asked.ticket == part.ticket) else { return };
        let Asked { ticket, what, index, kind, lens, .. } = self.taking.payloads.swap_remove(place);
        let (Some(beside), Some(kept)) = (beside, part.kept) else { return self.tell_taken(session, say::GONE) };
        let Some(tab) = self.tabs.get_mut(session) else { return };
        match what {
            Take::Copy(_) => {}
            Take::Picture => self.picture(session, part.row, beside),
            Take::Save => {
                let mut file = Gathering::new("application/octet-stream");
                file.add(&beside);
                let ending = take::ending(kind, lens);
                tab.taken = if file.save(&format!("message-{index}.{ending}")) { say::SAVED } else { say::NOT_SAVED };
            }
            Take::Draft if kept > u64::from(MOST_DRAFTED) => {
                let file = File::of(&beside, &format!("message-{index}.{}", take::ending(kind, lens)));
                tab.taken = if file.is_some() { say::OFFERED_AS_FILE } else { say::NOT_SAVED };
                if let Some(file) = file {
                    tab.file.write(|chosen| *chosen = Some(file));
                    let way = if kind == Kind::Text { FileWay::Text } else { FileWay::Binary };
                    tab.drafted = Some((ticket, Rc::new(Draft::File(way))));
                }
            }
            Take::Draft => self.draft(session, ticket, kind, beside),
        }
    }

    fn draft(&self, session: SessionId, ticket: Ticket, kind: Kind, beside: Beside) {
        let on = self.on.clone();
        task::spawn(async move {
            on.emit(match beside.head(MOST_DRAFTED).await {
                Ok(bytes) => Msg::Drafted(session, ticket, Rc::new(Draft::Written(take::draft(kind, &bytes)))),
                Err(_) => Msg::Taken(session, say::GONE),
            });
        });
    }

    /// Shows a picture when its header promises nothing bad.
    fn picture(&self, session: SessionId, row: RowNumber, beside: Beside) {
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
