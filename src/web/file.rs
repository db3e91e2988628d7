//! Files that the person chose: named, measured, and read piece by piece.

use std::ops::Range;

use js_sys::{Array, ArrayBuffer, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob as JsBlob;

use super::Thrown;

/// A file. It holds no bytes: the browser reads them when they are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct File(web_sys::File);

/// Bytes that the browser holds, in memory or on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Blob(JsBlob);

/// Bytes that were read and still lie with the browser, so that sending them copies nothing.
#[derive(Clone, Debug)]
pub struct Bytes(Uint8Array);

/// The text of a file. It stays with the browser: it is not copied into this program.
#[derive(Clone, Debug)]
pub struct FileText(JsString);

/// What was read of a file to be sent.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The bytes that were wanted.
    pub bytes: Bytes,
    /// All of the file, where it is sent as text.
    pub text: Option<FileText>,
}

/// Why a file cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// What the browser threw: the file is gone, or was changed since it was chosen.
    Unreadable(Thrown),
    /// It was to be read as text, and is no UTF-8.
    NotText,
}

#[wasm_bindgen]
extern "C" {
    /// The browser's decoder. The binding of `web_sys` brings the text over.
    type TextDecoder;

    #[wasm_bindgen(constructor)]
    fn new(label: &str, options: &Object) -> TextDecoder;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &ArrayBuffer) -> Result<JsString, JsValue>;
}

/// What rides beside a message between page and worker.
#[derive(Clone, Debug)]
pub enum Beside {
    /// A file that the person chose.
    File(File),
    /// Bytes that the browser holds: it passes them on without reading them.
    Blob(Blob),
    /// Bytes. They move, and are not copied on the way.
    Bytes(Bytes),
}

impl From<web_sys::File> for File {
    fn from(file: web_sys::File) -> Self {
        Self(file)
    }
}

impl File {
    /// What rides beside a message, as a file of this name. `None` when the browser makes none of it.
    pub fn of(beside: &Beside, name: &str) -> Option<Self> {
        let (raw, _) = beside.raw();
        web_sys::File::new_with_buffer_source_sequence(&Array::of1(&raw), name).ok().map(Self)
    }

    /// A file of this name that holds a text of the browser.
    pub(super) fn of_text(text: &JsString, name: &str) -> Option<Self> {
        web_sys::File::new_with_str_sequence(&Array::of1(text), name).ok().map(Self)
    }

    /// The browser's file.
    pub(super) fn raw(&self) -> &web_sys::File {
        &self.0
    }

    /// Its name, without a path.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        whole(self.0.size())
    }

    /// Reads these of its bytes, as far as it has them.
    ///
    /// # Errors
    ///
    /// What the browser threw, when it cannot read the file: it is gone, or was changed since it was chosen.
    pub async fn slice(&self, range: Range<u64>) -> Result<Bytes, Thrown> {
        Blob(self.0.clone().into()).slice(range).await
    }

    /// Reads all of it as text, without a change: a byte order mark stays.
    ///
    /// # Errors
    ///
    /// When the browser cannot read it, or when it is no UTF-8.
    pub async fn text(&self) -> Result<FileText, FileError> {
        let read = JsFuture::from(self.0.array_buffer()).await;
        let bytes = read.map_err(|thrown| FileError::Unreadable(Thrown::new(thrown)))?;
        let options = Object::new();
        for name in ["fatal", "ignoreBOM"] {
            let _ = Reflect::set(&options, &name.into(), &JsValue::TRUE);
        }
        let decoded = TextDecoder::new("utf-8", &options).decode(bytes.unchecked_ref());
        decoded.map(FileText).map_err(|_| FileError::NotText)
    }
}

impl FileText {
    /// The browser's text.
    pub(super) fn raw(&self) -> &JsString {
        &self.0
    }
}

impl Blob {
    /// What a value is, when it is a Blob.
    pub(super) fn of(value: &JsValue) -> Option<Self> {
        value.dyn_ref::<JsBlob>().cloned().map(Self)
    }

    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        whole(self.0.size())
    }

    /// These of its bytes, which stay with the browser.
    pub fn part(&self, range: Range<u64>) -> Option<Self> {
        self.raw_part(range).ok().map(Self)
    }

    fn raw_part(&self, range: Range<u64>) -> Result<JsBlob, JsValue> {
        #[expect(clippy::cast_precision_loss, reason = "no file has 8 PiB")]
        let (start, end) = (range.start as f64, range.end as f64);
        self.0.slice_with_f64_and_f64(start, end)
    }

    /// Reads these of its bytes, as far as it has them.
    ///
    /// # Errors
    ///
    /// What the browser threw, when it cannot read them.
    pub async fn slice(&self, range: Range<u64>) -> Result<Bytes, Thrown> {
        let read = async { JsFuture::from(self.raw_part(range)?.array_buffer()).await };
        read.await.map(|buffer| Bytes(Uint8Array::new(&buffer))).map_err(Thrown::new)
    }
}

impl Beside {
    /// What a value is, when it can ride beside a message.
    pub(super) fn of(value: &JsValue) -> Option<Self> {
        // Every file is a Blob.
        if let Some(file) = value.dyn_ref::<web_sys::File>() {
            return Some(Self::File(File(file.clone())));
        }
        match Blob::of(value) {
            Some(blob) => Some(Self::Blob(blob)),
            None => value.dyn_ref::<ArrayBuffer>().map(|buffer| Self::Bytes(Bytes(Uint8Array::new(buffer)))),
        }
    }

    /// As the browser sees it, and what of it moves.
    pub(super) fn raw(&self) -> (JsValue, Option<ArrayBuffer>) {
        match self {
            Self::File(file) => (file.raw().into(), None),
            Self::Blob(blob) => (blob.0.clone().into(), None),
            Self::Bytes(bytes) => (bytes.0.buffer().into(), Some(bytes.0.buffer())),
        }
    }

    /// Its bytes, at most so many.
    ///
    /// # Errors
    ///
    /// What the browser threw, when it cannot read them.
    pub async fn head(&self, most: u32) -> Result<Vec<u8>, Thrown> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.head(most)),
            Self::Blob(blob) => Ok(blob.slice(0..u64::from(most)).await?.head(most)),
            Self::File(file) => Ok(file.slice(0..u64::from(most)).await?.head(most)),
        }
    }
}

impl Bytes {
    /// A copy of these.
    pub fn copy_of(bytes: &[u8]) -> Self {
        Self(Uint8Array::from(bytes))
    }

    /// How many they are.
    pub fn len(&self) -> u64 {
        u64::from(self.0.length())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.length() == 0
    }

    /// The first of them, at most so many.
    pub fn head(&self, most: u32) -> Vec<u8> {
        self.0.subarray(0, most.min(self.0.length())).to_vec()
    }

    /// The browser's bytes.
    pub(super) fn raw(&self) -> &Uint8Array {
        &self.0
    }
}

/// A size as JavaScript counts it: whole, and at most 2⁵³.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
fn whole(size: f64) -> u64 {
    size as u64
}
