//! What the page wants: of the engine itself, and of one session.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Inquiry;
use crate::model::{
    close::CloseRequest,
    detail::DetailCommand,
    find::{filter::Filter, pattern::Pattern},
    id::{SessionId, Ticket},
    language::{Language, Separators},
    log::Span,
    message::Message,
    phase::Target,
    settings::{FilePlan, SenderPlan, Settings},
};

/// What the page wants of the engine itself, whichever sessions there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageCommand {
    /// A page begins beside an engine that has worked for another one: nothing that one asked for is waited for any more.
    Begin,
    /// Say what is said from now on in this language, with numbers written like this. What was said stays as it is.
    Speak(Language, Separators),
    /// One leaves the page, and the browser keeps it for the way back (true), or it is there again (false). Browsers close
    /// the connections of such a page.
    Away(bool),
    /// Draw this session from now on, and these rows of its log.
    Look(SessionId, Look),
    /// Tell how much came and went when, over this stretch of time, of whichever session is shown; or tell it no more.
    Chart(Option<Span>),
    /// All sessions together may use so many bytes of memory.
    Budget(u64),
    /// The person has closed the session: end everything in it, and free its memory. Its id is not used again.
    Discard(SessionId),
}

/// What the person wants of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Open a connection.
    Connect(Target),
    /// Send a message. The ticket comes back in [`super::SessionSnapshot::answered`].
    Send(Ticket, Message),
    /// Send the file that rides beside this command. The ticket comes back as that of a message does.
    SendFile(Ticket, FilePlan),
    /// Stop sending the file that is under way. What was handed to the browser stays sent.
    CancelFile,
    /// Close the connection.
    Close(CloseRequest),
    /// Stop waiting for a connection that does not end: the browser goes on closing it by itself.
    LetGo,
    /// Drop every row of the log.
    Clear,
    /// Bring back what was dropped, while that is possible: [`super::SessionSnapshot::cleared`].
    UndoClear,
    /// Look into a message.
    Detail(DetailCommand),
    /// Show only these messages in the list.
    Filter(Box<Filter>),
    /// Mark these messages in the list and count them, or search for nothing.
    Search(Option<Pattern>),
    /// Something about the list.
    Inquire(Inquiry),
    /// Behave like this from now on; `binaryType` counts from the next connection.
    Configure(Settings),
    /// Do not wait for the next try: connect now.
    ReconnectNow,
    /// Do not try again.
    StopReconnecting,
    /// Send a message many times.
    StartSender(SenderPlan),
    /// Hold the sender.
    PauseSender,
    /// Let the sender go on.
    ResumeSender,
    /// End the sender.
    StopSender,
    /// Fill the log with so many messages of so many bytes, as the lab's flood would. Only the measurements have it.
    #[cfg(feature = "trial")]
    Fill(u64, usize),
    /// Count where these bytes are in the log, and tell how long that took and how much memory there is: in a
    /// [`super::ToPage::Payload`] with the ticket of no question. Only the measurements have it.
    #[cfg(feature = "trial")]
    Measure(Vec<u8>),
    /// Break down, as by a fault that nobody knows. Only tests have it.
    #[cfg(feature = "trial")]
    BreakDown,
}

/// Which rows the page wants to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// The newest rows, this many.
    Newest(u64),
    /// The rows at these positions of the list.
    Rows(Range<u64>),
}
