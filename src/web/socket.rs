//! `web_sys::WebSocket` with one owner: four listeners, typed errors, closed on drop.
//!
//! Its rules, each of which another wrapper learned the hard way:
//!
//! - `readyState` is read at each send: after the server's close frame it is CLOSING before any event says so, and
//!   `send()` then drops messages without a word.
//! - A drop removes all four listeners first and closes then, without a code: it cannot throw.
//! - It is not `Clone`: the last clone's drop would close a connection that others use.
//! - Bytes are copied before they are sent: a view into wasm memory cannot be sent when that memory is shared.

use std::{cell::Cell, fmt};

use js_sys::{Array, ArrayBuffer, JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{BinaryType as JsBinaryType, CloseEvent as JsCloseEvent, Event, MessageEvent, WebSocket};

use super::{
    clock,
    file::{Blob, Bytes, File, FileText},
    incoming::{Binary, Text},
    listener::Listener,
    thrown::Thrown,
};
use crate::model::{
    close::{CloseCode, CloseEvent, CloseRequest},
    language::say,
    message::{Kind, Message},
    phase::{Negotiated, ReadyState, Target},
    session::SocketEvent,
    settings::BinaryType,
    time::Timestamp,
};

/// A connection, or an attempt at one.
#[must_use = "dropping a socket closes it"]
pub struct Socket {
    raw: WebSocket,
    /// Bytes that `send()` has taken so far.
    handed: Cell<u64>,
    listeners: Option<Listeners>,
}

#[wasm_bindgen]
extern "C" {
    /// A socket that sends a text of the browser. The binding of `web_sys` takes one that was brought over.
    type TextSocket;

    #[wasm_bindgen(method, catch)]
    fn send(this: &TextSocket, text: &JsString) -> Result<(), JsValue>;
}

type Listeners = (Listener<Event>, Listener<MessageEvent>, Listener<Event>, Listener<JsCloseEvent>);

/// What a socket tells its owner.
pub struct Heard {
    /// Which event.
    pub event: SocketEvent,
    /// When the browser made it.
    pub at: Timestamp,
    /// The payload of a message.
    pub payload: Option<Payload>,
}

/// A received payload that still belongs to the browser.
pub enum Payload {
    /// Text.
    Text(Text),
    /// Bytes.
    Binary(Binary),
    /// Bytes that stay with the browser until they are read; only with [`BinaryType::Blob`].
    Blob(Blob),
}

/// Why a message was not handed to the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// The connection is not open at this moment.
    NotOpen(ReadyState),
    /// The browser threw.
    Threw(Thrown),
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOpen(state) => f.write_str(&say!(
                "The connection is not open ({}), so the message was not sent.",
                "Die Verbindung ist nicht offen ({}), darum wurde die Nachricht nicht gesendet.",
                format_args!("{state:?}")
            )),
            Self::Threw(why) => f.write_str(&say!(
                "The browser did not take the message: {}",
                "Der Browser nahm die Nachricht nicht an: {}",
                why
            )),
        }
    }
}

impl std::error::Error for SendError {}

impl Socket {
    /// Starts an attempt to connect. `on_event` is called for each of its events, never before this returns.
    ///
    /// # Errors
    ///
    /// What the constructor throws, for an address or a subprotocol that the browser refuses.
    pub fn open(target: &Target, on_event: impl Fn(Heard) + Clone + 'static) -> Result<Self, Thrown> {
        let protocols: Array = target.offered.iter().map(|offered| JsValue::from_str(offered.as_str())).collect();
        let raw = WebSocket::new_with_str_sequence(target.endpoint.as_str(), &protocols).map_err(Thrown::new)?;
        raw.set_binary_type(JsBinaryType::Arraybuffer);
        let listeners = Some(listen(&raw, on_event));
        Ok(Self { raw, handed: Cell::default(), listeners })
    }

    /// Chooses how binary messages are delivered from now on: [`BinaryType::ArrayBuffer`] until this is called.
    pub fn set_binary_type(&self, binary_type: BinaryType) {
        self.raw.set_binary_type(match binary_type {
            BinaryType::ArrayBuffer => JsBinaryType::Arraybuffer,
            BinaryType::Blob => JsBinaryType::Blob,
        });
    }

    /// Hands a message to the browser.
    ///
    /// # Errors
    ///
    /// When the connection is not open, or the browser throws.
    pub fn send(&self, message: &Message) -> Result<(), SendError> {
        let length = message.bytes().len() as u64;
        match message {
            Message::Text(text) => self.hand(length, |raw| raw.send_with_str(text)),
            Message::Binary(bytes) => {
                self.hand(length, |raw| raw.send_with_array_buffer(&Uint8Array::from(&bytes[..]).buffer()))
            }
        }
    }

    /// Hands bytes of the browser to the browser, as a binary message.
    ///
    /// # Errors
    ///
    /// As [`Self::send`].
    pub fn send_bytes(&self, bytes: &Bytes) -> Result<(), SendError> {
        self.hand(bytes.len(), |raw| raw.send_with_js_u8_array(bytes.raw()))
    }

    /// Hands a whole file to the browser, as one binary message. The browser reads it by itself.
    ///
    /// # Errors
    ///
    /// As [`Self::send`].
    pub fn send_file(&self, file: &File) -> Result<(), SendError> {
        self.hand(file.size(), |raw| raw.send_with_blob(file.raw()))
    }

    /// Hands the text of a file of so many bytes to the browser, as one text message.
    ///
    /// # Errors
    ///
    /// As [`Self::send`].
    pub fn send_text_of(&self, text: &FileText, length: u64) -> Result<(), SendError> {
        self.hand(length, |raw| raw.unchecked_ref::<TextSocket>().send(text.raw()))
    }

    fn hand(&self, length: u64, send: impl FnOnce(&WebSocket) -> Result<(), JsValue>) -> Result<(), SendError> {
        match self.ready_state() {
            ReadyState::Open => send(&self.raw).map_err(|thrown| SendError::Threw(Thrown::new(thrown)))?,
            state => return Err(SendError::NotOpen(state)),
        }
        self.handed.set(self.handed.get() + length);
        Ok(())
    }

    /// Begins the closing handshake, or ends an attempt that has not opened yet.
    ///
    /// # Errors
    ///
    /// What the browser throws; a [`CloseRequest`] holds nothing for which one is thrown.
    pub fn close(&self, request: &CloseRequest) -> Result<(), Thrown> {
        let closed = match request {
            CloseRequest::Plain => self.raw.close(),
            CloseRequest::WithCode(code, reason) => self.raw.close_with_code_and_reason(code.code().0, reason.as_str()),
        };
        closed.map_err(Thrown::new)
    }

    /// The browser's state at this moment. It can be ahead of the events.
    pub fn ready_state(&self) -> ReadyState {
        match self.raw.ready_state() {
            WebSocket::CONNECTING => ReadyState::Connecting,
            WebSocket::OPEN => ReadyState::Open,
            WebSocket::CLOSING => ReadyState::Closing,
            _ => ReadyState::Closed,
        }
    }

    /// Bytes that were handed over and not yet to the network.
    pub fn buffered_amount(&self) -> u32 {
        self.raw.buffered_amount()
    }

    /// Bytes that were handed over since the connection began, on the network or not.
    pub fn handed(&self) -> u64 {
        self.handed.get()
    }

    /// The address, as the browser writes it.
    pub fn url(&self) -> String {
        self.raw.url()
    }

    /// The subprotocol that the server picked; empty before it did, and when it picked none.
    pub fn protocol(&self) -> String {
        self.raw.protocol()
    }

    /// The extensions in use; empty before the connection opened, and when there are none.
    pub fn extensions(&self) -> String {
        self.raw.extensions()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // First the listeners: the browser calls into a freed closure otherwise.
        self.listeners = None;
        let _ = self.raw.close();
    }
}

impl Payload {
    /// Whether it is text or binary.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Binary(_) | Self::Blob(_) => Kind::Binary,
        }
    }
}

fn listen(raw: &WebSocket, on_event: impl Fn(Heard) + Clone + 'static) -> Listeners {
    let (on_open, on_message, on_error, on_close) = (on_event.clone(), on_event.clone(), on_event.clone(), on_event);
    let opened = {
        let raw = raw.clone();
        Listener::new(&raw.clone(), "open", move |event: Event| {
            let negotiated = Negotiated { protocol: raw.protocol(), extensions: raw.extensions() };
            on_open(heard(&event, SocketEvent::Opened(negotiated)));
        })
    };
    let message = Listener::new(raw, "message", move |event: MessageEvent| match payload(event.data()) {
        Some(payload) => {
            on_message(Heard { payload: Some(payload), ..heard(&event, SocketEvent::MessageReceived) });
        }
        None => log::error!("A message that came is neither text nor bytes: it is not kept."),
    });
    // A plain Event, never an ErrorEvent: the standard tells a page no cause.
    let error = Listener::new(raw, "error", move |event: Event| on_error(heard(&event, SocketEvent::Errored)));
    let closed = Listener::new(raw, "close", move |event: JsCloseEvent| {
        let close = CloseEvent { code: CloseCode(event.code()), reason: event.reason(), was_clean: event.was_clean() };
        on_close(heard(&event, SocketEvent::Closed(close)));
    });
    (opened, message, error, closed)
}

fn heard(event: &Event, what: SocketEvent) -> Heard {
    Heard { event: what, at: clock::at(event.time_stamp()), payload: None }
}

fn payload(data: JsValue) -> Option<Payload> {
    let other = match data.dyn_into::<JsString>() {
        Ok(text) => return Some(Payload::Text(Text::new(text))),
        Err(other) => other,
    };
    match other.dyn_ref::<ArrayBuffer>() {
        Some(buffer) => Some(Payload::Binary(Binary::new(buffer))),
        None => Blob::of(&other).map(Payload::Blob),
    }
}
