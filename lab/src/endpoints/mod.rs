//! What a WebSocket endpoint is, and one file for each thing that they do.

mod abort;
mod chat;
mod close;
mod echo;
mod flood;
mod fragments;
mod greet;
mod invalid;
mod ping;
mod registry;
mod silent;
mod slow;
mod specimen;

use std::{
    fmt::Write,
    pin::Pin,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value as Json, json};

pub(crate) use self::registry::registry;
use crate::{
    chat::{JoinError, Membership},
    flood::numbered::SMALLEST_TEXT,
    parameters::{Parameter, ParameterError, Parameters},
    shared::Shared,
    websocket::{Ending, WebSocket},
};

/// How an endpoint's conversation went: either way it has an ending.
pub(crate) type Outcome = Result<Ending, Ending>;

/// A conversation in progress.
pub(crate) type Conversation<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// What holds a conversation.
pub(crate) type Converse = for<'a> fn(&'a mut WebSocket, &'a Request) -> Conversation<'a>;

/// What an endpoint has to work with besides its connection.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) parameters: Parameters,
    pub(crate) shared: Arc<Shared>,
    /// The place in the room that `Behaviour::Join` took, until the conversation takes it over.
    pub(crate) joined: Mutex<Option<Result<Membership, JoinError>>>,
}

/// One endpoint.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) path: &'static str,
    pub(crate) does: &'static str,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) behaviour: Behaviour,
}

/// What an endpoint does with a request that fits it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Behaviour {
    /// Completes the opening handshake in this way, and holds this conversation.
    WebSocket(Opening, Converse),
    /// Refuses the opening handshake with the parameter `status`.
    Refuse,
    /// Leaves the opening handshake unanswered.
    Stall,
    /// Carries messages by HTTP.
    Carry(Carrier),
}

/// What an opening handshake agrees on, besides that there is a WebSocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Compression, if the parameter `deflate` says so.
    Plain,
    /// The same, in a room that is joined before the client hears that it is connected: it misses nothing after that.
    Join,
    /// permessage-deflate, always.
    Deflate,
    /// The subprotocol from the parameter `accept`.
    SelectSubprotocol,
}

/// A way to carry messages from a server to a page without a WebSocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// Each request is answered at once, with nothing if there is nothing.
    Poll,
    /// A request waits for messages.
    LongPoll,
    /// Server-sent events: one answer that does not end.
    EventStream,
}

impl Endpoint {
    /// Checks a query before anything is done with it.
    pub(crate) fn check(&self, query: &str) -> Result<Parameters, ParameterError> {
        let parameters = Parameters::parse(self.path, &self.parameters, query)?;
        let is_numbered_text = parameters.find("count").is_some() && parameters.find("kind") == Some("text");
        if is_numbered_text && parameters.number("size") < SMALLEST_TEXT {
            return Err(ParameterError::TextTooSmall(SMALLEST_TEXT));
        }
        Ok(parameters)
    }

    /// What an endpoint speaks.
    pub(crate) fn transport(&self) -> &'static str {
        if matches!(self.behaviour, Behaviour::Carry(_)) { "http" } else { "websocket" }
    }

    /// The endpoint in `lab.json`.
    pub(crate) fn to_json(&self) -> Json {
        let parameters: Vec<Json> = self.parameters.iter().map(Parameter::to_json).collect();
        let methods: &[&str] = if self.transport() == "http" { &["GET", "POST"] } else { &["GET"] };
        json!({
            "path": self.path,
            "transport": self.transport(),
            "methods": methods,
            "does": self.does,
            "parameters": parameters,
        })
    }

    /// The endpoint in `--help`.
    pub(crate) fn help(&self) -> String {
        let mut help = format!("  {}\n      {}\n", self.path, self.does);
        for Parameter { name, accepts, default, explanation } in &self.parameters {
            let _ = writeln!(help, "      {name}={default}  {explanation} ({accepts})");
        }
        help
    }
}

/// Lets time pass, while the peer may close or go away; messages are dropped.
async fn wait(socket: &mut WebSocket, time: Duration) -> Result<(), Ending> {
    tokio::select! {
        () = tokio::time::sleep(time) => Ok(()),
        ending = async { loop { if let Err(ending) = socket.receive().await { break ending } } } => Err(ending),
    }
}

/// Writes all that is queued, while the peer may close; messages are dropped.
async fn flush_listening(socket: &mut WebSocket) -> Result<(), Ending> {
    while socket.flush_or_receive().await?.is_some() {}
    Ok(())
}
