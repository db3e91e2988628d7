//! Files that the page gives to the person, and addresses under which the page can show bytes.

use std::{cell::RefCell, collections::VecDeque};

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::{file::Beside, timer::Timer};

/// So many parts are handed to the browser as one: it puts what is large on the disk, and the page's memory stays small.
const PARTS: u32 = 32;

/// How long the browser has to take a file before its address ends, in milliseconds.
const TAKEN_MS: f64 = 60_000.0;

/// Bytes that come in parts and become one file.
pub struct Gathering {
    media_type: &'static str,
    parts: Array,
}

/// An address of bytes that this page can show or save, until it is dropped.
#[derive(Debug, PartialEq)]
pub struct BytesUrl(String);

impl Gathering {
    /// Nothing yet.
    pub fn new(media_type: &'static str) -> Self {
        Self { media_type, parts: Array::new() }
    }

    /// One more part.
    pub fn add(&mut self, part: &Beside) {
        self.parts.push(&part.raw().0);
        if self.parts.length() > PARTS
            && let Some(blob) = self.blob()
        {
            self.parts = Array::of1(&blob);
        }
    }

    /// Gives the file to the person. False when the browser did not take it.
    pub fn save(self, name: &str) -> bool {
        self.blob().is_some_and(|blob| offer(&blob, name, || {}))
    }

    /// An address under which the page can show it.
    pub fn url(self) -> Option<BytesUrl> {
        BytesUrl::new(&self.blob()?)
    }

    /// All of it.
    pub(super) fn blob(&self) -> Option<Blob> {
        let options = BlobPropertyBag::new();
        options.set_type(self.media_type);
        let parts: &JsValue = self.parts.as_ref();
        Blob::new_with_buffer_source_sequence_and_options(parts, &options).ok()
    }
}

/// Gives a file to the person, and calls when the browser must have taken it. False when it did not take it.
pub(super) fn offer(blob: &Blob, name: &str, then: impl FnOnce() + 'static) -> bool {
    let Some(url) = BytesUrl::new(blob) else { return false };
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return false };
    link.set_href(&url.0);
    link.set_download(name);
    link.click();
    let end = move || {
        drop(url);
        then();
    };
    LATER.with_borrow_mut(|later| {
        if later.len() == MOST_OFFERED {
            later.pop_front();
        }
        later.push_back(Timer::after(TAKEN_MS, end));
    });
    true
}

/// So many files may be on their way at once.
const MOST_OFFERED: usize = 16;

thread_local! {
    /// Ends the addresses of the files that were offered last.
    static LATER: RefCell<VecDeque<Timer>> = const { RefCell::new(VecDeque::new()) };
}

impl BytesUrl {
    fn new(blob: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(blob).ok().map(Self)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for BytesUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}
