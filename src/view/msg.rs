//! Everything that can happen to the page.

use std::rc::Rc;

use yew::Callback;

use super::state::{
    behaviour::Behaviour,
    clock_column::ClockColumn,
    demo::Demo,
    find::{FilterForm, PatternForm},
    form::Form,
    inspector::Pane,
    kept::{Address, Named},
    overlay::Overlay,
    palette::Deed,
    selection::Selection,
    sender::SenderForm,
    settings::Settings,
    take::{Draft, Picture, Take},
};
use crate::{
    model::{
        id::{SessionId, Ticket},
        link::{Command, Look, PageCommand, ToPage},
        log::{Extent, LinesPart},
        settings::FilePlan,
        time::Timestamp,
    },
    view::words::language::Text,
    web::{
        file::{Beside, File},
        file_writer::FileWriter,
        lab::Lab,
        link::NoEngine,
    },
};

/// How every part of the page tells what happened to it. It is made once, so that parts compare as unchanged.
pub type On = Callback<Msg>;

/// A change of something that the person sets, made when it arrives.
pub type Change<T> = Box<dyn FnOnce(&mut T)>;

/// What reaches the page.
pub enum Msg {
    // From the engine.
    /// It listens, and is of this build; or it could not be started.
    EngineReady(Result<String, NoEngine>),
    /// It says something, perhaps with something beside it.
    EngineSaid(ToPage, Option<Beside>),
    /// A frame after a drawing has come: ask for the next Snapshots.
    FrameBegun,
    // From the world.
    /// There is a lab beside the page, or there is none.
    LabLooked(Option<Lab>),
    /// The tabs may have changed since they were kept last.
    TabsChanged,
    /// Another window of the page has changed what the browser keeps.
    KeptElsewhere,
    // From the person, about the session that is shown.
    /// The connection's form was changed.
    FormChanged(Change<Form>),
    /// Connect was clicked.
    ConnectClicked,
    /// The connection is to give way to what the form asks for.
    SwitchClicked,
    /// Its settings were changed.
    BehaviourChanged(Change<Behaviour>),
    /// The sender's form was changed.
    SenderChanged(Change<SenderForm>),
    /// Something for it, of the engine.
    Wanted(Command),
    /// Something for the page, of the engine.
    PageWanted(PageCommand),
    /// These rows of it are to be drawn.
    LookWanted(Look),
    /// A file is to be sent.
    FileHandedOver(Ticket, FilePlan, File),
    /// These rows of the list are selected.
    Selected(Selection),
    /// The message that is looked into is taken out of the log.
    Take(Take),
    /// What became of that.
    Taken(SessionId, Text),
    /// It is to be written again.
    Drafted(SessionId, Ticket, Rc<Draft>),
    /// It can be seen as a picture, or cannot.
    Pictured(SessionId, Picture),
    /// These messages are to be saved as a file.
    SaveClicked(Extent),
    /// The selected rows are to be copied.
    RowsCopied,
    /// No more of them.
    SaveStopped,
    /// Something about the file that is saved for this session, under this ticket.
    Saving(SessionId, Ticket, SavingMsg),
    /// The filter was changed.
    FilterChanged(Change<FilterForm>),
    /// The search was changed.
    SearchChanged(Change<PatternForm>),
    /// The bar that finds is to be seen, with the focus on the field with this id: on a phone it is not always.
    FindOpened(&'static str),
    /// It is to be seen, or not any more.
    FindToggled,
    /// The search is to end.
    SearchEnded,
    /// The next match (true) or the one before is to be seen.
    SearchStepped(bool),
    /// The message with this number, or the rows of this time of day, are to be seen.
    PlaceEntered(String),
    /// Something else is being typed there.
    PlaceTyped,
    /// Page and engine are to begin anew.
    ReloadClicked,
    /// The list's first column is to tell this.
    ColumnChosen(ClockColumn),
    /// A character was typed at the list: it begins a filter.
    FilterBegun(char),
    /// The rows of this time are to be seen.
    TimeChosen(Timestamp),
    // From the person, about the page.
    /// About the tabs.
    Tabs(TabsMsg),
    /// About what the browser keeps.
    Kept(KeptMsg),
    /// The inspector is to be opened or closed.
    InspectorToggled,
    /// It is to be closed: it lies over something.
    InspectorLeft,
    /// It is to show this pane.
    PaneChosen(Pane),
    /// The next row of the list (true) or the one before is to be looked into.
    RowStepped(bool),
    /// The next of its kind, or the one before.
    KinStepped(bool),
    /// The oldest rows of the list are to be seen, or the newest.
    EdgeWanted {
        /// The newest.
        newest: bool,
    },
    // About the page around the sessions.
    /// Something is to lie above the page.
    OverlayOpened(Overlay),
    /// Nothing is to lie above the page.
    OverlayClosed,
    /// A command was chosen in the palette, or by its keys.
    DeedChosen(Deed),
    /// Something is to be tried on the lab.
    DemoChosen(Demo),
    /// The settings were changed.
    SettingsChanged(Change<Settings>),
    /// Whatever the browser keeps is to go.
    EverythingForgotten,
    /// What the system prefers has changed.
    SystemChanged,
    /// The page comes back into view, or goes out of it.
    PageSeen(bool),
    /// The page has been there for a while.
    Ticked,
    /// One leaves the page, which the browser keeps, or is back.
    PageAway(bool),
    /// Whether the browser keeps the page for offline use when it is asked to.
    OfflineAnswered(bool),
    /// Whether the server has another build of the page.
    VersionLooked(bool),
    /// The newer build is to be loaded now (true) or later.
    VersionAnswered(bool),
    /// The person has read that the browser keeps nothing.
    BlockedRead,
}

/// What happens to a file that messages are saved to.
pub enum SavingMsg {
    /// There is a place for it; or the person wants none.
    Opened(Option<Rc<FileWriter>>, Extent),
    /// A part of it was written (true), or could not be.
    Written(LinesPart, bool),
    /// It was to be copied: what became of that.
    Copied(String),
}

/// What the person does with the tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TabsMsg {
    /// A new session.
    NewClicked,
    /// One more like the one that is shown.
    DuplicateClicked,
    /// Another one is to be shown.
    Selected(SessionId),
    /// It goes one place towards the end (true) or the beginning.
    Stepped(SessionId, bool),
    /// The first goes to the place of the second.
    Put(SessionId, SessionId),
    /// Its name is being changed.
    RenameBegun(SessionId),
    /// Its name was changed; an empty one gives way to the address.
    Renamed(String),
    /// Its name stays.
    RenameDropped,
    /// It is to be closed, if need be after a question.
    CloseClicked(SessionId),
    /// The question was answered with yes.
    CloseConfirmed,
    /// The question was answered with no.
    CloseDropped,
}

/// What the person does with what the browser keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptMsg {
    /// This address is not to be listed any more.
    AddressDropped(Address),
    /// No address is to be listed any more.
    AddressesDropped,
    /// A message gets a name.
    MessageNamed(Named),
    /// The message at this place is not to be kept any more.
    MessageDropped(usize),
    /// The message at this place goes down (true) or up.
    MessageMoved(usize, bool),
    /// No message that is offered at this address is to be kept any more.
    MessagesDropped,
}
