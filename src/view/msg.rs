//! Everything that can happen to the page.

use yew::Callback;

use super::state::{
    behaviour::Behaviour,
    clock_column::ClockColumn,
    find::{FilterForm, PatternForm},
    kept::{Address, Named},
    selection::Selection,
    sender::SenderForm,
    tabs::Form,
    take::Take,
};
use crate::{
    model::{
        id::SessionId,
        link::{Command, Extent, Ticket, ToPage},
        session::Target,
        settings::FilePlan,
        time::Timestamp,
    },
    web::{
        file::{Bytes, File},
        lab::Lab,
    },
};

/// How every part of the page tells what happened to it. It is made once, so that parts compare as unchanged.
pub type On = Callback<Msg>;

/// What reaches the page.
pub enum Msg {
    // From the engine.
    /// It listens, and is of this build; or it could not be started.
    EngineReady(Result<String, String>),
    /// It says something, perhaps with bytes beside it.
    EngineSaid(ToPage, Option<Bytes>),
    /// A frame after a drawing has come: ask for the next Snapshots.
    FrameBegun,
    // From the world.
    /// There is a lab beside the page, or there is none.
    LabLooked(Option<Lab>),
    // From the person, about the session that is shown.
    /// The connection's form was changed.
    FormEntered(Form),
    /// Connect was clicked, and the form is in order.
    ConnectClicked(Target),
    /// Its settings were changed.
    BehaviourEntered(Behaviour),
    /// The sender's form was changed.
    SenderEntered(SenderForm),
    /// Something for the engine.
    Wanted(Command),
    /// A file is to be sent.
    FileHandedOver(Ticket, FilePlan, File),
    /// These rows of the list are selected.
    Selected(Selection),
    /// The message that is looked into is taken out of the log.
    Take(Take),
    /// What became of that.
    Taken(SessionId, &'static str),
    /// These messages are to be saved as a file.
    SaveClicked(Extent),
    /// No more of them.
    SaveStopped,
    /// The filter was changed.
    FilterEntered(FilterForm),
    /// The search was changed.
    SearchEntered(PatternForm),
    /// The next match (true) or the one before is to be seen.
    SearchStepped(bool),
    /// The message with this number, or the rows of this time of day, are to be seen.
    PlaceEntered(String),
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
    /// The side panel was opened or closed.
    PanelToggled,
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
    /// No message is to be kept any more.
    MessagesDropped,
}
