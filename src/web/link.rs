//! The way between page and worker: values of `model::link` as bytes, each in one buffer that is transferred. A file
//! rides beside the bytes, as the second part of an array: the browser passes it on without reading it. So do bytes that
//! the page asked for.

use std::marker::PhantomData;

use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};

use super::{
    file::{Bytes, File},
    listener::Listener,
};
use crate::model::link::{ToEngine, ToPage, decode, encode};

/// One end of the link. What it says is `Out`.
#[must_use = "dropping a link ends it"]
pub struct Link<Out> {
    far: Far,
    says: PhantomData<fn(Out)>,
    #[expect(dead_code, reason = "kept for its drop")]
    listener: Listener<MessageEvent>,
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
    /// A sentence, when `boot.js` did not run before this.
    pub fn to_engine(on_message: impl Fn(ToPage, Option<Bytes>) + 'static) -> Result<Self, String> {
        let engine: Worker = boot("engine")?;
        let listener = Listener::new(&engine, "message", hear(Bytes::of, on_message));
        Ok(Self { far: Far::Engine(engine), says: PhantomData, listener })
    }
}

impl Link<ToPage> {
    /// The engine's end. `None` outside a worker. A file that rode beside a message comes with it.
    pub fn to_page(on_message: impl Fn(ToEngine, Option<File>) + 'static) -> Option<Self> {
        let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().ok()?;
        let listener = Listener::new(&scope, "message", hear(File::of, on_message));
        Some(Self { far: Far::Page(scope), says: PhantomData, listener })
    }
}

impl<Out: Serialize> Link<Out> {
    /// Says something. The bytes move; they are not copied again on the way.
    pub fn post(&self, value: &Out) {
        let buffer = Uint8Array::from(&encode(value)[..]).buffer();
        self.carry(&buffer, &buffer);
    }

    /// Says something, with a file beside it.
    pub fn post_with(&self, value: &Out, file: &File) {
        let buffer = Uint8Array::from(&encode(value)[..]).buffer();
        self.carry(&Array::of2(&buffer, file.raw()), &buffer);
    }

    /// Says something, with bytes beside it.
    pub fn post_bytes(&self, value: &Out, bytes: &[u8]) {
        let (buffer, bytes) = (Uint8Array::from(&encode(value)[..]).buffer(), Uint8Array::from(bytes).buffer());
        self.carry_all(&Array::of2(&buffer, &bytes), &Array::of2(&buffer, &bytes));
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
            log::error!("The browser did not carry a message between the page and its engine.");
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
/// A sentence, when the worker could not be loaded.
pub async fn ready() -> Result<String, String> {
    let promise: Promise = boot("ready")?;
    let failed = || "The engine could not be loaded. Reload the page; the console says more.".to_owned();
    let data = JsFuture::from(promise).await.map_err(|_| failed())?;
    match value_of(&data) {
        Some(ToPage::Ready { build }) => Ok(build),
        // An engine of another build may not even speak this build's language.
        _ => Ok(String::new()),
    }
}

fn hear<In: for<'a> Deserialize<'a>, Beside>(
    read: impl Fn(JsValue) -> Option<Beside>,
    on_message: impl Fn(In, Option<Beside>),
) -> impl Fn(MessageEvent) {
    move |event| {
        let data = event.data();
        let (bytes, file) = match data.dyn_ref::<Array>() {
            Some(parts) => (parts.get(0), read(parts.get(1))),
            None => (data, None),
        };
        match value_of(&bytes) {
            Some(value) => on_message(value, file),
            None => log::error!("Page and engine do not understand each other: they are of different builds."),
        }
    }
}

fn value_of<In: for<'a> Deserialize<'a>>(data: &JsValue) -> Option<In> {
    decode(&Uint8Array::new(data.dyn_ref::<ArrayBuffer>()?).to_vec())
}

/// A property of the object that `boot.js` leaves behind.
fn boot<T: JsCast>(name: &str) -> Result<T, String> {
    Reflect::get(&js_sys::global(), &JsValue::from_str("socketscope"))
        .and_then(|boot| Reflect::get(&boot, &JsValue::from_str(name)))
        .ok()
        .and_then(|value| value.dyn_into().ok())
        .ok_or_else(|| "The page was started without boot.js, so there is no engine.".to_owned())
}
