//! The way between page and worker: values of `model::link` as bytes, each in one buffer that is transferred. A file, a
//! Blob or further bytes ride beside them, as the second part of an array.

use std::marker::PhantomData;

use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};

use super::{boot, file::Beside, listener::Listener};
use crate::model::{
    language::{Text, text},
    link::{ToEngine, ToPage, decode, encode},
};

/// One end of the link. What it says is `Out`.
#[must_use = "dropping a link ends it"]
pub struct Link<Out> {
    far: Far,
    says: PhantomData<fn(Out)>,
    #[expect(dead_code, reason = "kept for its drop")]
    listener: Listener<MessageEvent>,
}

/// Why there is no engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEngine {
    /// `boot.js` did not run before this.
    NotBegun,
    /// Its worker could not be loaded.
    NotLoaded,
}

impl NoEngine {
    /// What happened, and what to do.
    pub fn sentence(self) -> Text {
        match self {
            Self::NotBegun => {
                text!("There is no engine: boot.js did not run.", "Es gibt keine Engine: boot.js lief nicht.",)
            }
            Self::NotLoaded => text!(
                "The engine could not be loaded. Reload the page; the console says more.",
                "Die Engine konnte nicht geladen werden. Laden Sie die Seite neu; die Konsole sagt mehr.",
            ),
        }
    }
}

enum Far {
    Engine(Worker),
    Page(DedicatedWorkerGlobalScope),
}

impl Link<ToEngine> {
    /// The page's end, to the worker that `boot.js` started. The engine's first word is awaited with [`ready`].
    ///
    /// # Errors
    ///
    /// When `boot.js` did not run before this.
    pub fn to_engine(on_message: impl Fn(ToPage, Option<Beside>) + 'static) -> Result<Self, NoEngine> {
        let engine: Worker = boot::property("engine").ok_or(NoEngine::NotBegun)?;
        let listener = Listener::new(&engine, "message", hear(|_| {}, on_message));
        Ok(Self { far: Far::Engine(engine), says: PhantomData, listener })
    }
}

impl Link<ToPage> {
    /// The engine's end. `None` outside a worker. What rode beside a message comes with it. Before a large message is
    /// brought over, `make_way` is told how many bytes it has.
    pub fn to_page(
        make_way: impl Fn(u32) + 'static,
        on_message: impl Fn(ToEngine, Option<Beside>) + 'static,
    ) -> Option<Self> {
        let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().ok()?;
        let listener = Listener::new(&scope, "message", hear(make_way, on_message));
        Some(Self { far: Far::Page(scope), says: PhantomData, listener })
    }
}

impl<Out: Serialize> Link<Out> {
    /// Says something. The bytes move; they are not copied again on the way.
    pub fn post(&self, value: &Out) {
        let buffer = Uint8Array::from(&encode(value)[..]).buffer();
        self.carry(&buffer, &buffer);
    }

    /// Says something, with something beside it.
    pub fn post_with(&self, value: &Out, beside: &Beside) {
        let buffer = Uint8Array::from(&encode(value)[..]).buffer();
        let (raw, moves) = beside.raw();
        let transfer = Array::of1(&buffer);
        if let Some(moves) = moves {
            transfer.push(&moves);
        }
        self.carry_all(&Array::of2(&buffer, &raw), &transfer);
    }

    fn carry(&self, message: &JsValue, buffer: &ArrayBuffer) {
        self.carry_all(message, &Array::of1(buffer));
    }

    fn carry_all(&self, message: &JsValue, transfer: &Array) {
        let posted = match &self.far {
            Far::Engine(worker) => worker.post_message_with_transfer(message, transfer),
            Far::Page(scope) => scope.post_message_with_transfer(message, transfer),
        };
        if posted.is_err() {
            log::error!("A message between page and engine was not carried.");
        }
    }
}

/// Whether this is the worker that `boot.js` started.
pub fn is_worker() -> bool {
    js_sys::global().is_instance_of::<DedicatedWorkerGlobalScope>()
}

/// Waits for the engine's first word: its build.
///
/// # Errors
///
/// When the worker was not begun, or could not be loaded.
pub async fn ready() -> Result<String, NoEngine> {
    let promise: Promise = boot::property("ready").ok_or(NoEngine::NotBegun)?;
    let data = JsFuture::from(promise).await.map_err(|_| NoEngine::NotLoaded)?;
    match value_of(&data) {
        Some(ToPage::Ready { build }) => Ok(build),
        // An engine of another build may not even speak this build's language.
        _ => Ok(String::new()),
    }
}

/// Messages from this size on are large.
const LARGE: u32 = 1024 * 1024;

fn hear<In: for<'a> Deserialize<'a>>(
    make_way: impl Fn(u32),
    on_message: impl Fn(In, Option<Beside>),
) -> impl Fn(MessageEvent) {
    move |event| {
        let data = event.data();
        let (bytes, beside) = match data.dyn_ref::<Array>() {
            Some(parts) => (parts.get(0), Beside::of(&parts.get(1))),
            None => (data, None),
        };
        if let Some(length) =
            bytes.dyn_ref::<ArrayBuffer>().map(ArrayBuffer::byte_length).filter(|length| *length >= LARGE)
        {
            make_way(length);
        }
        match value_of(&bytes) {
            Some(value) => on_message(value, beside),
            None => log::error!("Page and engine are of different builds."),
        }
    }
}

fn value_of<In: for<'a> Deserialize<'a>>(data: &JsValue) -> Option<In> {
    decode(&Uint8Array::new(data.dyn_ref::<ArrayBuffer>()?).to_vec())
}
